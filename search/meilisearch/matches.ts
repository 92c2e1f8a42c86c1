import type { Meilisearch } from 'meilisearch';

import { byScore } from '../embedded/exact.ts';
import type { EmbeddedEngine } from '../embedded/index.ts';
import type { Page, Ranked, SearchEntry } from '../engine.ts';
import type { PreparedPerson } from '../matching/person.ts';
import type { Setting } from '../matching/score.ts';

import type { Categories } from './categories.ts';
import { refusing, searchLimit } from './client.ts';
import type { ServerDocument } from './document.ts';
import { allOf, EVERYTHING, type Filter } from './filter.ts';
import { gatesFilter } from './gates.ts';
import { queryOf, type Addend, type Category } from './layout.ts';
import { isOpenTo, pointsFor } from './points.ts';
import { EMBEDDER } from './settings.ts';

/**
 * Why a page is certain to be that of the whole ranking or not: `complete`, all there is came back;
 * `above`, what is listed scores more than anything that did not come back can; `tie`, something that
 * did not come back may score as much; `approximate`, the server may not have looked at everything;
 * `outdated`, it holds a position in another version than this process.
 */
export type Certainty = 'complete' | 'above' | 'tie' | 'approximate' | 'outdated';

export type Matches = { items: Ranked[]; certified: boolean; why: Certainty };

/** Candidates in their exact order; the first `certain` of them head the whole ranking. */
export type Candidates = {
  listed: Ranked[];
  certain: number;
  why: Exclude<Certainty, 'tie'>;
};

/** What ranking on the server needs. */
export type Matching = {
  client: Meilisearch;
  index: string;
  setting: Setting;
  /** Its positions tell the categories there are, and are what is scored again. */
  own: EmbeddedEngine;
  known: Categories;
  /** Whether the server is known to look at every candidate. It does not say so itself. */
  linear: boolean;
};

export const CANDIDATES = 200;

/** A page of candidates, and whether it is certain. */
export function pageOf({ listed, certain, why }: Candidates, { offset, limit }: Page): Matches {
  const items = listed.slice(offset, offset + limit);
  if (why !== 'above') return { items, certified: why === 'complete', why };
  const certified = offset + limit <= certain;
  return { items, certified, why: certified ? 'above' : 'tie' };
}

/**
 * Positions that no gate keeps from the person, best first: the server picks `candidates` of those
 * `within` a filter by vector, they are judged and scored again exactly here. Rejects when the server
 * does not answer.
 */
export async function rankMatches(
  { client, index, setting, known, linear, own: { keywords } }: Matching,
  person: PreparedPerson,
  { within = EVERYTHING, candidates = CANDIDATES }: { within?: Filter; candidates?: number } = {},
): Promise<Candidates> {
  known.learn(keywords.entries);
  const points = tabulate(known.all, pointsFor(person, setting));
  const { vector, worth } = queryOf(points);
  const { hits, estimatedTotalHits: total } = await refusing(
    client.index<ServerDocument>(index).search(
      null,
      {
        vector,
        hybrid: { embedder: EMBEDDER, semanticRatio: 1 },
        filter: allOf([gatesFilter(person, known, setting), within]),
        limit: candidates,
        attributesToRetrieve: ['id', 'version'],
      },
      searchLimit(),
    ),
  );
  const found = hits.flatMap(({ id, version }) => {
    const entry = keywords.entry(id);
    return entry === undefined ? [] : { entry, isCurrent: entry.version === version };
  });
  const listed = found
    .filter(({ entry }) => isOpenTo(person, entry, setting))
    .map(({ entry }) => ({ id: entry.id, score: sumOf(known.addendsOf(entry), points) }))
    .sort(byScore);
  if (found.some(({ isCurrent }) => !isCurrent)) return { listed, certain: 0, why: 'outdated' };
  if (hits.length >= total) return { listed, certain: listed.length, why: 'complete' };
  if (!linear) return { listed, certain: 0, why: 'approximate' };
  const rest = boundOfRest(found, points, known, worth);
  return { listed, certain: listed.filter(({ score }) => score > rest).length, why: 'above' };
}

/** The points of every category, for one person. */
function tabulate(
  categories: Iterable<Category>,
  pointsOf: (one: Category) => number,
): Map<Category, number> {
  return new Map(Iterator.from(categories).map((one) => [one, pointsOf(one)]));
}

function sumOf(addends: readonly Addend[], points: ReadonlyMap<Category, number>): number {
  return addends.reduce((sum, { category, units }) => sum + units * (points.get(category) ?? 0), 0);
}

/**
 * What nothing that did not come back can score more than: the least product of query and vector among
 * what did, and the margin for the server's arithmetic. The product is a bound on the score, see
 * layout.ts; products and scores are whole numbers.
 */
function boundOfRest(
  found: readonly { entry: SearchEntry }[],
  points: ReadonlyMap<Category, number>,
  known: Categories,
  worth: number,
): number {
  const highest = new Map<number, number>();
  for (const [{ dimension }, value] of points) {
    highest.set(dimension, Math.max(value, highest.get(dimension) ?? 0));
  }
  const products = found.map(({ entry }) =>
    known
      .addendsOf(entry)
      .reduce(
        (sum, { category, units }) => sum + units * (highest.get(category.dimension) ?? 0),
        0,
      ),
  );
  const least = Math.min(...products);
  return Math.floor(least + marginOf(least, worth));
}

/** Half the distance of 1 to the next 32-bit float. */
const ROUNDING = 2 ** -24;
/** Values of a position's vector that are not 0, the pad included, are no more. */
const MOST_VALUES = 72;

/**
 * By how many points the server's order of two positions may be wrong. It works in 32-bit floats on
 * `1 - dot(x, q) / (|x| |q|)`. All values are 0 or more, so errors of a product are relative: rounding
 * both vectors 2, at most one for each product and each addition that is not of 0, half as many again
 * for |x|, and the division: below 3 per value that is not 0. What |q| is wrong by scales all alike.
 * Subtracting from 1 rounds once, absolutely, in cosines, of which 1 is `worth` points. Twice, for the
 * two that are compared; far below 1, and scores are whole.
 */
function marginOf(points: number, worth: number): number {
  const relative = 3 * MOST_VALUES * ROUNDING;
  return 2 * (points * relative + worth * ROUNDING) * (1 + relative);
}
