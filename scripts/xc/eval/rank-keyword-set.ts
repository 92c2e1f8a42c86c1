import { join } from 'node:path';
import { createEmbeddedEngine, type EmbeddedEngine } from '@xincheng/search/embedded';
import { compile } from '@xincheng/search/keyword';
import type { PositionDocument } from '@xincheng/search/matching';
import { z } from 'zod';
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
 * set cannot be read.
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
  const engine = createEmbeddedEngine(settingOn(day));
  await engine.replaceAll(documents.map(toPosition), day);
  const run = new Map<string, { id: string; score: number }[]>();
  for (const { id, text } of queries) run.set(id, answer(engine, text, k));
  return run;
}

function answer({ keywords, lexicon }: EmbeddedEngine, text: string, k: number) {
  const { hits, loose } = keywords.find(compile(text, lexicon, keywords));
  return [...hits, ...loose].sort((a, b) => b.score - a.score).slice(0, k);
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
