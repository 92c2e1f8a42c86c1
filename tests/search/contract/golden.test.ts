import type { SearchQuery } from '@xincheng/search/engine';
import { createIndexWriter, createSearchServer } from '@xincheng/search/meilisearch';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { corpus, engineOfTraps } from '../support/keyword-traps.ts';
import { setting } from '../support/pairs.ts';
import { hasServer, testServer, type TestServer } from './support/server.ts';
import { pagesOf } from './support/subject.ts';

describe.skipIf(!hasServer)('the judged queries on a real server', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await testServer();
  }, 60_000);
  afterAll(() => server.stop());

  it('gives the same pages as the own engine', async () => {
    const own = await engineOfTraps();
    await createIndexWriter(server).rebuild(pagesOf([...own.keywords.entries]));
    const engine = createSearchServer(own, setting, { ...server, linear: true });
    const differing: string[] = [];
    for (const { text } of corpus.queries) {
      const query: SearchQuery = {
        text,
        filter: {},
        sort: 'relevance',
        page: { limit: 10, offset: 0 },
      };
      const [asked, expected] = await Promise.all([engine.search(query), own.search(query)]);
      if (JSON.stringify(asked.items) !== JSON.stringify(expected.items)) differing.push(text);
    }
    expect(corpus.queries.length).toBeGreaterThan(100);
    expect(differing).toEqual([]);
  }, 60_000);
});
