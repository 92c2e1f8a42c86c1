import type { PersonParameters } from './person-parameters.ts';
import { copyInto, skillsOver } from './position-table.ts';
import type { Sql } from './scratch.ts';

const ARRAYS = ['places', 'limits', 'papers', 'works', 'offers', 'roles', 'cells'] as const;

/**
 * Fills the table `person_points`: a person's points by category as arrays, kept in the row and not
 * compressed. That they are reckoned beforehand is a present to SQL: it would have to join for them.
 */
export async function createPersonPoints(
  sql: Sql,
  people: Iterable<{ id: string; points: PersonParameters }>,
): Promise<void> {
  const arrays = ARRAYS.map((name) => `${name} smallint[] storage plain not null`);
  await sql.unsafe(`create unlogged table person_points (id uuid, ${arrays.join()})`);
  await copyInto(sql, 'person_points', lines(people));
  await sql.unsafe('vacuum analyze person_points');
}

/** The best positions of every person, from the tables `person_points` and `positions`. */
export function bulkStatement(slots: number, limit: number): string {
  const gates = [
    'places[place]',
    'limits[limits]',
    'papers[papers]',
    'works[work]',
    'offers[offer]',
  ];
  const addends = ['roles[role]', ...gates].map((addend) => `person.${addend}`);
  return `select person.id as person, best.id as position, best.score
from person_points person
cross join lateral (
  select id, ${addends.join(' + ')} + ${skillsOver('person.cells', slots)} as score
  from positions
  where ${gates.map((gate) => `person.${gate} >= 0`).join(' and ')}
  order by score desc, id
  limit ${limit}
) best`;
}

function* lines(people: Iterable<{ id: string; points: PersonParameters }>): Generator<string> {
  for (const { id, points } of people) {
    const arrays = ARRAYS.map((name) => `{${points[name].join()}}`);
    yield `${[id, ...arrays].join('\t')}\n`;
  }
}
