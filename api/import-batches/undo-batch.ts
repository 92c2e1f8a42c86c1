import { peopleWithAccount } from '@xincheng/db/accounts';
import type { Db } from '@xincheng/db/client';
import {
  type BatchEntity,
  insertFieldEvents,
  listBatchEntities,
  listHistory,
  listToldOtherwise,
  type NewFieldEvent,
} from '@xincheng/db/events';
import { type ImportBatchRow, lockImport, updateImport } from '@xincheng/db/imports';
import { updateImportRow } from '@xincheng/db/import-rows';
import { changeLockedPerson, lockPeople, removePeople } from '@xincheng/db/people';
import {
  changeLockedPosition,
  lockPositions,
  removePositions,
  updateEmployer,
} from '@xincheng/db/positions';
import type { Sealer } from '@xincheng/db/sealing';
import type { EntityKind } from '@xincheng/db/vocabulary/records';
import * as employer from '../records/employer-record.ts';
import * as person from '../records/person-record.ts';
import * as position from '../records/position-record.ts';
import { type Change, eventsOf, existence, openEventValue } from '../records/provenance.ts';
import { mustTryAgain } from './sql-state.ts';
import { type WorkDeps, workScope } from './work-scope.ts';

/** Records of one transaction. */
const chunkSize = 100;

/**
 * Takes a confirmed batch back, record by record from where it stopped. Each field gets the value
 * that the remaining events give it, in whatever order batches are undone; a record that nothing else
 * speaks of goes. What somebody changed by hand stays, and a record that was worked on stays whole.
 */
export async function undoBatch(deps: WorkDeps, batch: ImportBatchRow): Promise<void> {
  let more = true;
  while (more)
    try {
      more = await deps.pool.transaction(workScope(batch), (db) => undoChunk(deps, db, batch.id));
    } catch (error) {
      if (!mustTryAgain(error)) throw error;
    }
}

async function undoChunk(deps: WorkDeps, db: Db, batchId: string): Promise<boolean> {
  const batch = await lockImport(db, batchId);
  if (batch?.status !== 'undoing') return false;
  const records = await listBatchEntities(db, batchId, batch.cursor, chunkSize);
  if (records.length === 0) {
    await updateImport(db, batchId, { status: 'undone', cursor: null });
    if (batch.sourceRowId !== null)
      await updateImportRow(db, batch.sourceRowId, { status: 'duplicate', note: null });
    return false;
  }
  const ids = records.map(({ entityId }) => entityId);
  // From here nobody writes to them, and their history stands still.
  await lockPeople(db, ids);
  await lockPositions(db, ids);
  const toldOtherwise = await listToldOtherwise(db, batchId, ids);
  const [kept, gone] = partition(records, ({ entityId }) => toldOtherwise.has(entityId));
  await insertFieldEvents(db, [
    ...(await remove(deps, db, batch, gone)),
    ...(await restore(deps, db, batch, kept)),
  ]);
  await updateImport(db, batchId, {
    cursor: ids.at(-1) ?? null,
    rowsDone: batch.rowsDone + ids.length,
  });
  return true;
}

function partition<T>(items: readonly T[], test: (item: T) => boolean): [T[], T[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}

/**
 * Removes records that nothing else speaks of. Somebody who was given an account is no longer just a
 * row of a file; and a firm stays, since others may have come to refer to it.
 */
async function remove(
  deps: WorkDeps,
  db: Db,
  batch: ImportBatchRow,
  records: readonly BatchEntity[],
): Promise<NewFieldEvent[]> {
  if (records.length === 0) return [];
  const inUse = await peopleWithAccount(
    db,
    records.map(({ entityId }) => entityId),
  );
  const now = deps.clock.now();
  const idsOf = (kind: EntityKind) =>
    records.flatMap(({ entity, entityId }) =>
      entity === kind && !inUse.has(entityId) ? [entityId] : [],
    );
  // Those that another undo has removed already are not removed twice.
  const gone = new Set([
    ...(await removePeople(db, idsOf('person'), now)),
    ...(await removePositions(db, idsOf('position'), now)),
  ]);
  const removal = [{ field: existence, before: 'present', after: null }];
  return records.flatMap((record) =>
    gone.has(record.entityId) ? undoEvents(deps, batch, record, removal) : [],
  );
}

/** Gives the fields of other records back what the remaining events say. */
async function restore(
  deps: WorkDeps,
  db: Db,
  batch: ImportBatchRow,
  records: readonly BatchEntity[],
): Promise<NewFieldEvent[]> {
  if (records.length === 0) return [];
  const history = Map.groupBy(
    await listHistory(
      db,
      records.map(({ entityId }) => entityId),
    ),
    ({ event }) => event.entityId,
  );
  const events: NewFieldEvent[] = [];
  for (const record of records) {
    const changes = restoredFields(deps.sealer, batch.id, history.get(record.entityId) ?? []);
    if (changes.length === 0) continue;
    const former = Object.fromEntries(changes.map(({ field, after }) => [field, after]));
    await write(deps, db, record, emptyLists(former));
    events.push(...undoEvents(deps, batch, record, changes));
  }
  return events;
}

type History = Awaited<ReturnType<typeof listHistory>>;

/** The fields that the batch was the last to set, with what they were without it. */
function restoredFields(sealer: Sealer, batchId: string, history: History): Change[] {
  // Undoing leaves events of its own; they say nothing that the others don't. Another batch that is
  // being undone counts for nothing on either side, or each of the two would restore the other.
  const told = history.filter(
    ({ event, batchStatus }) =>
      event.source !== 'undo' &&
      (event.batchId === batchId || (batchStatus !== 'undone' && batchStatus !== 'undoing')),
  );
  const [own, rest] = partition(told, ({ event }) => event.batchId === batchId);
  if (own.some(({ event }) => event.field === existence)) return [];
  return own.flatMap(({ event }) => {
    const { entity, entityId, field } = event;
    const last = told.findLast((other) => other.event.field === field);
    if (last?.event.id !== event.id) return [];
    const former = rest.findLast((other) => other.event.field === field);
    const earliest = history.find((other) => other.event.field === field);
    const open = (kept: unknown) =>
      openEventValue(entityId, field, kept, sealingOf(entity, sealer));
    const value = former === undefined ? earliest?.event.before : former.event.after;
    return [{ field, before: open(event.after), after: open(value) }];
  });
}

function undoEvents(
  { clock, sealer }: WorkDeps,
  { countyId, actor }: ImportBatchRow,
  { entity, entityId, area }: BatchEntity,
  changes: readonly Change[],
): NewFieldEvent[] {
  const now = clock.now();
  const provenance = {
    ...{ countyId, source: 'undo' as const, occurredAt: now, recordedAt: now },
    actorAccount: actor?.accountId ?? null,
    actorAppointment: actor?.appointmentId ?? null,
  };
  return eventsOf({ entity, entityId, area }, changes, provenance, sealingOf(entity, sealer));
}

const sealingOf = (entity: EntityKind, sealer: Sealer) => ({
  sealer,
  isSealed: entity === 'person' ? person.isSealedField : position.isSealedField,
});

/** Events keep an empty list as nothing; the columns do not take nothing. */
function emptyLists(record: Record<string, unknown>): Record<string, unknown> {
  const isList = (field: string) => person.isListField(field) || position.isListField(field);
  return Object.fromEntries(
    Object.entries(record).map(([field, value]) => [
      field,
      value === null && isList(field) ? [] : value,
    ]),
  );
}

async function write(
  { sealer, clock }: WorkDeps,
  db: Db,
  { entity, entityId: id }: BatchEntity,
  record: Record<string, unknown>,
): Promise<void> {
  const updatedAt = clock.now();
  if (entity === 'person')
    await changeLockedPerson(db, id, { ...person.toColumns(id, record, sealer), updatedAt });
  else if (entity === 'position')
    await changeLockedPosition(db, id, { ...position.toColumns(id, record, sealer), updatedAt });
  else await updateEmployer(db, id, { ...employer.toColumns(id, record, sealer), updatedAt });
}
