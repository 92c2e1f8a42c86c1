import { personHasAccount } from '@xincheng/db/accounts';
import type { Db } from '@xincheng/db/client';
import {
  type FieldEventRow,
  insertFieldEvents,
  latestEventIds,
  listBatchEvents,
} from '@xincheng/db/events';
import { decideImport, lockImport } from '@xincheng/db/imports';
import { findPersonRow, updatePerson } from '@xincheng/db/people';
import { findPositionRow, updatePosition } from '@xincheng/db/positions';
import { importTransitions } from '@xincheng/db/vocabulary/records';
import type { Actor } from '../auth/actor.ts';
import type { Deps } from '../deps.ts';
import { AppError, found } from '../errors.ts';
import * as person from '../records/person-record.ts';
import * as position from '../records/position-record.ts';
import { type Change, eventsOf, existence, openEventValue } from '../records/provenance.ts';

/**
 * Takes a confirmed batch back: records it made go, fields it changed get their former value. What
 * somebody changed afterwards stays, and so does a record that was worked on since.
 */
export async function undoImport(deps: Deps, actor: Actor, db: Db, batchId: string): Promise<void> {
  const batch = found(await lockImport(db, batchId));
  if (!importTransitions[batch.status].includes('undone')) throw new AppError('illegal_transition');
  const byRecord = Map.groupBy(await listBatchEvents(db, batchId), ({ entityId }) => entityId);
  const latest = await latestEventIds(db, [...byRecord.keys()]);
  const newest = Map.groupBy(latest, ([key]) => key.slice(0, key.indexOf(' ')));
  for (const [entityId, events] of byRecord) {
    const own = new Set(events.map(({ id }) => id));
    const born = events.some(({ field }) => field === existence);
    if (born) {
      const touchedSince = newest.get(entityId)?.some(([, id]) => !own.has(id)) ?? false;
      // Somebody who was given an account is no longer just a row of this file.
      const inUse = touchedSince || (await personHasAccount(db, entityId));
      if (!inUse) await remove(deps, actor, db, events);
    } else {
      const standing = events.filter(({ id, field }) => latest.get(`${entityId} ${field}`) === id);
      await revert(deps, actor, db, standing);
    }
  }
  await decideImport(db, batchId, {
    status: 'undone',
    decidedAt: deps.clock.now(),
    written: batch.written,
  });
}

async function remove(deps: Deps, actor: Actor, db: Db, events: FieldEventRow[]): Promise<void> {
  const [first] = events;
  if (first === undefined) return;
  const change = [{ field: existence, before: 'present', after: null }];
  const gone = { removedAt: deps.clock.now(), updatedAt: deps.clock.now() };
  await apply(deps, actor, db, first, change, gone);
}

async function revert(deps: Deps, actor: Actor, db: Db, events: FieldEventRow[]): Promise<void> {
  const [first] = events;
  if (first === undefined) return;
  const { isSealedField, toColumns } = first.entity === 'person' ? person : position;
  const sealing = { sealer: deps.sealer, isSealed: isSealedField };
  const changes: Change[] = events.map(({ entityId, field, before, after }) => ({
    field,
    before: openEventValue(entityId, field, after, sealing),
    after: openEventValue(entityId, field, before, sealing),
  }));
  const former = Object.fromEntries(changes.map(({ field, after }) => [field, after]));
  const columns = toColumns(first.entityId, emptyLists(former), deps.sealer);
  await apply(deps, actor, db, first, changes, { ...columns, updatedAt: deps.clock.now() });
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

async function apply(
  deps: Deps,
  actor: Actor,
  db: Db,
  { entity, entityId, area, countyId }: FieldEventRow,
  changes: Change[],
  columns: Record<string, unknown>,
): Promise<void> {
  // Employers stay: others may have come to refer to them.
  if (entity !== 'person' && entity !== 'position') return;
  const row =
    entity === 'person' ? await findPersonRow(db, entityId) : await findPositionRow(db, entityId);
  if (row === null) return;
  const version =
    entity === 'person'
      ? await updatePerson(db, entityId, row.version, columns)
      : await updatePosition(db, entityId, row.version, columns);
  if (version === null) throw new AppError('conflict');
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
