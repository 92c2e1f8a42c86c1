import type { Ranked } from '@xincheng/search/engine';
import type { PreparedPerson, PreparedPosition } from '@xincheng/search/matching';

/**
 * The person with a skill more, one that the position asks for and the person lacks, and who else asks
 * for it; null when there is none.
 */
export function withSkill(
  person: PreparedPerson,
  position: PreparedPosition | undefined,
): {
  person: PreparedPerson;
  isAskedBy: (position: PreparedPosition | undefined) => boolean;
} | null {
  const lacked = position?.asked.find(
    ({ key, certificate }) => certificate === null && !person.levels.has(key),
  );
  if (lacked === undefined) return null;
  const { key } = lacked;
  return {
    person: {
      ...person,
      levels: new Map([...person.levels, [key, 2]]),
      trades: new Set([...person.trades, key.split('.', 1)[0] ?? key]),
    },
    isAskedBy: (other) => other?.asked.some((one) => one.key === key) ?? false,
  };
}

/** The person with a limit wider by 10 km; who has none keeps none. */
export function withWiderLimit(person: PreparedPerson): PreparedPerson {
  const { profile } = person;
  const limit = profile.maxDistanceKm;
  return {
    ...person,
    profile: { ...profile, maxDistanceKm: limit === null ? null : limit + 10 },
  };
}

/** Hits that are no longer there. */
export function missing(before: readonly Ranked[], after: readonly Ranked[]): number {
  const ids = new Set(after.map(({ id }) => id));
  return before.filter(({ id }) => !ids.has(id)).length;
}

/** Hits that count and are gone or score less. */
export function lowered(
  before: readonly Ranked[],
  after: readonly Ranked[],
  counts: (id: string) => boolean,
): number {
  const scores = new Map(after.map(({ id, score }) => [id, score]));
  return before.filter(({ id, score }) => counts(id) && (scores.get(id) ?? -1) < score).length;
}
