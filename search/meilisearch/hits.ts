import type { Meilisearch, MultiSearchQuery } from 'meilisearch';

import { FACETS, type Facet, type FacetCounts, type SearchFilter } from '../engine.ts';
import type { Place } from '../matching/types.ts';

import { refusing, searchLimit } from './client.ts';
import type { ServerDocument } from './document.ts';
import { allOf, boxFilter, facetFilters, type Filter } from './filter.ts';

/** The server's field for each facet. */
const FIELDS: Record<Facet, string> = {
  townships: 'townshipCode',
  trades: 'trades',
  shifts: 'shift',
  wishes: 'wishes',
};

/** Half-widths of the boxes that are tried when more lie around a place than are wanted, widest first. */
const BOXES_KM = [64, 32, 16, 8, 4, 2, 1, 0.5];

/** Ids of hits, how many there are in all, and how many have each value of a facet. */
export type Hits = { ids: string[]; total: number; facets: FacetCounts };

export type Ask = (
  queries: readonly Omit<MultiSearchQuery, 'indexUid'>[],
) => Promise<{ ids: string[]; total: number; counts: Record<string, Record<string, number>> }[]>;

/** Several questions to one index in one request, each answered by ids. */
export function asking(client: Meilisearch, index: string): Ask {
  return async (queries) => {
    const { results } = await refusing(
      client.multiSearch<{ queries: MultiSearchQuery[] }, ServerDocument>(
        {
          queries: queries.map((query) => ({
            ...query,
            indexUid: index,
            attributesToRetrieve: ['id'],
          })),
        },
        searchLimit(),
      ),
    );
    return results.map(({ hits, estimatedTotalHits = 0, facetDistribution = {} }) => ({
      ids: hits.map(({ id }) => id),
      total: estimatedTotalHits,
      counts: facetDistribution,
    }));
  };
}

/**
 * All hits counted, `limit` of them by id: `base` holds for all, `chosen` is what the facets add. Each
 * facet whose values are alternatives is counted as if nothing of it was chosen.
 */
export async function findHits(
  ask: Ask,
  base: Filter,
  chosen: SearchFilter,
  limit: number,
): Promise<Hits> {
  const without = (lifted: Facet | null) =>
    allOf([
      base,
      ...FACETS.filter((facet) => facet !== lifted).map((facet) => facetFilters[facet](chosen)),
    ]);
  const lifted = FACETS.filter((facet) => facet !== 'wishes' && (chosen[facet] ?? []).length > 0);
  const [all, ...others] = await ask([
    { filter: without(null), limit, facets: Object.values(FIELDS) },
    ...lifted.map((facet) => ({ filter: without(facet), limit: 0, facets: [FIELDS[facet]] })),
  ]);
  const countsOf = (facet: Facet) => {
    const answer = lifted.includes(facet) ? others[lifted.indexOf(facet)] : all;
    return new Map(Object.entries(answer?.counts[FIELDS[facet]] ?? {}));
  };
  return {
    ids: all?.ids ?? [],
    total: all?.total ?? 0,
    facets: {
      townships: countsOf('townships'),
      trades: countsOf('trades'),
      shifts: countsOf('shifts'),
      wishes: countsOf('wishes'),
    },
  };
}

/**
 * The hits in the widest box around a place that holds at most `most` of them, and its half-width:
 * whatever is nearer than that is among them.
 */
export async function findNear(
  ask: Ask,
  filter: Filter,
  origin: Place,
  most: number,
): Promise<{ ids: string[]; km: number }> {
  const boxes = BOXES_KM.map((km) => ({ km, filter: allOf([filter, boxFilter(origin, km)]) }));
  const counts = await ask(boxes.map((box) => ({ filter: box.filter, limit: 0 })));
  const at = counts.findIndex(({ total }) => total <= most);
  const box = boxes[at];
  if (box === undefined) return { ids: [], km: 0 };
  const [near] = await ask([{ filter: box.filter, limit: most }]);
  return { ids: near?.ids ?? [], km: box.km };
}
