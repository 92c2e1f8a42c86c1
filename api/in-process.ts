import { connect, type Pool } from '@xincheng/db/client';
import type { Deps } from './deps.ts';
import { makeImportWork } from './import-batches/work.ts';
import { makeDeps } from './make-deps.ts';
import { rebuildWish } from './search-index/server-watch.ts';

/**
 * The API's parts for a script or a test that calls it in process: work on imports is done before the
 * request that asked for it is answered, instead of by the job queue. `close` ends the connections.
 */
export function makeInProcessDeps(
  options: Omit<Parameters<typeof makeDeps>[0], 'pool' | 'wakeImports' | 'search'> & {
    appUrl: string;
    workerUrl: string;
    search?: { url: string; key: string; linear: boolean };
  },
): { deps: Deps; pool: Pool; close: () => Promise<void> } {
  const { appUrl, workerUrl, search, ...rest } = options;
  const pool = connect(appUrl, { max: 4 });
  const workerPool = connect(workerUrl, { max: 4 });
  const deps = makeDeps({
    ...{ ...rest, pool, wakeImports: () => work.run() },
    ...(search && { search: { ...search, rebuild: rebuildWish(workerPool, noQueue) } }),
  });
  const work = makeImportWork(deps, workerPool, rest.onError);
  return {
    deps,
    pool,
    close: async () => {
      await Promise.all([pool.close(), workerPool.close()]);
    },
  };
}

/** Whoever works on the index looks for itself. */
const noQueue = () => Promise.resolve();
