import { join } from 'node:path';
import { createEmbeddedEngine, type EmbeddedEngine } from '@xincheng/search/embedded';
import type { Ranked, SearchEngine } from '@xincheng/search/engine';
import { compile } from '@xincheng/search/keyword';
import type { PositionDocument } from '@xincheng/search/matching';
import { z } from 'zod';
import { fillServer, NO_SERVER, withSearchServer } from '../../bench/search-server.ts';
import { Fault } from '../../lib/console.ts';
import { CharacterBm25 } from './character-bm25.ts';
import { idSchema, readJsonLines } from './files.ts';
import type { Ranking } from './ranking.ts';
import type { Run } from './run.ts';
import { settingOn } from './setting.ts';

const querySchema = z.object({ id: idSchema, text: z.string() });
const documentSchema = z.object({
  id: idSchema,
  title: z.string().optional(),
  text: z.string().optional(),
});

/**
 * Answers every typed query of a set: with `bm25` by the plain measure that others are compared with,
 * else by the product's own search, the documents taken in as positions with a title and duties. What
 * has only a part of the words follows by the same score. Throws a Fault naming file and line when the
 * set cannot be read, and where `meilisearch` is asked for and there is no server.
 */
export async function rankKeywordSet({ set, engine: name, k, day }: Ranking): Promise<Run> {
  const queries = readJsonLines(join(set, 'queries.jsonl'), querySchema);
  const documents = readJsonLines(join(set, 'corpus.jsonl'), documentSchema);
  if (name === 'bm25') {
    const bm25 = new CharacterBm25(
      documents.map(({ id, title = '', text = '' }) => ({ id, text: `${title} ${text}` })),
    );
    return new Map(queries.map(({ id, text }) => [id, bm25.rank(text, k)]));
  }
  const setting = settingOn(day);
  const own = createEmbeddedEngine(setting);
  await own.replaceAll(documents.map(toPosition), day);
  if (name === 'embedded') {
    return new Map(queries.map(({ id, text }) => [id, byOwnIndex(own, text, k)]));
  }
  const run = await withSearchServer(async (server) => {
    const engine = await fillServer(server, own, setting);
    return byPages(engine, queries, k);
  });
  if (run === null) throw new Fault(NO_SERVER);
  return run;
}

function byOwnIndex({ keywords, lexicon }: EmbeddedEngine, text: string, k: number): Ranked[] {
  const { hits, loose } = keywords.find(compile(text, lexicon, keywords));
  return best([...hits, ...loose], k);
}

/** As the pages ask: what shares single characters only is not shown, so it is not in the run either. */
async function byPages(
  engine: SearchEngine,
  queries: readonly z.infer<typeof querySchema>[],
  k: number,
): Promise<Run> {
  const run = new Map<string, Ranked[]>();
  for (const { id, text } of queries) {
    const { items, loose } = await engine.search({
      ...{ text, filter: {}, sort: 'relevance' },
      page: { limit: k, offset: 0 },
    });
    run.set(id, best([...items, ...loose], k));
  }
  return run;
}

function best(hits: readonly Ranked[], k: number): Ranked[] {
  return hits.toSorted((a, b) => b.score - a.score).slice(0, k);
}

/** Where there is only one text it is the title. */
function toPosition({ id, title, text = '' }: z.infer<typeof documentSchema>): PositionDocument {
  return {
    id,
    state: 'open',
    title: title ?? text,
    description: title === undefined ? '' : text,
    employerName: '',
    skillsText: '',
    licences: [],
    certificates: [],
    preferredCertificates: [],
    educationMin: null,
    ageMin: null,
    ageMax: null,
    veteranAgeMax: null,
    salaryMin: null,
    salaryMax: null,
    headcount: null,
    townshipCode: null,
    place: null,
    shift: null,
    lodging: null,
    acceptsFamily: null,
    postedAt: 0,
  };
}
