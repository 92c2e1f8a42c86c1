import {
  cells,
  levelFor,
  type PreparedPerson,
  type PreparedPosition,
} from '@xincheng/search/matching';
import { crosswalkOf } from '@xincheng/search/reference';

import type { PeopleCategories } from './people-categories.ts';
import {
  BLOCKED,
  distancePoints,
  limitPoints,
  papersPoints,
  payPoints,
  reachPercent,
  workPoints,
} from './points.ts';

/** Points of every category of the people for one position; the first entry is category 1. */
export interface PositionParameters {
  readonly reaches: readonly number[];
  readonly homes: readonly number[];
  readonly wishes: readonly number[];
  readonly works: readonly number[];
  /** Preferred certificates count here, and what a position without skills gives everyone. */
  readonly papers: readonly number[];
  readonly limits: readonly number[];
  /** By asked skill, four entries each: points at level 0, 1, 2, 3. */
  readonly skills: readonly number[];
  /** By asked skill: byte of the levels, and how far to shift it. */
  readonly bytes: readonly number[];
  readonly shifts: readonly number[];
}

/** Tabulates a position. */
export function parametersForPosition(
  position: PreparedPosition,
  categories: PeopleCategories,
): PositionParameters {
  const { setting, skillNumbers } = categories;
  const { weights } = setting.reference;
  const skills = position.asked.filter(({ certificate }) => certificate === null);
  const numbers = skills.map(({ key }) => {
    const number = skillNumbers.get(key);
    if (number === undefined) throw new RangeError(`no skill ${key}`);
    return number;
  });
  const { document } = position;
  return {
    reaches: categories.reaches.values.map((person) => reachPoints(person, position, categories)),
    homes: categories.homes.values.map((person) =>
      distancePoints(person, setting.places.between(person.profile.place, document.place), setting),
    ),
    wishes: categories.wishes.values.map((person) => payPoints(person, position.offer, setting)),
    works: categories.works.values.map((person) => workPoints(person, position, setting)),
    papers: categories.papers.values.map((person) => {
      const papers = papersPoints(person, position, setting);
      return papers === BLOCKED ? BLOCKED : papers + commonPoints(person, position, categories);
    }),
    limits: categories.limits.values.map((person) =>
      limitPoints(person, { ...document, educationRank: position.educationRank }),
    ),
    skills: skills.flatMap(({ required, units }) =>
      [0, 1, 2, 3].map((level) => units * cells.perUnit(weights, required, level)),
    ),
    bytes: numbers.map((number) => number >> 2),
    shifts: numbers.map((number) => (number & 3) * 2),
  };
}

function reachPoints(
  person: PreparedPerson,
  { role }: PreparedPosition,
  { setting: { reference } }: PeopleCategories,
): number {
  const crosswalk = crosswalkOf(reference);
  const percent = cells.rolePercent(role, (occupation) =>
    reachPercent(person, occupation, crosswalk),
  );
  return cells.portion(reference.weights.occupation.max, percent);
}

function commonPoints(
  person: PreparedPerson,
  { asked }: PreparedPosition,
  { setting: { reference } }: PeopleCategories,
): number {
  const { weights } = reference;
  if (asked.length === 0) return weights.skills.nothingAsked;
  return asked
    .filter(({ certificate }) => certificate !== null)
    .reduce(
      (sum, one) => sum + one.units * cells.perUnit(weights, one.required, levelFor(person, one)),
      0,
    );
}
