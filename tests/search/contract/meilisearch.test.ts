import { afterAll, beforeAll, describe } from 'vitest';

import { describeSearch } from './support/cases.ts';
import { hasServer, testServer, type TestServer } from './support/server.ts';
import { serverSubject } from './support/subject.ts';

describe.skipIf(!hasServer)('a real server', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await testServer();
  }, 60_000);
  afterAll(() => server.stop());

  describeSearch('meilisearch', () => Promise.resolve(serverSubject(server)));
});
