import type { EmbeddedEngine } from '../embedded/index.ts';
import { looseHits, sortHits } from '../embedded/keyword-search.ts';
import type { Page, Ranked, SearchEngine, SearchEntry, SearchQuery } from '../engine.ts';
import { compile } from '../keyword/compile.ts';
import { isWithin } from '../keyword/facets.ts';
import { preparePerson } from '../matching/person.ts';
import { straightHm } from '../matching/places.ts';
import type { Setting } from '../matching/score.ts';
import type { Place, Profile } from '../matching/types.ts';
import { crosswalkOf } from '../reference/crosswalk.ts';

import { Categories } from './categories.ts';
import { connect, DEFAULT_INDEX, type ServerOptions } from './client.ts';
import { allOf, facetFilters, limitsFilter, textFilter, type Filter } from './filter.ts';
import { asking, findHits, findNear, type Ask, type Hits } from './hits.ts';
import { CANDIDATES, pageOf, rankMatches, type Candidates, type Matches } from './matches.ts';

/** So many hits are put in order here, exactly; of more, the server picks those that are. */
const MOST_SORTED = 1000;

export type SearchServer = SearchEngine & {
  /** "My matches" by the server. Where `certified` is false the process's own engine is to be asked. */
  rank(profile: Profile, page: Page, options?: { candidates?: number }): Promise<Matches>;
};

/**
 * Search and matches by a Meilisearch server: it tells what is found, counts it and picks; `own` reads
 * the words, orders by relevance, and decides where the server's order of matches cannot be certified.
 * `linear`: the server is known to compare a query with every candidate, as `npm start` starts it.
 * Nothing of a person is written to the server; limits travel in the body of a request.
 */
export function createSearchServer(
  own: EmbeddedEngine,
  setting: Setting,
  options: ServerOptions & { linear: boolean },
): SearchServer {
  const { index = DEFAULT_INDEX, linear } = options;
  const client = connect(options);
  const matching = { client, index, setting, linear, own, known: new Categories() };
  const ask = asking(client, index);
  const read = (profile: Profile) =>
    preparePerson(profile, crosswalkOf(setting.reference), setting.today);

  return {
    kind: 'meilisearch',

    rank: async (profile, page, { candidates = CANDIDATES } = {}) =>
      pageOf(await rankMatches(matching, read(profile), { candidates }), page),

    async search(query) {
      const { sort, profile, page } = query;
      const compiled = compile(query.text, own.lexicon, own.keywords);
      const base = allOf([textFilter(compiled), limitsFilter(query.filter, query.origin)]);
      const chosen = Object.values(facetFilters).map((filterOf) => filterOf(query.filter));
      const filter = allOf([base, ...chosen]);
      const [hits, matches] = await Promise.all([
        findHits(ask, base, query.filter, MOST_SORTED),
        sort === 'match' && profile !== undefined
          ? rankMatches(matching, read(profile), {
              within: filter,
              candidates: Math.max(CANDIDATES, 2 * (page.offset + page.limit)),
            })
          : null,
      ]);
      const found = own.keywords.find(compiled, (entry) =>
        isWithin(entry, query.filter, query.origin),
      );
      const items =
        matches === null
          ? await sortedPage({ own, ask, query, filter, hits, ranked: found.hits })
          : byMatch(matches, { hits, ranked: found.hits, page });
      return {
        items: items ?? (await own.search(query)).items,
        total: hits.total,
        loose:
          page.offset === 0 ? looseHits(found, query.filter, ({ id }) => entryOf(own, id)) : [],
        facets: hits.facets,
      };
    },
  };
}

/** What the server found as the own index orders it; what that does not know yet comes last. */
function inOrder(ids: readonly string[], ranked: readonly Ranked[]): Ranked[] {
  const unknown = new Set(ids);
  const known = ranked.filter(({ id }) => unknown.delete(id));
  return [...known, ...[...unknown].sort().map((id) => ({ id, score: 0 }))];
}

/**
 * Matches first, equal ones by relevance, then by relevance what a gate keeps away. Null where it is not
 * certain that this is the page.
 */
function byMatch(
  { listed, certain, why }: Candidates,
  { hits, ranked, page }: { hits: Hits; ranked: readonly Ranked[]; page: Page },
): Ranked[] | null {
  const end = page.offset + page.limit;
  const isAll = why === 'complete' && hits.ids.length === hits.total;
  if (certain < end && !isAll) return null;
  const scores = new Map(listed.slice(0, certain).map(({ id, score }) => [id, score]));
  const ids = isAll ? hits.ids : [...scores.keys()];
  return inOrder(ids, ranked)
    .map(({ id }) => ({ id, score: scores.get(id) ?? -1 }))
    .sort((a, b) => b.score - a.score)
    .map(({ id, score }) => ({ id, score: Math.max(score, 0) }))
    .slice(page.offset, end);
}

type Sorting = {
  own: EmbeddedEngine;
  ask: Ask;
  query: SearchQuery;
  filter: Filter;
  hits: Hits;
  /** What the own index finds, by relevance. */
  ranked: readonly Ranked[];
};

/** The page in the order asked for. Of more hits than are sorted here, the server picks. */
async function sortedPage({ own, ask, query, filter, hits, ranked }: Sorting): Promise<Ranked[]> {
  const { text, sort, origin, page } = query;
  const { offset, limit } = page;
  const sortHere = (some: readonly Ranked[]) =>
    sortHits(some, query, { index: own.keywords, matches: () => new Map() });
  if (hits.total <= hits.ids.length) {
    return sortHere(inOrder(hits.ids, ranked)).slice(offset, offset + limit);
  }
  if (sort === 'distance' && origin !== undefined) {
    const { ids, km } = await findNear(ask, filter, origin, MOST_SORTED);
    const near = sortHere(inOrder(ids, ranked));
    return near.filter(({ id }) => isWithinKm(own, id, origin, km)).slice(offset, offset + limit);
  }
  const field = sort === 'pay' ? 'offer:desc' : sort === 'newest' ? 'postedAt:desc' : null;
  if (field === null && text.trim() !== '') {
    const [best] = await ask([{ q: text, filter, limit: MOST_SORTED }]);
    return inOrder(best?.ids ?? [], ranked).slice(offset, offset + limit);
  }
  const by = field === null ? ['id:asc'] : [field, 'id:asc'];
  const [listed] = await ask([{ filter, sort: by, offset, limit }]);
  return (listed?.ids ?? []).map((id) => ({ id, score: 0 }));
}

function entryOf({ keywords }: EmbeddedEngine, id: string): SearchEntry {
  const entry = keywords.entry(id);
  if (entry === undefined) throw new RangeError(`no entry ${id}`);
  return entry;
}

function isWithinKm({ keywords }: EmbeddedEngine, id: string, origin: Place, km: number): boolean {
  const { lat = null, lng = null } = keywords.entry(id) ?? {};
  return lat !== null && lng !== null && straightHm(origin, { code: id, lat, lng }) <= km * 10;
}
