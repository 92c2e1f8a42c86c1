import { PlaceTable, type Setting } from '@xincheng/search/matching';
import type { Place, PositionDocument, Profile } from '@xincheng/search/matching';
import { shippedReference } from '@xincheng/search/reference';

export const TODAY = '2024-09-01';

/** The reference data as shipped, on a day when all of it is in force. */
export const setting: Setting = {
  reference: shippedReference(),
  places: new PlaceTable(),
  today: TODAY,
};

/** A point of its own. */
export const at = (lat: number, lng: number): Place => ({
  code: `${String(lat)},${String(lng)}`,
  lat,
  lng,
});

/** A 29-year-old veteran in the county seat with nothing particular to tell. */
export function person(changes: Partial<Profile> = {}): Profile {
  return {
    id: 'person-1',
    kind: 'veteran',
    birthDate: '1995-03-02',
    educationCode: '60',
    place: at(23.593, 107.891),
    maxDistanceKm: null,
    specialityKey: null,
    specialityText: null,
    serviceYears: 5,
    rank: '下士',
    skillsText: null,
    certificates: [],
    licences: [],
    militaryLicence: null,
    experienceText: null,
    intents: [],
    salaryMin: null,
    payFirm: false,
    acceptShift: null,
    acceptLodging: null,
    restrictions: [],
    deniedSkills: [],
    ...changes,
  };
}

/** A day post in the county seat that asks for nothing. */
export function position(changes: Partial<PositionDocument> = {}): PositionDocument {
  return {
    id: 'position-1',
    state: 'open',
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
    place: at(23.593, 107.891),
    shift: '白班',
    lodging: '不提供食宿',
    acceptsFamily: null,
    postedAt: 0,
    ...changes,
  };
}
