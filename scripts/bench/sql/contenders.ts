import type { Ranked } from '@xincheng/search/engine';
import { z } from 'zod';

import type { Contender } from '../measure.ts';
import type { Sql } from './scratch.ts';
import {
  flatArguments,
  flatStatement,
  walkArguments,
  walkStatement,
  type Arguments,
  type Shape,
} from './statements.ts';

/** A form of the statement, with the plan of its first query. */
export interface SqlShape {
  readonly name: string;
  readonly statement: string;
  readonly plan: readonly string[];
}

const forms = [
  { name: 'SQL 逐行', statement: flatStatement, parametersOf: flatArguments },
  { name: 'SQL 分层', statement: walkStatement, parametersOf: walkArguments },
] as const;

const hitSchema = z.array(z.object({ id: z.string(), score: z.number() }));
const planSchema = z.array(z.object({ 'QUERY PLAN': z.string() }));

/**
 * Both forms as contenders. What a query needs is made ready before the time is taken: only the
 * statement counts, prepared and with a plan that is kept.
 */
export function contendersOf(
  sql: Sql,
  queryOf: (query: number) => { shape: Shape; all: Arguments },
): { contenders: Contender[]; shapesOf: () => Promise<SqlShape[]> } {
  const contenders = forms.map(({ name, statement, parametersOf }): Contender => {
    const ready = new Map<number, { text: string; parameters: (string | number)[] }>();
    return {
      name,
      isExact: true,
      prepare(query) {
        const { shape, all } = queryOf(query);
        ready.set(query, { text: statement(shape), parameters: parametersOf(all) });
      },
      rank: (query) => {
        const { text = '', parameters = [] } = ready.get(query) ?? {};
        return rankBySql(sql, text, parameters);
      },
    };
  });
  const shapesOf = async () => {
    const shapes: SqlShape[] = [];
    for (const { name, statement, parametersOf } of forms) {
      const { shape, all } = queryOf(0);
      const text = statement(shape);
      shapes.push({ name, statement: text, plan: await planOf(sql, text, parametersOf(all)) });
    }
    return shapes;
  };
  return { contenders, shapesOf };
}

export async function rankBySql(
  sql: Sql,
  text: string,
  parameters: (string | number)[],
): Promise<Ranked[]> {
  return hitSchema.parse([...(await sql.unsafe(text, parameters, { prepare: true }))]);
}

/** Lines of EXPLAIN; the arrays of points are cut. */
export async function planOf(
  sql: Sql,
  text: string,
  parameters: (string | number)[] = [],
): Promise<string[]> {
  const rows = await sql.unsafe(`explain (analyze, buffers) ${text}`, parameters);
  return planSchema
    .parse([...rows])
    .map((row) => row['QUERY PLAN'].replace(/'\{[^']{40,}\}'/g, "'{…}'").slice(0, 300));
}

/** Settings that suit the statements best; more workers did not help. */
export async function tune(sql: Sql): Promise<void> {
  await sql.unsafe(`set work_mem = '64MB'`);
  await sql.unsafe(`set maintenance_work_mem = '512MB'`);
  await sql.unsafe(`set plan_cache_mode = force_generic_plan`);
}
