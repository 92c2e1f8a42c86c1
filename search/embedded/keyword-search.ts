import type { Ranked, SearchEntry, SearchFilter, SearchPage, SearchQuery } from '../engine.ts';
import { compile } from '../keyword/compile.ts';
import { countFacets, isWithin } from '../keyword/facets.ts';
import type { Lexicon } from '../keyword/lexicon.ts';
import { straightHm } from '../matching/places.ts';
import type { Place } from '../matching/types.ts';

import { KeywordIndex, type KeywordHits } from './keyword-index.ts';

/** What `search` looks into, and the order of a person's matches. */
export type Searched = {
  index: KeywordIndex;
  lexicon: Lexicon;
  /** The score of every position that no gate keeps from the person. */
  matches: (profile: NonNullable<SearchQuery['profile']>) => ReadonlyMap<string, number>;
};

/** One page of hits, the facets of all of them, and with the first page what has a part of the words. */
export function search({ index, lexicon, matches }: Searched, query: SearchQuery): SearchPage {
  const { text, filter, origin, page } = query;
  const entryOf = ({ id }: Ranked) => {
    const entry = index.entry(id);
    if (entry === undefined) throw new Error(`no entry ${id}`);
    return entry;
  };
  const found: KeywordHits = index.find(compile(text, lexicon, index), (entry) =>
    isWithin(entry, filter, origin),
  );
  const { admitted, facets } = countFacets(found.hits, filter, entryOf);
  const sorted = sortHits(admitted, query, { index, matches });
  return {
    items: sorted.slice(page.offset, page.offset + page.limit),
    total: admitted.length,
    loose: page.offset === 0 ? looseHits(found, filter, entryOf) : [],
    facets,
  };
}

/** What has a part of the words and is worth showing: more than single characters of them. */
export function looseHits(
  { loose }: KeywordHits,
  filter: SearchFilter,
  entryOf: (hit: Ranked) => SearchEntry,
): Ranked[] {
  const telling = loose.filter(({ isTelling }) => isTelling);
  return countFacets(telling, filter, entryOf).admitted.map(({ id, score }) => ({ id, score }));
}

/** Hits come by relevance; what the order cannot tell apart stays so. */
export function sortHits(
  hits: readonly Ranked[],
  { sort, origin, profile }: SearchQuery,
  { index, matches }: Pick<Searched, 'index' | 'matches'>,
): readonly Ranked[] {
  const by = (valueOf: (id: string) => number) => {
    const values = new Map(hits.map(({ id }) => [id, valueOf(id)]));
    return hits.toSorted((a, b) => (values.get(b.id) ?? 0) - (values.get(a.id) ?? 0));
  };
  if (sort === 'newest') return by((id) => index.entry(id)?.postedAt ?? 0);
  if (sort === 'pay') return by((id) => index.entry(id)?.offer ?? -1);
  if (sort === 'distance' && origin !== undefined) {
    return by((id) => {
      const { lat = null, lng = null } = index.entry(id) ?? {};
      const place: Place | null = lat === null || lng === null ? null : { code: id, lat, lng };
      return place === null ? -Number.MAX_VALUE : -straightHm(origin, place);
    });
  }
  if (sort === 'match' && profile !== undefined) {
    const scores = matches(profile);
    // What a gate keeps away comes last, by relevance.
    return by((id) => scores.get(id) ?? -1).map(({ id }) => ({ id, score: scores.get(id) ?? 0 }));
  }
  return hits;
}
