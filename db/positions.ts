import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { chunks } from './chunks.ts';
import type { Db } from './client.ts';
import { employers, positions, townships } from './schema/index.ts';

export type PositionRow = typeof positions.$inferSelect;
export type NewPosition = typeof positions.$inferInsert & { id: string };
export type PositionChange = Partial<Omit<typeof positions.$inferInsert, 'id' | 'countyId'>>;
export type EmployerRow = typeof employers.$inferSelect;

const withNames = {
  position: positions,
  employer: employers.name,
  employerIntro: employers.intro,
  employerAddress: employers.address,
  township: townships.name,
  townshipLat: townships.lat,
  townshipLng: townships.lng,
};

const selectPositions = (db: Db) =>
  db
    .select(withNames)
    .from(positions)
    .innerJoin(employers, eq(employers.id, positions.employerId))
    .leftJoin(townships, eq(townships.code, positions.townshipCode));

export type PositionWithNames = Awaited<ReturnType<typeof selectPositions>>[number];

/** The ones of these ids that the reader may see, in any state, keyed by id. */
export async function findPositions(
  db: Db,
  ids: readonly string[],
): Promise<Map<string, PositionWithNames>> {
  if (ids.length === 0) return new Map();
  const rows = await selectPositions(db)
    .where(and(inArray(positions.id, [...ids]), isNull(positions.removedAt)))
    .orderBy(asc(positions.id))
    .limit(ids.length);
  return new Map(rows.map((row) => [row.position.id, row]));
}

/** Null when it does not exist or the reader may not see it. */
export async function findPosition(db: Db, id: string): Promise<PositionWithNames | null> {
  const [row] = await selectPositions(db).where(
    and(eq(positions.id, id), isNull(positions.removedAt)),
  );
  return row ?? null;
}

/** Open positions after `afterId`, by id: the engine's way of loading them all. */
export async function listOpenPositions(
  db: Db,
  afterId: string | null,
  limit: number,
): Promise<PositionWithNames[]> {
  return selectPositions(db)
    .where(
      and(
        eq(positions.status, 'open'),
        isNull(positions.removedAt),
        afterId === null ? undefined : sql`${positions.id} > ${afterId}`,
      ),
    )
    .orderBy(asc(positions.id))
    .limit(limit);
}

/** How many open positions the reader sees. */
export async function countOpenPositions(db: Db): Promise<number> {
  const [count] = await db
    .select({ total: sql<number>`count(*)::int` })
    .from(positions)
    .where(and(eq(positions.status, 'open'), isNull(positions.removedAt)));
  return count?.total ?? 0;
}

/** An employer's positions, those to be corrected first, with the number who consented to it. */
export async function listPositionsOfEmployer(
  db: Db,
  employerId: string,
  page: { limit: number; offset: number },
) {
  const where = and(eq(positions.employerId, employerId), isNull(positions.removedAt));
  const items = await selectPositions(db)
    .where(where)
    .orderBy(sql`${positions.status} <> 'held'`, asc(positions.createdAt), asc(positions.id))
    .limit(page.limit)
    .offset(page.offset);
  const [count] = await db
    .select({ total: sql<number>`count(*)::int` })
    .from(positions)
    .where(where);
  return { items, total: count?.total ?? 0 };
}

/** Rows (removed ones too) of these employers, oldest first, for recognising a position again. */
export async function listPositionRows(
  db: Db,
  employerIds: readonly string[],
): Promise<PositionRow[]> {
  if (employerIds.length === 0) return [];
  return db
    .select()
    .from(positions)
    .where(inArray(positions.employerId, [...employerIds]))
    .orderBy(asc(positions.createdAt), asc(positions.id))
    .limit(50_000);
}

export async function findPositionRow(db: Db, id: string): Promise<PositionRow | null> {
  const [row] = await db.select().from(positions).where(eq(positions.id, id));
  return row ?? null;
}

/** Ids in ascending order (uuidv7 of one backend), so that a file's rows keep their order. */
export async function orderedIds(db: Db, count: number): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(
    sql`select uuidv7() as id from generate_series(1, ${count}::int)`,
  );
  return rows.map(({ id }) => id).sort();
}

export async function insertPositions(db: Db, rows: readonly NewPosition[]): Promise<void> {
  for (const chunk of chunks(rows, 200)) await db.insert(positions).values(chunk);
}

/** Changes a position whose version is still `version`; the new version, or null when it is not. */
export async function updatePosition(
  db: Db,
  id: string,
  version: number,
  change: PositionChange,
): Promise<number | null> {
  const [row] = await db
    .update(positions)
    .set({ ...change, version: sql`${positions.version} + 1` })
    .where(and(eq(positions.id, id), eq(positions.version, version)))
    .returning({ version: positions.version });
  return row?.version ?? null;
}

/** Locks these positions until the transaction ends, in an order that cannot block itself. */
export async function lockPositions(db: Db, ids: readonly string[]): Promise<void> {
  await db
    .select({ id: positions.id })
    .from(positions)
    .where(inArray(positions.id, [...ids]))
    .orderBy(asc(positions.id))
    .limit(ids.length)
    .for('update');
}

/** Changes a locked position, whatever its version. */
export async function changeLockedPosition(
  db: Db,
  id: string,
  change: PositionChange,
): Promise<void> {
  await db
    .update(positions)
    .set({ ...change, version: sql`${positions.version} + 1` })
    .where(eq(positions.id, id));
}

/** Takes locked positions out of sight; the ids of those that were in it. */
export async function removePositions(db: Db, ids: readonly string[], at: Date): Promise<string[]> {
  const rows = await db
    .update(positions)
    .set({ removedAt: at, updatedAt: at, version: sql`${positions.version} + 1` })
    .where(and(inArray(positions.id, [...ids]), isNull(positions.removedAt)))
    .returning({ id: positions.id });
  return rows.map(({ id }) => id);
}

export async function findEmployersByName(
  db: Db,
  names: readonly string[],
): Promise<Map<string, EmployerRow>> {
  if (names.length === 0) return new Map();
  const rows = await db
    .select()
    .from(employers)
    .where(inArray(employers.name, [...names]))
    .orderBy(asc(employers.id))
    .limit(names.length);
  return new Map(rows.map((row) => [row.name, row]));
}

/** Employers of the county by name, with the number of their open positions. */
export async function listEmployers(db: Db, page: { limit: number; offset: number }) {
  const items = await db
    .select({
      id: employers.id,
      name: employers.name,
      township: townships.name,
      openPositions: sql<number>`(select count(*)::int from ${positions}
        where ${positions.employerId} = ${employers.id} and ${positions.status} = 'open'
          and ${positions.removedAt} is null)`,
    })
    .from(employers)
    .leftJoin(townships, eq(townships.code, employers.townshipCode))
    .orderBy(sql`${employers.name} collate "zh-x-icu"`, asc(employers.id))
    .limit(page.limit)
    .offset(page.offset);
  const [count] = await db.select({ total: sql<number>`count(*)::int` }).from(employers);
  return { items, total: count?.total ?? 0 };
}

export async function findEmployer(db: Db, id: string): Promise<EmployerRow | null> {
  const [row] = await db.select().from(employers).where(eq(employers.id, id));
  return row ?? null;
}

export async function insertEmployers(
  db: Db,
  rows: readonly (typeof employers.$inferInsert)[],
): Promise<void> {
  for (const chunk of chunks(rows, 500)) await db.insert(employers).values(chunk);
}

export async function updateEmployer(
  db: Db,
  id: string,
  change: Partial<typeof employers.$inferInsert>,
): Promise<void> {
  await db.update(employers).set(change).where(eq(employers.id, id));
}
