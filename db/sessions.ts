import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Db } from './client.ts';
import { accounts, appointments, employers, people, sessions, stations } from './schema/index.ts';
import type { Role } from './vocabulary/roles.ts';

/** A session with its account and post, whatever their state: the caller judges. */
export interface SessionContext {
  sessionId: string;
  countyId: string;
  accountId: string;
  accountName: string;
  displayName: string;
  sessionVersion: number;
  /** The account's version when the session was opened. */
  openedAtVersion: number;
  mustChangePassword: boolean;
  disabled: boolean;
  generation: number;
  rotatedAt: Date;
  expiresAt: Date;
  revoked: boolean;
  appointmentId: string;
  role: Role;
  area: string | null;
  employerId: string | null;
  personId: string | null;
  validFrom: string;
  validTo: string | null;
  ended: boolean;
}

/** Needs no scope: this is how one is found. Null when there is no such session. */
export async function findSession(db: Db, sessionId: string): Promise<SessionContext | null> {
  const [row] = await db.execute<{
    county_id: string;
    account_id: string;
    account_name: string;
    display_name: string;
    session_version: number;
    opened_at_version: number;
    must_change_password: boolean;
    disabled: boolean;
    generation: number;
    rotated_at: string;
    expires_at: string;
    revoked: boolean;
    appointment_id: string;
    role: Role;
    area: string | null;
    employer_id: string | null;
    person_id: string | null;
    valid_from: string;
    valid_to: string | null;
    ended: boolean;
  }>(sql`select * from xc.session_context(${sessionId})`);
  if (row === undefined) return null;
  return {
    sessionId,
    countyId: row.county_id,
    accountId: row.account_id,
    accountName: row.account_name,
    displayName: row.display_name,
    sessionVersion: row.session_version,
    openedAtVersion: row.opened_at_version,
    mustChangePassword: row.must_change_password,
    disabled: row.disabled,
    generation: row.generation,
    rotatedAt: new Date(row.rotated_at),
    expiresAt: new Date(row.expires_at),
    revoked: row.revoked,
    appointmentId: row.appointment_id,
    role: row.role,
    area: row.area,
    employerId: row.employer_id,
    personId: row.person_id,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    ended: row.ended,
  };
}

export async function insertSession(
  db: Db,
  session: typeof sessions.$inferInsert,
): Promise<string | null> {
  const [row] = await db.insert(sessions).values(session).returning({ id: sessions.id });
  return row?.id ?? null;
}

/** Moves a session one generation on; false when another request has just done so. */
export async function rotateSession(
  db: Db,
  sessionId: string,
  from: number,
  now: Date,
): Promise<boolean> {
  const moved = await db
    .update(sessions)
    .set({ generation: from + 1, rotatedAt: now })
    .where(and(eq(sessions.id, sessionId), eq(sessions.generation, from)))
    .returning({ id: sessions.id });
  return moved.length === 1;
}

export async function revokeSession(db: Db, sessionId: string, now: Date): Promise<void> {
  await db
    .update(sessions)
    .set({ revokedAt: now })
    .where(and(eq(sessions.id, sessionId), isNull(sessions.revokedAt)));
}

export async function switchSession(
  db: Db,
  sessionId: string,
  appointmentId: string,
): Promise<void> {
  await db.update(sessions).set({ appointmentId }).where(eq(sessions.id, sessionId));
}

/** A post with its place in words. */
export interface AppointmentRow {
  id: string;
  role: Role;
  place: string;
  area: string | null;
  validFrom: string;
  validTo: string | null;
}

/** Posts of an account that are in force on `today`, oldest first. */
export async function listAppointments(
  db: Db,
  accountId: string,
  today: string,
): Promise<AppointmentRow[]> {
  return (await appointmentsByAccount(db, [accountId], today)).get(accountId) ?? [];
}

/** The same for several accounts at once; an account without a post has no entry. */
export async function appointmentsByAccount(
  db: Db,
  accountIds: readonly string[],
  today: string,
): Promise<Map<string, AppointmentRow[]>> {
  if (accountIds.length === 0) return new Map();
  const rows = await db
    .select({
      accountId: appointments.accountId,
      id: appointments.id,
      role: appointments.role,
      area: appointments.area,
      validFrom: appointments.validFrom,
      validTo: appointments.validTo,
      county: sql<string>`(select c.name from counties c where c.id = ${appointments.countyId})`,
      station: stations.name,
      township: sql<
        string | null
      >`(select t.name from townships t where t.code = ${appointments.area})`,
      employer: employers.name,
      person: people.fullName,
    })
    .from(appointments)
    .leftJoin(stations, eq(stations.code, appointments.area))
    .leftJoin(employers, eq(employers.id, appointments.employerId))
    .leftJoin(people, eq(people.id, appointments.personId))
    .where(
      and(
        inArray(appointments.accountId, [...accountIds]),
        isNull(appointments.endedAt),
        sql`${appointments.validFrom} <= ${today}`,
        sql`(${appointments.validTo} is null or ${appointments.validTo} >= ${today})`,
      ),
    )
    .orderBy(appointments.validFrom, appointments.id)
    .limit(50 * accountIds.length);
  const byAccount = new Map<string, AppointmentRow[]>();
  for (const { accountId, county, station, township, employer, person, ...row } of rows) {
    const named = station ?? township ?? employer ?? person ?? row.area ?? '本人';
    const place = row.area?.length === 6 ? county : named;
    byAccount.set(accountId, [...(byAccount.get(accountId) ?? []), { ...row, place }]);
  }
  return byAccount;
}

/** What a sign-in is checked against; null when there is no such account. */
export async function findAccountForSignIn(
  db: Db,
  name: string,
): Promise<{ id: string; countyId: string; passwordHash: string; disabled: boolean } | null> {
  const [row] = await db.execute<{
    id: string;
    county_id: string;
    password_hash: string;
    disabled: boolean;
  }>(sql`select * from xc.account_for_sign_in(${name})`);
  return row === undefined
    ? null
    : {
        id: row.id,
        countyId: row.county_id,
        passwordHash: row.password_hash,
        disabled: row.disabled,
      };
}

/**
 * Sets a new password and raises the session version, which voids every session of the account but
 * the one given.
 */
export async function setPassword(
  db: Db,
  accountId: string,
  passwordHash: string,
  keepSessionId: string,
): Promise<void> {
  const [row] = await db
    .update(accounts)
    .set({
      passwordHash,
      mustChangePassword: false,
      sessionVersion: sql`${accounts.sessionVersion} + 1`,
    })
    .where(eq(accounts.id, accountId))
    .returning({ version: accounts.sessionVersion });
  if (row === undefined) return;
  await db
    .update(sessions)
    .set({ accountVersion: row.version })
    .where(eq(sessions.id, keepSessionId));
}
