export { crosswalkOf, resolveSpeciality, type Crosswalk } from './crosswalk.ts';
export { parseCertificates, parseOccupations, parseSkills, parseSpecialities } from './parse.ts';
export { shippedReference } from './shipped.ts';
export * from './types.ts';
