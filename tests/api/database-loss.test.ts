/** PostgreSQL killed under the running API: it says so, lives, and works again without a restart. */
import { connect } from '@xincheng/db/client';
import { type EmbeddedPostgres, startEmbedded } from '@xincheng/db/embedded';
import { createDatabase } from '@xincheng/db/embedded/databases';
import { migrate } from '@xincheng/db/migrate';
import { makeSealer } from '@xincheng/db/sealing';
import { loadSecrets } from '@xincheng/db/secrets';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ErrorBody } from '@xincheng/api/contract';
import { type ApiProcess, startApiProcess } from '../support/api-process.ts';
import { makeDataDir, removeDataDir } from '../support/data-dir.ts';
import { behind } from '../support/sql.ts';
import { makeTestClock } from '../support/test-clock.ts';
import { countyCode, makeWorld, password } from '../support/world.ts';

const dataDir = makeDataDir();
const log = () => undefined;
let postgres: EmbeddedPostgres;
let adminUrl: string;
let api: ApiProcess;
let bearer: string;

beforeAll(async () => {
  postgres = await startEmbedded({ dataDir, log });
  adminUrl = await createDatabase(postgres.superuserUrl, 'loss');
  const secretsDir = join(dataDir, 'secrets');
  const urls = await migrate({ adminUrl, secretsDir });
  const owner = connect(urls.ownerUrl, { max: 1 });
  const sealer = makeSealer(loadSecrets(secretsDir));
  const world = await makeWorld({ owner, clock: makeTestClock(), sealer });
  await world.account('admin', { role: 'administrator', area: countyCode });
  await world.position(await world.employer('云岭县桂源糖业有限公司'));
  await owner.close();
  api = await startApiProcess({ ...urls, dataDir });
  bearer = await signIn();
});
afterAll(async () => {
  await api.stop();
  await postgres.stop();
  removeDataDir(dataDir, postgres.cluster);
});

async function signIn(): Promise<string> {
  const reply = await api.fetch('/auth/sign-in', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account: 'admin', password }),
  });
  const body = (await reply.json()) as { accessToken: string };
  return body.accessToken;
}

const statusOf = async (path: string) => (await api.fetch(path)).status;

/** Opens an account; the name, if the API has said that it is written. */
async function write(name: string): Promise<string | null> {
  try {
    const reply = await api.fetch('/accounts', {
      method: 'POST',
      headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name, displayName: '压测', role: 'auditor', place: countyCode }),
    });
    await reply.body?.cancel();
    return reply.status === 201 ? name : null;
  } catch {
    return null;
  }
}

async function kill(): Promise<void> {
  process.kill(postgres.pid, 'SIGKILL');
  await sleep(50);
}

async function restart(): Promise<void> {
  postgres = await startEmbedded({ dataDir, log, port: postgres.port });
}

describe('with PostgreSQL killed', () => {
  it('the API says 503, stays alive, and works again by itself', async () => {
    // Just started, it may still be reading its dictionary and shed load for a moment.
    await vi.waitFor(async () => expect(await statusOf('/ready')).toBe(200), {
      ...{ timeout: 10_000, interval: 100 },
    });
    await kill();
    expect(await statusOf('/live')).toBe(200);
    for (const path of ['/ready', '/fairs', '/townships']) {
      const reply = await api.fetch(path);
      expect(reply.status, path).toBe(503);
      expect(((await reply.json()) as ErrorBody).code).toBe('unavailable');
    }
    expect(api.isAlive()).toBe(true);
    await restart();
    await vi.waitFor(async () => expect(await statusOf('/ready')).toBe(200), {
      ...{ timeout: 10_000, interval: 100 },
    });
    for (const path of ['/fairs', '/townships', '/positions'])
      expect(await statusOf(path), path).toBe(200);
    expect(await signIn()).toMatch(/^eyJ/);
  });

  it('three times under load, no acknowledged write is lost and the process survives', async () => {
    const acknowledged: string[] = [];
    let running = true;
    let count = 0;
    const writer = async () => {
      while (running) {
        count += 1;
        const name = await write(`load-${String(count)}`);
        if (name !== null) acknowledged.push(name);
        else await sleep(20);
      }
    };
    const writers = Array.from({ length: 6 }, writer);
    for (let round = 1; round <= 3; round += 1) {
      const target = acknowledged.length + 12;
      await vi.waitFor(() => expect(acknowledged.length).toBeGreaterThanOrEqual(target), {
        ...{ timeout: 15_000, interval: 20 },
      });
      await kill();
      await sleep(200);
      await restart();
    }
    const target = acknowledged.length + 12;
    await vi.waitFor(() => expect(acknowledged.length).toBeGreaterThanOrEqual(target), {
      ...{ timeout: 15_000, interval: 20 },
    });
    running = false;
    await Promise.all(writers);
    expect(api.isAlive()).toBe(true);
    expect(api.output()).not.toMatch(/uncaught|TypeError/i);
    const rows = await behind(
      adminUrl,
      (sql) => sql<{ name: string }[]>`select name from accounts`,
    );
    const there = new Set(rows.map(({ name }) => name));
    expect(acknowledged.filter((name) => !there.has(name))).toEqual([]);
    expect(acknowledged.length).toBeGreaterThan(40);
  }, 90_000);

  it('a change made afterwards reaches the engine: it listens again', async () => {
    await behind(
      adminUrl,
      (sql) => sql`update positions set title = '量子司机' where title = '货车司机'`,
    );
    await vi.waitFor(
      async () => {
        const reply = await api.fetch(`/positions?q=${encodeURIComponent('量子司机')}`);
        expect(((await reply.json()) as { total: number }).total).toBe(1);
      },
      { timeout: 10_000, interval: 100 },
    );
  });
});
