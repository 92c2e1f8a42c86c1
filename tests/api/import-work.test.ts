/** Work on an import survives the death of the process that does it, in each of its phases. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ImportBatch } from '@xincheng/api/contract';
import { connect } from '@xincheng/db/client';
import { makeSealer } from '@xincheng/db/sealing';
import { loadSecrets } from '@xincheng/db/secrets';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ApiProcess, startApiProcess } from '../support/api-process.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { demoCounty, roster } from '../support/demo.ts';
import { behind } from '../support/sql.ts';
import { makeTestClock } from '../support/test-clock.ts';
import { areas, madeUpIdCard, makeWorld, password } from '../support/world.ts';

const people = 1500;
let database: TestDatabase;
let api: ApiProcess;
let headers: Record<string, string>;

beforeAll(async () => {
  database = await createTestDatabase();
  const owner = connect(database.ownerUrl, { max: 1 });
  const sealer = makeSealer(loadSecrets(database.secretsDir));
  const world = await makeWorld({ owner, clock: makeTestClock(), sealer }, demoCounty());
  await world.account('qingshi', { role: 'station_clerk', area: areas.qingshi });
  await owner.close();
  await start();
});
afterAll(async () => {
  await api.stop();
  await database.drop();
});

async function start(): Promise<void> {
  const { appUrl, workerUrl, secretsDir } = database;
  api = await startApiProcess({ appUrl, workerUrl, dataDir: join(secretsDir, '..') });
  const reply = await api.fetch('/auth/sign-in', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account: 'qingshi', password }),
  });
  const body: unknown = await reply.json();
  expect(body, api.output().slice(-2000)).toHaveProperty('accessToken');
  const { accessToken } = body as { accessToken: string };
  headers = { authorization: `Bearer ${accessToken}` };
}

const get = async (id: string) =>
  (await (await api.fetch(`/imports/${id}`, { headers })).json()) as ImportBatch;

/** Asks until the batch is as wanted; ten seconds. */
async function until(id: string, wanted: (batch: ImportBatch) => boolean): Promise<ImportBatch> {
  for (let tries = 0; tries < 1000; tries += 1) {
    const batch = await get(id);
    if (wanted(batch)) return batch;
    await sleep(10);
  }
  throw new Error(`not in time: ${JSON.stringify(await get(id))}\n${api.output().slice(-2000)}`);
}

/** Kills the process when the work is under way, starts it again, and waits for its end. */
async function interrupted(id: string, end: ImportBatch['status']): Promise<ImportBatch> {
  const { status, progress } = await until(
    id,
    ({ status: now, progress: at }) => now === end || (at !== null && at.done >= 200),
  );
  expect(status, 'killed too late').not.toBe(end);
  await api.kill();
  await start();
  const after = await until(id, ({ status: now }) => now === end);
  expect(progress?.total).toBe(people);
  return after;
}

const count = async (query: 'people' | 'rows' | 'twice' | 'audit', id: string) => {
  const [row] = await behind(database.adminUrl, (sql) => {
    switch (query) {
      case 'people':
        return sql<{ n: number }[]>`select count(*)::int as n from people where removed_at is null`;
      case 'rows':
        return sql<{ n: number }[]>`
          select count(distinct row)::int as n from import_rows where batch_id = ${id}`;
      case 'twice':
        return sql<{ n: number }[]>`select count(*)::int as n from (
          select from field_events where batch_id = ${id} group by entity_id, field having count(*) > 1)`;
      case 'audit':
        return sql<{ n: number }[]>`
          select count(*)::int as n from audit_entries where subject = ${id}`;
    }
  });
  return row?.n;
};

it('reading, writing and undoing go on where they stopped, once each', async () => {
  const file = roster(
    ...Array.from({ length: people }, (_, at) => ({
      name: `韦${String.fromCodePoint(0x4e00 + at)}`,
      idCardNo: madeUpIdCard(1 + (at % 400), `1990010${String(1 + Math.floor(at / 400))}`),
      place: '青石镇那马村',
      skill: '焊接',
    })),
  );
  const reply = await api.fetch(`/imports?fileName=${encodeURIComponent('大名单.csv')}`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/octet-stream' },
    body: new Uint8Array(file),
  });
  const batch = (await reply.json()) as ImportBatch;
  expect(batch, api.output().slice(-2000)).toMatchObject({ status: 'reading' });
  const { id } = batch;

  const preview = await interrupted(id, 'preview');
  expect(preview.counts).toMatchObject({ new: people, wrong: 0, duplicate: 0 });
  expect(await count('rows', id)).toBe(people);
  expect(await count('people', id)).toBe(0);

  await api.fetch(`/imports/${id}/confirm`, { method: 'POST', headers });
  const confirmed = await interrupted(id, 'confirmed');
  expect(confirmed.written).toBe(people);
  expect(await count('people', id)).toBe(people);
  expect(await count('twice', id)).toBe(0);

  await api.fetch(`/imports/${id}/undo`, { method: 'POST', headers });
  await interrupted(id, 'undone');
  expect(await count('people', id)).toBe(0);
  // One entry each: upload, confirmation, undo.
  expect(await count('audit', id)).toBe(3);
}, 120_000);
