import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Db } from './client.ts';
import { consents, employers } from './schema/index.ts';

/** The person's consents in force, newest first. */
export async function listConsents(
  db: Db,
  personId: string,
  page: { limit: number; offset: number },
) {
  const where = and(eq(consents.personId, personId), isNull(consents.withdrawnAt));
  const items = await db
    .select({
      id: consents.id,
      employerId: consents.employerId,
      employer: employers.name,
      givenAt: consents.givenAt,
    })
    .from(consents)
    .innerJoin(employers, eq(employers.id, consents.employerId))
    .where(where)
    .orderBy(desc(consents.givenAt), desc(consents.id))
    .limit(page.limit)
    .offset(page.offset);
  const [count] = await db
    .select({ total: sql<number>`count(*)::int` })
    .from(consents)
    .where(where);
  return { items, total: count?.total ?? 0 };
}

/** Gives consent; giving it twice leaves the first one standing. */
export async function giveConsent(
  db: Db,
  consent: typeof consents.$inferInsert,
): Promise<{ id: string; givenAt: Date } | null> {
  await db.insert(consents).values(consent).onConflictDoNothing();
  const [row] = await db
    .select({ id: consents.id, givenAt: consents.givenAt })
    .from(consents)
    .where(
      and(
        eq(consents.personId, consent.personId),
        eq(consents.employerId, consent.employerId),
        isNull(consents.withdrawnAt),
      ),
    );
  return row ?? null;
}

/** Withdraws the person's consent; null when there is none of that id in force. */
export async function withdrawConsent(
  db: Db,
  personId: string,
  id: string,
  now: Date,
): Promise<string | null> {
  const [row] = await db
    .update(consents)
    .set({ withdrawnAt: now })
    .where(and(eq(consents.id, id), eq(consents.personId, personId), isNull(consents.withdrawnAt)))
    .returning({ id: consents.id });
  return row?.id ?? null;
}

/** When each of these persons consented to the employer. */
export async function consentTimes(
  db: Db,
  employerId: string,
  personIds: readonly string[],
): Promise<Map<string, Date>> {
  if (personIds.length === 0) return new Map();
  const rows = await db
    .select({ personId: consents.personId, givenAt: consents.givenAt })
    .from(consents)
    .where(
      and(
        eq(consents.employerId, employerId),
        inArray(consents.personId, [...personIds]),
        isNull(consents.withdrawnAt),
      ),
    )
    .orderBy(consents.personId)
    .limit(personIds.length);
  return new Map(rows.map((row) => [row.personId, row.givenAt]));
}
