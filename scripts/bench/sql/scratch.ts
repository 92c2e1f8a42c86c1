import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startEmbedded } from '@xincheng/db/embedded';
import { withConnection } from '@xincheng/db/embedded/databases';

/** A connection to a PostgreSQL of our own. */
export type Sql = Parameters<Parameters<typeof withConnection>[1]>[0];

/** Runs `work` on a fresh embedded PostgreSQL in a temporary folder, and removes both afterwards. */
export async function withScratchDatabase<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), 'xincheng-bench-'));
  // PostgreSQL runs as a user of its own, who has to pass through.
  chmodSync(dataDir, 0o711);
  try {
    const server = await startEmbedded({ dataDir, log: () => undefined });
    try {
      return await withConnection(server.superuserUrl, work);
    } finally {
      await server.stop();
      if (!server.cluster.startsWith(dataDir))
        rmSync(dirname(server.cluster), { recursive: true, force: true });
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
