import { personHasAccount } from '@xincheng/db/accounts';
import { chunks } from '@xincheng/db/chunks';
import type { Db } from '@xincheng/db/client';
import {
  type FieldEventRow,
  insertFieldEvents,
  listBatchEvents,
  listHistory,
} from '@xincheng/db/events';
import { decideImport, lockImport } from '@xincheng/db/imports';
import { findPersonRow, updatePerson } from '@xincheng/db/people';
import { findPositionRow, updateEmployer, updatePosition } from '@xincheng/db/positions';
import type { Sealer } from '@xincheng/db/sealing';
import { type EntityKind, importTransitions } from '@xincheng/db/vocabulary/records';
import type { Actor } from '../auth/actor.ts';
import type { Deps } from '../deps.ts';
import { AppError, found } from '../errors.ts';
import * as employer from '../records/employer-record.ts';
import * as person from '../records/person-record.ts';
import * as position from '../records/position-record.ts';
import { type Change, eventsOf, existence, openEventValue } from '../records/provenance.ts';

/**
 * Takes a confirmed batch back. Each field gets the value that the remaining events give it, in
 * whatever order batches are undone; a record that nothing else speaks of goes. What somebody
 * changed by hand stays, and a record that was worked on stays whole.
 */
export async function undoImport(deps: Deps, actor: Actor, db: Db, batchId: string): Promise<void> {
  const batch = found(await lockImport(db, batchId));
  if (!importTransitions[batch.status].includes('undone')) throw new AppError('illegal_transition');
  const touched = new Set((await listBatchEvents(db, batchId)).map(({ entityId }) => entityId));
  for (const some of chunks([...touched], 500)) {
    const history = await listHistory(db, some);
    for (const events of Map.groupBy(history, ({ event }) => event.entityId).values())
      await undoRecord(deps, actor, db, batchId, events);
  }
  const decidedAt = deps.clock.now();
  await decideImport(db, batchId, { status: 'undone', decidedAt, written: batch.written });
}

type History = Awaited<ReturnType<typeof listHistory>>;

async function undoRecord(
  deps: Deps,
  actor: Actor,
  db: Db,
  batchId: string,
  history: History,
): Promise<void> {
  // Undoing leaves events of its own; they say nothing that the others don't.
  const told = history.filter(
    ({ event, batchStatus }) => event.source !== 'undo' && batchStatus !== 'undone',
  );
  const rest = told.filter(({ event }) => event.batchId !== batchId);
  const [first] = history;
  if (first === undefined) return;
  const { entityId } = first.event;
  if (rest.length === 0) {
    // Somebody who was given an account is no longer just a row of a file; and a firm stays, since
    // others may have come to refer to it.
    if (first.event.entity === 'employer' || (await personHasAccount(db, entityId))) return;
    const change = [{ field: existence, before: 'present', after: null }];
    const gone = { removedAt: deps.clock.now(), updatedAt: deps.clock.now() };
    await apply(deps, actor, db, first.event, change, gone);
    return;
  }
  const own = told.filter(({ event }) => event.batchId === batchId);
  if (own.some(({ event }) => event.field === existence)) return;
  const changes = own.flatMap(({ event }) => {
    const { field } = event;
    const last = told.findLast((other) => other.event.field === field);
    if (last?.event.id !== event.id) return [];
    const former = rest.findLast((other) => other.event.field === field);
    const earliest = history.find((other) => other.event.field === field);
    const { isSealedField } = event.entity === 'person' ? person : position;
    const sealing = { sealer: deps.sealer, isSealed: isSealedField };
    const open = (kept: unknown) => openEventValue(entityId, field, kept, sealing);
    const value = former === undefined ? earliest?.event.before : former.event.after;
    return [{ field, before: open(event.after), after: open(value) }];
  });
  if (changes.length === 0) return;
  const former = emptyLists(Object.fromEntries(changes.map(({ field, after }) => [field, after])));
  const columns = columnsOf(first.event.entity, entityId, former, deps.sealer);
  await apply(deps, actor, db, first.event, changes, {
    ...columns,
    updatedAt: deps.clock.now(),
  });
}

/** Events keep an empty list as nothing; the columns do not take nothing. */
function emptyLists(record: Record<string, unknown>): Record<string, unknown> {
  const lists = [
    'awards',
    'licences',
    'certificates',
    'preferredCertificates',
    'skills',
    'jobs',
    'holdReasons',
  ];
  return Object.fromEntries(
    Object.entries(record).map(([field, value]) => [
      field,
      value === null && lists.includes(field) ? [] : value,
    ]),
  );
}

function columnsOf(
  entity: EntityKind,
  id: string,
  record: Record<string, unknown>,
  sealer: Sealer,
): Record<string, unknown> {
  if (entity === 'person') return person.toColumns(id, record, sealer);
  if (entity === 'position') return position.toColumns(id, record, sealer);
  return employer.toColumns(id, record, sealer);
}

/** Writes the columns of one record; 409 when somebody changes it at this very moment. */
async function write(
  db: Db,
  entity: EntityKind,
  id: string,
  columns: Record<string, unknown>,
): Promise<void> {
  if (entity === 'employer') {
    await updateEmployer(db, id, columns);
    return;
  }
  const isPerson = entity === 'person';
  const row = isPerson ? await findPersonRow(db, id) : await findPositionRow(db, id);
  if (row === null) return;
  const version = isPerson
    ? await updatePerson(db, id, row.version, columns)
    : await updatePosition(db, id, row.version, columns);
  if (version === null) throw new AppError('conflict');
}

async function apply(
  deps: Deps,
  actor: Actor,
  db: Db,
  { entity, entityId, area, countyId }: FieldEventRow,
  changes: Change[],
  columns: Record<string, unknown>,
): Promise<void> {
  await write(db, entity, entityId, columns);
  const now = deps.clock.now();
  await insertFieldEvents(
    db,
    eventsOf(
      { entity, entityId, area },
      changes,
      {
        countyId,
        source: 'undo',
        occurredAt: now,
        recordedAt: now,
        actorAccount: actor.accountId,
        actorAppointment: actor.appointmentId,
      },
      {
        sealer: deps.sealer,
        isSealed: entity === 'person' ? person.isSealedField : position.isSealedField,
      },
    ),
  );
}
