import { asc, eq, inArray, ne, sql } from 'drizzle-orm';
import { chunks } from './chunks.ts';
import type { Db } from './client.ts';
import { matchLists, matchPrints } from './schema/index.ts';

export type MatchListRow = typeof matchLists.$inferSelect;
export type NewMatchList = typeof matchLists.$inferInsert;

/** A person's stored matches; null where none were computed or the reader may not see them. */
export async function findMatchList(db: Db, personId: string): Promise<MatchListRow | null> {
  const [row] = await db.select().from(matchLists).where(eq(matchLists.personId, personId));
  return row ?? null;
}

/** The same of several people, by person. */
export async function findMatchLists(
  db: Db,
  personIds: readonly string[],
): Promise<Map<string, MatchListRow>> {
  const rows: MatchListRow[] = [];
  for (const some of chunks(personIds, 1000))
    rows.push(
      ...(await db
        .select()
        .from(matchLists)
        .where(inArray(matchLists.personId, some))
        .orderBy(asc(matchLists.personId))
        .limit(1000)),
    );
  return new Map(rows.map((row) => [row.personId, row]));
}

/** Puts these lists in the place of the persons' former ones. In the scope of the county's staff. */
export async function saveMatchLists(db: Db, lists: readonly NewMatchList[]): Promise<void> {
  for (const some of chunks(lists, 500))
    await db
      .insert(matchLists)
      .values(some)
      .onConflictDoUpdate({
        target: matchLists.personId,
        set: {
          areaCode: sql`excluded.area_code`,
          items: sql`excluded.items`,
          personPrint: sql`excluded.person_print`,
          version: sql`excluded.version`,
          computedAt: sql`excluded.computed_at`,
        },
      });
}

/** Forgets the lists of people who are no longer ranked. */
export async function dropMatchLists(db: Db, personIds: readonly string[]): Promise<void> {
  for (const some of chunks(personIds, 1000))
    await db.delete(matchLists).where(inArray(matchLists.personId, some));
}

/** Says of all lists in scope that they hold for this version too. */
export async function stampMatchLists(db: Db, version: string): Promise<void> {
  await db.update(matchLists).set({ version }).where(ne(matchLists.version, version));
}

/** What the stored matches know of each position, by position. */
export async function listMatchPrints(db: Db): Promise<Map<string, string>> {
  const rows = await db
    .select({ positionId: matchPrints.positionId, print: matchPrints.print })
    .from(matchPrints)
    .orderBy(asc(matchPrints.positionId))
    .limit(5_000_000);
  return new Map(rows.map(({ positionId, print }) => [positionId, print]));
}

export async function saveMatchPrints(
  db: Db,
  countyId: string,
  prints: ReadonlyMap<string, string>,
): Promise<void> {
  for (const some of chunks([...prints], 2000))
    await db
      .insert(matchPrints)
      .values(some.map(([positionId, print]) => ({ positionId, countyId, print })))
      .onConflictDoUpdate({ target: matchPrints.positionId, set: { print: sql`excluded.print` } });
}

export async function dropMatchPrints(db: Db, positionIds: readonly string[]): Promise<void> {
  for (const some of chunks(positionIds, 1000))
    await db.delete(matchPrints).where(inArray(matchPrints.positionId, some));
}
