import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator';
import postgres, { type Sql } from 'postgres';
import { installQueues } from './jobs.ts';
import { loadSecrets } from './secrets.ts';

/** The same database under the three roles that use it. */
export interface RoleUrls {
  /** Owns the tables; migrations only. */
  ownerUrl: string;
  /** Requests; held by row-level security. */
  appUrl: string;
  /** Background jobs; sees no person. */
  workerUrl: string;
}

const migrationsFolder = fileURLToPath(new URL('./migrations', import.meta.url));

/**
 * Brings a database to the current schema: makes the three roles (their passwords come from the
 * secrets file), then runs the migrations as the owner. Running it twice changes nothing.
 * `adminUrl` must belong to a role that may create roles and owns or may alter the database.
 */
export async function migrate(options: {
  adminUrl: string;
  secretsDir: string;
}): Promise<RoleUrls> {
  const { database } = loadSecrets(options.secretsDir);
  const as = (role: string, password: string) => {
    const url = new URL(options.adminUrl);
    url.username = role;
    url.password = password;
    return url.href;
  };
  const urls: RoleUrls = {
    ownerUrl: as('xc_owner', database.owner),
    appUrl: as('xc_app', database.app),
    workerUrl: as('xc_worker', database.worker),
  };
  const admin = single(options.adminUrl);
  try {
    // Held until this connection ends: of two starts at once, the second waits and finds all done.
    await admin`select pg_advisory_lock(hashtext('xc.migrate'))`;
    await prepareRoles(admin, database);
    await migrateAsOwner(urls.ownerUrl);
    await installQueues(urls.ownerUrl);
  } finally {
    await admin.end();
  }
  return urls;
}

async function migrateAsOwner(ownerUrl: string): Promise<void> {
  const owner = single(ownerUrl);
  try {
    // A migration waits two seconds for a table in use, then gives up rather than stall everybody.
    await owner`select set_config('lock_timeout', '2s', false)`;
    await runMigrations(drizzle(owner), { migrationsFolder });
  } finally {
    await owner.end();
  }
}

const single = (url: string) => postgres(url, { max: 1, onnotice: () => undefined });

/** Roles belong to the whole server, so two databases of one server share them. */
async function prepareRoles(
  admin: Sql,
  passwords: { owner: string; app: string; worker: string },
): Promise<void> {
  await admin.begin(async (tx) => {
    for (const [role, password] of [
      ['xc_owner', passwords.owner],
      ['xc_app', passwords.app],
      ['xc_worker', passwords.worker],
    ] as const) {
      const [found] = await tx`select 1 from pg_roles where rolname = ${role}`;
      const verb = found === undefined ? 'CREATE' : 'ALTER';
      // Passwords are base64url, which needs no quoting beyond the quotes.
      await tx.unsafe(
        `${verb} ROLE ${role} LOGIN NOINHERIT NOCREATEDB NOCREATEROLE PASSWORD '${password}'`,
      );
    }
    const [{ name } = { name: '' }] = await tx<
      { name: string }[]
    >`select current_database() as name`;
    const quoted = `"${name.replaceAll('"', '""')}"`;
    // An administrator that is no superuser must be a member of the role it hands objects to.
    await tx.unsafe(`GRANT xc_owner TO CURRENT_USER`);
    await tx.unsafe(`GRANT CONNECT, CREATE ON DATABASE ${quoted} TO xc_owner`);
    await tx.unsafe(`GRANT CONNECT ON DATABASE ${quoted} TO xc_app, xc_worker`);
    await tx.unsafe(`REVOKE CREATE ON SCHEMA public FROM PUBLIC`);
    await tx.unsafe(`ALTER SCHEMA public OWNER TO xc_owner`);
  });
}
