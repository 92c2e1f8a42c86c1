import postgres from 'postgres';

/** The URL of another database on the same server, same role. */
export function databaseUrl(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.href;
}

/**
 * Creates a database if there is none of that name and returns its URL. With `template`, it starts
 * as a copy of that database (same owner), to which nobody may be connected.
 * @param superuserUrl any database of the server, with a role that may create databases
 */
export async function createDatabase(
  superuserUrl: string,
  name: string,
  template?: string,
): Promise<string> {
  await withConnection(superuserUrl, async (sql) => {
    const found = await sql`select 1 from pg_database where datname = ${name}`;
    if (found.length > 0) return;
    if (template === undefined) await sql`create database ${sql(name)}`;
    else {
      const [owner] = await sql`
        select pg_get_userbyid(datdba) as name from pg_database where datname = ${template}`;
      await sql`
        create database ${sql(name)} template ${sql(template)} owner ${sql(String(owner?.name))}`;
    }
  });
  return databaseUrl(superuserUrl, name);
}

/** Drops a database, ending the sessions still connected to it; nothing happens if it is gone. */
export async function dropDatabase(superuserUrl: string, name: string): Promise<void> {
  await withConnection(superuserUrl, async (sql) => {
    await sql`drop database if exists ${sql(name)} with (force)`;
  });
}

/** Runs `work` on one connection of its own and closes it; for set-up and tests, not for requests. */
export async function withConnection<T>(
  url: string,
  work: (sql: postgres.Sql) => Promise<T>,
): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}
