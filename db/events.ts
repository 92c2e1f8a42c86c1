import { and, asc, desc, eq, gt, inArray, sql } from 'drizzle-orm';
import { chunks } from './chunks.ts';
import type { Db } from './client.ts';
import { fieldEvents } from './schema/index.ts';
import type { ImportStatus } from './vocabulary/records.ts';

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
  const events = await db
    .select()
    .from(fieldEvents)
    .where(eq(fieldEvents.entityId, entityId))
    .orderBy(desc(fieldEvents.id))
    .limit(page.limit)
    .offset(page.offset);
  const labels = await importLabels(db, events);
  const [count] = await db
    .select({ total: sql<number>`count(*)::int` })
    .from(fieldEvents)
    .where(eq(fieldEvents.entityId, entityId));
  const items = events.map((event) => ({
    event,
    fileName: labels.get(event.batchId ?? '')?.fileName ?? null,
  }));
  return { items, total: count?.total ?? 0 };
}

/** The next records that a batch wrote to, by id. */
export async function listBatchEntities(
  db: Db,
  batchId: string,
  afterId: string | null,
  limit: number,
): Promise<BatchEntity[]> {
  return db
    .selectDistinctOn([fieldEvents.entityId], {
      entity: fieldEvents.entity,
      entityId: fieldEvents.entityId,
      area: fieldEvents.area,
    })
    .from(fieldEvents)
    .where(
      and(
        eq(fieldEvents.batchId, batchId),
        afterId === null ? undefined : gt(fieldEvents.entityId, afterId),
      ),
    )
    .orderBy(asc(fieldEvents.entityId), asc(fieldEvents.id))
    .limit(limit);
}
export type BatchEntity = Pick<FieldEventRow, 'entity' | 'entityId' | 'area'>;

export async function countBatchEntities(db: Db, batchId: string): Promise<number> {
  const [count] = await db
    .select({ total: sql<number>`count(distinct ${fieldEvents.entityId})::int` })
    .from(fieldEvents)
    .where(eq(fieldEvents.batchId, batchId));
  return count?.total ?? 0;
}

/** Whole histories of some records, oldest event first, each with the state of its batch. */
export async function listHistory(db: Db, entityIds: readonly string[]) {
  const events = await db
    .select()
    .from(fieldEvents)
    .where(inArray(fieldEvents.entityId, [...entityIds]))
    .orderBy(asc(fieldEvents.id))
    .limit(1_000_000);
  const labels = await importLabels(db, events);
  return events.map((event) => ({
    event,
    batchStatus: labels.get(event.batchId ?? '')?.status ?? null,
  }));
}

/** Which records were written to by anything else than this batch, undone batches and undoing apart. */
export async function listToldOtherwise(
  db: Db,
  batchId: string,
  entityIds: readonly string[],
): Promise<Set<string>> {
  const events = await db
    .selectDistinct({ entityId: fieldEvents.entityId, batchId: fieldEvents.batchId })
    .from(fieldEvents)
    .where(
      and(
        inArray(fieldEvents.entityId, [...entityIds]),
        sql`${fieldEvents.source} <> 'undo'`,
        sql`${fieldEvents.batchId} is distinct from ${batchId}`,
      ),
    )
    .orderBy(fieldEvents.entityId, fieldEvents.batchId)
    .limit(100_000);
  const labels = await importLabels(db, events);
  const counts = (id: string | null) =>
    !['undone', 'undoing'].includes(labels.get(id ?? '')?.status ?? '');
  return new Set(events.flatMap(({ entityId, batchId: id }) => (counts(id) ? [entityId] : [])));
}

/** State and file name of the imports behind these events, by id; also of imports out of sight. */
async function importLabels(db: Db, events: readonly Pick<FieldEventRow, 'batchId'>[]) {
  const ids = [...new Set(events.flatMap(({ batchId }) => batchId ?? []))];
  if (ids.length === 0) return new Map<string, { status: ImportStatus; fileName: string | null }>();
  const rows = await db.execute<{ id: string; status: ImportStatus; file_name: string | null }>(
    sql`select id, status, file_name from xc.import_labels(array[${sql.join(
      ids.map((id) => sql`${id}`),
      sql`, `,
    )}]::uuid[])`,
  );
  return new Map(rows.map((row) => [row.id, { status: row.status, fileName: row.file_name }]));
}

/** What a batch wrote to some records, in the order it was written. */
export async function listBatchEvents(
  db: Db,
  batchId: string,
  entityIds: readonly string[],
): Promise<FieldEventRow[]> {
  if (entityIds.length === 0) return [];
  return db
    .select()
    .from(fieldEvents)
    .where(and(eq(fieldEvents.batchId, batchId), inArray(fieldEvents.entityId, [...entityIds])))
    .orderBy(asc(fieldEvents.id))
    .limit(100_000);
}

/** Fields of these records whose latest value somebody set by hand: a clerk, or the person. */
export async function fieldsSetByHand(
  db: Db,
  entityIds: readonly string[],
): Promise<Map<string, Set<string>>> {
  const byHand = new Map<string, Set<string>>();
  for (const chunk of chunks(entityIds, 1000)) {
    const rows = await db
      .selectDistinctOn([fieldEvents.entityId, fieldEvents.field], {
        entityId: fieldEvents.entityId,
        field: fieldEvents.field,
        source: fieldEvents.source,
      })
      .from(fieldEvents)
      .where(and(inArray(fieldEvents.entityId, chunk), sql`${fieldEvents.source} <> 'undo'`))
      .orderBy(fieldEvents.entityId, fieldEvents.field, desc(fieldEvents.id));
    for (const { entityId, field, source } of rows)
      if (source === 'clerk' || source === 'person')
        byHand.set(entityId, (byHand.get(entityId) ?? new Set()).add(field));
  }
  return byHand;
}
