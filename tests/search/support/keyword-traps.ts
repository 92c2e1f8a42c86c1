import { readFileSync } from 'node:fs';

import { createEmbeddedEngine, type EmbeddedEngine } from '@xincheng/search/embedded';
import { z } from 'zod';

import { position, setting } from './pairs.ts';
import { ndcg } from './relevance.ts';

export const TRAP_KINDS = [
  'synonym',
  'prefix',
  'pinyin',
  'initials',
  'pinyin-prefix',
  'homophone',
  'lookalike',
  'place',
  'wish',
  'trade-name',
  'compound',
  'employer',
  'english',
  'noise',
  'none',
] as const;
export type TrapKind = (typeof TRAP_KINDS)[number];

const text = z.string().min(1);
const corpusSchema = z.strictObject({
  about: text,
  positions: z.array(
    z.strictObject({
      id: text,
      title: text,
      employer: text,
      description: text,
      skillsText: text,
      townshipCode: text,
      shift: text,
      lodging: text,
      licences: z.array(text),
      certificates: z.array(text),
      salaryMin: z.int(),
      salaryMax: z.int(),
    }),
  ),
  queries: z.array(
    z.strictObject({
      id: text,
      text,
      kind: z.enum(TRAP_KINDS),
      note: text.optional(),
      grades: z.record(text, z.union([z.literal(3), z.literal(2), z.literal(1)])),
    }),
  ),
});
const countySchema = z.object({
  townships: z.array(z.object({ code: text, name: text, lat: z.number(), lng: z.number() })),
});

export const corpus = corpusSchema.parse(read('../../fixtures/keyword-traps.json'));
export const { townships } = countySchema.parse(read('../../../db/demo/county.json'));
export type TrapQuery = (typeof corpus.queries)[number];

export const titleOf: ReadonlyMap<string, string> = new Map(
  corpus.positions.map(({ id, title }) => [id, title]),
);

/** The embedded engine holding exactly the corpus. */
export async function engineOfTraps(): Promise<EmbeddedEngine> {
  const engine = createEmbeddedEngine(setting, townships);
  const places = new Map(townships.map((township) => [township.code, township]));
  await engine.replaceAll(
    corpus.positions.map(({ employer, ...rest }) =>
      position({ ...rest, employerName: employer, place: places.get(rest.townshipCode) ?? null }),
    ),
    'traps',
  );
  return engine;
}

/** What a reader sees on the first page: `hits` hold the words, `loose` only a part of them. */
export type Shown = { hits: string[]; loose: string[]; total: number };

export async function shownFor(engine: EmbeddedEngine, typed: string): Promise<Shown> {
  const page = await engine.search({
    text: typed,
    filter: {},
    sort: 'relevance',
    page: { limit: 20, offset: 0 },
  });
  const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id);
  return { hits: ids(page.items), loose: ids(page.loose), total: page.total };
}

const DEPTH = 10;
/** From this grade on a position is what the person wants, not only acceptable. */
const WANTED = 2;

/** How one query was answered, each 0–1. */
export type Measured = {
  /** Wanted ones among the first ten, of as many as can be there. */
  precision: number;
  ndcg: number;
  /** 1 when the first one shown has the query's best grade. */
  first: number;
  /** Share of the first ten hits (loose ones apart) that are at least acceptable; 1 without hits. */
  clean: number;
};

export function measured(query: TrapQuery, shown: Shown): Measured {
  const grades: Readonly<Record<string, number>> = query.grades;
  const gradeOf = (id: string | undefined) => grades[id ?? ''] ?? 0;
  const ranked = [...shown.hits, ...shown.loose];
  const wanted = Object.values(grades).filter((grade) => grade >= WANTED).length;
  const found = ranked.slice(0, DEPTH).filter((id) => gradeOf(id) >= WANTED).length;
  const hits = shown.hits.slice(0, DEPTH);
  return {
    precision: found / Math.min(DEPTH, wanted),
    ndcg: ndcg(ranked, grades, DEPTH),
    first: gradeOf(ranked[0]) === Math.max(...Object.values(grades)) ? 1 : 0,
    clean: hits.length === 0 ? 1 : hits.filter((id) => gradeOf(id) > 0).length / hits.length,
  };
}

/** The mean of each measure. */
export function meanOf(all: readonly Measured[]): Measured {
  const mean = (of: (one: Measured) => number) =>
    all.reduce((sum, one) => sum + of(one), 0) / all.length;
  return {
    precision: mean(({ precision }) => precision),
    ndcg: mean(({ ndcg }) => ndcg),
    first: mean(({ first }) => first),
    clean: mean(({ clean }) => clean),
  };
}

function read(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
}
