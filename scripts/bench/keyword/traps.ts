import { readFileSync } from 'node:fs';
import { createEmbeddedEngine, type EmbeddedEngine } from '@xincheng/search/embedded';
import type { PositionDocument, Setting } from '@xincheng/search/matching';
import { z } from 'zod';

import { ndcg } from '../../xc/eval/metrics.ts';
import { SET_DAY } from '../../xc/eval/ranking.ts';
import { settingOn } from '../../xc/eval/setting.ts';

/** Typed queries by what is tricky about them, and positions that were judged for each. */
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

export const corpus = corpusSchema.parse(read(new URL('traps.json', import.meta.url).href));
export const { townships } = countySchema.parse(
  read(import.meta.resolve('@xincheng/db/demo/county.json')),
);
export type TrapQuery = (typeof corpus.queries)[number];

export const titleOf: ReadonlyMap<string, string> = new Map(
  corpus.positions.map(({ id, title }) => [id, title]),
);

const places = new Map(townships.map((township) => [township.code, township]));

/** The corpus as the engines take it: open positions that state no limits. */
export const trapPositions: readonly PositionDocument[] = corpus.positions.map(
  ({ employer, ...rest }) => ({
    ...rest,
    state: 'open',
    employerName: employer,
    preferredCertificates: [],
    educationMin: null,
    ageMin: null,
    ageMax: null,
    veteranAgeMax: null,
    headcount: 2,
    place: places.get(rest.townshipCode) ?? null,
    acceptsFamily: null,
    postedAt: 0,
  }),
);

export const trapSetting: Setting = settingOn(SET_DAY);

/** The embedded engine holding exactly the corpus. */
export async function engineOfTraps(): Promise<EmbeddedEngine> {
  const engine = createEmbeddedEngine(trapSetting, townships);
  await engine.replaceAll(trapPositions, 'traps');
  return engine;
}

/** What a reader sees on the first page: `hits` hold the words, `loose` only a part of them. */
export type Shown = { hits: string[]; loose: string[]; total: number };

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
    ndcg: ndcg(ranked, new Map(Object.entries(grades)), DEPTH),
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

function read(url: string): unknown {
  return JSON.parse(readFileSync(new URL(url), 'utf8'));
}
