import { randomBytes } from 'node:crypto';
import { createDatabase, databaseUrl, dropDatabase } from '@xincheng/db/embedded/databases';
import { inject } from 'vitest';

/** A migrated database of one test file. The URLs differ by role: use `appUrl` unless you set up. */
export interface TestDatabase {
  name: string;
  /** Superuser: to look behind row-level security, and for what only an operator does. */
  adminUrl: string;
  ownerUrl: string;
  appUrl: string;
  workerUrl: string;
  secretsDir: string;
  /** Drops the database; call it when every connection to it is closed. */
  drop(): Promise<void>;
}

/** An empty database of the run's server, as an installation has it before the first migration. */
export async function createEmptyDatabase(): Promise<
  Pick<TestDatabase, 'adminUrl' | 'secretsDir' | 'drop'>
> {
  const { superuserUrl, secretsDir } = inject('postgres');
  const name = `empty_${randomBytes(6).toString('hex')}`;
  const adminUrl = await createDatabase(superuserUrl, name);
  return { adminUrl, secretsDir, drop: () => dropDatabase(superuserUrl, name) };
}

/** Copies the run's migrated template into a database of its own. Takes some tens of milliseconds. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { superuserUrl, template, secretsDir, urls } = inject('postgres');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const adminUrl = await createDatabase(superuserUrl, name, template);
  return {
    name,
    adminUrl,
    ownerUrl: databaseUrl(urls.ownerUrl, name),
    appUrl: databaseUrl(urls.appUrl, name),
    workerUrl: databaseUrl(urls.workerUrl, name),
    secretsDir,
    drop: () => dropDatabase(superuserUrl, name),
  };
}
