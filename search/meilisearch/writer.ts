import type { EnqueuedTask, Meilisearch } from 'meilisearch';

import type { IndexWriter, SearchEntry } from '../engine.ts';

import {
  connect,
  DEFAULT_INDEX,
  ifIndexed,
  refusing,
  RequestRefused,
  settled,
  TaskFailed,
  type ServerOptions,
} from './client.ts';
import { documentOf, type ServerDocument } from './document.ts';
import { EMBEDDER, indexSettings, settingsHash } from './settings.ts';

const BATCH = 500;
/** Batches that may wait on the server while the next one is read. */
const AHEAD = 4;
const VERSIONS_AT_ONCE = 5000;

type Held = Pick<ServerDocument, 'id' | 'version'>;

/**
 * Writes positions to the search server. A rebuild goes into `<index>-next`, which a rebuild that was
 * killed leaves behind for the next one to overwrite. Rejects with TaskFailed or RequestRefused, whose
 * `code` is the server's, or with the client's own error when the server cannot be reached.
 */
export function createIndexWriter(options: ServerOptions): IndexWriter {
  const client = connect(options);
  const { index: live = DEFAULT_INDEX } = options;
  const next = `${live}-next`;

  return {
    async write(entries, removed) {
      const targets = await existing(client, [live, next]);
      if (!targets.includes(live)) {
        throw new RequestRefused({ code: 'index_not_found', message: `no index ${live}` });
      }
      const tasks: EnqueuedTask[] = [];
      for (const uid of targets) {
        for (const batch of batches(entries)) tasks.push(await add(client, uid, batch));
        if (removed.length > 0) tasks.push(await remove(client, uid, removed));
      }
      await allSettled(client, tasks);
    },

    async rebuild(entries, onProgress) {
      await discard(client, next);
      try {
        await create(client, next);
        await fill(client, next, entries, onProgress);
        const replaces = (await existing(client, [live])).length > 0;
        await settled(
          client,
          await client.swapIndexes([{ indexes: [next, live], rename: !replaces }]),
        );
      } finally {
        await discard(client, next);
      }
    },

    async versions() {
      const held = new Map<string, string>();
      for (let offset = 0; ; offset += VERSIONS_AT_ONCE) {
        const page = await ifIndexed(
          client
            .index(live)
            .getDocuments<Held>({ fields: ['id', 'version'], limit: VERSIONS_AT_ONCE, offset }),
        );
        for (const { id, version } of page?.results ?? []) held.set(id, version);
        if (page === null || offset + VERSIONS_AT_ONCE >= page.total) return held;
      }
    },

    async settings() {
      const settings = await ifIndexed(client.index(live).getSettings());
      return settings === null ? null : settingsHash(settings);
    },
  };
}

async function existing(client: Meilisearch, uids: readonly string[]): Promise<string[]> {
  const { results } = await refusing(client.getRawIndexes({ limit: 1000 }));
  return uids.filter((uid) => results.some((index) => index.uid === uid));
}

async function create(client: Meilisearch, uid: string): Promise<void> {
  await settled(client, await client.createIndex(uid, { primaryKey: 'id' }));
  await settled(client, await client.index(uid).updateSettings(indexSettings));
}

/** Takes an index away if there is one, or will be: tasks of a killed rebuild may still be waiting. */
async function discard(client: Meilisearch, uid: string): Promise<void> {
  try {
    await settled(client, await refusing(client.deleteIndex(uid)));
  } catch (error) {
    if (!(error instanceof TaskFailed) || error.code !== 'index_not_found') throw error;
  }
}

/** Sends batch after batch; the server works on some of them meanwhile. */
async function fill(
  client: Meilisearch,
  uid: string,
  pages: AsyncIterable<readonly SearchEntry[]>,
  onProgress: ((written: number) => void) | undefined,
): Promise<void> {
  const waiting: { done: Promise<void>; size: number }[] = [];
  let written = 0;
  const finish = async (most: number): Promise<void> => {
    while (waiting.length > most) {
      const first = waiting.shift();
      await first?.done;
      written += first?.size ?? 0;
      onProgress?.(written);
    }
  };
  for await (const page of pages) {
    for (const batch of batches(page)) {
      const done = settled(client, await add(client, uid, batch));
      // Whoever is first to fail ends the rebuild; those behind it must not end the process.
      done.catch(() => undefined);
      waiting.push({ done, size: batch.length });
      await finish(AHEAD);
    }
  }
  await finish(0);
}

function add(
  client: Meilisearch,
  uid: string,
  batch: readonly SearchEntry[],
): Promise<EnqueuedTask> {
  const documents = batch.map((entry) => documentOf(entry, EMBEDDER));
  return refusing(client.index(uid).addDocuments(documents));
}

function remove(client: Meilisearch, uid: string, ids: readonly string[]): Promise<EnqueuedTask> {
  return refusing(client.index(uid).deleteDocuments([...ids]));
}

/** Waits for all, so that nothing goes on behind a rejection. */
async function allSettled(client: Meilisearch, tasks: readonly EnqueuedTask[]): Promise<void> {
  const results = await Promise.allSettled(tasks.map((task) => settled(client, task)));
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

function batches(entries: readonly SearchEntry[]): (readonly SearchEntry[])[] {
  return Array.from({ length: Math.ceil(entries.length / BATCH) }, (_, at) =>
    entries.slice(at * BATCH, (at + 1) * BATCH),
  );
}
