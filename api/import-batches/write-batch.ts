import type { Db } from '@xincheng/db/client';
import {
  deleteImportFile,
  type ImportBatchRow,
  lockImport,
  updateImport,
} from '@xincheng/db/imports';
import {
  type ImportRowRow,
  listRowsToWrite,
  setRowEntities,
  updateImportRow,
} from '@xincheng/db/import-rows';
import { findIdCardsElsewhere, findPeopleByIdCard, lockPeople } from '@xincheng/db/people';
import { lockPositions } from '@xincheng/db/positions';
import { AppError } from '../errors.ts';
import { idCardIndex } from '../records/person-record.ts';
import type { Provenance } from '../records/provenance.ts';
import { differsIssue, elsewhereIssue } from './judge.ts';
import { hasSqlState, mustTryAgain } from './sql-state.ts';
import { openStaged, type StagedPerson, type StagedPosition } from './staged.ts';
import type { RowToWrite } from './row-to-write.ts';
import { type WorkDeps, workScope } from './work-scope.ts';
import { writePeople } from './write-people.ts';
import { writePositions } from './write-positions.ts';

/** Rows of one transaction: small enough that nobody waits for it. */
const chunkSize = 100;

/**
 * Writes the rows of a confirmed preview, chunk by chunk from where it stopped. A row that cannot be
 * written is marked wrong with the reason, and keeps no other row out.
 */
export async function writeBatch(
  deps: WorkDeps,
  batch: ImportBatchRow,
  onError: (error: unknown) => void,
): Promise<void> {
  let size = chunkSize;
  for (;;) {
    try {
      const more = await deps.pool.transaction(workScope(batch), (db) =>
        writeChunk(deps, db, batch.id, size),
      );
      if (!more) return;
      size = Math.min(chunkSize, size * 2);
    } catch (error) {
      // Two batches with the same people may wait for each other; one is sent back to try again.
      if (mustTryAgain(error)) continue;
      if (!isAboutRows(error)) throw error;
      if (size === 1) {
        onError(error);
        await deps.pool.transaction(workScope(batch), (db) => skipRow(db, batch.id, error));
      }
      // Somebody wrote at the same moment, or one row is at fault: the others go one by one.
      size = 1;
    }
  }
}

/** Writes the next rows; false when none is left, and the batch is confirmed. */
async function writeChunk(deps: WorkDeps, db: Db, batchId: string, size: number): Promise<boolean> {
  const batch = await lockImport(db, batchId);
  if (batch?.status !== 'writing') return false;
  const rows = await nextRows(db, batch, size);
  if (rows.length === 0) {
    await updateImport(db, batchId, { status: 'confirmed', cursor: null });
    await deleteImportFile(db, batchId);
    return false;
  }
  const opened = rows.map((row) => ({
    ...{ row, provenance: provenanceOf(deps, batch, row) },
    staged: openStaged(deps.sealer, row.id, row.recordSealed),
  }));
  const people = await leaveOutDuplicates(deps, db, opened.filter(isPerson));
  const positions = opened.filter(isPosition);
  await lockPositions(
    db,
    positions.flatMap(({ row }) => row.entityId ?? []),
  );
  const became = [
    ...(await writePeople(db, deps, people)),
    ...(await writePositions(db, deps, batchId, positions)),
  ];
  await setRowEntities(db, became);
  await updateImport(db, batchId, {
    cursor: String(rows.at(-1)?.order ?? 0),
    rowsDone: batch.rowsDone + rows.length,
    written: batch.written + became.length,
  });
  return true;
}

/** Marks those who were registered since the preview, elsewhere or as somebody else; the others. */
async function leaveOutDuplicates(
  { sealer }: WorkDeps,
  db: Db,
  people: readonly RowToWrite<StagedPerson>[],
): Promise<RowToWrite<StagedPerson>[]> {
  const indexes = people.map(({ staged }) => idCardIndex(sealer, staged.record.idCardNo ?? ''));
  if (indexes.length === 0) return [];
  const elsewhere = await findIdCardsElsewhere(db, indexes);
  // From here on nobody else writes to them, and what is planned is what is there.
  const ids = [...(await findPeopleByIdCard(db, indexes)).values()].map(({ id }) => id);
  await lockPeople(db, ids);
  const known = await findPeopleByIdCard(db, indexes);
  const others: RowToWrite<StagedPerson>[] = [];
  for (const [at, person] of people.entries()) {
    const index = indexes[at] ?? '';
    const issue = elsewhere.has(index)
      ? elsewhereIssue
      : differsIssue(person.staged.record, known.get(index) ?? null);
    if (issue === null) others.push(person);
    else {
      const issues = [...person.row.issues, issue];
      await updateImportRow(db, person.row.id, { status: 'duplicate', issues });
    }
  }
  return others;
}

const nextRows = (db: Db, batch: ImportBatchRow, size: number) =>
  listRowsToWrite(db, batch.id, Number(batch.cursor ?? -1), size);

async function skipRow(db: Db, batchId: string, error: unknown): Promise<void> {
  const batch = await lockImport(db, batchId);
  if (batch?.status !== 'writing') return;
  const [row] = await nextRows(db, batch, 1);
  if (row === undefined) return;
  const reason =
    error instanceof AppError
      ? error.message
      : '这一行没有写成，问题已经记下。请核对内容后单独再传一次；还不行，请联系县局。';
  const issue = { field: '*', kind: 'not_written', action: 'reject', reason } as const;
  await updateImportRow(db, row.id, { status: 'wrong', issues: [...row.issues, issue] });
  await updateImport(db, batchId, { rowsDone: batch.rowsDone + 1 });
}

function provenanceOf(
  { clock }: WorkDeps,
  batch: ImportBatchRow,
  { sheet, row }: ImportRowRow,
): Provenance {
  return {
    countyId: batch.countyId,
    source: batch.kind === 'positions' ? 'form' : 'roster',
    sourceRef: { sheet, row },
    batchId: batch.id,
    occurredAt: batch.uploadedAt,
    recordedAt: clock.now(),
    actorAccount: batch.actor?.accountId ?? null,
    actorAppointment: batch.actor?.appointmentId ?? null,
  };
}

type Opened = RowToWrite<StagedPerson | StagedPosition>;
const isPerson = (row: Opened): row is RowToWrite<StagedPerson> => row.staged.kind === 'person';
const isPosition = (row: Opened): row is RowToWrite<StagedPosition> =>
  row.staged.kind === 'position';

/**
 * Whether single rows may be at fault: our own refusals, and what the database says about values or
 * constraints (SQLSTATE classes 22 and 23). Anything else stops the work until the next run.
 */
const isAboutRows = (error: unknown) => error instanceof AppError || hasSqlState(error, /^2[23]/);
