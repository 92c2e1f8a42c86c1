import { PeopleRanker } from '@xincheng/search/embedded';
import type { PreparedPerson } from '@xincheng/search/matching';
import { shippedReference } from '@xincheng/search/reference';

import { compare, type Contender, type Timing } from './measure.ts';
import type { BenchOptions } from './options.ts';
import { contendersOf, type SqlShape } from './sql/contenders.ts';
import { PeopleCategories } from './sql/people-categories.ts';
import { createPeopleTable, peopleArguments, peopleShape } from './sql/people-table.ts';
import { parametersForPosition } from './sql/position-parameters.ts';
import type { Sql } from './sql/scratch.ts';
import { SyntheticCounty, syntheticPeople, syntheticPositions } from '@xincheng/search/synthetic';

const TOP_PEOPLE = 50;

/** What was measured with so many people. */
export interface PeopleReport {
  readonly size: number;
  readonly bytesPerPerson: number;
  readonly contenders: readonly Timing[];
  readonly sql: readonly SqlShape[];
}

/** Position → the 50 best of `size` people. */
export async function benchPeople(
  sql: Sql,
  size: number,
  { seed, queries, seconds, progress }: BenchOptions,
): Promise<PeopleReport> {
  const reference = shippedReference();
  const people = (): { county: SyntheticCounty; people: Iterable<PreparedPerson> } => {
    const county = new SyntheticCounty(reference, { seed });
    return { county, people: syntheticPeople(county, { count: size, seed }) };
  };
  progress(`${size} 人：建索引`);
  const ours = people();
  const ranker = new PeopleRanker(ours.county.setting);
  ranker.fill(ours.people);

  progress(`${size} 人：建表`);
  const theirs = people();
  const categories = new PeopleCategories(theirs.county.setting);
  await createPeopleTable(sql, rowsOf(theirs.people, categories));

  progress(`${size} 人：${queries} 次查询`);
  const made = syntheticPositions(ours.county, { count: queries * 2, seed: seed + 1 });
  const positions = [...made].filter(({ document }) => document.state === 'open').slice(0, queries);
  const at = (query: number) => {
    const position = positions[query];
    if (position === undefined) throw new RangeError(`no query ${query}`);
    return position;
  };
  const { contenders, shapesOf } = contendersOf(sql, (query) => {
    const parameters = parametersForPosition(at(query), categories);
    return {
      shape: peopleShape(parameters.bytes.length, TOP_PEOPLE),
      all: peopleArguments(parameters),
    };
  });
  const own: Contender = {
    name: '新程',
    isExact: true,
    rank: (query) => ranker.rank(at(query), { limit: TOP_PEOPLE, offset: 0 }),
  };
  const timings = await compare([own, ...contenders], { queries, seconds });
  const shapes = await shapesOf();
  await sql.unsafe('drop table people');
  return {
    size,
    bytesPerPerson: ranker.bytes / ranker.size,
    contenders: timings,
    sql: shapes,
  };
}

function* rowsOf(people: Iterable<PreparedPerson>, categories: PeopleCategories) {
  for (const person of people) yield categories.rowOf(person);
}
