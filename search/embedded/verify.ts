import type { Ranked } from '../engine.ts';
import { nearMissOf } from '../matching/near.ts';
import type { PreparedPerson } from '../matching/person.ts';
import type { PreparedPosition } from '../matching/position.ts';
import { scorePrepared, type Setting } from '../matching/score.ts';

import { byScore, isExplained, isOpen, isSame, isSum, listOf } from './exact.ts';
import { PeopleRanker } from './people.ts';
import { PositionIndex } from './positions.ts';

/** What a comparison found; every count but `queries` and `pairs` ought to be 0. */
export type RankingReport = {
  /** Rankings asked for, in both directions. */
  queries: number;
  pairs: number;
  /** Lists, near misses and counts that are not what scoring every pair gives. */
  differingLists: number;
  /** Pairs whose score is not the whole sum of its parts, from 0 to 1000. */
  wrongSums: number;
  /** Pairs left out of a list though no gate with a rule and a source fails. */
  exclusionsWithoutRule: number;
};

const TOP = 20;

/**
 * Compares both indexes, and both ways of reading positions, with scoring every pair one by one: each
 * person's positions and near misses, and each position's people, whole, as a page, and counted. Ids
 * are unique on either side.
 */
export function verifyRanking(
  setting: Setting,
  people: readonly PreparedPerson[],
  positions: readonly PreparedPosition[],
): RankingReport {
  const report = {
    queries: 0,
    pairs: 0,
    differingLists: 0,
    wrongSums: 0,
    exclusionsWithoutRule: 0,
  };
  const index = new PositionIndex(setting);
  index.fill(positions);
  const byLists = new PositionIndex(setting, 0);
  byLists.fill(positions);
  const ranker = new PeopleRanker(setting);
  ranker.fill(people);
  const byPosition = positions.map((): Ranked[] => []);

  const compare = (listed: readonly Ranked[], expected: readonly Ranked[]) => {
    if (!isSame(listed, expected)) report.differingLists++;
  };

  for (const person of people) {
    const pairs = positions.map((position) => ({
      id: position.document.id,
      pair: scorePrepared(person, position, setting),
    }));
    const listed = index.rank(person, { limit: positions.length, offset: 0 });
    const expected = listOf(pairs.filter(({ pair }) => isOpen(pair)));
    const near = listOf(pairs.filter(({ pair }) => nearMissOf(pair) !== null));
    compare(listed, expected);
    compare(byLists.rank(person, { limit: positions.length, offset: 0 }), expected);
    compare(byLists.rank(person, { limit: TOP, offset: 0 }), expected.slice(0, TOP));
    compare(byLists.nearMisses(person, { limit: TOP }), near.slice(0, TOP));
    compare(index.rank(person, { limit: TOP, offset: 3 }), expected.slice(3, 3 + TOP));
    compare(index.nearMisses(person, { limit: TOP }), near.slice(0, TOP));
    if (index.count(person) !== expected.length) report.differingLists++;
    const ids = new Set(listed.map(({ id }) => id));
    pairs.forEach(({ id, pair }, at) => {
      if (!isSum(pair)) report.wrongSums++;
      if (!ids.has(id) && !isExplained(pair)) report.exclusionsWithoutRule++;
      if (isOpen(pair)) byPosition[at]?.push({ id: person.profile.id, score: pair.score });
    });
    report.queries++;
    report.pairs += pairs.length;
  }

  positions.forEach((position, at) => {
    const expected = (byPosition[at] ?? []).sort(byScore);
    compare(ranker.rank(position, { limit: people.length, offset: 0 }), expected);
    compare(ranker.rank(position, { limit: TOP, offset: 0 }), expected.slice(0, TOP));
    if (ranker.count(position) !== expected.length) report.differingLists++;
    report.queries++;
  });
  return report;
}
