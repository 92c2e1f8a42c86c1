/** Posts a person can hold (岗位任职). One account may hold several, each with its own dates and scope. */
export const roles = [
  'veteran',
  'family_member',
  'employer_user',
  'station_clerk',
  'station_head',
  'bureau_staff',
  'administrator',
  'auditor',
] as const;
export type Role = (typeof roles)[number];

/** Staff who work on people's records inside their area. */
export const caseRoles = [
  'station_clerk',
  'station_head',
  'bureau_staff',
  'administrator',
] as const satisfies readonly Role[];

/** Job seekers who see their own record and matches. */
export const seekerRoles = ['veteran', 'family_member'] as const satisfies readonly Role[];

/** Roles whose scope is an area; the code's length is its level (6 county, 9 township, 12 village). */
export const areaRoles = [...caseRoles, 'auditor'] as const satisfies readonly Role[];
