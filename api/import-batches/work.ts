import type { Pool } from '@xincheng/db/client';
import { type ImportBatchRow, listWorkingImports, takeImportWork } from '@xincheng/db/imports';
import { unreadable } from './parse-in-thread.ts';
import { readBatch, refuse } from './read-batch.ts';
import { hasSqlState } from './sql-state.ts';
import { undoBatch } from './undo-batch.ts';
import { type WorkDeps, workScope } from './work-scope.ts';
import { writeBatch } from './write-batch.ts';

export interface ImportWork {
  /** Does all work that is under way by the database, and resolves when none is left. */
  run(): Promise<void>;
}

/** Batches worked on side by side: a small file need not wait for a large one. */
const lanes = 2;

/**
 * Reads, writes and undoes imports in chunks of rows, each chunk one transaction on behalf of whoever
 * asked for it. What is done stands in the batch's cursor, so a process that dies is followed by any
 * other that runs; the batch itself is the queue's memory. One at a time works on a batch.
 */
export function makeImportWork(deps: WorkDeps, worker: Pool, onError: OnError): ImportWork {
  let running: Promise<void> | null = null;
  let askedAgain = false;

  const drain = async () => {
    while (askedAgain) {
      askedAgain = false;
      const batches = await worker.transaction({}, listWorkingImports);
      const next = batches.values();
      await Promise.all(
        Array.from({ length: lanes }, async () => {
          for (const batch of next) await work(deps, worker, batch, onError);
        }),
      );
    }
  };
  return {
    run: () => {
      askedAgain = true;
      running ??= drain().finally(() => {
        running = null;
      });
      return running;
    },
  };
}

type OnError = (error: unknown) => void;

async function work(
  deps: WorkDeps,
  worker: Pool,
  batch: ImportBatchRow,
  onError: OnError,
): Promise<void> {
  try {
    await worker.transaction({}, async (db) => {
      if (!(await takeImportWork(db, batch.id))) return;
      if (batch.status === 'reading') await readBatch(deps, batch, onError);
      if (batch.status === 'writing') await writeBatch(deps, batch, onError);
      if (batch.status === 'undoing') await undoBatch(deps, batch);
    });
  } catch (error) {
    onError(error);
    // A file that the database does not take would be read again and again; all else, the next run
    // takes up where this one stopped.
    if (batch.status === 'reading' && hasSqlState(error, /^2[23]/))
      await deps.pool.transaction(workScope(batch), (db) =>
        refuse(db, batch.id, { refusal: unreadable }),
      );
  }
}
