import { createEmbeddedEngine, type EmbeddedEngine } from '@xincheng/search/embedded';
import type { SearchEngine, SearchEntry } from '@xincheng/search/engine';
import type { PositionDocument, Setting } from '@xincheng/search/matching';
import { createIndexWriter, createSearchServer } from '@xincheng/search/meilisearch';

import { setting as county } from '../../support/pairs.ts';
import type { TestServer } from './server.ts';

/** An engine under test, and how positions get into it. */
export interface Subject {
  engine: SearchEngine;
  own: EmbeddedEngine;
  /** Takes exactly these. */
  fill(documents: readonly PositionDocument[]): Promise<void>;
  put(document: PositionDocument): Promise<void>;
  remove(id: string): Promise<void>;
}

const townships = [
  { code: '459921100', name: '云岭镇' },
  { code: '459921101', name: '青石镇' },
  { code: '459921102', name: '白水乡' },
];

export function embeddedSubject(setting: Setting = county): Subject {
  const own = createEmbeddedEngine(setting, townships);
  return {
    ...{ engine: own, own },
    fill: (documents) => own.replaceAll(documents, 'test'),
    put: (document) => own.upsert(document),
    remove: (id) => own.remove(id),
  };
}

export function serverSubject(server: TestServer, setting: Setting = county): Subject {
  const own = createEmbeddedEngine(setting, townships);
  const writer = createIndexWriter(server);
  return {
    own,
    engine: createSearchServer(own, setting, { ...server, linear: true }),
    async fill(documents) {
      await own.replaceAll(documents, 'test');
      await writer.rebuild(pagesOf([...own.keywords.entries]));
    },
    async put(document) {
      await own.upsert(document);
      const entry = own.keywords.entry(document.id);
      if (entry === undefined) await writer.write([], [document.id]);
      else await writer.write([entry], []);
    },
    async remove(id) {
      await own.remove(id);
      await writer.write([], [id]);
    },
  };
}

/** Entries a few at a time, as the index work reads them from the database. */
export async function* pagesOf(
  entries: readonly SearchEntry[],
  size = 200,
): AsyncGenerator<readonly SearchEntry[]> {
  for (let at = 0; at < entries.length; at += size) {
    yield await Promise.resolve(entries.slice(at, at + size));
  }
}
