import { asc, eq, isNull, sql } from 'drizzle-orm';
import type { Db } from './client.ts';
import { accounts, appointments, counties, setupCodes } from './schema/index.ts';

/** For the owner role alone: what a first start writes before anybody can sign in. */
export async function insertCounty(db: Db, county: typeof counties.$inferInsert): Promise<string> {
  const [row] = await db.insert(counties).values(county).returning({ id: counties.id });
  if (row === undefined) throw new Error('the county was not written');
  return row.id;
}

export async function insertStaffAccount(
  db: Db,
  account: typeof accounts.$inferInsert,
  posts: Omit<typeof appointments.$inferInsert, 'accountId' | 'countyId'>[],
): Promise<string> {
  const [row] = await db.insert(accounts).values(account).returning({ id: accounts.id });
  if (row === undefined) throw new Error('the account was not written');
  await db
    .insert(appointments)
    .values(posts.map((post) => ({ ...post, accountId: row.id, countyId: account.countyId })));
  return row.id;
}

/** A new one-time code for the first administrator; earlier ones stop working. */
export async function replaceSetupCode(db: Db, codeHash: string, now: Date): Promise<void> {
  await db.delete(setupCodes).where(isNull(setupCodes.usedAt));
  await db.insert(setupCodes).values({ codeHash, createdAt: now });
}

/** `none`: nothing yet; `unfinished`: a load was cut off; `ready`: in use. */
export async function installationState(db: Db): Promise<'none' | 'unfinished' | 'ready'> {
  const [row] = await db
    .select({ readyAt: counties.readyAt })
    .from(counties)
    .orderBy(asc(counties.id))
    .limit(1);
  if (row === undefined) return 'none';
  return row.readyAt === null ? 'unfinished' : 'ready';
}

/** Clears what a load that was cut off left behind; touches nothing once a county is ready. */
export async function clearUnfinished(db: Db): Promise<void> {
  if ((await installationState(db)) !== 'unfinished') return;
  // Everything hangs on its county.
  await db.execute(sql`truncate ${counties} cascade`);
}

export async function markReady(db: Db, countyId: string, now: Date): Promise<void> {
  await db.update(counties).set({ readyAt: now }).where(eq(counties.id, countyId));
}

/** Fresh statistics after a bulk load: the planner knows nothing of new tables otherwise. */
export async function analyze(db: Db): Promise<void> {
  await db.execute(sql`analyze`);
}
