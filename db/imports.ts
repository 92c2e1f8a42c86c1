import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import { chunks } from './chunks.ts';
import type { Db } from './client.ts';
import { importBatches, importRows } from './schema/index.ts';
import type { ImportRowStatus, ImportStatus } from './vocabulary/records.ts';

export type ImportBatchRow = typeof importBatches.$inferSelect;
export type ImportRowRow = typeof importRows.$inferSelect;
export type NewImportRow = typeof importRows.$inferInsert;

export async function insertImport(
  db: Db,
  batch: typeof importBatches.$inferInsert & { id: string },
  rows: readonly NewImportRow[],
): Promise<void> {
  await db.insert(importBatches).values(batch);
  for (const chunk of chunks(rows, 500)) await db.insert(importRows).values(chunk);
}

export async function findImport(db: Db, id: string): Promise<ImportBatchRow | null> {
  const [row] = await db.select().from(importBatches).where(eq(importBatches.id, id));
  return row ?? null;
}

/** The same, locked: two clerks who confirm at once are served one after the other. */
export async function lockImport(db: Db, id: string): Promise<ImportBatchRow | null> {
  const [row] = await db.select().from(importBatches).where(eq(importBatches.id, id)).for('update');
  return row ?? null;
}

export async function listImports(db: Db, page: { limit: number; offset: number }) {
  const items = await db
    .select()
    .from(importBatches)
    .orderBy(desc(importBatches.uploadedAt), desc(importBatches.id))
    .limit(page.limit)
    .offset(page.offset);
  const [count] = await db.select({ total: sql<number>`count(*)::int` }).from(importBatches);
  return { items, total: count?.total ?? 0 };
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
  status: ImportRowStatus | undefined,
  page: { limit: number; offset: number },
) {
  const where = and(
    eq(importRows.batchId, batchId),
    status === undefined ? undefined : eq(importRows.status, status),
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

/** The rows that a confirmation writes, in file order. */
export async function listRowsToWrite(db: Db, batchId: string): Promise<ImportRowRow[]> {
  return db
    .select()
    .from(importRows)
    .where(
      and(
        eq(importRows.batchId, batchId),
        inArray(importRows.status, ['new', 'changed', 'doubtful']),
      ),
    )
    .orderBy(asc(importRows.order), asc(importRows.id))
    .limit(100_000);
}

export async function decideImport(
  db: Db,
  id: string,
  decision: { status: ImportStatus; decidedAt: Date; written: number },
): Promise<void> {
  await db.update(importBatches).set(decision).where(eq(importBatches.id, id));
}

/** The staged rows hold identifiers: once a preview is given up, they go. */
export async function deleteImportRows(db: Db, batchId: string): Promise<void> {
  await db.delete(importRows).where(eq(importRows.batchId, batchId));
}
