import {
  byScore,
  createEmbeddedEngine,
  isExplained,
  isOpen,
  isSame,
  isSum,
  listOf,
  PeopleRanker,
  PositionIndex,
} from '@xincheng/search/embedded';
import type { MatchEngine, Ranked } from '@xincheng/search/engine';
import {
  nearMissOf,
  preparePerson,
  preparePosition,
  scorePrepared,
  withGrant,
  type PositionDocument,
  type PreparedPerson,
  type PreparedPosition,
  type Profile,
  type Setting,
} from '@xincheng/search/matching';
import { crosswalkOf } from '@xincheng/search/reference';

import { lowered, missing, withSkill, withWiderLimit } from './monotone.ts';
import type { Sql } from './sql/scratch.ts';
import { createRankingTables } from './sql/ranking-tables.ts';

/** What each way of ranking works with: the same for all, unless a test wants to see them differ. */
export interface Sides {
  readonly engine: Setting;
  readonly brute: Setting;
  readonly sql: Setting;
}

/** Every number but the first three ought to be 0. */
export interface RankingCheck {
  queries: number;
  positions: number;
  pairs: number;
  /** Rankings, in both directions, that differ from the engine's. */
  differingLists: { brute: number; sql: number };
  /** Pairs whose score is not the sum of its parts, or not from 0 to 1000. */
  wrongSums: number;
  /** Pairs that the engine leaves out though no gate with a rule and a source fails. */
  exclusionsWithoutRule: number;
  wrongTotals: number;
  nearMissesDiffer: number;
  gainsDiffer: number;
  /** Scores that a further skill lowers where it is asked; positions that a wider limit removes. */
  monotone: { skillLowers: number; limitRemoves: number };
}

/** Re-runs for gains and for what may only rise cost a whole ranking: every tenth person. */
const EVERY = 10;

/** Short lists stop early, whole ones never do. */
const TOP = { limit: 20, offset: 0 };

/** Compares engine, pair by pair and SQL on the same people and positions; ids are UUIDs. */
export async function checkRanking(
  sql: Sql,
  sides: Sides,
  { profiles, documents }: { profiles: readonly Profile[]; documents: readonly PositionDocument[] },
): Promise<RankingCheck> {
  const check: RankingCheck = {
    queries: profiles.length,
    positions: documents.length,
    pairs: profiles.length * documents.length,
    differingLists: { brute: 0, sql: 0 },
    wrongSums: 0,
    exclusionsWithoutRule: 0,
    wrongTotals: 0,
    nearMissesDiffer: 0,
    gainsDiffer: 0,
    monotone: { skillLowers: 0, limitRemoves: 0 },
  };
  const engine = prepareAll(sides.engine, profiles, documents);
  const brute = prepareAll(sides.brute, profiles, documents);
  const index = new PositionIndex(sides.engine);
  index.fill(engine.positions);
  // So few positions are read in turn; this one reads them list by list, as it does a great many.
  const byLists = new PositionIndex(sides.engine, 0);
  byLists.fill(engine.positions);
  const ranker = new PeopleRanker(sides.engine);
  ranker.fill(engine.people);
  const port = createEmbeddedEngine(sides.engine);
  await port.replaceAll(documents, 'check');
  const tables = await createRankingTables(sql, prepareAll(sides.sql, profiles, documents));

  const all = { limit: documents.length, offset: 0 };
  const byPosition = documents.map((): Ranked[] => []);
  for (const [at, person] of engine.people.entries()) {
    const judge = brute.people[at] ?? person;
    const pairs = brute.positions.map((position) => ({
      id: position.document.id,
      pair: scorePrepared(judge, position, sides.brute),
    }));
    const listed = index.rank(person, all);
    const expected = listOf(pairs.filter(({ pair }) => isOpen(pair)));
    if (!isSame(listed, expected)) check.differingLists.brute++;
    if (!isSame(byLists.rank(person, TOP), expected.slice(0, TOP.limit)))
      check.differingLists.brute++;
    for (const list of await tables.positionsFor(at))
      if (!isSame(listed.slice(0, list.limit), list.hits)) check.differingLists.sql++;
    if (index.count(person) !== expected.length) check.wrongTotals++;
    const near = listOf(pairs.filter(({ pair }) => nearMissOf(pair) !== null));
    if (!isSame(index.nearMisses(person, all), near)) check.nearMissesDiffer++;
    if (!isSame(byLists.nearMisses(person, TOP), near.slice(0, TOP.limit)))
      check.nearMissesDiffer++;
    const ids = new Set(listed.map(({ id }) => id));
    pairs.forEach(({ id, pair }, position) => {
      if (!isSum(pair)) check.wrongSums++;
      if (!ids.has(id) && !isExplained(pair)) check.exclusionsWithoutRule++;
      if (isOpen(pair)) byPosition[position]?.push({ id: person.profile.id, score: pair.score });
    });
    if (at % EVERY !== 0) continue;
    const gains = await checkGains(port, sides.brute, judge, brute.positions, near);
    check.gainsDiffer += gains;
    const richer = withSkill(person, engine.positions[at % documents.length]);
    if (richer !== null) {
      const after = index.rank(richer.person, all);
      check.monotone.skillLowers += lowered(listed, after, (id) =>
        richer.isAskedBy(engine.byId.get(id)),
      );
    }
    check.monotone.limitRemoves += missing(listed, index.rank(withWiderLimit(person), all));
  }
  for (const [at, position] of engine.positions.entries()) {
    const expected = (byPosition[at] ?? []).sort(byScore);
    const listed = ranker.rank(position, { limit: profiles.length, offset: 0 });
    if (!isSame(listed, expected)) check.differingLists.brute++;
    if (ranker.count(position) !== expected.length) check.wrongTotals++;
    if (at % EVERY !== 0 || position.document.state !== 'open') continue;
    for (const list of await tables.peopleFor(at))
      if (!isSame(listed.slice(0, list.limit), list.hits)) check.differingLists.sql++;
  }
  await tables.drop();
  return check;
}

/** How many of all counts are not 0. */
export function faultsOf(check: RankingCheck): number {
  const { differingLists, monotone } = check;
  return (
    differingLists.brute +
    differingLists.sql +
    check.wrongSums +
    check.exclusionsWithoutRule +
    check.wrongTotals +
    check.nearMissesDiffer +
    check.gainsDiffer +
    monotone.skillLowers +
    monotone.limitRemoves
  );
}

interface Prepared {
  readonly setting: Setting;
  readonly people: readonly PreparedPerson[];
  readonly positions: readonly PreparedPosition[];
  readonly byId: ReadonlyMap<string, PreparedPosition>;
}

function prepareAll(
  setting: Setting,
  profiles: readonly Profile[],
  documents: readonly PositionDocument[],
): Prepared {
  const crosswalk = crosswalkOf(setting.reference);
  const positions = documents.map((one) => preparePosition(one, crosswalk, setting.today));
  return {
    setting,
    people: profiles.map((one) => preparePerson(one, crosswalk, setting.today)),
    positions,
    byId: new Map(positions.map((one) => [one.document.id, one])),
  };
}

/** What the best near miss's first action would bring must be what a re-run finds. */
async function checkGains(
  port: MatchEngine,
  setting: Setting,
  person: PreparedPerson,
  positions: readonly PreparedPosition[],
  [best]: readonly Ranked[],
): Promise<number> {
  const position = positions.find(({ document }) => document.id === best?.id);
  if (position === undefined) return 0;
  const miss = nearMissOf(scorePrepared(person, position, setting));
  const grants = (miss?.actions ?? []).flatMap(({ grant }) => grant ?? []);
  const profile = grants.reduce(withGrant, person.profile);
  const after = preparePerson(profile, crosswalkOf(setting.reference), setting.today);
  const count = (who: PreparedPerson) =>
    positions.filter((one) => isOpen(scorePrepared(who, one, setting))).length;
  return (await port.gain(person.profile, grants)) === count(after) - count(person) ? 0 : 1;
}
