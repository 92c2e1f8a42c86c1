import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import { chunks } from './chunks.ts';
import type { Db } from './client.ts';
import { fieldEvents, importBatches } from './schema/index.ts';

export type NewFieldEvent = typeof fieldEvents.$inferInsert;
export type FieldEventRow = typeof fieldEvents.$inferSelect;

/**
 * Appends events. An import writes some forty per person, so they travel as one JSON parameter: a
 * statement with a parameter per value took longer to build than to run.
 */
export async function insertFieldEvents(db: Db, events: readonly NewFieldEvent[]): Promise<void> {
  for (const chunk of chunks(events, 5000))
    await db.execute(sql`
      insert into field_events (
        county_id, entity, entity_id, area, field, before, after, source, source_ref, batch_id,
        occurred_at, recorded_at, actor_account, actor_appointment)
      select "countyId", entity, "entityId", area, field, before, after, source, "sourceRef", "batchId",
        "occurredAt", "recordedAt", "actorAccount", "actorAppointment"
      from jsonb_to_recordset(${JSON.stringify(chunk)}::jsonb) as event(
        "countyId" uuid, entity entity_kind, "entityId" uuid, area text, field text, before jsonb,
        after jsonb, source source_kind, "sourceRef" jsonb, "batchId" uuid, "occurredAt" timestamptz,
        "recordedAt" timestamptz, "actorAccount" uuid, "actorAppointment" uuid)`);
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

/** Whole histories of some records, oldest event first, each with the state of its batch. */
export async function listHistory(db: Db, entityIds: readonly string[]) {
  return db
    .select({ event: fieldEvents, batchStatus: importBatches.status })
    .from(fieldEvents)
    .leftJoin(importBatches, eq(importBatches.id, fieldEvents.batchId))
    .where(inArray(fieldEvents.entityId, [...entityIds]))
    .orderBy(asc(fieldEvents.id))
    .limit(1_000_000);
}

/** What a batch wrote from some rows of its file, in the order it was written. */
export async function listEventsOfRows(
  db: Db,
  batchId: string,
  rows: readonly number[],
): Promise<FieldEventRow[]> {
  if (rows.length === 0) return [];
  return db
    .select()
    .from(fieldEvents)
    .where(
      and(
        eq(fieldEvents.batchId, batchId),
        inArray(sql`(${fieldEvents.sourceRef} ->> 'row')::int`, [...rows]),
      ),
    )
    .orderBy(asc(fieldEvents.id))
    .limit(100_000);
}
