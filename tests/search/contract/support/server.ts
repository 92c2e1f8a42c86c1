import { randomUUID } from 'node:crypto';

import { meilisearchVersion, startScratchServer } from '#bench/scratch-server.ts';

import { testEnv } from '../../../support/env.ts';

/** A real search server with an index of ours that does not exist yet. */
export interface TestServer {
  url: string;
  key: string;
  index: string;
  /** What the server has written to its log; empty where it is not ours. */
  log(): string;
  stop(): Promise<void>;
}

/** False where neither MEILI_URL nor an executable gives a server; then it says how to have one. */
export const hasServer = testEnv.MEILI_URL !== undefined || meilisearchVersion() !== null;

if (!hasServer) {
  process.stderr.write(
    '\n!!! 跳过了 Meilisearch 的测试：没有设置 MEILI_URL，PATH 里也没有 meilisearch 程序。\n' +
      '!!! Meilisearch tests are SKIPPED. Run them with a meilisearch executable on PATH, or\n' +
      '!!! MEILI_URL=http://127.0.0.1:7700 MEILI_KEY=… npm test -- tests/search/contract\n\n',
  );
}

/** The operator's server with an index of a random name, else one of our own. */
export async function testServer(): Promise<TestServer> {
  const { MEILI_URL: url, MEILI_KEY: key = '' } = testEnv;
  if (url !== undefined) return foreignServer(url, key);
  return { ...(await startScratchServer()), index: 'positions' };
}

function foreignServer(url: string, key: string): TestServer {
  const index = `xincheng-test-${randomUUID()}`;
  return {
    ...{ url, key, index },
    log: () => '',
    async stop() {
      for (const uid of [index, `${index}-next`]) {
        await fetch(new URL(`indexes/${uid}`, `${url}/`), {
          method: 'DELETE',
          headers: { authorization: `Bearer ${key}` },
        });
      }
    },
  };
}
