import { createEmbeddedEngine, type EmbeddedEngine } from '@xincheng/search/embedded';
import type { SearchEngine } from '@xincheng/search/engine';
import type { PositionDocument } from '@xincheng/search/matching';
import { shippedReference } from '@xincheng/search/reference';
import { SyntheticCounty } from '@xincheng/search/synthetic';

import { describeMachine, type Machine } from '../machine.ts';
import { compare, type Contender, type Timing } from '../measure.ts';
import { fillServer, withSearchServer, type BorrowedServer } from '../search-server.ts';
import type { Sql } from '../sql/scratch.ts';
import { createAdvertised, plainContenders, STATEMENTS } from './plain-postgres.ts';
import { judge, type Quality } from './quality.ts';
import { corpus, townships, trapPositions, trapSetting } from './traps.ts';

const TOP = 10;
const SERVER = 'Meilisearch';

export interface KeywordOptions {
  /** Made-up positions for the second round. */
  readonly size: number;
  /** Time for the queries of one slow contender, about. */
  readonly seconds: number;
  readonly seed: number;
  readonly progress: (line: string) => void;
}

export interface KeywordReport {
  /** `meilisearch` is null where there was no server, and then it is not among the contenders. */
  readonly machine: Machine & { meilisearch: string | null };
  readonly seed: number;
  readonly queries: number;
  /** The judged corpus. */
  readonly traps: { positions: number; quality: Quality[]; times: Timing[] };
  /** The same queries on made-up positions, for time alone. */
  readonly synthetic: { positions: number; times: Timing[] };
  readonly statements: typeof STATEMENTS;
}

/** The same typed queries to our engine, to a Meilisearch where there is one, and to plain PostgreSQL. */
export async function benchKeyword(sql: Sql, options: KeywordOptions): Promise<KeywordReport> {
  const withServer = await withSearchServer((server) => measure(sql, server, options));
  return withServer ?? measure(sql, null, options);
}

async function measure(
  sql: Sql,
  server: BorrowedServer | null,
  { size, seconds, seed, progress }: KeywordOptions,
): Promise<KeywordReport> {
  const limits = { queries: corpus.queries.length, seconds };
  const county = new SyntheticCounty(shippedReference(), { seed });
  const documents = Array.from({ length: size }, () => county.position());

  progress(`${trapPositions.length} 个判过的岗位`);
  const trapsOwn = createEmbeddedEngine(trapSetting, townships);
  const traps = await contendersOn(sql, server, trapsOwn, trapSetting, trapPositions);
  const quality = await judge(traps);
  const trapTimes = await compare(traps, limits);

  progress(`${size} 个生成的岗位`);
  const own = createEmbeddedEngine(county.setting, townships);
  const all = await contendersOn(sql, server, own, county.setting, documents);
  return {
    machine: { ...(await describeMachine(sql)), meilisearch: server?.version ?? null },
    seed,
    queries: limits.queries,
    traps: { positions: trapPositions.length, quality, times: trapTimes },
    synthetic: { positions: size, times: await compare(all, limits) },
    statements: STATEMENTS,
  };
}

/** All contenders, ours first, holding these documents. */
async function contendersOn(
  sql: Sql,
  server: BorrowedServer | null,
  own: EmbeddedEngine,
  setting: typeof trapSetting,
  documents: readonly PositionDocument[],
): Promise<[Contender, ...Contender[]]> {
  await own.replaceAll(documents, 'bench');
  await createAdvertised(sql, documents, townships);
  const remote = server === null ? [] : [byPages(SERVER, await fillServer(server, own, setting))];
  return [byPages('新程内置', own), ...remote, ...plainContenders(sql, textAt)];
}

/** The first ten of the whole page, with its counts, as the product asks for it. */
function byPages(name: string, engine: SearchEngine): Contender {
  return {
    name,
    isExact: true,
    rank: async (at) => {
      const { items, loose } = await engine.search({
        ...{ text: textAt(at), filter: {}, sort: 'relevance' },
        page: { limit: TOP, offset: 0 },
      });
      return [...items, ...loose].slice(0, TOP);
    },
  };
}

function textAt(at: number): string {
  const query = corpus.queries[at];
  if (query === undefined) throw new RangeError(`no query ${at}`);
  return query.text;
}

/**
 * Pages on the judged corpus on which Meilisearch was not the same as ours; 0 without one. Of more than
 * a thousand hits the server picks, so pages on the made-up corpus may differ.
 */
export function differingPages({
  queries,
  traps,
}: Pick<KeywordReport, 'queries' | 'traps'>): number {
  const server = traps.quality.find(({ name }) => name === SERVER);
  return server === undefined ? 0 : queries - server.equalLists;
}
