import type { Db } from '@xincheng/db/client';
import { decideImport, listRowsToWrite, lockImport } from '@xincheng/db/imports';
import { importTransitions } from '@xincheng/db/vocabulary/records';
import type { Actor } from '../auth/actor.ts';
import type { Deps } from '../deps.ts';
import { AppError, found } from '../errors.ts';
import type { Provenance } from '../records/provenance.ts';
import { openStaged, type StagedPerson } from './staged.ts';
import { writePeople } from './write-people.ts';
import { type PositionToWrite, writePositions } from './write-positions.ts';

/** Writes the rows of a preview that can be written, all or none. */
export async function confirmImport(
  deps: Deps,
  actor: Actor,
  db: Db,
  batchId: string,
): Promise<void> {
  const batch = found(await lockImport(db, batchId));
  if (!importTransitions[batch.status].includes('confirmed'))
    throw new AppError('illegal_transition');
  const now = deps.clock.now();
  const people: { staged: StagedPerson; provenance: Provenance }[] = [];
  const positions: PositionToWrite[] = [];
  for (const row of await listRowsToWrite(db, batchId)) {
    const staged = openStaged(deps.sealer, row.id, row.recordSealed);
    const provenance: Provenance = {
      countyId: batch.countyId,
      source: staged.kind === 'person' ? 'roster' : 'form',
      sourceRef: { sheet: row.sheet, row: row.row },
      batchId,
      occurredAt: batch.uploadedAt,
      recordedAt: now,
      actorAccount: actor.accountId,
      actorAppointment: actor.appointmentId,
    };
    if (staged.kind === 'person') people.push({ staged, provenance });
    else positions.push({ staged, provenance, entityId: row.entityId, version: row.entityVersion });
  }
  const written =
    (await writePeople(db, deps, people)) + (await writePositions(db, deps, positions));
  await decideImport(db, batchId, { status: 'confirmed', decidedAt: now, written });
}
