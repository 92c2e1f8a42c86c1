import { and, asc, desc, eq, gt, inArray, isNull, ne, notInArray, sql } from 'drizzle-orm';
import { chunks } from './chunks.ts';
import type { Db } from './client.ts';
import { importBatches, importRows, people, positions } from './schema/index.ts';
import { type ImportRowStatus, rowStatusesToWrite } from './vocabulary/records.ts';

export type ImportRowRow = typeof importRows.$inferSelect;
export type NewImportRow = typeof importRows.$inferInsert & { id: string };

export async function insertImportRows(db: Db, rows: readonly NewImportRow[]): Promise<void> {
  for (const chunk of chunks(rows, 500)) await db.insert(importRows).values(chunk);
}

export async function updateImportRow(
  db: Db,
  id: string,
  change: Partial<Omit<NewImportRow, 'id' | 'batchId' | 'countyId' | 'order'>>,
): Promise<void> {
  await db.update(importRows).set(change).where(eq(importRows.id, id));
}

export async function findImportRow(db: Db, id: string): Promise<ImportRowRow | null> {
  const [row] = await db.select().from(importRows).where(eq(importRows.id, id));
  return row ?? null;
}

/** Rows per status of each batch. */
export async function countImportRows(
  db: Db,
  batchIds: readonly string[],
): Promise<Map<string, Partial<Record<ImportRowStatus, number>>>> {
  const counts = new Map<string, Partial<Record<ImportRowStatus, number>>>();
  if (batchIds.length === 0) return counts;
  const rows = await db
    .select({
      batchId: importRows.batchId,
      status: importRows.status,
      rows: sql<number>`count(*)::int`,
    })
    .from(importRows)
    .where(inArray(importRows.batchId, [...batchIds]))
    .groupBy(importRows.batchId, importRows.status)
    .orderBy(importRows.batchId, importRows.status);
  for (const row of rows)
    counts.set(row.batchId, { ...counts.get(row.batchId), [row.status]: row.rows });
  return counts;
}

export async function listImportRows(
  db: Db,
  batchId: string,
  statuses: readonly ImportRowStatus[] | undefined,
  page: { limit: number; offset: number },
) {
  const where = and(
    eq(importRows.batchId, batchId),
    statuses === undefined ? undefined : inArray(importRows.status, [...statuses]),
  );
  const items = await db
    .select()
    .from(importRows)
    .where(where)
    .orderBy(asc(importRows.order), asc(importRows.id))
    .limit(page.limit)
    .offset(page.offset);
  const [count] = await db
    .select({ total: sql<number>`count(*)::int` })
    .from(importRows)
    .where(where);
  return { items, total: count?.total ?? 0 };
}

/** The next rows that a confirmation writes, in file order. */
export async function listRowsToWrite(
  db: Db,
  batchId: string,
  afterOrder: number,
  limit: number,
): Promise<ImportRowRow[]> {
  return db
    .select()
    .from(importRows)
    .where(
      and(
        eq(importRows.batchId, batchId),
        inArray(importRows.status, [...rowStatusesToWrite]),
        gt(importRows.order, afterOrder),
      ),
    )
    .orderBy(asc(importRows.order), asc(importRows.id))
    .limit(limit);
}

/** Which record each row became. */
export async function setRowEntities(
  db: Db,
  became: readonly { id: string; entityId: string }[],
): Promise<void> {
  if (became.length === 0) return;
  await db.execute(sql`
    update import_rows set entity_id = became."entityId"
    from jsonb_to_recordset(${JSON.stringify(became)}::jsonb) as became(id uuid, "entityId" uuid)
    where import_rows.id = became.id`);
}

/** Rows of a batch about these people, in file order; without those that count for nothing. */
export async function listRowsAbout(
  db: Db,
  batchId: string,
  personIndexes: readonly string[],
): Promise<ImportRowRow[]> {
  if (personIndexes.length === 0) return [];
  return db
    .select()
    .from(importRows)
    .where(
      and(
        eq(importRows.batchId, batchId),
        inArray(importRows.personIndex, [...personIndexes]),
        ne(importRows.status, 'left_out'),
      ),
    )
    .orderBy(asc(importRows.order), asc(importRows.id))
    .limit(5000);
}

/** Records that rows of a batch have been recognised as. */
export async function listRowEntities(db: Db, batchId: string): Promise<Set<string>> {
  const rows = await db
    .selectDistinct({ entityId: importRows.entityId })
    .from(importRows)
    .where(and(eq(importRows.batchId, batchId), sql`${importRows.entityId} is not null`))
    .orderBy(importRows.entityId)
    .limit(100_000);
  return new Set(rows.flatMap(({ entityId }) => entityId ?? []));
}

/** Those of these records that the reader may see. */
export async function visibleRecords(db: Db, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const seen = await db
    .select({ id: people.id })
    .from(people)
    .where(and(inArray(people.id, [...ids]), isNull(people.removedAt)))
    .union(
      db
        .select({ id: positions.id })
        .from(positions)
        .where(and(inArray(positions.id, [...ids]), isNull(positions.removedAt))),
    )
    .limit(ids.length);
  return new Set(seen.map(({ id }) => id));
}

/** The staged rows hold identifiers: once a preview is given up or read anew, they go. */
export async function deleteImportRows(db: Db, batchId: string): Promise<void> {
  await db.delete(importRows).where(eq(importRows.batchId, batchId));
}

const ofDuplicate = and(
  eq(importRows.status, 'duplicate'),
  notInArray(importBatches.status, ['reading', 'preview', 'writing', 'discarded', 'undone']),
);

/** Duplicate rows of imports that were written, newest import first. */
export async function listDuplicateRows(db: Db, page: { limit: number; offset: number }) {
  const items = await db
    .select({ row: importRows, batch: importBatches })
    .from(importRows)
    .innerJoin(importBatches, eq(importBatches.id, importRows.batchId))
    .where(ofDuplicate)
    .orderBy(desc(importBatches.uploadedAt), asc(importRows.batchId), asc(importRows.order))
    .limit(page.limit)
    .offset(page.offset);
  const [count] = await db
    .select({ total: sql<number>`count(*)::int` })
    .from(importRows)
    .innerJoin(importBatches, eq(importBatches.id, importRows.batchId))
    .where(ofDuplicate);
  return { items, total: count?.total ?? 0 };
}

/** One of them, locked; null when it is none, or no more. */
export async function lockDuplicateRow(db: Db, id: string) {
  const [found] = await db
    .select({ row: importRows, batch: importBatches })
    .from(importRows)
    .innerJoin(importBatches, eq(importBatches.id, importRows.batchId))
    .where(and(eq(importRows.id, id), ofDuplicate))
    .for('update', { of: importRows });
  return found ?? null;
}
