/** Finding open positions: the list and its filters, completions, saved searches, what nobody found. */
import { caseRoles, seekerRoles } from '@xincheng/db/vocabulary/roles';
import type { SearchSort } from '@xincheng/search/engine';
import type { ShiftKind } from '@xincheng/search/matching';
import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';
import { positionSummary } from './positions.ts';
import { engineKinds } from './search-index.ts';
import { day, done, id, idParams, instant, listOf, page, requiredText, text } from './shared.ts';

export const searchSorts = [
  'relevance',
  'match',
  'distance',
  'pay',
  'newest',
] as const satisfies readonly SearchSort[];
export const shiftKinds = [
  'day',
  'early',
  'away',
  'rotating',
] as const satisfies readonly ShiftKind[];
/** Kilometres around the place that distances count from. */
export const searchRadii = [5, 10, 20, 50] as const;

/** Several values, separated by commas; any of them will do. */
const anyOf = (value: RegExp) =>
  z
    .string()
    .max(600)
    .regex(new RegExp(`^(?:${value.source}(?:,${value.source}){0,29})?$`, 'u'), {
      error: '筛选条件写得不对',
    });

/** What is searched for. Everything may be left out; an empty text is no condition. */
export const searchState = z.strictObject({
  q: text(80).optional(),
  /** Nine-digit codes. */
  township: anyOf(/\d{9}/).optional(),
  trade: anyOf(/[a-z][\w-]{0,31}/).optional(),
  shift: anyOf(new RegExp(`(?:${shiftKinds.join('|')})`)).optional(),
  wish: anyOf(/[\p{L}\d._-]{1,32}/u).optional(),
  /** Yuan a month that the post can pay at least. */
  pay: z.coerce.number().int().min(0).max(100_000).optional(),
  /** Within so many kilometres of `from`, or of where the reader lives. */
  km: z.coerce
    .number()
    .refine((km) => searchRadii.some((radius) => radius === km), { error: '请选给出的公里数' })
    .optional(),
  /** The township that distances count from. */
  from: z
    .string()
    .regex(/^(\d{9})?$/, { error: '乡镇代码为九位数字' })
    .optional(),
  sort: z.enum(searchSorts).optional(),
});
export type SearchState = z.infer<typeof searchState>;

/** A part of a text, in UTF-16 units: what the search words hit. */
const mark = z.strictObject({ start: z.number().int(), end: z.number().int() });
export type Mark = z.infer<typeof mark>;

export const foundPosition = positionSummary.extend({
  postedAt: instant,
  /** By road, from `origin` of the answer. */
  distanceKm: z.number().nullable(),
  /** In the order of one's own match only: the score, and whether all conditions are met. */
  match: z.strictObject({ score: z.number().int(), admitted: z.boolean() }).nullable(),
  titleMarks: z.array(mark),
  employerMarks: z.array(mark),
  /** The place in the duties or requirements that was hit; null where none was. */
  snippet: z.strictObject({ text: z.string(), marks: z.array(mark) }).nullable(),
});
export type FoundPosition = z.infer<typeof foundPosition>;

/** All values of a facet, those without a hit too; `count` holds if the facet's own choice is lifted. */
const facet = z.array(
  z.strictObject({ value: z.string(), label: z.string(), count: z.number().int() }),
);

/** Why nothing was found, and how many hits each smaller question has. */
const dropped = z.strictObject({
  /** Each word: hits that it has alone, and hits of the search without it. */
  words: z.array(
    z.strictObject({
      word: z.string(),
      alone: z.number().int(),
      /** The text without the word; '' for the only one. */
      rest: z.string(),
      without: z.number().int(),
    }),
  ),
  /** Where several words find nothing: the others, and the hits of the search with them alone. */
  known: z.strictObject({ text: z.string(), hits: z.number().int() }).nullable(),
  filters: z.array(
    z.strictObject({
      filter: z.enum(['township', 'trade', 'shift', 'wish', 'pay', 'km']),
      without: z.number().int(),
    }),
  ),
});

export const listPositions = {
  method: 'GET',
  path: '/positions',
  summary: '在招岗位：按词查找，按乡镇、行业、班次、待遇、工资、距离筛选，多种排序',
  access: 'public',
  query: searchState.extend(page),
  response: listOf(foundPosition).extend({
    /** With the first page: at most 20 that hold only a part of the words, none of them in `items`. */
    loose: z.array(foundPosition),
    facets: z.strictObject({ township: facet, trade: facet, shift: facet, wish: facet }),
    /** The order of this answer, and those that the reader may ask for. */
    sort: z.enum(searchSorts),
    sorts: z.array(z.enum(searchSorts)),
    /** What distances count from; null where no place is known. `own`: where the reader lives. */
    origin: z.strictObject({ name: z.string(), own: z.boolean() }).nullable(),
    /** The township that the reader lives in; '' where only the place is known. */
    home: z.string().nullable(),
    today: day,
    engine: z.enum(engineKinds),
    /** The engine of this deployment did not answer; the other one did. */
    fallback: z.boolean(),
    /** Null as soon as there is a hit. */
    dropped: dropped.nullable(),
  }),
} as const satisfies Endpoint;
export type FoundPositions = z.infer<(typeof listPositions)['response']>;

export const completionKinds = [
  'occupation',
  'skill',
  'speciality',
  'township',
  'employer',
] as const;
export const completion = z.strictObject({
  kind: z.enum(completionKinds),
  label: z.string(),
  /** The official name of what people call `label`. */
  official: z.string().optional(),
});
export type Completion = z.infer<typeof completion>;

export const complete = {
  method: 'GET',
  path: '/completions',
  summary: '边打边补：岗位、技能、军事专业、乡镇、单位；汉字、拼音、首字母都行',
  access: 'public',
  query: z.strictObject({
    q: text(40),
    kinds: anyOf(new RegExp(`(?:${completionKinds.join('|')})`)).optional(),
    limit: z.coerce.number().int().min(1).max(20).default(8),
  }),
  response: z.strictObject({ items: z.array(completion) }),
} as const satisfies Endpoint;

/** Saved searches that one person may have. */
export const mostSavedSearches = 20;
/** New hits are counted up to here. */
export const mostNewHits = 100;

export const savedSearch = z.strictObject({
  id,
  name: z.string(),
  search: searchState,
  /** Positions posted since the last look that the search finds, at most `mostNewHits`. */
  fresh: z.number().int(),
  lookedAt: instant,
});
export type SavedSearch = z.infer<typeof savedSearch>;

export const listSavedSearches = {
  method: 'GET',
  path: '/me/searches',
  summary: '本人存下的查找，附上次看过之后的新岗位数',
  access: seekerRoles,
  response: z.strictObject({ items: z.array(savedSearch) }),
} as const satisfies Endpoint;

export const saveSearch = {
  method: 'POST',
  path: '/me/searches',
  summary: '存下一次查找，以后有新岗位时提醒',
  access: seekerRoles,
  body: z.strictObject({ name: requiredText(40), search: searchState }),
  response: z.strictObject({ id }),
  status: 201,
} as const satisfies Endpoint;

export const lookAtSearch = {
  method: 'POST',
  path: '/me/searches/:id/look',
  summary: '看过这次查找：之后的岗位才算新',
  access: seekerRoles,
  params: idParams,
  response: z.strictObject({
    search: searchState,
    /** The look before this one. */
    lookedAt: instant,
  }),
} as const satisfies Endpoint;

export const deleteSearch = {
  method: 'DELETE',
  path: '/me/searches/:id',
  summary: '删掉存下的查找',
  access: seekerRoles,
  params: idParams,
  response: done,
} as const satisfies Endpoint;

/** Days that the list of what nobody found looks back. */
export const fruitlessDays = 30;

export const fruitlessSearch = z.strictObject({
  text: z.string(),
  count: z.number().int(),
  lastOn: day,
});
export type FruitlessSearch = z.infer<typeof fruitlessSearch>;

export const listFruitlessSearches = {
  method: 'GET',
  path: '/searches/fruitless',
  summary: '近 30 天查了没有结果的词，次数多的在前；不记是谁查的',
  access: caseRoles,
  query: z.strictObject(page),
  response: listOf(fruitlessSearch),
} as const satisfies Endpoint;
