import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { childEnv } from '../support/env.ts';
import { freePort, removeApp, startApp, type RunningApp } from '../support/running-app.ts';

const ROOT = join(import.meta.dirname, '..', '..');

let app: RunningApp;
let positions: unknown;

beforeAll(async () => {
  app = await startApp();
  positions = await readPositions();
});

afterAll(async () => {
  await app.stop();
  removeApp(app);
});

async function readPositions(): Promise<unknown> {
  const response = await fetch(`${app.apiUrl}/positions?limit=5`);
  expect(response.status).toBe(200);
  return response.json();
}

/** Number of the process that runs `script` for the launcher, `undefined` while there is none. */
function childOf(launcher: RunningApp['launcher'], script: string): number | undefined {
  const list = `/proc/${launcher.pid}/task/${launcher.pid}/children`;
  const pids = readFileSync(list, 'utf8').trim().split(' ').map(Number);
  return pids.find((pid) => commandOf(pid).includes(script));
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

function mustExist(pid: number | undefined): number {
  if (pid === undefined) throw new Error('no such process');
  return pid;
}

/** Process number of PostgreSQL, `undefined` while it is down. */
function postmaster(): number | undefined {
  const file = join(app.dataDir, 'pg', 'postmaster.pid');
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : undefined;
}

/** Waits until pages and API answer again. */
async function allAnswers(): Promise<void> {
  for (const url of [`${app.apiUrl}/positions?limit=5`, app.url]) {
    const status = () =>
      fetch(url).then(
        (response) => response.status,
        () => 0,
      );
    await expect.poll(status, { timeout: 15_000 }).toBe(200);
  }
}

/** Runs the launcher to its end and returns its exit code and what it said. */
async function refusal(env: Record<string, string>): Promise<{ code: unknown; said: string }> {
  try {
    await promisify(execFile)(process.execPath, ['scripts/start.ts'], {
      cwd: ROOT,
      env: childEnv(env),
      timeout: 30_000,
    });
    return { code: 0, said: '' };
  } catch (error) {
    return {
      code: Reflect.get(Object(error), 'code'),
      said: String(Reflect.get(Object(error), 'stderr')),
    };
  }
}

test('pages and API answer, and the address is the last thing said', async () => {
  const page = await fetch(app.url);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('新程');
  const lines = app.output().trimEnd().split('\n');
  expect(lines.at(-1)).toBe(`ready ${app.url}`);
});

test('a second start on the same data folder is refused and does no harm', async () => {
  const ports = { PORT: `${await freePort()}`, API_PORT: `${await freePort()}` };
  const { code, said } = await refusal({ ...ports, DATA_DIR: app.dataDir });
  expect(code).toBe(1);
  expect(said).toContain('已有一个新程在运行');
  expect(await readPositions()).toEqual(positions);
});

test.each(['PORT', 'API_PORT'])('a taken %s is named', async (variable) => {
  const squatter = createServer().listen(0, '127.0.0.1');
  await once(squatter, 'listening');
  const address = squatter.address();
  const taken = typeof address === 'object' && address ? address.port : 0;
  const ports = { PORT: `${await freePort()}`, API_PORT: `${await freePort()}` };
  const dataDir = join(app.dataDir, 'never-made');
  const { code, said } = await refusal({ ...ports, [variable]: `${taken}`, DATA_DIR: dataDir });
  squatter.close();
  expect(code).toBe(1);
  expect(said).toContain(`端口 ${taken} 已被别的程序占用`);
  expect(said).toContain(`${variable}=`);
  expect(existsSync(dataDir)).toBe(false);
});

test.each(['api/server.ts', 'web/server.ts'])('%s comes back after kill -9', async (script) => {
  const first = mustExist(childOf(app.launcher, script));
  process.kill(first, 'SIGKILL');
  const next = () => childOf(app.launcher, script) ?? first;
  await expect.poll(next, { timeout: 5_000 }).not.toBe(first);
  await allAnswers();
  expect(await readPositions()).toEqual(positions);
});

test('PostgreSQL comes back after kill -9, and the API process lives through it', async () => {
  const api = mustExist(childOf(app.launcher, 'api/server.ts'));
  const first = mustExist(postmaster());
  process.kill(first, 'SIGKILL');
  await expect.poll(() => postmaster() ?? first, { timeout: 10_000 }).not.toBe(first);
  await allAnswers();
  expect(await readPositions()).toEqual(positions);
  expect(childOf(app.launcher, 'api/server.ts')).toBe(api);
});

test('after kill -9 of the launcher, then of PostgreSQL, the next start loses nothing', async () => {
  const api = mustExist(childOf(app.launcher, 'api/server.ts'));
  const web = mustExist(childOf(app.launcher, 'web/server.ts'));
  app.launcher.kill('SIGKILL');
  await expect.poll(() => commandOf(api) + commandOf(web), { timeout: 10_000 }).toBe('');
  const server = mustExist(postmaster());
  expect(commandOf(server)).toContain('postgres');
  process.kill(server, 'SIGKILL');

  const ports = { PORT: new URL(app.url).port, API_PORT: new URL(app.apiUrl).port };
  app = await startApp({ dataDir: app.dataDir, env: ports });
  expect(await readPositions()).toEqual(positions);
});

test('after kill -9 of the launcher alone, the next start takes over its PostgreSQL', async () => {
  const server = mustExist(postmaster());
  app.launcher.kill('SIGKILL');
  await once(app.launcher, 'exit');
  app = await startApp({ dataDir: app.dataDir });
  expect(postmaster()).toBe(server);
  expect(await readPositions()).toEqual(positions);
});

test('Ctrl-C stops everything within ten seconds', async () => {
  const pids = [
    mustExist(childOf(app.launcher, 'api/server.ts')),
    mustExist(childOf(app.launcher, 'web/server.ts')),
    mustExist(postmaster()),
  ];
  const started = performance.now();
  // A terminal sends the signal to the whole foreground group.
  process.kill(-mustExist(app.launcher.pid), 'SIGINT');
  await once(app.launcher, 'exit');
  expect(app.launcher.exitCode).toBe(0);
  expect(performance.now() - started).toBeLessThan(10_000);
  expect(pids.map(commandOf)).toEqual(['', '', '']);
  expect(existsSync(join(app.dataDir, 'pg', 'postmaster.pid'))).toBe(false);
});

test('when its parent dies, it stops by itself', async () => {
  const ports = { PORT: `${await freePort()}`, API_PORT: `${await freePort()}` };
  // A parent that starts the launcher, waits until it is ready, and is killed then.
  const parent = `
    const { spawn } = await import('node:child_process');
    const launcher = spawn(process.execPath, ['scripts/start.ts'], { stdio: ['ignore', 'pipe', 'inherit'] });
    launcher.stdout.on('data', (chunk) => {
      if (!String(chunk).includes('ready http')) return;
      process.stdout.write(String(launcher.pid), () => process.kill(process.pid, 'SIGKILL'));
    });`;
  const env = childEnv({ ...ports, DATA_DIR: app.dataDir });
  const run = promisify(execFile)(process.execPath, ['--input-type=module', '-e', parent], {
    cwd: ROOT,
    env,
  });
  const launcher = await run.then(
    () => 0,
    (error: unknown) => Number(Reflect.get(Object(error), 'stdout')),
  );
  expect(launcher).toBeGreaterThan(1);
  await expect.poll(() => commandOf(launcher), { timeout: 10_000 }).toBe('');
  expect(existsSync(join(app.dataDir, 'pg', 'postmaster.pid'))).toBe(false);
});
