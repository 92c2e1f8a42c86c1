import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startMeilisearch, type SearchServer } from '../lib/meilisearch.ts';

export { meilisearchVersion } from '../lib/meilisearch.ts';

/** A search server that leaves nothing behind. */
export interface ScratchServer extends Pick<SearchServer, 'url' | 'key' | 'version'> {
  /** What it has written to its log. */
  log(): string;
  stop(): Promise<void>;
}

/** Starts one on files of its own. Throws a Fault where there is no executable. */
export async function startScratchServer(): Promise<ScratchServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'xincheng-search-'));
  const logFile = join(dataDir, 'search.log');
  const remove = () => rmSync(dataDir, { recursive: true, force: true });
  try {
    const signal = AbortSignal.timeout(60_000);
    const { url, key, version, stop } = await startMeilisearch({ dataDir, logFile, signal });
    return {
      ...{ url, key, version },
      log: () => readFileSync(logFile, 'utf8'),
      async stop() {
        await stop(3_000);
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}
