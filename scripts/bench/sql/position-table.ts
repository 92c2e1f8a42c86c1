import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PersonParameters } from './person-parameters.ts';
import type { PositionCategories, PositionRow } from './position-categories.ts';
import type { Sql } from './scratch.ts';
import type { Arguments, Shape } from './statements.ts';

const COLUMNS = ['role', 'place', 'limits', 'papers', 'work', 'offer'] as const;

/**
 * Fills the table `positions`: categories, then what is asked as pairs of columns (`c1`, `u1`, …), the
 * most units first. Rows lie in the order of the index.
 */
export async function createPositionTable(
  sql: Sql,
  rows: Iterable<PositionRow>,
  slots: number,
): Promise<void> {
  const asked = numbered(slots).map((at) => `c${at} smallint, u${at} smallint`);
  const columns = COLUMNS.map((column) => `${column} smallint not null`);
  await sql.unsafe(`create unlogged table arriving (id uuid, ${[...columns, ...asked].join()})`);
  await copyInto(sql, 'arriving', lines(rows, slots));
  await sql.unsafe(`create unlogged table positions as
    select * from arriving order by role, place, id`);
  await sql.unsafe('drop table arriving');
  await sql.unsafe('create index on positions (role, place)');
  await sql.unsafe('vacuum analyze positions');
}

/** Person → the best positions. */
export function positionShape(slots: number, limit: number): Shape {
  return {
    table: 'positions',
    columns: COLUMNS,
    looksUpSecond: true,
    skills: skillsOver('($7::smallint[])', slots),
    parameters: COLUMNS.length + 1,
    limit,
  };
}

export function positionArguments(
  person: PersonParameters,
  categories: PositionCategories,
): Arguments {
  const { units, nothingAsked } = categories.setting.reference.weights.skills;
  const perUnit = person.cells.filter((_, at) => categories.cells.values[at] !== null);
  return {
    columns: [
      person.roles,
      person.places,
      person.limits,
      person.papers,
      person.works,
      person.offers,
    ],
    skills: [person.cells],
    mostSkills: Math.max(nothingAsked, units * Math.max(0, ...perUnit)),
  };
}

/** Loads lines of tab-separated values. */
export async function copyInto(sql: Sql, table: string, rows: Iterable<string>): Promise<void> {
  const target = await sql`copy ${sql(table)} from stdin`.writable();
  await pipeline(Readable.from(rows), target);
}

/**
 * Points for skills, given an expression of the points by cell. Stops at the first empty slot: most
 * positions ask for five or six things.
 */
export function skillsOver(byCell: string, slots: number, slot = 1): string {
  const here = `${byCell}[c${slot}] * u${slot}`;
  if (slot === slots) return here;
  const next = skillsOver(byCell, slots, slot + 1);
  return `${here} + case when c${slot + 1} is null then 0 else ${next} end`;
}

function* lines(rows: Iterable<PositionRow>, slots: number): Generator<string> {
  for (const row of rows) {
    const asked = numbered(slots).map((at) => row.asked[at - 1]?.join('\t') ?? '\\N\t\\N');
    yield `${[row.id, ...COLUMNS.map((column) => row[column]), ...asked].join('\t')}\n`;
  }
}

function numbered(count: number): number[] {
  return Array.from({ length: count }, (_, at) => at + 1);
}
