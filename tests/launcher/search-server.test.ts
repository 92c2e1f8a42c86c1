import { execFile } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { meilisearchVersion } from '#bench/scratch-server.ts';
import { childEnv } from '../support/env.ts';
import { freePort, removeApp, startApp, type RunningApp } from '../support/running-app.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const version = meilisearchVersion();

/** Starts the launcher, which is to refuse; how it ended. */
async function refusal(args: string[], env: Record<string, string>): Promise<unknown> {
  const ports = { PORT: `${await freePort()}`, API_PORT: `${await freePort()}` };
  const all = childEnv({ ...ports, DATA_DIR: join(ROOT, 'never-made'), ...env });
  const run = promisify(execFile)(process.execPath, ['scripts/start.ts', ...args], {
    cwd: ROOT,
    env: all,
  });
  const refused: unknown = await run.catch((error: unknown) => error);
  expect(existsSync(join(ROOT, 'never-made'))).toBe(false);
  return refused;
}

test('without the program a start with it says what to do', async () => {
  expect(await refusal(['--search', 'meilisearch'], { PATH: '/nowhere' })).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('PATH 里没有找到 meilisearch 程序') as string,
  });
});

test('an engine that there is not is refused', async () => {
  expect(await refusal(['--search', 'other'], {})).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('--search 后面只能写 meilisearch') as string,
  });
});

describe.skipIf(version === null)('npm start -- --search meilisearch', () => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await startApp({ args: ['--search', 'meilisearch'] });
  });
  afterAll(async () => {
    await app.stop();
    // The database outlives a killed launcher: the next start takes it over.
    const postmaster = join(app.dataDir, 'pg', 'postmaster.pid');
    if (existsSync(postmaster)) process.kill(parseInt(readFileSync(postmaster, 'utf8')), 'SIGKILL');
    removeApp(app);
  });

  const folder = () => join(app.dataDir, 'search', version ?? '');
  const serverPid = () => Number(readFileSync(join(folder(), 'server.pid'), 'utf8'));
  const environmentOf = (pid: number) => readFileSync(`/proc/${String(pid)}/environ`, 'utf8');
  const settingOf = (pid: number, name: string) =>
    new RegExp(`(?:^|\0)${name}=([^\0]*)`).exec(environmentOf(pid))?.[1] ?? '';
  const isRunning = (pid: number) => existsSync(`/proc/${String(pid)}`);

  test('starts a server of its own on files of its own', () => {
    expect(app.output()).toContain(`Meilisearch ${version ?? ''} 已启动`);
    const pid = serverPid();
    expect(settingOf(pid, 'MEILI_EXPERIMENTAL_HNSW_LINEAR_BELOW_RATIO')).toBe('1');
    expect(settingOf(pid, 'MEILI_NO_ANALYTICS')).toBe('true');
    expect(settingOf(pid, 'MEILI_ENV')).toBe('production');
    expect(settingOf(pid, 'MEILI_DB_PATH')).toBe(join(folder(), 'data'));
    expect(settingOf(pid, 'MEILI_HTTP_ADDR')).toMatch(/^127\.0\.0\.1:\d+$/);
  });

  test('keeps the master key to itself', async () => {
    const file = join(app.dataDir, 'secrets', 'meilisearch-master-key');
    const masterKey = readFileSync(file, 'utf8');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const list = `/proc/${String(app.launcher.pid)}/task/${String(app.launcher.pid)}/children`;
    const pids = readFileSync(list, 'utf8').trim().split(' ').map(Number);
    const commandOf = (pid: number) => readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8');
    const api = pids.find((pid) => commandOf(pid).includes('api/server.ts')) ?? 0;
    expect(environmentOf(api)).not.toContain(masterKey);
    expect(settingOf(api, 'MEILI_LINEAR')).toBe('1');
    const [url, key] = [settingOf(api, 'MEILI_URL'), settingOf(api, 'MEILI_KEY')];
    const headers = { authorization: `Bearer ${key}` };
    expect((await fetch(`${url}/indexes`, { headers })).status).toBe(200);
    expect((await fetch(`${url}/keys`, { headers })).status).toBe(403);
    expect((await fetch(`${url}/dumps`, { method: 'POST', headers })).status).toBe(403);
  });

  test('starts it again when it dies', async () => {
    const first = serverPid();
    process.kill(first, 'SIGKILL');
    const next = () => (existsSync(join(folder(), 'server.pid')) ? serverPid() : first);
    await expect.poll(next, { timeout: 5_000 }).not.toBe(first);
  });

  test('leaves no server behind, even when the launcher is killed', async () => {
    const pid = serverPid();
    expect(isRunning(pid)).toBe(true);
    process.kill(app.launcher.pid ?? 0, 'SIGKILL');
    await expect.poll(() => isRunning(pid), { timeout: 5_000 }).toBe(false);
  });
});
