import type { PositionRow } from '@xincheng/db/positions';
import type { Sealer } from '@xincheng/db/sealing';
import type { HoldReason, PositionStatus } from '@xincheng/db/vocabulary/records';
import type { PositionFields } from '../imports/types.ts';

/** A position as logical fields; the contact's phone appears here in clear, in memory only. */
export interface PositionRecord {
  title: string;
  headcount: number | null;
  sexText: string | null;
  ageMin: number | null;
  ageMax: number | null;
  veteranAgeMax: number | null;
  educationMin: string | null;
  licences: string[];
  certificates: string[];
  preferredCertificates: string[];
  skillsText: string | null;
  description: string | null;
  townshipCode: string | null;
  workplace: string | null;
  /** The village that the workplace names. */
  placeCode: string | null;
  /** Where the work is, when more is known than the township. */
  lat: number | null;
  lng: number | null;
  salaryText: string;
  salaryMin: number | null;
  salaryMax: number | null;
  salaryUnit: 'month' | 'day' | 'hour';
  shift: string | null;
  lodging: string | null;
  insurance: string | null;
  acceptsFamily: boolean | null;
  veteranPriority: string | null;
  contact: string | null;
  phone: string | null;
  status: PositionStatus;
  holdReasons: HoldReason[];
}

/** What a parsed row says about a position. */
export function recordOf(fields: PositionFields, holdReasons: HoldReason[]): PositionRecord {
  const [dayMin, dayMax] = fields.salaryDay ?? [fields.salaryMin, fields.salaryMax];
  return {
    title: fields.title ?? '',
    headcount: fields.headcount,
    sexText: fields.sexText,
    ageMin: fields.ageMin,
    ageMax: fields.ageMax,
    veteranAgeMax: fields.veteranAgeMax,
    educationMin: fields.educationMin,
    licences: fields.licences,
    certificates: fields.certificates,
    preferredCertificates: fields.preferredCertificates ?? [],
    skillsText: fields.skillsText,
    description: fields.description,
    townshipCode: fields.townshipCode,
    workplace: fields.workplace,
    placeCode: fields.placeCode,
    lat: fields.lat,
    lng: fields.lng,
    salaryText: fields.salaryText ?? '',
    salaryMin: dayMin,
    salaryMax: dayMax,
    salaryUnit: fields.salaryUnit ?? 'month',
    shift: fields.shift,
    lodging: fields.lodging,
    insurance: fields.insurance,
    acceptsFamily: fields.acceptsFamily,
    veteranPriority: fields.veteranPriority,
    contact: fields.contact,
    phone: fields.phone,
    status: holdReasons.length > 0 ? 'held' : 'open',
    holdReasons,
  };
}

/** Only the phone is sealed. */
export const isSealedField = (field: string) => field === 'phone';

export const isListField = (field: string) =>
  ['licences', 'certificates', 'preferredCertificates', 'holdReasons'].includes(field);

export function openRecord(row: PositionRow, sealer: Sealer): PositionRecord {
  return {
    ...row,
    phone: row.phoneSealed === null ? null : sealer.open(row.phoneSealed, sealedPlace(row.id)),
  };
}

/** The columns to write for these fields of the position `id`. */
export function toColumns(
  id: string,
  { phone, ...plain }: Partial<PositionRecord>,
  sealer: Sealer,
): Partial<PositionRow> {
  return {
    ...plain,
    ...(phone === undefined
      ? {}
      : { phoneSealed: phone === null ? null : sealer.seal(phone, sealedPlace(id)) }),
  };
}

const sealedPlace = (id: string) => ({ table: 'positions', row: id, column: 'phoneSealed' });
