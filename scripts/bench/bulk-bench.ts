import { isSame, PositionIndex } from '@xincheng/search/embedded';
import type { Ranked } from '@xincheng/search/engine';
import type { PreparedPerson } from '@xincheng/search/matching';
import { shippedReference } from '@xincheng/search/reference';
import { z } from 'zod';

import { collectGarbage, median } from './measure.ts';
import type { BenchOptions } from './options.ts';
import { bulkStatement, createPersonPoints } from './sql/bulk.ts';
import { planOf } from './sql/contenders.ts';
import { parametersFor } from './sql/person-parameters.ts';
import { PositionCategories } from './sql/position-categories.ts';
import { createPositionTable } from './sql/position-table.ts';
import type { Sql } from './sql/scratch.ts';
import { SyntheticCounty, syntheticPeople, syntheticPositions } from '@xincheng/search/synthetic';

const PEOPLE = 20_000;
const POSITIONS = 1000;
const TOP = 20;
const ROUNDS = 3;

/** The 20 best of 1,000 positions for each of 20,000 people. */
export interface BulkReport {
  readonly people: number;
  readonly positions: number;
  readonly oursMs: number;
  readonly sqlMs: number;
  readonly ratio: number;
  readonly differing: number;
  readonly statement: string;
  readonly plan: readonly string[];
}

const rowSchema = z.array(
  z.object({ person: z.string(), position: z.string(), score: z.number() }),
);

export async function benchBulk(sql: Sql, { seed, progress }: BenchOptions): Promise<BulkReport> {
  progress(`批量：${PEOPLE} 人 × ${POSITIONS} 个岗位`);
  const county = new SyntheticCounty(shippedReference(), { seed });
  const positions = [...syntheticPositions(county, { count: POSITIONS, seed })].filter(
    ({ document }) => document.state === 'open',
  );
  const people = [...syntheticPeople(county, { count: PEOPLE, seed: seed + 1 })];
  const index = new PositionIndex(county.setting);
  index.fill(positions);

  const categories = new PositionCategories(county.setting);
  const rows = positions.map((position) => categories.rowOf(position));
  const slots = Math.max(...rows.map(({ asked }) => asked.length));
  await createPositionTable(sql, rows, slots);
  await createPersonPoints(sql, pointsOf(people, categories));
  const statement = bulkStatement(slots, TOP);

  const times: { ours: number[]; sql: number[] } = { ours: [], sql: [] };
  let ours: Ranked[][] = [];
  let theirs = new Map<string, Ranked[]>();
  for (let round = 0; round < ROUNDS; round++) {
    collectGarbage();
    let started = performance.now();
    ours = people.map((person) => index.rank(person, { limit: TOP, offset: 0 }));
    times.ours.push(performance.now() - started);
    started = performance.now();
    const found = await sql.unsafe(statement);
    times.sql.push(performance.now() - started);
    theirs = listsOf(rowSchema.parse([...found]));
  }
  const plan = await planOf(sql, statement);
  await sql.unsafe('drop table positions, person_points');
  return {
    people: PEOPLE,
    positions: POSITIONS,
    oursMs: median(times.ours),
    sqlMs: median(times.sql),
    ratio: median(times.sql) / median(times.ours),
    differing: people.filter(
      ({ profile }, at) => !isSame(ours[at] ?? [], theirs.get(profile.id) ?? []),
    ).length,
    statement,
    plan,
  };
}

function* pointsOf(people: readonly PreparedPerson[], categories: PositionCategories) {
  for (const person of people) {
    yield { id: person.profile.id, points: parametersFor(person, categories) };
  }
}

/** Rows of a person come together, the best first. */
function listsOf(rows: z.infer<typeof rowSchema>): Map<string, Ranked[]> {
  const lists = new Map<string, Ranked[]>();
  for (const { person, position, score } of rows) {
    const list = lists.get(person) ?? [];
    list.push({ id: position, score });
    lists.set(person, list);
  }
  return lists;
}
