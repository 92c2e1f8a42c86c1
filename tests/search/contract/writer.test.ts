import type { SearchEntry } from '@xincheng/search/engine';
import {
  createIndexWriter,
  RequestRefused,
  TaskFailed,
  wantedSettings,
} from '@xincheng/search/meilisearch';
import { SyntheticCounty } from '@xincheng/search/synthetic';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { setting } from '../support/pairs.ts';
import { hasServer, testServer, type TestServer } from './support/server.ts';
import { embeddedSubject, pagesOf } from './support/subject.ts';

const subject = embeddedSubject();
const county = new SyntheticCounty(setting.reference, { seed: 11 });
await subject.fill(
  Array.from({ length: 1200 }, (_, at) => ({
    ...county.position(),
    ...{ id: `p-${String(at)}`, state: 'open' as const },
  })),
);
const entries = [...subject.own.keywords.entries];
const [first, second, third] = [entryAt(0), entryAt(1), entryAt(2)];
const versionsOf = (some: readonly SearchEntry[]) =>
  new Map(some.map(({ id, version }) => [id, version]));
/** The server takes the task and finds only then that it cannot have such an id. */
const impossible: SearchEntry = { ...first, id: 'not an id' };

function entryAt(at: number): SearchEntry {
  const entry = entries[at];
  if (entry === undefined) throw new RangeError(`no entry ${String(at)}`);
  return entry;
}

describe.skipIf(!hasServer)('writing to a real server', () => {
  let server: TestServer;
  let writer: ReturnType<typeof createIndexWriter>;
  beforeAll(async () => {
    server = await testServer();
    writer = createIndexWriter(server);
  }, 60_000);
  afterAll(() => server.stop());

  const ask = async (path: string): Promise<unknown> => {
    const headers = { authorization: `Bearer ${server.key}` };
    return (await fetch(new URL(path, `${server.url}/`), { headers })).json();
  };
  const indexes = async () =>
    JSON.stringify(await ask('indexes'))
      .match(/"uid":"[^"]+"/g)
      ?.map((one) => one.slice(7, -1));

  it('writes nothing and makes nothing while there is no index', async () => {
    expect(await writer.settings()).toBeNull();
    expect(await writer.versions()).toEqual(new Map());
    const refusal = await writer.write([first], []).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(RequestRefused);
    expect(refusal).toMatchObject({ code: 'index_not_found' });
    expect(await indexes()).toBeUndefined();
  });

  it('builds an index with the settings it ought to have', async () => {
    const progress: number[] = [];
    await writer.rebuild(pagesOf(entries), (written) => progress.push(written));
    expect(await writer.settings()).toBe(wantedSettings);
    expect(await writer.versions()).toEqual(versionsOf(entries));
    expect(progress.at(-1)).toBe(entries.length);
    expect(progress.length).toBeGreaterThan(3);
    expect(await indexes()).toEqual([server.index]);
  }, 60_000);

  it('puts, replaces and takes out, and the last word counts', async () => {
    const changed = { ...second, version: 'another' };
    await writer.write([changed, third], [first.id, third.id, 'p-nobody']);
    const held = await writer.versions();
    expect(held.get(second.id)).toBe('another');
    expect(held.has(first.id) || held.has(third.id)).toBe(false);
    await writer.write([first, second, third], []);
    expect(await writer.versions()).toEqual(versionsOf(entries));
  }, 60_000);

  it('says which task failed and why, and the others of the batch hold', async () => {
    const failure: unknown = await writer
      .write([impossible], ['p-1'])
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(TaskFailed);
    expect(failure).toMatchObject({ code: 'invalid_document_id' });
    expect(String(failure)).toMatch(
      /task \d+, documentAdditionOrUpdate on \S+, failed: invalid_document_id/,
    );
    expect(String(failure)).not.toContain('not an id');
    expect((await writer.versions()).has('p-1')).toBe(false);
    await writer.write(entries.slice(0, 2), []);
  }, 60_000);

  it('leaves the live index alone when a rebuild fails', async () => {
    const live = await writer.versions();
    async function* broken() {
      yield* pagesOf(entries.slice(0, 300), 100);
      throw new Error('the database is gone');
      await Promise.resolve();
    }
    await expect(writer.rebuild(broken())).rejects.toThrow('the database is gone');
    await expect(writer.rebuild(pagesOf([first, impossible, second]))).rejects.toThrow(TaskFailed);
    expect(await writer.versions()).toEqual(live);
    expect(await indexes()).toEqual([server.index]);
  }, 60_000);

  it('keeps what is written during a rebuild', async () => {
    const changed = { ...first, version: 'during' };
    async function* meanwhile() {
      yield entries.slice(0, 600);
      await writer.write([changed], [second.id]);
      expect((await writer.versions()).get(first.id)).toBe('during');
      yield entries.slice(600);
    }
    await writer.rebuild(meanwhile());
    const held = await writer.versions();
    expect(held.get(first.id)).toBe('during');
    expect(held.has(second.id)).toBe(false);
    expect(held.size).toBe(entries.length - 1);
  }, 60_000);

  it('overwrites what a killed rebuild has left', async () => {
    const next = `${server.index}-next`;
    await fetch(new URL(`indexes`, `${server.url}/`), {
      method: 'POST',
      headers: { authorization: `Bearer ${server.key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ uid: next, primaryKey: 'other' }),
    });
    await writer.rebuild(pagesOf(entries.slice(0, 5)));
    expect(await writer.versions()).toEqual(versionsOf(entries.slice(0, 5)));
    expect(await indexes()).toEqual([server.index]);
  }, 60_000);
});
