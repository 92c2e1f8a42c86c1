import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Db } from './client.ts';
import { columnMeanings, importBatches, importFiles } from './schema/index.ts';
import type { StoredIssue, StoredTable, WorkActor } from './schema/imports.ts';
import type { FileKind } from './vocabulary/records.ts';

export type ImportBatchRow = typeof importBatches.$inferSelect;
export type NewImportBatch = typeof importBatches.$inferInsert & { id: string };
export type { StoredIssue, StoredTable, WorkActor };

/** Keeps a new import, and the sealed bytes of its file where it has one. */
export async function insertImport(
  db: Db,
  batch: NewImportBatch,
  bytesSealed: string | null,
): Promise<void> {
  await db.insert(importBatches).values(batch);
  if (bytesSealed !== null)
    await db
      .insert(importFiles)
      .values({ batchId: batch.id, countyId: batch.countyId, bytesSealed });
}

export async function findImport(db: Db, id: string): Promise<ImportBatchRow | null> {
  const [row] = await db.select().from(importBatches).where(eq(importBatches.id, id));
  return row ?? null;
}

/** The same, locked: two who decide at once are served one after the other. */
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

export async function updateImport(
  db: Db,
  id: string,
  change: Partial<Omit<NewImportBatch, 'id' | 'countyId'>>,
): Promise<void> {
  await db.update(importBatches).set(change).where(eq(importBatches.id, id));
}

export async function findImportFile(db: Db, batchId: string): Promise<string | null> {
  const [row] = await db
    .select({ bytesSealed: importFiles.bytesSealed })
    .from(importFiles)
    .where(eq(importFiles.batchId, batchId));
  return row?.bytesSealed ?? null;
}

/** The file holds identifiers: once its preview is decided on, it goes. */
export async function deleteImportFile(db: Db, batchId: string): Promise<void> {
  await db.delete(importFiles).where(eq(importFiles.batchId, batchId));
}

/** Imports with work under way, oldest first. For the worker, over all counties. */
export async function listWorkingImports(db: Db): Promise<ImportBatchRow[]> {
  return db
    .select()
    .from(importBatches)
    .where(inArray(importBatches.status, ['reading', 'writing', 'undoing']))
    .orderBy(importBatches.uploadedAt, importBatches.id)
    .limit(1000);
}

/**
 * Takes the import's work for this transaction, unless somebody else has it. Whoever dies lets go of
 * it with the connection.
 */
export async function takeImportWork(db: Db, id: string): Promise<boolean> {
  const [row] = await db.execute<{ taken: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${`xc.import ${id}`}, 0)) as taken`,
  );
  return row?.taken === true;
}

/** Who sends files: a post's area, or an employer. */
export interface Sender {
  area: string | null;
  employerId: string | null;
}

/** What this sender's headings mean, by kind of file and plain heading. */
export async function listColumnMeanings(
  db: Db,
  sender: Sender,
): Promise<{ kind: string; heading: string; column: string | null }[]> {
  return db
    .select({
      kind: columnMeanings.kind,
      heading: columnMeanings.heading,
      column: columnMeanings.column,
    })
    .from(columnMeanings)
    .where(
      and(
        sender.area === null ? isNull(columnMeanings.area) : eq(columnMeanings.area, sender.area),
        sender.employerId === null
          ? isNull(columnMeanings.employerId)
          : eq(columnMeanings.employerId, sender.employerId),
      ),
    )
    .orderBy(columnMeanings.kind, columnMeanings.heading)
    .limit(5000);
}

/** Remembers what headings mean; the last word counts. */
export async function sayColumnMeanings(
  db: Db,
  said: Sender & {
    countyId: string;
    kind: FileKind;
    meanings: readonly { heading: string; column: string | null }[];
    by: string;
    at: Date;
  },
): Promise<void> {
  const { meanings, by, at, ...sender } = said;
  if (meanings.length === 0) return;
  await db
    .insert(columnMeanings)
    .values(meanings.map((meaning) => ({ ...sender, ...meaning, saidBy: by, saidAt: at })))
    .onConflictDoUpdate({
      target: [
        columnMeanings.countyId,
        columnMeanings.kind,
        columnMeanings.area,
        columnMeanings.employerId,
        columnMeanings.heading,
      ],
      set: {
        column: sql`excluded."column"`,
        saidBy: sql`excluded.said_by`,
        saidAt: sql`excluded.said_at`,
      },
    });
}
