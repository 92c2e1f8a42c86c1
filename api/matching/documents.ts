import type { PersonWithPlace } from '@xincheng/db/people';
import type { PositionWithNames } from '@xincheng/db/positions';
import type { Place, PositionDocument, Profile } from '@xincheng/search/matching';
import { redact } from '@xincheng/search/text';

/** Finds where a place is by its code: the village where it is known, else its township. */
export type PlaceLookup = (code: string | null) => Place | null;

/** A look-up over places whose position is known. */
export function placeLookup(places: readonly Place[]): PlaceLookup {
  const byCode = new Map(places.map((place) => [place.code, place]));
  return (code) =>
    code === null ? null : (byCode.get(code) ?? byCode.get(code.slice(0, 9)) ?? null);
}

/**
 * A position as engines index it: units, garrisons and weapon models taken out of its texts. Pay by
 * the day or hour has no monthly figure to compare.
 */
export function toDocument(
  { position, employer }: PositionWithNames,
  placeOf: PlaceLookup,
): PositionDocument {
  const monthly = position.salaryUnit === 'month';
  return {
    id: position.id,
    state: position.status === 'open' ? 'open' : 'closed',
    title: redact(position.title).text,
    employerName: employer,
    description: redact(position.description ?? '').text,
    skillsText: redact(position.skillsText ?? '').text,
    licences: position.licences,
    certificates: position.certificates,
    preferredCertificates: position.preferredCertificates,
    educationMin: position.educationMin,
    ageMin: position.ageMin,
    ageMax: position.ageMax,
    veteranAgeMax: position.veteranAgeMax,
    salaryMin: monthly ? position.salaryMin : null,
    salaryMax: monthly ? position.salaryMax : null,
    headcount: position.headcount,
    townshipCode: position.townshipCode,
    place: placeOf(position.placeCode ?? position.townshipCode),
    shift: position.shift,
    lodging: position.lodging,
    acceptsFamily: position.acceptsFamily,
    postedAt: position.createdAt.getTime(),
  };
}

/** A person as matching sees one: nothing sealed, no name, placed where they live. */
export function toProfile({ person }: PersonWithPlace, placeOf: PlaceLookup): Profile {
  return {
    id: person.id,
    kind: person.kind,
    birthDate: person.birthDate,
    educationCode: person.educationCode,
    place: placeOf(person.residenceCode ?? person.areaCode),
    maxDistanceKm: person.maxDistanceKm,
    specialityKey: person.specialityKey,
    specialityText: person.specialityText,
    serviceYears: person.serviceYears,
    rank: person.rank,
    skillsText: person.skills.join('、') || null,
    certificates: person.certificates,
    licences: person.licences,
    militaryLicence: person.licenceMilitaryExchange,
    experienceText: person.experience,
    intents: person.jobs,
    salaryMin: person.salaryMin,
    payFirm: person.payFirm,
    acceptShift: person.acceptShift,
    acceptLodging: person.acceptLodging,
    restrictions: person.restrictions,
    deniedSkills: person.deniedSkills,
  };
}
