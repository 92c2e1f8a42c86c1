import { isSame, PositionIndex } from '@xincheng/search/embedded';
import type { PreparedPerson, PreparedPosition } from '@xincheng/search/matching';
import { shippedReference, type Reference } from '@xincheng/search/reference';

import { createMiniSearch, type Finder } from './contenders/minisearch.ts';
import { createOrama } from './contenders/orama.ts';
import { wordsOfPerson, wordsOfPosition } from './contenders/words.ts';
import { collectGarbage, compare, type Contender, type Timing } from './measure.ts';
import type { BenchOptions } from './options.ts';
import { PositionColumns } from './position-columns.ts';
import { contendersOf, type SqlShape } from './sql/contenders.ts';
import { parametersFor } from './sql/person-parameters.ts';
import { PositionCategories } from './sql/position-categories.ts';
import { createPositionTable, positionArguments, positionShape } from './sql/position-table.ts';
import type { Sql } from './sql/scratch.ts';
import { SyntheticCounty, syntheticPeople, syntheticPositions } from '@xincheng/search/synthetic';

const TOP_POSITIONS = 20;
/** Above it Orama takes minutes to build and answer. */
const MOST_FOR_ORAMA = 200_000;
const UPDATES = 20_000;

/** What was measured with so many positions. */
export interface PositionReport {
  readonly size: number;
  readonly open: number;
  readonly buildMs: number;
  /**
   * What the index says of its buffers, ids included; how much all typed arrays of the process grew;
   * and the heap, which holds what many positions share and hardly grows with their number.
   */
  readonly bytesPerPosition: { buffers: number; arrays: number; heap: number };
  readonly updates: { perSecond: number; visibleAtOnce: boolean };
  readonly contenders: readonly Timing[];
  readonly skipped: readonly string[];
  readonly sql: readonly SqlShape[];
}

/** Person → the 20 best of `size` positions, all contenders on the same data and queries. */
export async function benchPositions(
  sql: Sql,
  size: number,
  { seed, queries, seconds, skip, progress }: BenchOptions,
): Promise<PositionReport> {
  const reference = shippedReference();
  const data = () => positionsOf(reference, size, seed);
  progress(`${size} 个岗位：建索引`);
  const { index, buildMs, grown } = buildIndex(data());
  const people = [...syntheticPeople(data().county, { count: queries, seed: seed + 1 })];

  progress(`${size} 个岗位：建表和其他引擎`);
  const { county, positions } = data();
  const categories = new PositionCategories(county.setting);
  const columns = new PositionColumns();
  const finders = new Map<string, Finder>();
  const skipped: string[] = [];
  if (skip.has('minisearch')) skipped.push('MiniSearch：按选项跳过');
  else finders.set('MiniSearch', createMiniSearch());
  if (skip.has('orama')) skipped.push('Orama：按选项跳过');
  else if (size > MOST_FOR_ORAMA)
    skipped.push(`Orama：超过 ${MOST_FOR_ORAMA} 个岗位时要几分钟，没有测`);
  else finders.set('Orama', createOrama());
  for (const position of positions) {
    if (position.document.state !== 'open') continue;
    const words = wordsOfPosition(position);
    for (const finder of finders.values()) finder.add(columns.size, words);
    columns.add(categories.rowOf(position));
  }
  await createPositionTable(sql, columns.rows(), columns.mostAsked);

  progress(`${size} 个岗位：${queries} 次查询`);
  const parameters = people.map((person) => parametersFor(person, categories));
  const at = <T>(values: readonly T[], query: number): T => {
    const value = values[query];
    if (value === undefined) throw new RangeError(`no query ${query}`);
    return value;
  };
  const shape = positionShape(columns.mostAsked, TOP_POSITIONS);
  const { contenders: bySql, shapesOf } = contendersOf(sql, (query) => ({
    shape,
    all: positionArguments(at(parameters, query), categories),
  }));
  const byText = [...finders].map(([name, finder]): Contender => ({
    name: `${name} 筛选+我们的打分`,
    isExact: false,
    rank: async (query) =>
      columns.best(
        await finder.find(wordsOfPerson(at(people, query))),
        at(parameters, query),
        TOP_POSITIONS,
      ),
  }));
  const ours: Contender = {
    name: '新程',
    isExact: true,
    rank: (query) => index.rank(at(people, query), { limit: TOP_POSITIONS, offset: 0 }),
  };
  const timings = await compare([ours, ...bySql, ...byText], { queries, seconds });
  const sqlShapes = await shapesOf();
  await sql.unsafe('drop table positions');
  return {
    size,
    open: index.size,
    buildMs,
    bytesPerPosition: {
      buffers: index.bytes / index.size,
      arrays: grown.arrays / index.size,
      heap: grown.heap / index.size,
    },
    updates: measureUpdates(index, data(), at(people, 0)),
    contenders: timings,
    skipped,
    sql: sqlShapes,
  };
}

interface Data {
  readonly county: SyntheticCounty;
  readonly positions: Iterable<PreparedPosition>;
}

/** The same positions on every call. */
function positionsOf(reference: Reference, count: number, seed: number): Data {
  const county = new SyntheticCounty(reference, { seed });
  return { county, positions: syntheticPositions(county, { count, seed }) };
}

/** Takes the time that making up the positions takes off the time of the build. */
function buildIndex({ county, positions }: Data) {
  let making = 0;
  function* timed(): Generator<PreparedPosition> {
    let started = performance.now();
    for (const position of positions) {
      making += performance.now() - started;
      yield position;
      started = performance.now();
    }
  }
  const before = memory();
  const index = new PositionIndex(county.setting);
  const started = performance.now();
  index.fill(timed());
  const buildMs = performance.now() - started - making;
  const after = memory();
  const grown = { arrays: after.arrays - before.arrays, heap: after.heap - before.heap };
  return { index, buildMs, grown };
}

/** Bytes in use after the garbage is gone. */
function memory(): { arrays: number; heap: number } {
  collectGarbage();
  const { arrayBuffers, heapUsed } = process.memoryUsage();
  return { arrays: arrayBuffers, heap: heapUsed };
}

/** Other positions under the ids that are there, then one that the person's best is taken from. */
function measureUpdates(index: PositionIndex, { positions }: Data, person: PreparedPerson) {
  const open: PreparedPosition[] = [];
  for (const position of positions) {
    if (position.document.state === 'open') open.push(position);
    if (open.length === UPDATES) break;
  }
  const changed = open.map((position, at): PreparedPosition => {
    const other = open[(at + 1) % open.length] ?? position;
    return { ...other, document: { ...other.document, id: position.document.id } };
  });
  collectGarbage();
  const started = performance.now();
  for (const position of changed) index.add(position);
  const perSecond = (changed.length * 1000) / (performance.now() - started);
  for (const position of open) index.add(position);

  const top = () => index.rank(person, { limit: TOP_POSITIONS, offset: 0 });
  const before = top();
  const best = open.find(({ document }) => before.some(({ id }) => id === document.id)) ?? open[0];
  if (best === undefined) return { perSecond, visibleAtOnce: false };
  const { id } = best.document;
  index.remove(id);
  const isGone = !top().some((hit) => hit.id === id);
  index.add(best);
  return { perSecond, visibleAtOnce: isGone && isSame(before, top()) };
}
