import {
  findSearchIndex,
  type IndexChange,
  listIndexChanges,
  lockIndexWrites,
  noteSearchIndex,
  raiseWatermark,
  settleIndexChanges,
} from '@xincheng/db/search-index';
import type { IndexWriter, SearchEntry } from '@xincheng/search/engine';
import { countyScope } from '../county.ts';
import { readEntries } from './entries.ts';
import { EntriesRefused } from './faults.ts';
import type { IndexDeps } from './index-deps.ts';

/** Changes that travel together. */
const batchSize = 300;
/** Refusals after which a batch is not taken apart further: then it is not this or that position. */
const mostRefusals = 40;

/**
 * Writes what waits to the index until nothing is left, and says how many changes that were. Changes
 * wait on while there is no index, and those that the server refuses do; then it rejects in the end, so
 * that the queue tries again. Several processes may call it at once: they take turns.
 */
export async function applyChanges(deps: IndexDeps): Promise<number> {
  if (!(await hasIndex(deps))) return 0;
  const refused: Refused = { ids: new Set(), cause: null };
  let written = 0;
  for (let after = 0; ;) {
    const batch = await applySome(deps, after, refused);
    const last = batch.at(-1);
    if (last === undefined) break;
    written += batch.length;
    after = last.id;
  }
  if (refused.ids.size > 0) throw new EntriesRefused(refused.ids.size, refused.cause);
  return written;
}

type Refused = { ids: Set<string>; cause: unknown };

/** Whether there is an index to write to; one that has gone is noted, and is built again. */
async function hasIndex({ worker, writer, wakeRebuild }: IndexDeps): Promise<boolean> {
  const known = await worker.transaction({}, findSearchIndex);
  if (known?.state !== 'ready' && known?.state !== 'rebuilding') return false;
  if ((await writer.settings()) !== null) return true;
  await worker.transaction({}, (db) => noteSearchIndex(db, { state: 'absent' }));
  await wakeRebuild();
  return false;
}

/**
 * One batch in one transaction of the worker: it ends when the index has taken it. Whoever dies in
 * between leaves the changes where they were, and writing them twice is harmless.
 */
async function applySome(deps: IndexDeps, after: number, refused: Refused): Promise<IndexChange[]> {
  const { pool, worker, writer } = deps;
  return worker.transaction({}, async (db) => {
    await lockIndexWrites(db);
    const index = await findSearchIndex(db);
    if (index?.state !== 'ready' && index?.state !== 'rebuilding') return [];
    const changes = await listIndexChanges(db, after, batchSize);
    if (changes.length === 0) return [];
    const reader = await deps.reader();
    const ids = [...new Set(changes.map(({ positionId }) => positionId))];
    const entries = await readEntries(pool, countyScope(await deps.county()), reader, ids);
    await writeApart(writer, [...entries], refused);
    const settled = changes.filter(({ positionId }) => !refused.ids.has(positionId));
    await settleIndexChanges(
      db,
      settled.map(({ id }) => id),
      { keep: index.state === 'rebuilding' },
    );
    await raiseWatermark(db, Math.max(0, ...settled.map(({ id }) => id)));
    return changes;
  });
}

/**
 * Writes all that the index takes. A server that refuses some of it is given the halves, so that one
 * position holds up no other; one that does not answer rejects.
 */
async function writeApart(
  writer: IndexWriter,
  work: readonly (readonly [string, SearchEntry | null])[],
  refused: Refused,
): Promise<void> {
  let refusals = 0;
  const write = async (part: typeof work): Promise<void> => {
    try {
      await writer.write(
        part.flatMap(([, entry]) => entry ?? []),
        part.flatMap(([id, entry]) => (entry === null ? id : [])),
      );
    } catch (error) {
      refusals += 1;
      await writer.settings();
      if (refusals > mostRefusals) throw error;
      if (part.length > 1) {
        const half = Math.ceil(part.length / 2);
        await write(part.slice(0, half));
        await write(part.slice(half));
        return;
      }
      for (const [id] of part) refused.ids.add(id);
      refused.cause = error;
    }
  };
  await write(work);
}
