import { noteIndexError } from '@xincheng/db/search-index';
import { applyChanges } from './apply-changes.ts';
import { compareIndex, type IndexDifferences } from './compare.ts';
import { codeOf, RebuildUnderWay } from './faults.ts';
import type { IndexDeps } from './index-deps.ts';
import { rebuildIndex, rebuildReason } from './rebuild.ts';

export { allEntries, formOf, type EntryReader } from './entries.ts';
export { RebuildUnderWay } from './faults.ts';
export type { IndexDeps } from './index-deps.ts';
export type { IndexDifferences } from './compare.ts';

/** Keeps a search index outside the database in step with it. */
export interface IndexWork {
  /** Writes what waits; how many changes that were. */
  apply(): Promise<number>;
  /** Builds it anew; how many documents it then has. Rejects with RebuildUnderWay beside another one. */
  rebuild(onProgress?: (written: number, total: number) => void): Promise<number>;
  /** Builds it anew if need be; why, or null. */
  rebuildIfDue(): Promise<string | null>;
  /** Looks for documents that are not as the database says and mends them; null while there is no index. */
  compare(): Promise<IndexDifferences | null>;
}

/** What fails is noted, by a code, where staff see it, and rejects. */
export function makeIndexWork(deps: IndexDeps): IndexWork {
  const noted = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      if (error instanceof RebuildUnderWay) throw error;
      const fault = { lastError: codeOf(error), lastErrorAt: deps.clock.now() };
      await deps.worker.transaction({}, (db) => noteIndexError(db, fault));
      throw error;
    }
  };
  return {
    apply: () => noted(applyChanges(deps)),
    rebuild: (onProgress) => noted(rebuildIndex(deps, onProgress)),
    rebuildIfDue: async () => {
      const reason = await noted(rebuildReason(deps));
      if (reason === null) return null;
      try {
        await noted(rebuildIndex(deps));
      } catch (error) {
        // Whoever is at it sees to it.
        if (error instanceof RebuildUnderWay) return null;
        throw error;
      }
      return reason;
    },
    compare: () => noted(compareIndex(deps)),
  };
}
