import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Fault } from './console.ts';

/** Servers of a launcher that was killed need a moment to notice it and leave. */
const PATIENCE_MS = 3_000;

/** @throws Fault that names the port and its variable when another program listens there */
export async function assertFree(variable: 'PORT' | 'API_PORT', port: number): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (!(await isFree(port))) {
    if (performance.now() > deadline) {
      throw new Fault(
        `端口 ${port} 已被别的程序占用。请换一个再启动，例如 ${variable}=${port + 10} npm start\n` +
          `Port ${port} is taken. Choose another: ${variable}=${port + 10} npm start`,
      );
    }
    await sleep(200);
  }
}

/** A port that nobody listens on at this moment, on this machine only. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  probe.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer();
  try {
    probe.listen(port, '127.0.0.1');
    await once(probe, 'listening');
    return true;
  } catch (error) {
    if (Reflect.get(Object(error), 'code') === 'EACCES') {
      throw new Fault(
        `没有权限使用端口 ${port}，请换 1024 以上的端口。 No permission for port ${port}.`,
      );
    }
    return false;
  } finally {
    probe.close();
  }
}
