/** How the search index is doing, as staff are told, and the wish to have it built anew. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as contract from '@xincheng/api/contract';
import type { ErrorBody, indexFaults } from '@xincheng/api/contract';
import { makeIndexWork, type IndexDeps } from '@xincheng/api/search-index';
import { connect, type Pool } from '@xincheng/db/client';
import { findSearchIndex, noteIndexError, saveSearchIndex } from '@xincheng/db/search-index';
import type { SearchEntry } from '@xincheng/search/engine';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SignedIn, startTestApi, type TestApi } from '../support/api.ts';
import { behind } from '../support/sql.ts';
import { makeWorld, type World } from '../support/world.ts';

/** What the search server answers when it is asked for the index; null: it takes the call and says nothing. */
let reply: { status: number; body: object } | null;
let asked: number;
let server: Server;
let api: TestApi;
let world: World;
let worker: Pool;
let bureau: SignedIn;

const held = { uid: 'positions', primaryKey: 'id', createdAt: '', updatedAt: '' };
const answers = { status: 200, body: held };
const fault = (status: number, code: string) => ({
  status,
  body: { message: '文档 123 的“韦国强”写不进去', code, type: 'invalid_request', link: '' },
});

async function start(withServer = true): Promise<void> {
  asked = 0;
  reply = answers;
  server = createServer((_request, response) => {
    asked += 1;
    if (reply === null) return;
    response.writeHead(reply.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(reply.body));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  api = await startTestApi({}, withServer ? { url, key: 'a-key', linear: false } : undefined);
  world = await makeWorld(api);
  worker = connect(api.database.workerUrl, { max: 4 });
  bureau = await as('bureau_staff');
}
async function stop(): Promise<void> {
  await Promise.all([api.close(), worker.close()]);
  server.closeAllConnections();
  server.close();
}
const as = async (role: 'bureau_staff' | 'auditor'): Promise<SignedIn> =>
  api.signIn(await world.account(role, { role, area: '459921' }));
const report = (by = bureau) => by.call(contract.getSearchIndex);
const ready = async () => (await api.visitor.call(contract.ready)).search;
const state = (patch: Parameters<typeof saveSearchIndex>[1]) =>
  worker.transaction({}, (db) => saveSearchIndex(db, patch));

beforeEach(() => start());
afterEach(stop);

describe('the report', () => {
  it('tells an index that is in step, and what the last work on it did', async () => {
    const at = api.clock.now();
    await state({ state: 'ready', form: 'f', written: 7, total: 7, rebuiltAt: at });
    await state({ state: 'ready', differences: 2, comparedAt: at });
    expect(await report(await as('auditor'))).toEqual({
      ...{ configured: 'meilisearch', used: 'meilisearch', server: 'answers' },
      ...{ waiting: 0, oldestSeconds: 0, positions: 0 },
      index: {
        ...{ state: 'ready', rebuildAsked: false, written: 7, total: 7, lastError: null },
        ...{ rebuiltAt: at.toISOString(), differences: 2, comparedAt: at.toISOString() },
      },
    });
  });

  it('counts what waits and since when; so does /ready', async () => {
    const employer = await world.employer('云岭县桂源糖业有限公司');
    await world.position(employer);
    await world.position(employer, { title: '保安员', status: 'held' });
    await behind(
      api.database.adminUrl,
      (sql) => sql`update index_changes set changed_at = clock_timestamp() - interval '90 seconds'`,
    );
    expect(await report()).toMatchObject({ waiting: 2, positions: 1 });
    const { waiting, oldestSeconds } = await ready();
    expect(waiting).toBe(2);
    expect(oldestSeconds).toBeGreaterThanOrEqual(90);
    expect(oldestSeconds).toBeLessThan(100);
  });

  it.each([
    ['answers', answers, 'meilisearch'],
    ['no_index', fault(404, 'index_not_found'), 'embedded'],
    ['refused', fault(403, 'invalid_api_key'), 'embedded'],
    ['silent', null, 'embedded'],
  ] as const)('says that the server is %s, within its bound', async (condition, given, used) => {
    reply = given;
    const began = performance.now();
    expect(await ready()).toMatchObject({ configured: 'meilisearch', used, server: condition });
    expect(performance.now() - began).toBeLessThan(900);
    expect(await report()).toMatchObject({ used, server: condition });
    // Anybody may ask for /ready: the server is not asked each time.
    expect(asked).toBe(1);
  });

  it('is silent about one that is down', async () => {
    server.closeAllConnections();
    server.close();
    expect(await ready()).toMatchObject({ used: 'embedded', server: 'silent' });
  });

  it('says that the own engine answers while the server rests after a failed search', async () => {
    reply = fault(500, 'internal');
    const found = await api.visitor.call(contract.listPositions, { query: { q: '电工' } });
    expect(found).toMatchObject({ engine: 'embedded', fallback: true });
    reply = answers;
    expect(await report()).toMatchObject({ server: 'answers', used: 'embedded' });
  });

  it.each([
    ['ECONNREFUSED', 'unreachable'],
    ['MeilisearchRequestTimeOutError', 'unreachable'],
    ['UND_ERR_CONNECT_TIMEOUT', 'unreachable'],
    ['invalid_api_key', 'key'],
    ['missing_authorization_header', 'key'],
    ['no_space_left_on_device', 'space'],
    ['ENOSPC', 'space'],
    ['invalid_document_fields', 'positions'],
    ['payload_too_large', 'positions'],
    ['task_canceled', 'other'],
    ['unknown', 'other'],
  ] as const satisfies readonly [string, (typeof indexFaults)[number]][])(
    'makes %s a fault of the kind %s and tells no code',
    async (code, kind) => {
      const at = api.clock.now();
      await worker.transaction({}, (db) =>
        noteIndexError(db, { lastError: code, lastErrorAt: at }),
      );
      const reply = await bureau.ask(contract.getSearchIndex);
      expect(reply.json()).toMatchObject({
        index: { lastError: { fault: kind, at: at.toISOString() } },
      });
      expect(reply.body).not.toContain(code);
    },
  );
});

describe('a rebuild that staff ask for', () => {
  /** The background work over an index that only this test has. */
  const work = (writer: Partial<IndexDeps['writer']> = {}) => {
    const built: SearchEntry[][] = [];
    const parts: IndexDeps = {
      ...{ pool: api.deps.pool, worker, clock: api.clock, county: api.deps.county },
      reader: async () => {
        const { version, entryOf } = await api.deps.matching.view();
        return { reference: version, entryOf };
      },
      writer: {
        write: () => Promise.resolve(),
        settings: () => Promise.resolve('settings'),
        versions: () => Promise.resolve(new Map()),
        rebuild: async (pages, onProgress) => {
          const all: SearchEntry[] = [];
          for await (const page of pages) all.push(...page);
          built.push(all);
          onProgress?.(all.length);
        },
        ...writer,
      },
      ...{ settings: 'settings', form: 'form', wakeRebuild: () => Promise.resolve() },
    };
    return { index: makeIndexWork(parts), built };
  };

  it('is done by the next job, once; the page shows it until then', async () => {
    await world.position(await world.employer('云岭县桂源糖业有限公司'));
    const { index, built } = work();
    await index.rebuildIfDue();
    expect(await index.rebuildIfDue()).toBeNull();
    expect((await report()).index).toMatchObject({ state: 'ready', rebuildAsked: false });

    expect(await bureau.call(contract.rebuildSearchIndex)).toEqual({ ok: true });
    expect((await report()).index).toMatchObject({ state: 'ready', rebuildAsked: true });
    // Asked for twice it is one wish; a job that fails leaves it standing.
    await bureau.call(contract.rebuildSearchIndex);
    const broken = work({ rebuild: () => Promise.reject(new Error('no')) });
    await expect(broken.index.rebuildIfDue()).rejects.toThrow('no');
    expect((await report()).index?.rebuildAsked).toBe(true);

    expect(await index.rebuildIfDue()).toBe('form');
    expect(await index.rebuildIfDue()).toBeNull();
    expect(built.map((entries) => entries.length)).toEqual([1, 1]);
    expect((await report()).index).toMatchObject({ rebuildAsked: false, written: 1, total: 1 });
  });

  it('leaves an entry in the audit', async () => {
    await state({ state: 'ready', form: 'f' });
    await bureau.call(contract.rebuildSearchIndex);
    const entries = await behind(
      api.database.adminUrl,
      (sql) => sql`select role, action from audit_entries where action like '%search-index%'`,
    );
    expect(entries).toEqual([{ role: 'bureau_staff', action: 'POST /search-index/rebuild' }]);
  });
});

describe('where no search server is set up', () => {
  beforeEach(async () => {
    await stop();
    await start(false);
  });

  it('the built-in search answers, nothing waits and nothing can be rebuilt', async () => {
    await world.position(await world.employer('云岭县桂源糖业有限公司'));
    expect(await report()).toEqual({
      ...{ configured: 'embedded', used: 'embedded', server: 'none' },
      ...{ waiting: 0, oldestSeconds: 0, positions: 1, index: null },
    });
    const refused = await bureau.ask(contract.rebuildSearchIndex);
    expect(refused.statusCode).toBe(409);
    expect(refused.json<ErrorBody>()).toMatchObject({
      code: 'conflict',
      message: '没有设置检索服务器，用的是内置检索，没有索引要重建。',
    });
    expect(await worker.transaction({}, findSearchIndex)).toBeNull();
  });
});
