import { and, asc, eq, inArray, isNull, notInArray, sql } from 'drizzle-orm';
import type { Db } from './client.ts';
import { accounts, appointments } from './schema/index.ts';
import { seekerRoles } from './vocabulary/roles.ts';

export async function findSessionVersion(db: Db, accountId: string): Promise<number | null> {
  const [row] = await db
    .select({ version: accounts.sessionVersion })
    .from(accounts)
    .where(eq(accounts.id, accountId));
  return row?.version ?? null;
}

/** Null when the account is not the reader's own (or not theirs to administer). */
export async function findPasswordHash(db: Db, accountId: string): Promise<string | null> {
  const [row] = await db
    .select({ hash: accounts.passwordHash })
    .from(accounts)
    .where(eq(accounts.id, accountId));
  return row?.hash ?? null;
}

/** Inserts an account with its first post; null when the name is taken. */
export async function insertAccount(
  db: Db,
  account: typeof accounts.$inferInsert & { id: string },
  post: Omit<typeof appointments.$inferInsert, 'accountId' | 'countyId'>,
): Promise<string | null> {
  // No RETURNING: staff who open an account for a person may not read accounts.
  try {
    await db.transaction(async (savepoint) => {
      await savepoint.insert(accounts).values(account);
    });
  } catch (error) {
    if (isUniqueViolation(error)) return null;
    throw error;
  }
  await db
    .insert(appointments)
    .values({ ...post, accountId: account.id, countyId: account.countyId });
  return account.id;
}

function isUniqueViolation(error: unknown): boolean {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error && 'code' in cause && cause.code === '23505';
}

export async function insertAppointment(
  db: Db,
  post: typeof appointments.$inferInsert,
): Promise<string | null> {
  const [row] = await db.insert(appointments).values(post).returning({ id: appointments.id });
  return row?.id ?? null;
}

/** A new first password for a person's account; the account's name, or null where there is none. */
export async function resetPasswordOfPerson(
  db: Db,
  personId: string,
  passwordHash: string,
): Promise<string | null> {
  const [row] = await db.execute<{ name: string | null }>(
    sql`select xc.reset_password_of_person(${personId}, ${passwordHash}) as name`,
  );
  return row?.name ?? null;
}

/** A new first password for a staff or employer account; the account's name. */
export async function resetPassword(
  db: Db,
  id: string,
  passwordHash: string,
): Promise<string | null> {
  const [row] = await db
    .update(accounts)
    .set({
      passwordHash,
      mustChangePassword: true,
      sessionVersion: sql`${accounts.sessionVersion} + 1`,
    })
    .where(eq(accounts.id, id))
    .returning({ name: accounts.name });
  return row?.name ?? null;
}

/** Whether the person has an account already. */
export async function personHasAccount(db: Db, personId: string): Promise<boolean> {
  const [row] = await db
    .select({ id: appointments.id })
    .from(appointments)
    .where(and(eq(appointments.personId, personId), isNull(appointments.endedAt)))
    .limit(1);
  return row !== undefined;
}

/** Those of these people who have an account. */
export async function peopleWithAccount(
  db: Db,
  personIds: readonly string[],
): Promise<Set<string>> {
  const rows = await db
    .selectDistinct({ personId: appointments.personId })
    .from(appointments)
    .where(and(inArray(appointments.personId, [...personIds]), isNull(appointments.endedAt)))
    .orderBy(appointments.personId)
    .limit(personIds.length);
  return new Set(rows.flatMap(({ personId }) => personId ?? []));
}

export async function endAppointment(db: Db, id: string, now: Date): Promise<string | null> {
  const [row] = await db
    .update(appointments)
    .set({ endedAt: now })
    .where(and(eq(appointments.id, id), isNull(appointments.endedAt)))
    .returning({ accountId: appointments.accountId });
  return row?.accountId ?? null;
}

export async function disableAccount(db: Db, id: string, now: Date): Promise<string | null> {
  const [row] = await db
    .update(accounts)
    .set({ disabledAt: now, sessionVersion: sql`${accounts.sessionVersion} + 1` })
    .where(and(eq(accounts.id, id), isNull(accounts.disabledAt)))
    .returning({ id: accounts.id });
  return row?.id ?? null;
}

/** Accounts of staff and employers by name; job seekers' stand with their records. */
export async function listStaffAccounts(db: Db, page: { limit: number; offset: number }) {
  const staff = sql`exists (select 1 from ${appointments} where ${appointments.accountId} = ${accounts.id}
    and ${notInArray(appointments.role, [...seekerRoles])})`;
  const items = await db
    .select({
      id: accounts.id,
      name: accounts.name,
      displayName: accounts.displayName,
      disabledAt: accounts.disabledAt,
    })
    .from(accounts)
    .where(staff)
    .orderBy(asc(accounts.name), asc(accounts.id))
    .limit(page.limit)
    .offset(page.offset);
  const [count] = await db
    .select({ total: sql<number>`count(*)::int` })
    .from(accounts)
    .where(staff);
  return { items, total: count?.total ?? 0 };
}

export async function findAccount(db: Db, id: string) {
  const [row] = await db
    .select({ id: accounts.id, countyId: accounts.countyId })
    .from(accounts)
    .where(eq(accounts.id, id));
  return row ?? null;
}

/** Display names by account id, for staff and auditors of the same county. */
export async function namesOf(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const unique = [...new Set(ids)];
  if (unique.length === 0) return new Map();
  const rows = await db.execute<{ id: string; display_name: string }>(
    sql`select id, display_name from xc.account_names(array[${sql.join(
      unique.map((id) => sql`${id}`),
      sql`, `,
    )}]::uuid[])`,
  );
  return new Map(rows.map((row) => [row.id, row.display_name]));
}

export async function hasAccounts(db: Db): Promise<boolean> {
  const [row] = await db.execute<{ has: boolean }>(sql`select xc.has_accounts() as has`);
  return row?.has === true;
}

/** Makes the county and its first administrator; false when the code is wrong or used. */
export async function createFirstAdministrator(
  db: Db,
  input: {
    codeHash: string;
    countyCode: string;
    countyName: string;
    name: string;
    displayName: string;
    passwordHash: string;
    now: Date;
    today: string;
  },
): Promise<boolean> {
  const [row] = await db.execute<{ made: boolean }>(sql`
    select xc.create_first_administrator(
      ${input.codeHash}, ${input.countyCode}, ${input.countyName}, ${input.name},
      ${input.displayName}, ${input.passwordHash}, ${input.now.toISOString()}, ${input.today}
    ) as made`);
  return row?.made === true;
}
