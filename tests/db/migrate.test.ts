import { migrate } from '@xincheng/db/migrate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { structuralFaults } from '../support/rls.ts';
import { behind } from '../support/sql.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const run = () => migrate({ adminUrl: database.adminUrl, secretsDir: database.secretsDir });

/** Everything that a migration could change, in words. */
const structure = () =>
  behind(database.adminUrl, async (sql) => ({
    columns: await sql`
      select table_name, column_name, data_type, is_nullable, column_default
      from information_schema.columns where table_schema in ('public', 'xc') order by 1, 2`,
    policies: await sql`select * from pg_policies order by tablename, policyname`,
    grants: await sql`
      select grantee, table_name, privilege_type from information_schema.role_table_grants
      where grantee like 'xc_%' order by 1, 2, 3`,
    functions: await sql`
      select p.oid::regprocedure::text as name, p.prosrc, p.proacl::text
      from pg_proc p where p.pronamespace = 'xc'::regnamespace order by 1`,
    done: await sql`select hash from drizzle.__drizzle_migrations order by id`,
  }));

describe('migrating', () => {
  it('twice, one after the other, changes nothing', async () => {
    const before = await structure();
    expect(before.columns.length).toBeGreaterThan(100);
    expect(before.done.length).toBeGreaterThanOrEqual(2);
    await run();
    expect(await structure()).toEqual(before);
  });

  it('twice at once ends well', async () => {
    const before = await structure();
    await Promise.all([run(), run()]);
    expect(await structure()).toEqual(before);
    expect(await structuralFaults(database.adminUrl)).toEqual([]);
  });

  it('gives three roles of one database, each with a password of its own', async () => {
    const { ownerUrl, appUrl, workerUrl } = await run();
    const urls = [ownerUrl, appUrl, workerUrl].map((url) => new URL(url));
    expect(urls.map(({ username }) => username)).toEqual(['xc_owner', 'xc_app', 'xc_worker']);
    expect(new Set(urls.map(({ password }) => password)).size).toBe(3);
    expect(new Set(urls.map(({ pathname }) => pathname))).toEqual(new Set([`/${database.name}`]));
  });

  it('leaves the schema to the owner: nobody else may create in it', async () => {
    for (const url of [database.appUrl, database.workerUrl])
      await expect(behind(url, (sql) => sql`create table mine (id int)`)).rejects.toThrow(
        /permission denied/,
      );
  });
});
