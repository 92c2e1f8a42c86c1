import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import { chunks } from './chunks.ts';
import type { Db } from './client.ts';
import { fieldEvents, importBatches } from './schema/index.ts';

export type NewFieldEvent = typeof fieldEvents.$inferInsert;
export type FieldEventRow = typeof fieldEvents.$inferSelect;

export async function insertFieldEvents(db: Db, events: readonly NewFieldEvent[]): Promise<void> {
  for (const chunk of chunks(events, 500)) await db.insert(fieldEvents).values(chunk);
}

/** History of one record, newest first, with the name of the file a value came from. */
export async function listFieldEvents(
  db: Db,
  entityId: string,
  page: { limit: number; offset: number },
) {
  const items = await db
    .select({ event: fieldEvents, fileName: importBatches.fileName })
    .from(fieldEvents)
    .leftJoin(importBatches, eq(importBatches.id, fieldEvents.batchId))
    .where(eq(fieldEvents.entityId, entityId))
    .orderBy(desc(fieldEvents.id))
    .limit(page.limit)
    .offset(page.offset);
  const [count] = await db
    .select({ total: sql<number>`count(*)::int` })
    .from(fieldEvents)
    .where(eq(fieldEvents.entityId, entityId));
  return { items, total: count?.total ?? 0 };
}

/** All events of a batch in the order they were written. */
export async function listBatchEvents(db: Db, batchId: string): Promise<FieldEventRow[]> {
  return db
    .select()
    .from(fieldEvents)
    .where(eq(fieldEvents.batchId, batchId))
    .orderBy(asc(fieldEvents.id))
    .limit(2_000_000);
}

/** Id of the latest event per `entityId field` of these records. */
export async function latestEventIds(
  db: Db,
  entityIds: readonly string[],
): Promise<Map<string, bigint>> {
  const latest = new Map<string, bigint>();
  for (const chunk of chunks(entityIds, 1000)) {
    const rows = await db
      .select({
        entityId: fieldEvents.entityId,
        field: fieldEvents.field,
        id: sql<string>`max(${fieldEvents.id})`,
      })
      .from(fieldEvents)
      .where(and(inArray(fieldEvents.entityId, chunk)))
      .groupBy(fieldEvents.entityId, fieldEvents.field)
      .orderBy(fieldEvents.entityId, fieldEvents.field);
    for (const row of rows) latest.set(`${row.entityId} ${row.field}`, BigInt(row.id));
  }
  return latest;
}
