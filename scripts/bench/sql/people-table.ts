import type { PersonRow } from './people-categories.ts';
import type { PositionParameters } from './position-parameters.ts';
import { copyInto } from './position-table.ts';
import type { Sql } from './scratch.ts';
import type { Arguments, Shape } from './statements.ts';

const COLUMNS = ['reach', 'home', 'limits', 'papers', 'work', 'wish'] as const;

/** Fills the table `people`: categories, and the levels of all skills at two bits each. */
export async function createPeopleTable(sql: Sql, rows: Iterable<PersonRow>): Promise<void> {
  const columns = COLUMNS.map((column) => `${column} smallint not null`).join();
  await sql.unsafe(`create unlogged table arriving (id uuid, ${columns}, levels bytea not null)`);
  await copyInto(sql, 'arriving', lines(rows));
  await sql.unsafe(`create unlogged table people as
    select * from arriving order by reach, home, id`);
  await sql.unsafe('drop table arriving');
  await sql.unsafe('create index on people (reach, home)');
  await sql.unsafe('vacuum analyze people');
}

/** Position → the best people; one statement for each number of asked skills. */
export function peopleShape(asked: number, limit: number): Shape {
  const skills = Array.from({ length: asked }, (_, at) => {
    const level = `get_byte(levels, ($8::int[])[${at + 1}]) >> ($9::int[])[${at + 1}] & 3`;
    return `($7::smallint[])[${at * 4 + 1} + (${level})]`;
  });
  return {
    table: 'people',
    columns: COLUMNS,
    looksUpSecond: false,
    // Names the parameters even where nothing is asked, so that their types are known.
    skills: [
      ...skills,
      'cardinality($7::smallint[]) * 0 + cardinality($8::int[] || $9::int[]) * 0',
    ].join(' + '),
    parameters: COLUMNS.length + 3,
    limit,
  };
}

export function peopleArguments(position: PositionParameters): Arguments {
  const { skills, bytes, shifts } = position;
  const best = bytes.map((_, at) => Math.max(...skills.slice(at * 4, at * 4 + 4)));
  return {
    columns: [
      position.reaches,
      position.homes,
      position.limits,
      position.papers,
      position.works,
      position.wishes,
    ],
    skills: [skills, bytes, shifts],
    mostSkills: best.reduce((sum, points) => sum + points, 0),
  };
}

function* lines(rows: Iterable<PersonRow>): Generator<string> {
  for (const row of rows) {
    const levels = `\\\\x${Buffer.from(row.levels).toString('hex')}`;
    yield `${[row.id, ...COLUMNS.map((column) => row[column]), levels].join('\t')}\n`;
  }
}
