import type { PreparedPerson } from '../matching/person.ts';
import type { Setting } from '../matching/score.ts';
import * as verdicts from '../matching/verdicts.ts';

import type { Categories } from './categories.ts';
import {
  allOf,
  anyOf,
  compares,
  EVERYTHING,
  isEmpty,
  isIn,
  isNotIn,
  isNull,
  type Filter,
} from './filter.ts';
import { holdsAny } from './points.ts';

/**
 * The positions that no gate keeps from the person, as far as categories known here tell; who reads the
 * answer judges again. It tells what the person lacks, so it travels with a request and is never kept.
 */
export function gatesFilter(person: PreparedPerson, known: Categories, setting: Setting): Filter {
  const { profile, age, educationRank, classes } = person;
  const { kind, salaryMin, payFirm, acceptShift, acceptLodging, restrictions } = profile;
  const when = (condition: boolean, filter: () => Filter) => (condition ? filter() : EVERYTHING);
  const lacking = [...known.papers].filter(([, group]) => !holdsAny(person, group));
  return allOf([
    anyOf([isEmpty('licences'), isIn('licences', [...classes])]),
    isNotIn(
      'papers',
      lacking.map(([token]) => token),
    ),
    isNotIn('place', placesBeyond(person, known, setting)),
    age === null ? EVERYTHING : compares('ageFrom', '<=', age),
    age === null ? EVERYTHING : compares(kind === 'veteran' ? 'ageToVeteran' : 'ageTo', '>=', age),
    educationRank === null ? EVERYTHING : compares('educationRank', '<=', educationRank),
    when(kind === 'family', () => isIn('families', ['true'])),
    when(acceptShift === false, () => isNotIn('shift', ['rotating'])),
    when(acceptLodging === false, () => isIn('livesIn', ['false'])),
    payFirm && salaryMin !== null
      ? anyOf([isNull('offer'), compares('offer', '>=', salaryMin)])
      : EVERYTHING,
    isNotIn('demands', restrictions),
  ]);
}

function placesBeyond(
  { profile: { place, maxDistanceKm } }: PreparedPerson,
  known: Categories,
  { places }: Setting,
): string[] {
  if (maxDistanceKm === null || place === null) return [];
  return known.places
    .filter((one) => verdicts.distanceVerdict(maxDistanceKm, places.between(place, one)) !== 0)
    .map(({ code }) => code);
}
