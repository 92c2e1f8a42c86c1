import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm';
import { chunks } from './chunks.ts';
import type { Db } from './client.ts';
import { indexChanges, searchIndexes } from './schema/index.ts';
import type { IndexState } from './vocabulary/search-index.ts';

export type SearchIndexRow = typeof searchIndexes.$inferSelect;
export type SearchIndexPatch = Partial<Omit<typeof searchIndexes.$inferInsert, 'name'>>;
export type IndexChange = { id: number; positionId: string };

/** The index of open positions; the worker keeps it. */
const name = 'positions';

/**
 * Waits for its turn to write to the index, until the transaction ends: an older state of a position
 * must not overtake a newer one. Throws when it waits longer than a statement may.
 */
export async function lockIndexWrites(db: Db): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(hashtext('xc.search_index.write'))`);
}

/** Takes the right to rebuild until the transaction ends; false while somebody else has it. */
export async function takeRebuild(db: Db): Promise<boolean> {
  const [row] = await db.execute<{ taken: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtext('xc.search_index.rebuild')) as taken`,
  );
  return row?.taken === true;
}

/** The next changes that wait behind number `after`, the earliest first. */
export async function listIndexChanges(
  db: Db,
  after: number,
  limit: number,
): Promise<IndexChange[]> {
  return db
    .select({ id: indexChanges.id, positionId: indexChanges.positionId })
    .from(indexChanges)
    .where(and(eq(indexChanges.applied, false), gt(indexChanges.id, after)))
    .orderBy(asc(indexChanges.id))
    .limit(limit);
}

/** Notes that these positions have to be written again. */
export async function addIndexChanges(db: Db, positionIds: readonly string[]): Promise<void> {
  for (const some of chunks(positionIds, 1000))
    await db
      .insert(indexChanges)
      .values(some.map((positionId) => ({ positionId, changedAt: sql`clock_timestamp()` })));
}

/** Takes away what has been written; `keep` while another index is being built, which may lack it. */
export async function settleIndexChanges(
  db: Db,
  ids: readonly number[],
  { keep }: { keep: boolean },
): Promise<void> {
  for (const some of chunks(ids, 1000))
    if (keep)
      await db.update(indexChanges).set({ applied: true }).where(inArray(indexChanges.id, some));
    else await db.delete(indexChanges).where(inArray(indexChanges.id, some));
}

/** What was written while another index was being built waits again: that one is in use now. */
export async function repeatIndexChanges(db: Db): Promise<void> {
  await db.update(indexChanges).set({ applied: false }).where(eq(indexChanges.applied, true));
}

/** Forgets all changes where no index is kept, in any state; one that there was is out of date then. */
export async function dropIndexChanges(db: Db): Promise<void> {
  const dropped = await db.delete(indexChanges).returning({ id: indexChanges.id });
  if (dropped.length > 0)
    await db.update(searchIndexes).set({ state: 'absent' }).where(eq(searchIndexes.name, name));
}

/** Null until there has been an index. */
export async function findSearchIndex(db: Db): Promise<SearchIndexRow | null> {
  const [row] = await db.select().from(searchIndexes).where(eq(searchIndexes.name, name));
  return row ?? null;
}

export async function saveSearchIndex(
  db: Db,
  patch: SearchIndexPatch & { state: IndexState },
): Promise<void> {
  await db
    .insert(searchIndexes)
    .values({ ...patch, name })
    .onConflictDoUpdate({ target: searchIndexes.name, set: patch });
}

/** Changes what is known of the index; nothing while there is none. */
export async function noteSearchIndex(db: Db, patch: SearchIndexPatch): Promise<void> {
  await db.update(searchIndexes).set(patch).where(eq(searchIndexes.name, name));
}

/** Notes what went wrong, whether there has been an index or not. */
export async function noteIndexError(
  db: Db,
  fault: { lastError: string; lastErrorAt: Date },
): Promise<void> {
  await db
    .insert(searchIndexes)
    .values({ ...fault, name, state: 'absent' })
    .onConflictDoUpdate({ target: searchIndexes.name, set: fault });
}

/** Raises the watermark, never lowers it. */
export async function raiseWatermark(db: Db, id: number): Promise<void> {
  await db
    .update(searchIndexes)
    .set({ watermark: sql`greatest(${searchIndexes.watermark}, ${id})` })
    .where(eq(searchIndexes.name, name));
}

/** For anybody: how far an index outside the database is behind. */
export interface IndexReport {
  state: IndexState;
  /** Documents of the last rebuild, or of the one that is going on. */
  written: number;
  total: number;
  rebuiltAt: Date | null;
  /** What the last comparison with the database found missing, extra or stale. */
  differences: number | null;
  comparedAt: Date | null;
  watermark: number;
  lastError: string | null;
  lastErrorAt: Date | null;
  /** Writes that it does not know yet, and seconds since the oldest of them. */
  pending: number;
  oldestSeconds: number;
}

/** Needs no scope. */
export async function readIndexReport(db: Db): Promise<IndexReport> {
  const [row] = await db.execute<{
    state: IndexState;
    written: number;
    total: number;
    rebuilt_at: string | null;
    differences: number | null;
    compared_at: string | null;
    watermark: string;
    last_error: string | null;
    last_error_at: string | null;
    pending: string;
    oldest_seconds: number;
  }>(sql`select * from xc.index_state(${name})`);
  if (row === undefined) throw new Error('xc.index_state gave no row');
  const at = (instant: string | null) => (instant === null ? null : new Date(instant));
  return {
    state: row.state,
    written: row.written,
    total: row.total,
    rebuiltAt: at(row.rebuilt_at),
    differences: row.differences,
    comparedAt: at(row.compared_at),
    watermark: Number(row.watermark),
    lastError: row.last_error,
    lastErrorAt: at(row.last_error_at),
    pending: Number(row.pending),
    oldestSeconds: row.oldest_seconds,
  };
}
