import { countConsenting } from '@xincheng/db/people';
import { insertFieldEvents } from '@xincheng/db/events';
import type { Db } from '@xincheng/db/client';
import { findPosition, findPositionRow, updatePosition } from '@xincheng/db/positions';
import { positionTransitions } from '@xincheng/db/vocabulary/records';
import { type Actor, employerOf } from '../auth/actor.ts';
import type {
  changePositionStatus as statusContract,
  correctPosition as correctContract,
  OwnPosition,
} from '../contract/positions.ts';
import type { Deps } from '../deps.ts';
import { AppError, found } from '../errors.ts';
import { dropAbsent } from '../records/drop-absent.ts';
import { holdReasonsOf } from '../records/hold-reasons.ts';
import {
  isSealedField,
  openRecord,
  type PositionRecord,
  toColumns,
} from '../records/position-record.ts';
import { toOwnPosition } from '../records/present.ts';
import { changesBetween, eventsOf } from '../records/provenance.ts';
import { ruleSources } from '../records/rule-sources.ts';
import type { Context } from '../route.ts';

/** Corrects the words; a position without unlawful conditions opens, one with them is held. */
export async function correctPosition({
  deps,
  actor,
  params,
  body,
  write,
}: Context<typeof correctContract>): Promise<OwnPosition> {
  const { version, ...given } = body;
  const texts = dropAbsent(given);
  return write(async (db) => {
    const row = await ownRow(db, actor, params.id);
    const holdReasons = holdReasonsOf({ ...row, ...texts });
    const lint = holdReasons.length > 0 ? ('held' as const) : ('open' as const);
    const status = row.status === 'closed' ? row.status : lint;
    await applyToPosition(deps, db, actor, params.id, version, { ...texts, holdReasons, status });
    return toOwnPosition(
      found(await findPosition(db, params.id)),
      await countConsenting(db),
      await ruleSources(db, deps.clock.today()),
    );
  });
}

/** Closes a position or opens it again; one with unlawful conditions is corrected first. */
export async function changePositionStatus({
  deps,
  actor,
  params,
  body,
  write,
}: Context<typeof statusContract>): Promise<{ ok: true }> {
  return write(async (db) => {
    const row = await ownRow(db, actor, params.id);
    if (!positionTransitions[row.status].includes(body.status))
      throw new AppError('illegal_transition');
    if (body.status === 'open' && row.holdReasons.length > 0)
      throw new AppError('illegal_transition', { message: '请先改正标出的条件，再恢复招聘。' });
    await applyToPosition(deps, db, actor, row.id, row.version, { status: body.status });
    return { ok: true };
  });
}

async function ownRow(db: Db, actor: Actor, id: string) {
  const row = found(await findPositionRow(db, id));
  if (row.employerId !== employerOf(actor) || row.removedAt !== null)
    throw new AppError('not_found');
  return row;
}

async function applyToPosition(
  deps: Deps,
  db: Db,
  actor: Actor,
  id: string,
  version: number,
  wanted: Partial<PositionRecord>,
): Promise<void> {
  const row = found(await findPositionRow(db, id));
  if (row.version !== version) throw new AppError('conflict');
  const changes = changesBetween(openRecord(row, deps.sealer), wanted);
  if (changes.length === 0) return;
  const now = deps.clock.now();
  const changed = Object.fromEntries(changes.map(({ field, after }) => [field, after]));
  const columns = toColumns(id, changed, deps.sealer);
  if ((await updatePosition(db, id, version, { ...columns, updatedAt: now })) === null)
    throw new AppError('conflict');
  const provenance = {
    countyId: row.countyId,
    source: 'form' as const,
    occurredAt: now,
    recordedAt: now,
    actorAccount: actor.accountId,
    actorAppointment: actor.appointmentId,
  };
  const sealing = { sealer: deps.sealer, isSealed: isSealedField };
  await insertFieldEvents(
    db,
    eventsOf({ entity: 'position', entityId: id, area: null }, changes, provenance, sealing),
  );
}
