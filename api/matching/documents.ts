import type { PersonWithPlace } from '@xincheng/db/people';
import type { PositionWithNames } from '@xincheng/db/positions';
import type { PositionDocument, Profile } from '@xincheng/search/matching';

/** A position as engines index it; pay by the day or hour has no monthly figure to compare. */
export function toDocument(row: PositionWithNames): PositionDocument {
  const { position } = row;
  const monthly = position.salaryUnit === 'month';
  return {
    id: position.id,
    title: position.title,
    employerName: row.employer,
    description: position.description ?? '',
    skillsText: position.skillsText ?? '',
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
    lat: position.lat ?? row.townshipLat,
    lng: position.lng ?? row.townshipLng,
    shift: position.shift,
    lodging: position.lodging,
    acceptsFamily: position.acceptsFamily,
  };
}

/** A person as matching sees one: nothing sealed, no name, placed by village where known. */
export function toProfile(row: PersonWithPlace): Profile {
  const { person } = row;
  return {
    id: person.id,
    kind: person.kind,
    birthDate: person.birthDate,
    educationCode: person.educationCode,
    townshipCode: person.areaCode.slice(0, 9),
    villageCode: person.areaCode.length === 12 ? person.areaCode : null,
    lat: row.stationLat ?? row.townshipLat,
    lng: row.stationLng ?? row.townshipLng,
    maxDistanceKm: person.maxDistanceKm,
    specialityKey: person.specialityKey,
    specialityText: person.specialityText,
    serviceYears: person.serviceYears,
    rank: person.rank,
    skillsText: person.skills.join('、') || null,
    certificates: person.certificates,
    licences: person.licences,
    experienceText: person.experience,
    intents: person.jobs,
    salaryMin: person.salaryMin,
    acceptShift: person.acceptShift,
    acceptLodging: person.acceptLodging,
  };
}
