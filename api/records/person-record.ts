import type { PersonRow } from '@xincheng/db/people';
import type { Sealer } from '@xincheng/db/sealing';
import type { Restriction } from '@xincheng/db/vocabulary/records';
import type { PersonFields } from '../imports/types.ts';
import { wholeIdNumber } from '../imports/values/id-number.ts';
import { dropAbsent } from './drop-absent.ts';
import { maskIdCard, maskMobile } from './masking.ts';

/**
 * A person as logical fields, each with its provenance: what an import, a clerk or the person sets,
 * what events record, what is compared. Sealed columns appear here in clear, in memory only.
 */
export interface PersonRecord {
  kind: 'veteran' | 'family';
  areaCode: string;
  idCardNo: string;
  fullName: string;
  sex: number;
  birthDate: string | null;
  ethnicity: string | null;
  ethnicityCode: string | null;
  politicalCode: string | null;
  mobile: string | null;
  village: string | null;
  residence: string | null;
  /** Township or village of this county where the person lives; null: where the person belongs. */
  residenceCode: string | null;
  educationText: string | null;
  educationCode: string | null;
  educationStatus: string | null;
  educationMode: string | null;
  enlistDate: string | null;
  dischargeDate: string | null;
  serviceYears: number | null;
  rank: string | null;
  branch: string | null;
  specialityText: string | null;
  specialityKey: string | null;
  awards: string[];
  licences: string[];
  licenceMilitaryExchange: boolean | null;
  certificates: string[];
  skills: string[];
  /** Keys of skills that the person says were misread. */
  deniedSkills: string[];
  hobby: string | null;
  experience: string | null;
  jobs: string[];
  wishArea: string | null;
  salaryText: string | null;
  salaryMin: number | null;
  salaryMax: number | null;
  maxDistanceKm: number | null;
  acceptShift: boolean | null;
  acceptLodging: boolean | null;
  payFirm: boolean;
  restrictions: Restriction[];
  refusesRanking: boolean;
  trainingWilling: boolean | null;
  trainingIntent: string | null;
  startup: string | null;
  placementMode: string | null;
  disability: string | null;
  family: string | null;
  remark: string | null;
  relation: string | null;
  familyCategory: string | null;
  soldierName: string | null;
}
type PersonField = keyof PersonRecord;

/** Fields that stand sealed, with their column. */
const sealedColumns = {
  idCardNo: 'idCardSealed',
  mobile: 'mobileSealed',
  residence: 'residenceSealed',
  disability: 'disabilitySealed',
  family: 'familySealed',
  remark: 'remarkSealed',
} as const satisfies Partial<Record<PersonField, keyof PersonRow>>;
type SealedField = keyof typeof sealedColumns;

export const isSealedField = (field: string): field is SealedField => field in sealedColumns;

/** Everything a record may leave open, left open. */
export const blankRecord = {
  ...nothing(
    'birthDate',
    'ethnicity',
    'ethnicityCode',
    'politicalCode',
    'mobile',
    'village',
    'residence',
    'residenceCode',
    'educationText',
    'educationCode',
    'educationStatus',
    'educationMode',
    'enlistDate',
    'dischargeDate',
    'serviceYears',
    'rank',
    'branch',
    'specialityText',
    'specialityKey',
    'licenceMilitaryExchange',
    'hobby',
    'experience',
    'wishArea',
    'salaryText',
    'salaryMin',
    'salaryMax',
    'maxDistanceKm',
    'acceptShift',
    'acceptLodging',
    'trainingWilling',
    'trainingIntent',
    'startup',
    'placementMode',
    'disability',
    'family',
    'remark',
    'relation',
    'familyCategory',
    'soldierName',
  ),
  awards: [],
  licences: [],
  certificates: [],
  skills: [],
  deniedSkills: [],
  jobs: [],
  payFirm: false,
  restrictions: [],
  refusesRanking: false,
} satisfies Partial<PersonRecord>;

export const isListField = (field: string) =>
  Array.isArray(Object.entries(blankRecord).find(([name]) => name === field)?.[1]);

/** What a parsed row says about a person; fields that the file does not speak of are absent. */
export function recordOf(fields: PersonFields): Partial<PersonRecord> {
  const { intent } = fields;
  return dropAbsent({
    kind: fields.recordType === 'family_seeker' ? 'family' : 'veteran',
    areaCode: fields.stationCode ?? fields.townshipCode ?? undefined,
    idCardNo: fields.idCardNo ?? undefined,
    fullName: fields.fullName ?? undefined,
    sex: fields.sex ?? undefined,
    birthDate: fields.birthDate,
    ethnicity: fields.ethnicity,
    ethnicityCode: fields.ethnicityCode,
    politicalCode: fields.politicalCode,
    mobile: fields.mobile,
    village: fields.village,
    residence: fields.residence ?? fields.householdText,
    residenceCode: fields.residenceCode,
    educationText: fields.educationText,
    educationCode: fields.educationCode,
    educationStatus: fields.educationStatus,
    educationMode: fields.educationMode,
    enlistDate: fields.enlistDate,
    dischargeDate: fields.dischargeDate,
    serviceYears: fields.serviceYears,
    rank: fields.rank,
    branch: fields.branch,
    specialityText: fields.specialityText,
    specialityKey: fields.specialityKey,
    awards: fields.awards,
    licences: fields.licences,
    licenceMilitaryExchange: fields.licenceMilitaryExchange,
    certificates: fields.certificates,
    skills: fields.skills,
    hobby: fields.hobby,
    experience: fields.experience,
    jobs: intent?.jobs,
    wishArea: intent?.area,
    salaryText: intent?.salaryText,
    salaryMin: intent?.salaryMin,
    salaryMax: intent?.salaryMax,
    trainingWilling: fields.trainingWilling,
    trainingIntent: fields.trainingIntent,
    startup: fields.startup,
    placementMode: fields.placementMode,
    disability:
      fields.disabilityGrade === undefined ? undefined : gradeText(fields.disabilityGrade),
    family: fields.family,
    remark: fields.remark,
    relation: fields.relation,
    familyCategory: fields.familyCategory,
    soldierName: fields.soldierName,
  });
}

const gradeText = (grade: number | null) => (grade === null ? null : `${String(grade)}级`);

/** The stored row as logical fields; opens the sealed ones. */
export function openRecord(row: PersonRow, sealer: Sealer): PersonRecord {
  const open = (field: SealedField): string | null => {
    const envelope = row[sealedColumns[field]];
    return envelope === null ? null : sealer.open(envelope, sealedPlace(row.id, field));
  };
  const { idCardSealed, ...plain } = row;
  return {
    ...plain,
    idCardNo: sealer.open(idCardSealed, sealedPlace(row.id, 'idCardNo')),
    mobile: open('mobile'),
    residence: open('residence'),
    disability: open('disability'),
    family: open('family'),
    remark: open('remark'),
  };
}

/** The columns to write for these fields of the person `id`: sealed, indexed and masked as needed. */
export function toColumns(
  id: string,
  record: Partial<PersonRecord>,
  sealer: Sealer,
): Partial<PersonRow> {
  const { idCardNo, mobile, residence, disability, family, remark, ...plain } = record;
  const seal = (field: SealedField, value: string | null | undefined) =>
    value === undefined
      ? {}
      : {
          [sealedColumns[field]]:
            value === null ? null : sealer.seal(value, sealedPlace(id, field)),
        };
  return {
    ...plain,
    ...seal('residence', residence),
    ...seal('disability', disability),
    ...seal('family', family),
    ...seal('remark', remark),
    ...seal('mobile', mobile),
    ...(mobile === undefined
      ? {}
      : {
          mobileIndex: mobile === null ? null : mobileIndex(sealer, mobile),
          mobileMasked: mobile === null ? null : maskMobile(mobile),
        }),
    ...seal('idCardNo', idCardNo),
    ...(idCardNo === undefined
      ? {}
      : { idCardIndex: idCardIndex(sealer, idCardNo), idCardMasked: maskIdCard(idCardNo) }),
  };
}

/** Blind index of an ID number, however it was typed. */
export const idCardIndex = (sealer: Sealer, idCardNo: string) =>
  sealer.blindIndex('idCard', wholeIdNumber(idCardNo));

export const mobileIndex = (sealer: Sealer, mobile: string) =>
  sealer.blindIndex('mobile', mobile.replace(/^\+?86/, '').replace(/\D/g, ''));

const sealedPlace = (id: string, field: SealedField) => ({
  table: 'people',
  row: id,
  column: sealedColumns[field],
});

function nothing<K extends string>(...fields: K[]): Record<K, null> {
  return Object.fromEntries(fields.map((field) => [field, null])) as Record<K, null>;
}
