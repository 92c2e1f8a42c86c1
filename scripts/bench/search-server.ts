import { randomUUID } from 'node:crypto';
import type { EmbeddedEngine } from '@xincheng/search/embedded';
import type { SearchEntry } from '@xincheng/search/engine';
import type { Setting } from '@xincheng/search/matching';
import {
  createIndexWriter,
  createSearchServer,
  type SearchServer,
} from '@xincheng/search/meilisearch';
import { z } from 'zod';

import { Fault } from '../lib/console.ts';
import { searchServerOfEnv } from './env.ts';
import { meilisearchVersion, startScratchServer } from './scratch-server.ts';

/** How to have a server, for whoever asked for one and has none. */
export const NO_SERVER =
  '没有可用的 Meilisearch：请安装 1.50 以上的版本，让 PATH 里有 meilisearch 程序；' +
  '或用 MEILI_URL 和 MEILI_KEY 指定一台正在运行的服务器。';

const ENTRIES_AT_ONCE = 500;

/** A server with an index for us to fill, which is gone afterwards. */
export interface BorrowedServer {
  readonly url: string;
  readonly key: string;
  readonly index: string;
  readonly version: string;
}

/**
 * Runs `work` with the operator's server of MEILI_URL, on an index of a random name, else with one of our
 * own; null where there is neither. Throws a Fault when the operator's server cannot be used.
 */
export async function withSearchServer<T>(
  work: (server: BorrowedServer) => Promise<T>,
): Promise<T | null> {
  const named = searchServerOfEnv();
  if (named !== null) return onNamedServer(named, work);
  if (meilisearchVersion() === null) return null;
  const { url, key, version, stop } = await startScratchServer();
  try {
    return await work({ url, key, version, index: 'scratch' });
  } finally {
    await stop();
  }
}

/** The product's engine on the server, holding what `own` holds now. */
export async function fillServer(
  { url, key, index }: BorrowedServer,
  own: EmbeddedEngine,
  setting: Setting,
): Promise<SearchServer> {
  const at = { url, key, index };
  await createIndexWriter(at).rebuild(pagesOf([...own.keywords.entries]));
  return createSearchServer(own, setting, { ...at, linear: false });
}

/** Entries as the index work hands them over, some at a time. */
export async function* pagesOf(
  entries: readonly SearchEntry[],
): AsyncGenerator<readonly SearchEntry[]> {
  for (let at = 0; at < entries.length; at += ENTRIES_AT_ONCE) {
    yield await Promise.resolve(entries.slice(at, at + ENTRIES_AT_ONCE));
  }
}

async function onNamedServer<T>(
  { url, key }: { url: string; key: string },
  work: (server: BorrowedServer) => Promise<T>,
): Promise<T> {
  const index = `xincheng-scratch-${randomUUID()}`;
  const ask = (method: string, path: string) =>
    fetch(new URL(path, `${url}/`), {
      method,
      headers: { authorization: `Bearer ${key}` },
      signal: AbortSignal.timeout(10_000),
    }).catch(() => null);
  const answer = await ask('GET', 'version');
  if (answer?.ok !== true) {
    const why = answer === null ? '连不上' : `回答了 ${String(answer.status)}`;
    throw new Fault(`MEILI_URL 的搜索服务 ${url} ${why}，请核对地址和 MEILI_KEY。`);
  }
  const { pkgVersion } = z.object({ pkgVersion: z.string() }).parse(await answer.json());
  try {
    return await work({ url, key, index, version: pkgVersion });
  } finally {
    for (const uid of [index, `${index}-next`]) await ask('DELETE', `indexes/${uid}`);
  }
}
