import {
  preparePerson,
  preparePosition,
  type PreparedPerson,
  type PreparedPosition,
} from '../matching/index.ts';
import { crosswalkOf } from '../reference/index.ts';

import { Random } from './random.ts';
import type { SyntheticCounty } from './county.ts';

/** Texts read for one stream; the rest of it varies what was read. */
const TEXTS = 3000;

/**
 * `count` positions made ready for scoring, cheap enough for millions: some texts are read, then each
 * position takes one of them and varies what it asks, where it is, its pay and its limits. Lists of
 * asked skills hardly ever repeat, as with real postings.
 */
export function* syntheticPositions(
  county: SyntheticCounty,
  { count, seed }: { count: number; seed: number },
): Generator<PreparedPosition, void> {
  const random = new Random(seed);
  const { setting } = county;
  const crosswalk = crosswalkOf(setting.reference);
  const texts = Array.from({ length: Math.min(TEXTS, count) }, () =>
    preparePosition(county.position(), crosswalk, setting.today),
  );
  for (let made = 0; made < count; made++) {
    const text = random.pick(texts);
    const other = random.pick(texts);
    const { ageMin, ageMax, veteranAgeMax, educationMin, acceptsFamily } = other.document;
    yield {
      ...text,
      document: {
        ...text.document,
        id: random.uuid(),
        place: county.place(),
        salaryMin: null,
        salaryMax: other.offer,
        ...{ ageMin, ageMax, veteranAgeMax, educationMin, acceptsFamily },
      },
      asked: variedAsked(random, text, other),
      educationRank: other.educationRank,
      offer: other.offer,
    };
  }
}

/** `count` people made ready for scoring, in the same way. */
export function* syntheticPeople(
  county: SyntheticCounty,
  { count, seed }: { count: number; seed: number },
): Generator<PreparedPerson, void> {
  const random = new Random(seed);
  const { setting } = county;
  const crosswalk = crosswalkOf(setting.reference);
  const texts = Array.from({ length: Math.min(TEXTS, count) }, () =>
    preparePerson(county.profile(), crosswalk, setting.today),
  );
  for (let made = 0; made < count; made++) {
    const text = random.pick(texts);
    const other = random.pick(texts);
    const levels = new Map(text.levels);
    const [skill] = random.pick([...other.levels, ['', 0] as const]);
    if (skill !== '') levels.set(skill, 1 + random.below(3));
    yield {
      ...text,
      profile: { ...text.profile, id: random.uuid(), ...county.personLimits() },
      levels,
      age: other.age,
      educationRank: other.educationRank,
    };
  }
}

function variedAsked(random: Random, text: PreparedPosition, other: PreparedPosition) {
  const kept = text.asked.filter(() => random.chance(0.8));
  const added = other.asked.filter(({ key }) => !text.asked.some((one) => one.key === key));
  const asked = [...kept, ...(random.chance(0.3) ? added.slice(0, 1) : [])];
  let left = 28 - asked.length;
  return asked.map((one, at) => {
    const more = at === asked.length - 1 ? left : random.below(left + 1);
    left -= more;
    return {
      ...one,
      required: random.pick([1, 1, 2, 3] as const),
      units: 1 + more,
    };
  });
}
