import type { Db } from '@xincheng/db/client';
import { countOpenPositions } from '@xincheng/db/positions';
import {
  findSearchIndex,
  lockIndexWrites,
  noteSearchIndex,
  repeatIndexChanges,
  saveSearchIndex,
  takeRebuild,
} from '@xincheng/db/search-index';
import { countyScope } from '../county.ts';
import { applyChanges } from './apply-changes.ts';
import { allEntries } from './entries.ts';
import { RebuildUnderWay } from './faults.ts';
import type { IndexDeps } from './index-deps.ts';

/** Documents between two notes of how far it is. */
const noteEvery = 500;

/** Why the index has to be built again; null when it need not be. Rejects when the server is away. */
export async function rebuildReason(
  deps: IndexDeps,
): Promise<'unfinished' | 'absent' | 'settings' | 'reference' | 'form' | null> {
  const index = await deps.worker.transaction({}, findSearchIndex);
  if (index?.state !== 'ready') return 'unfinished';
  const settings = await deps.writer.settings();
  if (settings === null) return 'absent';
  if (settings !== deps.settings) return 'settings';
  if (index.reference !== (await deps.reader()).reference) return 'reference';
  return index.form === deps.form ? null : 'form';
}

/**
 * Builds the index anew from the database and puts it in the place of the present one, which serves
 * until then. Changes meanwhile go to the present one and are written again after the exchange, so
 * nothing depends on what the new one had been given of them. Says how many documents it has. Rejects
 * with RebuildUnderWay while somebody else does the same, here or in another process.
 */
export async function rebuildIndex(
  deps: IndexDeps,
  onProgress: (written: number, total: number) => void = () => undefined,
): Promise<number> {
  const written = await deps.worker.transaction({}, async (held) => {
    // Held to the end: whoever dies lets go of it with the connection.
    if (!(await takeRebuild(held))) throw new RebuildUnderWay('the index is being rebuilt');
    return rebuild(deps, onProgress);
  });
  await applyChanges(deps);
  return written;
}

async function rebuild(
  deps: IndexDeps,
  onProgress: (written: number, total: number) => void,
): Promise<number> {
  const { pool, worker, writer, clock } = deps;
  const scope = countyScope(await deps.county());
  const reader = await deps.reader();
  const total = await pool.transaction(scope, countOpenPositions);
  const isLive = await begin(deps, total);
  let written = 0;
  let noted = 0;
  let noting = Promise.resolve();
  const note = (count: number) => {
    written = count;
    onProgress(count, total);
    if (count - noted < noteEvery) return;
    noted = count;
    noting = noting
      .then(() => worker.transaction({}, (db) => noteSearchIndex(db, { written: count })))
      // Only the display is behind.
      .catch(() => undefined);
  };
  try {
    await writer.rebuild(allEntries(pool, scope, reader), note);
  } catch (error) {
    await noting;
    // It may have failed after the exchange: what was written meanwhile is written again in any case.
    await inTurn(deps, async (db) => {
      await repeatIndexChanges(db);
      await noteSearchIndex(db, { state: isLive ? 'ready' : 'absent' });
    });
    throw error;
  }
  await noting;
  await inTurn(deps, async (db) => {
    await repeatIndexChanges(db);
    await noteSearchIndex(db, {
      ...{ state: 'ready', settings: deps.settings, reference: reader.reference, form: deps.form },
      ...{ written, total, rebuiltAt: clock.now(), lastError: null, lastErrorAt: null },
    });
  });
  return written;
}

/** Notes that it has begun; whether there is an index that serves meanwhile. */
async function begin(deps: IndexDeps, total: number): Promise<boolean> {
  const exists = (await deps.writer.settings()) !== null;
  return inTurn(deps, async (db) => {
    const index = await findSearchIndex(db);
    const isLive = exists && (index?.state === 'ready' || index?.state === 'rebuilding');
    await saveSearchIndex(db, { state: isLive ? 'rebuilding' : 'building', written: 0, total });
    return isLive;
  });
}

/** Between two batches of changes, never beside one. */
function inTurn<T>({ worker }: IndexDeps, work: (db: Db) => Promise<T>): Promise<T> {
  return worker.transaction({}, async (db) => {
    await lockIndexWrites(db);
    return work(db);
  });
}
