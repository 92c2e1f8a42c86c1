import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { withConnection } from './embedded/databases.ts';
import { EmbeddedPostgresError } from './embedded/error.ts';
import { initialise } from './embedded/initdb.ts';
import { findPlace, type Place } from './embedded/place.ts';
import {
  isPostmasterAlive,
  readLastPort,
  readPostmasterFile,
  waitUntil,
} from './embedded/process.ts';

export { EmbeddedPostgresError } from './embedded/error.ts';

/** A running embedded PostgreSQL. It outlives this process unless `stop` is called. */
export interface EmbeddedPostgres {
  /** Connection URL of the superuser to the database `postgres`. */
  superuserUrl: string;
  port: number;
  password: string;
  pid: number;
  /** Real path of the cluster; it may lie outside the data folder (see embedded/place.ts). */
  cluster: string;
  /** Whether a server left running by an earlier process was taken over. */
  reused: boolean;
  /** Fast shutdown (open transactions are rolled back), forced after `graceMs` (8 s). */
  stop(graceMs?: number): Promise<void>;
  /** Calls back once when the server ends without `stop`. */
  onExit(callback: () => void): void;
}

/** Enough for one county on a small machine. Durability stays as PostgreSQL ships it (fsync on). */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '80',
  shared_buffers: '128MB',
  effective_cache_size: '512MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  max_wal_size: '512MB',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'Asia/Shanghai',
  log_timezone: 'Asia/Shanghai',
  // The server's log must hold no personal data: no statements, and no DETAIL with a row's values.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_parameter_max_length: '0',
};

const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 8_000;

/**
 * Starts the embedded PostgreSQL of a data folder, or takes over the one an earlier process left
 * running there. Makes the cluster on first use. Listens on 127.0.0.1 on the port of its last start
 * if that is free, so that clients can reconnect.
 * @throws EmbeddedPostgresError with a message for the console when it cannot start
 */
export async function startEmbedded(options: {
  dataDir: string;
  log: (line: string) => void;
  /** Insist on this port, waiting for it if need be: for a restart under running clients. */
  port?: number;
}): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  const secretsDir = join(dataDir, 'secrets');
  const logs = join(dataDir, 'logs');
  makeDataDir(dataDir);
  mkdirSync(logs, { recursive: true });
  const place = await findPlace(dataDir, options.log);
  const password = await initialise(place, secretsDir);

  const running = await findRunning(place.cluster, password);
  const started = running ?? (await start(place, join(logs, 'postgres.log'), options.port));
  return {
    superuserUrl: superuserUrl(started.port, password),
    port: started.port,
    password,
    pid: started.pid,
    cluster: place.cluster,
    reused: running !== undefined,
    ...supervise(started.pid, place.cluster),
  };
}

function makeDataDir(dataDir: string): void {
  if (existsSync(dataDir)) return;
  // A recursive mkdir with a mode would close the parent folders too, so the mode is set after.
  mkdirSync(dataDir, { recursive: true });
  // Under root the service user passes through to pg; secrets/ has a lock of its own.
  chmodSync(dataDir, process.getuid?.() === 0 ? 0o711 : 0o700);
}

interface Started {
  pid: number;
  port: number;
}

/**
 * The server already running on this cluster, waiting out one that is starting or stopping. It has
 * to answer a query: one that was killed just now can still look alive for a moment.
 */
async function findRunning(cluster: string, password: string): Promise<Started | undefined> {
  const isSettled = (): boolean => {
    const file = readPostmasterFile(cluster);
    return file === undefined || file.ready || !isPostmasterAlive(file.pid, cluster);
  };
  await waitUntil(isSettled, START_TIMEOUT_MS);
  const file = readPostmasterFile(cluster);
  if (!file || !isPostmasterAlive(file.pid, cluster)) return undefined;
  try {
    await withConnection(superuserUrl(file.port, password), (sql) => sql`select 1`);
    return file;
  } catch (error) {
    const hasEnded = await waitUntil(() => !isPostmasterAlive(file.pid, cluster), STOP_TIMEOUT_MS);
    if (hasEnded) return undefined;
    throw error;
  }
}

function superuserUrl(port: number, password: string): string {
  return `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
}

async function start(place: Place, logFile: string, fixedPort?: number): Promise<Started> {
  const deadline = performance.now() + START_TIMEOUT_MS;
  for (;;) {
    removeStalePidFile(place.cluster);
    const port = fixedPort ?? (await pickPort(readLastPort(place.cluster)));
    const pid = await launch(place, port, logFile);
    if (pid !== undefined) return { pid, port };

    const complaint = readFileSync(logFile, 'utf8').trim();
    // Backends of a killed postmaster hold its shared memory until they notice; the port may have
    // been taken between our look and the start. Both pass.
    const passes = /shared memory block|could not bind|lock file "postmaster.pid"/.test(complaint);
    if (!passes || performance.now() > deadline) {
      throw new EmbeddedPostgresError(
        `PostgreSQL 未能启动（日志 ${logFile}）：${complaint.split('\n').slice(-3).join(' | ')}`,
      );
    }
    await sleep(200);
  }
}

/** PostgreSQL takes a zombie's pid file for a running server and would refuse to start. */
function removeStalePidFile(cluster: string): void {
  const file = readPostmasterFile(cluster);
  if (file && isPostmasterAlive(file.pid, cluster)) return;
  rmSync(join(cluster, 'postmaster.pid'), { force: true });
}

/**
 * The preferred port if it is free, else one below the range that systems give to clients: a client
 * that keeps trying to reach a dead server could otherwise be given that server's own port.
 */
async function pickPort(preferred: number | undefined): Promise<number> {
  const others = Array.from({ length: 50 }, () => randomInt(20_000, 32_000));
  for (const port of preferred === undefined ? others : [preferred, ...others]) {
    if (await isFree(port)) return port;
  }
  throw new EmbeddedPostgresError('系统没有空闲端口可用。 No free TCP port.');
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer();
  try {
    probe.listen(port, '127.0.0.1');
    await once(probe, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    probe.close();
  }
}

/** Starts the server and waits until it takes connections; `undefined` when it gave up. */
async function launch(place: Place, port: number, logFile: string): Promise<number | undefined> {
  if (existsSync(logFile)) renameSync(logFile, `${logFile}.1`);
  const log = openSync(logFile, 'a', 0o600);
  const settings = Object.entries(SETTINGS).map(([name, value]) => `--${name}=${value}`);
  const server = spawn(
    join(place.programs, 'postgres'),
    ['-D', place.cluster, `--port=${port}`, ...settings],
    {
      ...place.user,
      cwd: '/',
      env: { LANG: 'C.UTF-8' },
      stdio: ['ignore', log, log],
      // A group of its own: Ctrl-C at the console must not end it before its clients are done.
      detached: true,
    },
  );
  closeSync(log);
  const hasExited = (): boolean => server.exitCode !== null || server.signalCode !== null;
  await once(server, 'spawn');
  server.unref();
  const { pid } = server;
  const isReady = (): boolean => {
    const file = readPostmasterFile(place.cluster);
    return file !== undefined && file.pid === pid && file.ready;
  };
  await waitUntil(() => hasExited() || isReady(), START_TIMEOUT_MS);
  return isReady() && !hasExited() ? pid : undefined;
}

/** Stop and exit notice by process number, for our own child and for a server taken over alike. */
function supervise(pid: number, cluster: string): Pick<EmbeddedPostgres, 'stop' | 'onExit'> {
  const isGone = (): boolean => !isPostmasterAlive(pid, cluster);
  let isStopping = false;
  return {
    async stop(graceMs = STOP_TIMEOUT_MS) {
      isStopping = true;
      for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
        if (isGone()) return;
        process.kill(pid, signal);
        if (await waitUntil(isGone, signal === 'SIGINT' ? graceMs : 1_000)) return;
      }
    },
    onExit(callback) {
      const timer = setInterval(() => {
        if (isStopping) clearInterval(timer);
        else if (isGone()) {
          clearInterval(timer);
          callback();
        }
      }, 200);
      timer.unref();
    },
  };
}
