import type { Pool } from '@xincheng/db/client';
import { findSearchIndex, noteSearchIndex } from '@xincheng/db/search-index';
import {
  probeServer,
  type ServerCondition,
  type ServerOptions,
} from '@xincheng/search/meilisearch';

/** Requests that ask for the server's state wait no longer than this for it, in milliseconds. */
const PATIENCE_MS = 600;
/** An answer holds so long: anybody may ask, and the server is not to be asked each time. */
const FRESH_MS = 2000;

/** Resolves with how the server is, as asked less than two seconds ago, within 600 ms. */
export function watchServer(
  server: ServerOptions,
  now: () => number,
): () => Promise<ServerCondition> {
  let asked: { at: number; answer: Promise<ServerCondition> } | null = null;
  return () => {
    if (asked === null || now() - asked.at > FRESH_MS)
      asked = { at: now(), answer: probeServer(server, PATIENCE_MS) };
    return asked.answer;
  };
}

/** Somebody's wish to have the index built anew, which outlives the process that takes it. */
export interface RebuildWish {
  ask(): Promise<void>;
  /** Whether it has not been seen to yet. */
  isAsked(): Promise<boolean>;
}

/**
 * The wish is noted as documents of no known form: whichever job comes next finds a rebuild due, and
 * the rebuild notes its form. Nothing depends on the job that is sent: one that waits already does as
 * well, one that has just looked does not, but then this one comes behind it.
 * @param wake sends a job, where there is a queue
 */
export function rebuildWish(worker: Pool, wake: () => Promise<void>): RebuildWish {
  return {
    ask: async () => {
      await worker.transaction({}, (db) => noteSearchIndex(db, { form: null }));
      await wake();
    },
    isAsked: async () => {
      const index = await worker.transaction({}, findSearchIndex);
      return index?.state === 'ready' && index.form === null;
    },
  };
}
