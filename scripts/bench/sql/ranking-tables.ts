import type { Ranked } from '@xincheng/search/engine';
import type { PreparedPerson, PreparedPosition, Setting } from '@xincheng/search/matching';

import { rankBySql } from './contenders.ts';
import { PeopleCategories } from './people-categories.ts';
import { createPeopleTable, peopleArguments, peopleShape } from './people-table.ts';
import { parametersFor } from './person-parameters.ts';
import { PositionCategories } from './position-categories.ts';
import { parametersForPosition } from './position-parameters.ts';
import { createPositionTable, positionArguments, positionShape } from './position-table.ts';
import type { Sql } from './scratch.ts';
import {
  flatArguments,
  flatStatement,
  walkArguments,
  walkStatement,
  type Arguments,
  type Shape,
} from './statements.ts';

/** A list by one form of the statement, and how long it may be. */
export interface SqlList {
  readonly limit: number;
  readonly hits: readonly Ranked[];
}

const TOP = 20;

/** People and positions as tables, to be ranked by both forms: whole by the one, 20 by the other. */
export async function createRankingTables(
  sql: Sql,
  {
    setting,
    people,
    positions,
  }: {
    setting: Setting;
    people: readonly PreparedPerson[];
    positions: readonly PreparedPosition[];
  },
) {
  const positionCategories = new PositionCategories(setting);
  const rows = positions
    .filter(({ document }) => document.state === 'open')
    .map((position) => positionCategories.rowOf(position));
  const slots = Math.max(1, ...rows.map(({ asked }) => asked.length));
  await createPositionTable(sql, rows, slots);
  const peopleCategories = new PeopleCategories(setting);
  await createPeopleTable(
    sql,
    people.map((person) => peopleCategories.rowOf(person)),
  );

  const lists = async (
    shapeOf: (limit: number) => Shape,
    all: Arguments,
    count: number,
  ): Promise<SqlList[]> => {
    const whole = await rankBySql(sql, flatStatement(shapeOf(count)), flatArguments(all));
    const top = await rankBySql(sql, walkStatement(shapeOf(TOP)), walkArguments(all));
    return [
      { limit: count, hits: whole },
      { limit: TOP, hits: top },
    ];
  };
  return {
    /** The lists for person number `at`. */
    positionsFor: (at: number) => {
      const points = parametersFor(pick(people, at), positionCategories);
      const all = positionArguments(points, positionCategories);
      return lists((limit) => positionShape(slots, limit), all, positions.length);
    },
    /** The lists for position number `at`. */
    peopleFor: (at: number) => {
      const points = parametersForPosition(pick(positions, at), peopleCategories);
      const shapeOf = (limit: number) => peopleShape(points.bytes.length, limit);
      return lists(shapeOf, peopleArguments(points), people.length);
    },
    drop: async () => {
      await sql.unsafe('drop table positions, people');
    },
  };
}

function pick<T>(values: readonly T[], at: number): T {
  const value = values[at];
  if (value === undefined) throw new RangeError(`no number ${at}`);
  return value;
}
