import type { PositionDocument, Profile } from '@xincheng/search/matching';

export const TODAY = '2024-09-01';

/** A 29-year-old veteran in the county seat with nothing particular to tell. */
export function person(changes: Partial<Profile> = {}): Profile {
  return {
    id: 'person-1',
    kind: 'veteran',
    birthDate: '1995-03-02',
    educationCode: '60',
    townshipCode: '459921100',
    villageCode: null,
    lat: 23.593,
    lng: 107.891,
    maxDistanceKm: null,
    specialityKey: null,
    specialityText: null,
    serviceYears: 5,
    rank: '下士',
    skillsText: null,
    certificates: [],
    licences: [],
    experienceText: null,
    intents: [],
    salaryMin: null,
    acceptShift: null,
    acceptLodging: null,
    ...changes,
  };
}

/** A day post in the county seat that asks for nothing. */
export function position(changes: Partial<PositionDocument> = {}): PositionDocument {
  return {
    id: 'position-1',
    title: '普工',
    employerName: '云岭县示例有限公司',
    description: '',
    skillsText: '',
    licences: [],
    certificates: [],
    preferredCertificates: [],
    educationMin: null,
    ageMin: null,
    ageMax: null,
    veteranAgeMax: null,
    salaryMin: 3500,
    salaryMax: 4500,
    headcount: 2,
    townshipCode: '459921100',
    lat: 23.593,
    lng: 107.891,
    shift: '白班',
    lodging: '不提供食宿',
    acceptsFamily: null,
    ...changes,
  };
}
