import { and, asc, desc, eq, gte, sql } from 'drizzle-orm';
import type { Db } from './client.ts';
import { fruitlessSearches, savedSearches } from './schema/index.ts';

export type SavedSearchRow = typeof savedSearches.$inferSelect;

/** The person's saved searches, oldest first. */
export async function listSavedSearches(
  db: Db,
  personId: string,
  limit: number,
): Promise<SavedSearchRow[]> {
  return db
    .select()
    .from(savedSearches)
    .where(eq(savedSearches.personId, personId))
    .orderBy(asc(savedSearches.createdAt), asc(savedSearches.id))
    .limit(limit);
}

/** Saves a search; null when the person has one of that name already. */
export async function insertSavedSearch(
  db: Db,
  row: typeof savedSearches.$inferInsert,
): Promise<string | null> {
  const [inserted] = await db
    .insert(savedSearches)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: savedSearches.id });
  return inserted?.id ?? null;
}

/** Says that the person has looked at the hits of a search; the row as it was before, or null. */
export async function lookAtSavedSearch(
  db: Db,
  personId: string,
  id: string,
  now: Date,
): Promise<SavedSearchRow | null> {
  const own = and(eq(savedSearches.id, id), eq(savedSearches.personId, personId));
  const [before] = await db.select().from(savedSearches).where(own).for('update');
  if (before === undefined) return null;
  await db.update(savedSearches).set({ lookedAt: now }).where(own);
  return before;
}

/** Deletes a saved search of the person; its id, or null. */
export async function deleteSavedSearch(
  db: Db,
  personId: string,
  id: string,
): Promise<string | null> {
  const [row] = await db
    .delete(savedSearches)
    .where(and(eq(savedSearches.id, id), eq(savedSearches.personId, personId)))
    .returning({ id: savedSearches.id });
  return row?.id ?? null;
}

/**
 * Counts a text that was found nowhere. A day takes so many different texts and no more: whoever
 * types at random cannot fill the table. Everybody may count, only staff may read.
 */
export async function countFruitlessSearch(db: Db, text: string, day: string): Promise<void> {
  await db.execute(sql`select xc.count_fruitless_search(${text}, ${day}::date)`);
}

/** Texts found nowhere since `from`, the most wanted first. */
export async function listFruitlessSearches(
  db: Db,
  from: string,
  page: { limit: number; offset: number },
): Promise<{ items: { text: string; count: number; lastOn: string }[]; total: number }> {
  const since = gte(fruitlessSearches.day, from);
  const count = sql<number>`sum(${fruitlessSearches.count})::int`;
  const lastOn = sql<string>`max(${fruitlessSearches.day})::text`;
  const items = await db
    .select({ text: fruitlessSearches.text, count, lastOn })
    .from(fruitlessSearches)
    .where(since)
    .groupBy(fruitlessSearches.text)
    .orderBy(desc(count), desc(lastOn), asc(fruitlessSearches.text))
    .limit(page.limit)
    .offset(page.offset);
  const [all] = await db
    .select({ total: sql<number>`count(distinct ${fruitlessSearches.text})::int` })
    .from(fruitlessSearches)
    .where(since);
  return { items, total: all?.total ?? 0 };
}
