import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, realpathSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeDataDir, removeDataDir } from './data-dir.ts';
import { childEnv } from './env.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const READY_TIMEOUT_MS = 110_000;

/** The whole product, started by its own launcher. */
export interface RunningApp {
  /** Address of the pages. */
  url: string;
  /** Address of the API. */
  apiUrl: string;
  dataDir: string;
  launcher: ChildProcess;
  /** What the launcher has printed so far. */
  output(): string;
  /** SIGTERM to the launcher; resolves with its exit code when it is gone. */
  stop(): Promise<number | null>;
}

export interface AppOptions {
  /** A data folder to go on with; a fresh one otherwise. */
  dataDir?: string;
  env?: Record<string, string>;
  args?: string[];
}

/**
 * Starts the product on free ports and waits until its pages answer. A fresh data folder is filled
 * with the demo county first, which takes some seconds. Throws with the launcher's output if it ends.
 */
export async function startApp(options: AppOptions = {}): Promise<RunningApp> {
  const dataDir = options.dataDir ?? makeDataDir();
  const [port, apiPort] = [await freePort(), await freePort()];
  const env = { PORT: `${port}`, API_PORT: `${apiPort}`, DATA_DIR: dataDir, ...options.env };
  const launcher = spawn(process.execPath, ['scripts/start.ts', ...(options.args ?? [])], {
    cwd: ROOT,
    env: childEnv(env),
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, to which a test can send what a terminal sends on Ctrl-C.
    detached: true,
  });
  let output = '';
  for (const stream of [launcher.stdout, launcher.stderr]) {
    stream.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  }
  const hasEnded = (): boolean => launcher.exitCode !== null || launcher.signalCode !== null;
  const deadline = performance.now() + READY_TIMEOUT_MS;
  while (!/^ready http/m.test(output)) {
    if (hasEnded()) throw new Error(`the launcher ended:\n${output}`);
    if (performance.now() > deadline) {
      launcher.kill('SIGTERM');
      throw new Error(`the launcher is not ready in time:\n${output}`);
    }
    await sleep(50);
  }
  return {
    url: `http://127.0.0.1:${env.PORT}`,
    apiUrl: `http://127.0.0.1:${env.API_PORT}`,
    dataDir,
    launcher,
    output: () => output,
    async stop() {
      if (!hasEnded()) {
        launcher.kill('SIGTERM');
        await once(launcher, 'exit');
      }
      return launcher.exitCode;
    },
  };
}

/** Removes the data folder of a stopped app, with its database wherever that lies. */
export function removeApp(app: Pick<RunningApp, 'dataDir'>): void {
  const link = join(app.dataDir, 'pg');
  removeDataDir(app.dataDir, existsSync(link) ? realpathSync(link) : link);
}

/** A port that nobody uses now, from the system. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === 'string') throw new Error('no TCP port was given');
  return address.port;
}
