import { cells, levelFor, type PreparedPerson } from '@xincheng/search/matching';
import { crosswalkOf } from '@xincheng/search/reference';

import {
  distancePoints,
  limitPoints,
  papersPoints,
  payPoints,
  reachPercent,
  workPoints,
} from './points.ts';
import type { PositionCategories } from './position-categories.ts';

/** Points of every category of the positions for one person; the first entry is category 1. */
export interface PersonParameters {
  readonly roles: readonly number[];
  readonly places: readonly number[];
  readonly offers: readonly number[];
  readonly works: readonly number[];
  readonly papers: readonly number[];
  readonly limits: readonly number[];
  /** Points of one unit. */
  readonly cells: readonly number[];
}

/** Tabulates a person. */
export function parametersFor(
  person: PreparedPerson,
  categories: PositionCategories,
): PersonParameters {
  const { setting } = categories;
  const { weights } = setting.reference;
  return {
    roles: rolePoints(person, categories),
    places: placePoints(person, categories),
    offers: categories.offers.values.map((offer) => payPoints(person, offer, setting)),
    works: categories.works.values.map((work) => workPoints(person, work, setting)),
    papers: categories.papers.values.map((papers) => papersPoints(person, papers, setting)),
    limits: categories.limits.values.map((limits) => limitPoints(person, limits)),
    cells: categories.cells.values.map((cell) =>
      cell === null
        ? weights.skills.nothingAsked
        : cells.perUnit(weights, cell.required, levelFor(person, cell)),
    ),
  };
}

function rolePoints(person: PreparedPerson, { roles, setting }: PositionCategories): number[] {
  const crosswalk = crosswalkOf(setting.reference);
  const reach = crosswalk.occupations.map((_, at) => reachPercent(person, at, crosswalk));
  const { max } = setting.reference.weights.occupation;
  return roles.values.map((role) =>
    cells.portion(
      max,
      cells.rolePercent(role, (occupation) => reach[occupation] ?? 0),
    ),
  );
}

function placePoints(person: PreparedPerson, { setting }: PositionCategories): number[] {
  const { places } = setting;
  const row = places.row(places.indexOf(person.profile.place));
  return Array.from({ length: places.size }, (_, place) => {
    const hm = row[place] ?? UNKNOWN_HM;
    return distancePoints(person, hm === UNKNOWN_HM ? null : hm, setting);
  });
}

const UNKNOWN_HM = 0xffff;
