import { createHash } from 'node:crypto';
import type { Settings } from 'meilisearch';

import { DIMENSIONS, LAYOUT } from './layout.ts';

/** Vectors of another layout are under another name, so that nobody compares the two. */
export const EMBEDDER = `score-${LAYOUT}`;

/** Hits beyond are counted but cannot be paged to. */
const MOST_HITS = 20_000;

const equality = { equality: true, comparison: false };
const comparison = { equality: false, comparison: true };

/** The index of positions: all of its settings, in one place. */
export const indexSettings = {
  searchableAttributes: ['title', 'skillNames', 'pinyin', 'employer', 'description'],
  displayedAttributes: ['id', 'version'],
  filterableAttributes: [
    {
      attributePatterns: [
        'id',
        'tokens',
        'townshipCode',
        'trades',
        'shift',
        'wishes',
        'place',
        'licences',
        'papers',
        'families',
        'livesIn',
        'demands',
      ],
      features: { facetSearch: false, filter: equality },
    },
    {
      attributePatterns: [
        'educationRank',
        'offer',
        'lat',
        'lng',
        'ageFrom',
        'ageTo',
        'ageToVeteran',
      ],
      features: { facetSearch: false, filter: comparison },
    },
  ],
  sortableAttributes: ['id', 'offer', 'postedAt'],
  rankingRules: ['words', 'attributeRank', 'exactness', 'sort'],
  // What is typed wrongly is seen to before the server is asked: see search/keyword/compile.ts.
  typoTolerance: { enabled: false },
  localizedAttributes: [{ attributePatterns: ['*'], locales: ['cmn'] }],
  facetSearch: false,
  faceting: { maxValuesPerFacet: 500 },
  proximityPrecision: 'byAttribute',
  pagination: { maxTotalHits: MOST_HITS },
  // Longer than anybody waits: a ranking that was cut short never looks like a whole one.
  searchCutoffMs: 5000,
  embedders: { [EMBEDDER]: { source: 'userProvided', dimensions: DIMENSIONS } },
} satisfies Settings;

/** Hash of `indexSettings`, to be compared with that of an index. */
export const wantedSettings = settingsHash(indexSettings);

/** Hash of what an index says of the settings named in `indexSettings`; the server adds defaults. */
export function settingsHash(settings: Settings): string {
  const said = JSON.stringify(named(indexSettings, settings));
  return createHash('sha256').update(said).digest('base64url').slice(0, 22);
}

/** Of objects only the keys that `wanted` has, in its order. */
function named(wanted: unknown, said: unknown): unknown {
  if (Array.isArray(wanted) && Array.isArray(said)) {
    return said.map((one: unknown, at) => named(wanted[at], one));
  }
  if (typeof wanted !== 'object' || wanted === null) return said ?? null;
  if (typeof said !== 'object' || said === null) return null;
  return Object.entries(wanted).map(([key, own]) => [key, named(own, Reflect.get(said, key))]);
}
