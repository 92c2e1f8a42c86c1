import { once } from 'node:events';
import { createServer, type Server } from 'node:http';

import { createIndexWriter, createSearchServer } from '@xincheng/search/meilisearch';
import { afterEach, describe, expect, it } from 'vitest';

import replies from '../../fixtures/meilisearch-replies.json' with { type: 'json' };
import { position, setting } from '../support/pairs.ts';
import { embeddedSubject } from './support/subject.ts';

/** What a server says, recorded from a real one: for what the client makes of faults, not for ranking. */
type Reply = { status: number; body: unknown } | 'silence';

const subject = embeddedSubject();
await subject.fill([position()]);
const entries = [...subject.own.keywords.entries];
const query = {
  text: '普工',
  filter: {},
  sort: 'relevance',
  page: { limit: 5, offset: 0 },
} as const;

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** Answers each path by the first reply whose key begins `METHOD /path`. */
async function serving(answers: Record<string, Reply>): Promise<{ url: string; key: string }> {
  server = createServer((request, response) => {
    const asked = `${request.method ?? ''} ${request.url ?? ''}`;
    const [, reply] = Object.entries(answers).find(([path]) => asked.startsWith(path)) ?? [];
    if (reply === 'silence') return;
    const { status, body } = reply ?? { status: 404, body: '' };
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { url: `http://127.0.0.1:${String(address.port)}`, key: 'some-key' };
}

const write = async (answers: Record<string, Reply>): Promise<unknown> =>
  createIndexWriter(await serving(answers))
    .write(entries, [])
    .catch((error: unknown) => error);

const indexed = { 'GET /indexes': { status: 200, body: replies.indexes } };
const enqueued = { ...indexed, 'POST /indexes/positions/documents': replies.enqueued };

describe('what a search server says of faults', () => {
  it('is an error when a task failed or was canceled, with the code', async () => {
    expect(await write({ ...enqueued, 'GET /tasks': replies.failedTask })).toMatchObject({
      name: 'TaskFailed',
      code: 'invalid_document_id',
      message: 'task 1, documentAdditionOrUpdate on positions, failed: invalid_document_id',
    });
    expect(await write({ ...enqueued, 'GET /tasks': replies.canceledTask })).toMatchObject({
      name: 'TaskFailed',
      code: 'task_canceled',
    });
  });

  it('is an error when a request is refused, with the code', async () => {
    expect(await write({ 'GET /indexes': replies.invalidKey })).toMatchObject({
      name: 'RequestRefused',
      code: 'invalid_api_key',
    });
    const refusing = { ...indexed, 'POST /indexes/positions/documents': replies.invalidKey };
    expect(await write(refusing)).toMatchObject({ code: 'invalid_api_key' });
  });

  it('is an error when it is no answer of such a server', async () => {
    const gateway = { status: 502, body: '<html>Bad Gateway</html>' };
    expect(await write({ 'GET /': gateway })).toBeInstanceOf(Error);
    expect(await write({ 'GET /': { status: 500, body: '' } })).toBeInstanceOf(Error);
  });

  it('ends a search within a second when nothing is said', async () => {
    const silent = await serving({ 'POST /': 'silence' });
    const engine = createSearchServer(subject.own, setting, { ...silent, linear: true });
    const started = performance.now();
    await expect(engine.search(query)).rejects.toThrow();
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it('rejects at once when nobody is there, and never tells the key', async () => {
    const { url } = await serving({});
    server?.close();
    const options = { url, key: 'a-secret-key', linear: true };
    const engine = createSearchServer(subject.own, setting, options);
    const started = performance.now();
    const error: unknown = await engine.search(query).catch((reason: unknown) => reason);
    expect(performance.now() - started).toBeLessThan(500);
    expect(error).toBeInstanceOf(Error);
    expect(JSON.stringify(error) + String(error)).not.toContain('a-secret-key');
    await expect(createIndexWriter(options).versions()).rejects.toThrow();
  });
});
