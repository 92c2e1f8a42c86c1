import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A fresh temporary data folder that PostgreSQL's own user can pass through (mkdtemp closes it). */
export function makeDataDir(): string {
  const dataDir = mkdtempSync(join(tmpdir(), 'xincheng-test-'));
  chmodSync(dataDir, 0o711);
  return dataDir;
}

/** Removes a stopped server's data folder, and its cluster where that lies outside. */
export function removeDataDir(dataDir: string, cluster: string): void {
  if (!cluster.startsWith(dataDir)) rmSync(dirname(cluster), { recursive: true, force: true });
  rmSync(dataDir, { recursive: true, force: true });
}
