import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { childEnv } from '../env.ts';
import { Fault, say } from './console.ts';

const READY_TIMEOUT_MS = 60_000;
const LOG_LIMIT_BYTES = 10 * 1024 * 1024;
const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 10_000;
/** A process that ran this long was healthy: its next end counts as the first again. */
const HEALTHY_MS = 30_000;

export interface ServiceOptions {
  /** Name on the console. */
  name: string;
  /** Script to run under this Node. */
  script: string;
  args?: readonly string[];
  env: Record<string, string>;
  logFile: string;
  /** Answers with a status below 500 once the service is up. */
  readyUrl: string;
  /** Gives up the start when it is aborted. */
  signal: AbortSignal;
}

/** A server process that is kept running until `stop`. */
export interface Service {
  /** SIGTERM, and SIGKILL after `graceMs`. */
  stop(graceMs: number): Promise<void>;
}

/**
 * Starts a server process and waits until it answers. From then on it is started again whenever it
 * ends by itself, with growing pauses. It has an IPC channel, whose end tells it that we are gone,
 * and a process group of its own, so that Ctrl-C reaches us alone and we stop things in order.
 * @throws Fault with the end of its log when it does not come up
 */
export async function startService(options: ServiceOptions): Promise<Service> {
  const { name, logFile, signal } = options;
  signal.throwIfAborted();
  const stopping = new AbortController();
  const isStopping = (): boolean => stopping.signal.aborted;
  let failures = 0;
  let child = run(options);
  let startedAt = performance.now();

  const watch = (): void => {
    child.once('exit', (code, reason) => void restart(code ?? reason));
  };
  const restart = async (how: number | string | null): Promise<void> => {
    if (isStopping()) return;
    failures = performance.now() - startedAt > HEALTHY_MS ? 1 : failures + 1;
    const delay = Math.min(FIRST_DELAY_MS * 2 ** (failures - 1), LONGEST_DELAY_MS);
    say(`${name}意外退出（${how}），${delay / 1000} 秒后重启；日志 ${logFile}`);
    await sleep(delay);
    if (isStopping()) return;
    startedAt = performance.now();
    child = run(options);
    watch();
  };

  const service: Service = {
    async stop(graceMs) {
      stopping.abort();
      await end(child, graceMs);
    },
  };
  try {
    await waitUntilReady(options, child);
  } catch (error) {
    await service.stop(1_000);
    throw error;
  }
  watch();
  return service;
}

function run({ script, args = [], env, logFile }: ServiceOptions): ChildProcess {
  rotate(logFile);
  const log = openSync(logFile, 'a', 0o600);
  const child = spawn(process.execPath, [script, ...args], {
    env: childEnv(env),
    stdio: ['ignore', log, log, 'ipc'],
    detached: true,
  });
  closeSync(log);
  return child;
}

function rotate(logFile: string): void {
  const size = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_LIMIT_BYTES) renameSync(logFile, `${logFile}.1`);
}

async function waitUntilReady(options: ServiceOptions, child: ChildProcess): Promise<void> {
  const { name, logFile, readyUrl, signal } = options;
  const deadline = performance.now() + READY_TIMEOUT_MS;
  while (!(await answers(readyUrl, signal))) {
    signal.throwIfAborted();
    if (hasEnded(child) || performance.now() > deadline) {
      const lines = readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-15);
      throw new Fault(`${name}未能启动，${basename(logFile)} 的最后几行：\n${lines.join('\n')}`);
    }
    await sleep(50);
  }
}

async function answers(url: string, signal: AbortSignal): Promise<boolean> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(5_000)]);
  try {
    const response = await fetch(url, { signal: limit, redirect: 'manual' });
    await response.body?.cancel();
    return response.status < 500;
  } catch {
    return false;
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function end(child: ChildProcess, graceMs: number): Promise<void> {
  const deadline = performance.now() + graceMs;
  if (!hasEnded(child)) child.kill('SIGTERM');
  while (!hasEnded(child)) {
    if (performance.now() > deadline) child.kill('SIGKILL');
    await sleep(20);
  }
}
