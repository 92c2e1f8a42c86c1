import type { PersonWithPlace } from '@xincheng/db/people';
import type { PositionWithNames } from '@xincheng/db/positions';
import type { PersonDetail, PersonSummary } from '../contract/people.ts';
import { restrictions } from '@xincheng/db/vocabulary/records';
import type { OwnProfile, ReadSkill } from '../contract/me.ts';
import type { OwnPosition, PositionDetail, PositionSummary } from '../contract/positions.ts';
import { presentHoldReasons } from './hold-reasons.ts';

/** Full years of age on a day; null without a birth date. */
export function ageOn(birthDate: string | null, today: string): number | null {
  if (birthDate === null) return null;
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

export function toPositionSummary({
  position,
  employer,
  township,
}: PositionWithNames): PositionSummary {
  return {
    id: position.id,
    title: position.title,
    employer,
    employerId: position.employerId,
    township: township ?? '',
    townshipCode: position.townshipCode,
    workplace: position.workplace,
    headcount: position.headcount,
    salaryText: position.salaryText,
    salaryMin: position.salaryMin,
    salaryMax: position.salaryMax,
    salaryUnit: position.salaryUnit,
    educationMin: position.educationMin,
    ageMin: position.ageMin,
    ageMax: position.ageMax,
    veteranAgeMax: position.veteranAgeMax,
    licences: position.licences,
    certificates: position.certificates,
    preferredCertificates: position.preferredCertificates,
    shift: position.shift,
    lodging: position.lodging,
    acceptsFamily: position.acceptsFamily,
    status: position.status,
  };
}

export function toPositionDetail(row: PositionWithNames): PositionDetail {
  const { position } = row;
  return {
    ...toPositionSummary(row),
    skillsText: position.skillsText,
    description: position.description,
    insurance: position.insurance,
    veteranPriority: position.veteranPriority,
    employerIntro: row.employerIntro,
    employerAddress: row.employerAddress,
  };
}

/** `sourceOf` names the law behind a rule: `ruleSources`, once for a list. */
export function toOwnPosition(
  row: PositionWithNames,
  consents: number,
  sourceOf: (rule: string) => string | null,
): OwnPosition {
  const { position } = row;
  return {
    ...toPositionSummary(row),
    skillsText: position.skillsText,
    description: position.description,
    veteranPriority: position.veteranPriority,
    sexText: position.sexText,
    holdReasons: presentHoldReasons(position, sourceOf),
    version: position.version,
    consents,
  };
}

/** A line for staff: the name whole, since they work by it; identifiers masked. */
export function toPersonSummary(row: PersonWithPlace, today: string): PersonSummary {
  const { person } = row;
  return {
    id: person.id,
    kind: person.kind,
    fullName: person.fullName,
    sex: person.sex,
    age: ageOn(person.birthDate, today),
    idCardNo: person.idCardMasked,
    mobile: person.mobileMasked,
    station: row.station ?? row.township ?? '',
    village: person.village,
    educationText: person.educationText,
    specialityText: person.specialityText,
    speciality: row.speciality,
    dischargeDate: person.dischargeDate,
    serviceYears: person.serviceYears,
    hasAccount: row.hasAccount,
  };
}

export function toPersonDetail(row: PersonWithPlace, today: string): PersonDetail {
  const { person } = row;
  return {
    ...toPersonSummary(row, today),
    birthDate: person.birthDate,
    ethnicity: person.ethnicity,
    rank: person.rank,
    branch: person.branch,
    enlistDate: person.enlistDate,
    licences: person.licences,
    certificates: person.certificates,
    skills: person.skills,
    awards: person.awards,
    experience: person.experience,
    jobs: person.jobs,
    salaryMin: person.salaryMin,
    maxDistanceKm: person.maxDistanceKm,
    trainingIntent: person.trainingIntent,
    placementMode: person.placementMode,
    relation: person.relation,
    specialityKey: person.specialityKey,
    residenceCode: person.residenceCode,
    version: person.version,
  };
}

/** @param readSkills what matching reads from the record */
export function toOwnProfile(row: PersonWithPlace, readSkills: ReadSkill[]): OwnProfile {
  const { person } = row;
  return {
    id: person.id,
    fullName: person.fullName,
    kind: person.kind,
    idCardNo: person.idCardMasked,
    mobile: person.mobileMasked,
    station: row.station ?? row.township ?? '',
    educationText: person.educationText,
    specialityText: person.specialityText,
    speciality: row.speciality,
    serviceYears: person.serviceYears,
    rank: person.rank,
    licences: person.licences,
    certificates: person.certificates,
    skills: person.skills,
    experience: person.experience,
    wishes: {
      jobs: person.jobs,
      salaryMin: person.salaryMin,
      maxDistanceKm: person.maxDistanceKm,
      acceptShift: person.acceptShift,
      acceptLodging: person.acceptLodging,
      payFirm: person.payFirm,
      restrictions: restrictions.filter((one) => person.restrictions.includes(one)),
    },
    refusesRanking: person.refusesRanking,
    readSkills,
    version: person.version,
  };
}
