import type { Scope } from '@xincheng/db/client';
import { withConnection } from '@xincheng/db/embedded/databases';

/** One connection of the driver, for statements that no query function of ours would run. */
export type Sql = Parameters<Parameters<typeof withConnection>[1]>[0];
export type Transaction = Parameters<
  Extract<Parameters<Sql['begin']>[1], (sql: never) => unknown>
>[0];

/** Runs raw SQL as the role of `url` under the settings that `Pool.transaction` would make. */
export async function underScope<T>(
  url: string,
  scope: Scope,
  work: (sql: Transaction) => Promise<T>,
): Promise<T> {
  return withConnection(url, async (sql) => {
    const result = await sql.begin(async (tx) => {
      const settings = {
        county: scope.countyId,
        account: scope.accountId,
        appointment: scope.appointmentId,
        role: scope.role,
        area: scope.area,
        person: scope.personId,
        employer: scope.employerId,
      };
      for (const [name, value] of Object.entries(settings))
        await tx`select set_config(${`xc.${name}`}, ${value ?? ''}, true)`;
      return { value: await work(tx) };
    });
    return result.value;
  });
}

/** Rows as the superuser sees them: the truth behind row-level security. */
export const behind = withConnection;

/**
 * A fingerprint of every row of these tables, to show that an attempt has changed nothing.
 * @param url the superuser's
 */
export async function fingerprint(url: string, tables: readonly string[]): Promise<string> {
  return withConnection(url, async (sql) => {
    const prints: string[] = [];
    for (const table of tables) {
      const [row] = await sql<{ print: string | null }[]>`
        select md5(string_agg(t::text, '|' order by t::text)) as print from ${sql(table)} t`;
      prints.push(`${table} ${row?.print ?? 'empty'}`);
    }
    return prints.join('\n');
  });
}
