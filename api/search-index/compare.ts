import { addIndexChanges, findSearchIndex, noteSearchIndex } from '@xincheng/db/search-index';
import { countyScope } from '../county.ts';
import { applyChanges } from './apply-changes.ts';
import { allEntries } from './entries.ts';
import type { IndexDeps } from './index-deps.ts';

/** Documents that the index lacks, has too many of, or has in another form than the database says. */
export interface IndexDifferences {
  missing: number;
  extra: number;
  stale: number;
}

/**
 * Compares the index with the database, document by document, and writes those anew that differ. Null
 * when there is no index to compare. What is written while it looks may be counted without harm.
 */
export async function compareIndex(deps: IndexDeps): Promise<IndexDifferences | null> {
  const { pool, worker, writer, clock } = deps;
  const index = await worker.transaction({}, findSearchIndex);
  if (index?.state !== 'ready') return null;
  await applyChanges(deps);
  const extra = new Map(await writer.versions());
  const missing: string[] = [];
  const stale: string[] = [];
  const scope = countyScope(await deps.county());
  for await (const entries of allEntries(pool, scope, await deps.reader()))
    for (const { id, version } of entries) {
      const held = extra.get(id);
      extra.delete(id);
      if (held === undefined) missing.push(id);
      else if (held !== version) stale.push(id);
    }
  const differences = { missing: missing.length, extra: extra.size, stale: stale.length };
  await worker.transaction({}, async (db) => {
    await addIndexChanges(db, [...missing, ...stale, ...extra.keys()]);
    await noteSearchIndex(db, {
      differences: missing.length + stale.length + extra.size,
      comparedAt: clock.now(),
    });
  });
  await applyChanges(deps);
  return differences;
}
