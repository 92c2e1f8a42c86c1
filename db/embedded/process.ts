import { readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** What `postmaster.pid` says about a server: its process, its port, and how far its start has come. */
export interface PostmasterFile {
  pid: number;
  port: number;
  ready: boolean;
}

/**
 * Reads `postmaster.pid` of a cluster. Its lines: pid, data folder, start time, port, socket folder,
 * address, shared memory key, status (src/include/utils/pidfile.h of PostgreSQL).
 * `undefined` when there is no such file, or when it is not written to the end yet.
 */
export function readPostmasterFile(cluster: string): PostmasterFile | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!Number.isInteger(pid) || pid <= 1 || !Number.isInteger(port)) return undefined;
  return { pid, port, ready: lines[7]?.trim() === 'ready' };
}

/** The port of the server's last start, from `postmaster.opts`, which outlives a shutdown. */
export function readLastPort(cluster: string): number | undefined {
  try {
    const options = readFileSync(join(cluster, 'postmaster.opts'), 'utf8');
    const port = /"--port=(\d+)"/.exec(options)?.[1];
    return port === undefined ? undefined : Number(port);
  } catch {
    return undefined;
  }
}

/**
 * Whether the process `pid` is a living postmaster of this cluster. A zombie (killed, but not yet
 * collected by its parent) answers signals and is dead all the same; and the number may have gone to
 * another program since. A postmaster's working folder is its cluster.
 */
export function isPostmasterAlive(pid: number, cluster: string): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold spaces: the state is the first field after the last one.
    const state = stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3);
    if (state === 'Z' || state === 'X') return false;
    return readlinkSync(`/proc/${pid}/cwd`) === cluster;
  } catch {
    return false;
  }
}

/** Waits until `condition` holds; answers whether it did within `ms` milliseconds. */
export async function waitUntil(condition: () => boolean, ms: number): Promise<boolean> {
  const end = performance.now() + ms;
  while (!condition()) {
    if (performance.now() > end) return false;
    await sleep(20);
  }
  return true;
}
