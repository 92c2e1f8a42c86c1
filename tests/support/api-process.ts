import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { childEnv } from './env.ts';
import { freePort } from './running-app.ts';

const root = join(import.meta.dirname, '../..');

/** The API as a process of its own, as the launcher starts it. */
export interface ApiProcess {
  url: string;
  /** Whether the process is still there. */
  isAlive(): boolean;
  /** What it has written so far: its log. */
  output(): string;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  stop(): Promise<void>;
  /** kill -9. */
  kill(): Promise<void>;
}

/** Starts `api/server.ts` and waits until it listens. Throws with its output when it ends instead. */
export async function startApiProcess(options: {
  appUrl: string;
  workerUrl: string;
  dataDir: string;
}): Promise<ApiProcess> {
  const port = await freePort();
  const child = spawn(process.execPath, ['api/server.ts'], {
    cwd: root,
    env: childEnv({
      API_PORT: String(port),
      PORT: '3000',
      DATA_DIR: options.dataDir,
      DATABASE_URL_APP: options.appUrl,
      DATABASE_URL_WORKER: options.workerUrl,
      XC_NOW: '2026-03-02',
    }),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  const ended = once(child, 'exit').then(() => 'ended' as const);
  const listening = once(child, 'message').then(() => 'listening' as const);
  if ((await Promise.race([listening, ended])) === 'ended')
    throw new Error(`the API ended:\n${output}`);
  const url = `http://127.0.0.1:${String(port)}`;
  return {
    url,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    output: () => output,
    fetch: (path, init = {}) =>
      fetch(`${url}${path}`, { signal: AbortSignal.timeout(8000), ...init }),
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
