import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Takes a lock that the system frees when this process ends, however it ends: a socket in Linux's
 * abstract namespace (a lock file would outlive a kill). Elsewhere than on Linux, where no embedded
 * PostgreSQL is at stake, there is nothing to lock.
 * @returns a function that frees the lock, or `undefined` when another process holds it
 */
export async function tryLock(name: string): Promise<(() => void) | undefined> {
  if (process.platform !== 'linux') return () => undefined;
  const lock = createServer((socket) => socket.destroy());
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 32);
  try {
    lock.listen(`\0xincheng-${digest}`);
    await once(lock, 'listening');
  } catch {
    return undefined;
  }
  lock.unref();
  return () => lock.close();
}

/** Runs `work` while holding a lock, after waiting for whoever holds it. */
export async function withLock<T>(name: string, work: () => Promise<T>): Promise<T> {
  let unlock = await tryLock(name);
  while (!unlock) {
    await sleep(200);
    unlock = await tryLock(name);
  }
  try {
    return await work();
  } finally {
    unlock();
  }
}
