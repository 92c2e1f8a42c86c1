import type { MatchTraits } from './matching/traits.ts';
import type { Grant, Place, PositionDocument, Profile, ShiftKind } from './matching/types.ts';

/**
 * The narrow port between the product and whatever ranks: documents in, ids and scores out.
 *
 * PostgreSQL is the truth. Callers turn ids into rows through the reader's own access rule, so an
 * engine never decides who may see what. It holds positions only: people come with each call and
 * are not kept. All methods are asynchronous because an engine may live in another process. An engine
 * belongs to one setting (reference data, places, day); another setting means another engine.
 */

/** A hit; lists are ordered by score, highest first, ties by id ascending (by code unit). */
export type Ranked = { id: string; score: number };

/** One page of a ranking; `total` counts all hits, not only this page. */
export type RankedPage = { items: Ranked[]; total: number };

export type Page = { limit: number; offset: number };

export interface MatchEngine {
  /** What the last `replaceAll` called itself; null while empty, so a caller knows to fill it. */
  readonly version: string | null;

  /** How many positions it holds. */
  readonly size: number;

  /** Takes exactly these documents and forgets all others: first start, reference data edited. */
  replaceAll(documents: readonly PositionDocument[], version: string): Promise<void>;

  /** Adds or replaces one open position; repeating it is harmless. */
  upsert(document: PositionDocument): Promise<void>;

  /** Takes a closed, full or withdrawn position out; unknown ids are ignored. */
  remove(id: string): Promise<void>;

  /** The positions that no gate keeps from this person, best first: "my matches". */
  rank(profile: Profile, page: Page): Promise<Ranked[]>;

  /** How many positions no gate keeps from this person: the length of the whole ranking. */
  count(profile: Profile): Promise<number>;

  /** What one or two fixable gates keep away and the work suits, best first by the score it would have. */
  nearMisses(profile: Profile, options: { limit: number }): Promise<Ranked[]>;

  /**
   * How many more positions pass every gate once the person has all of `grants`: the count of a
   * re-run less today's count.
   */
  gain(profile: Profile, grants: readonly Grant[]): Promise<number>;
}

/**
 * Which positions a search admits. Facets must all hold; within one the values are alternatives, but
 * wishes must all hold. An empty or absent facet admits everything.
 */
export type SearchFilter = {
  /** Nine-digit codes. */
  townships?: readonly string[];
  /** Trades, keys of the skill tree's first level. */
  trades?: readonly string[];
  shifts?: readonly ShiftKind[];
  /** Named things that a position offers or asks: see `SearchEntry.wishes`. */
  wishes?: readonly string[];
  /** The highest education that the reader has, a GB/T 4658 code: asks for no more than that. */
  education?: string;
  /** Yuan a month that the post can pay at least. */
  salaryMin?: number;
  /** Within a box of this half-width around `origin`; positions without a known place are not in it. */
  withinKm?: number;
};

export const FACETS = ['townships', 'trades', 'shifts', 'wishes'] as const;
export type Facet = (typeof FACETS)[number];

/**
 * How many hits there are with each value: of wishes beside those chosen, of other facets instead of
 * them. Values in no hit are left out.
 */
export type FacetCounts = Record<Facet, ReadonlyMap<string, number>>;

export const SEARCH_SORTS = ['relevance', 'match', 'distance', 'pay', 'newest'] as const;
export type SearchSort = (typeof SEARCH_SORTS)[number];

export type SearchQuery = {
  /** As typed; empty admits everything. */
  text: string;
  filter: SearchFilter;
  /** `match` needs `profile`, `distance` needs `origin`; without it the order is that of `relevance`. */
  sort: SearchSort;
  page: Page;
  /** What distances count from. */
  origin?: Place;
  profile?: Profile;
};

export type SearchPage = RankedPage & {
  /**
   * Positions that hold only a part of the words, the best first, 100 at most; only with the first page.
   * They are not among `items` and `total`.
   */
  loose: Ranked[];
  facets: FacetCounts;
};

/** One open position as a search engine holds it. Fields are an allow-list: positions only. */
export type SearchEntry = {
  id: string;
  /** Hash of all other fields: tells whether an index holds what the database says. */
  version: string;
  title: string;
  employer: string;
  description: string;
  /** Names of the skills and occupations that were read. */
  skillNames: readonly string[];
  /** Full spellings and initials of title and skill names, blank separated. */
  pinyin: string;
  /** What its title says of it, each token once; see search/keyword/tokens.ts. */
  head: readonly string[];
  /** Characters and pairs of all its texts, as often as they stand there. */
  grams: readonly string[];
  /** Everything else that it can be found by, each once: meanings, spellings, place, wishes. */
  signs: readonly string[];
  townshipCode: string | null;
  trades: readonly string[];
  shift: ShiftKind;
  wishes: readonly string[];
  /** What the score and the gates see of it. */
  traits: MatchTraits;
  educationRank: number;
  /** Yuan a month at the upper end; null when not stated by the month. */
  offer: number | null;
  lat: number | null;
  lng: number | null;
  /** Milliseconds since 1970 at which it was posted. */
  postedAt: number;
};

/** Keyword search of open positions for everybody. */
export interface SearchEngine {
  readonly kind: 'embedded' | 'meilisearch';

  /** Rejects when the engine cannot answer; the caller then asks another one. */
  search(query: SearchQuery): Promise<SearchPage>;
}

/** An index outside this process, as the index work sees it. Every call waits until it has taken effect. */
export interface IndexWriter {
  /**
   * Adds or replaces entries and takes `removed` out, in this order, in the live index and in one that is
   * being rebuilt. Rejects when the engine reports that any of it failed.
   */
  write(entries: readonly SearchEntry[], removed: readonly string[]): Promise<void>;

  /**
   * Builds another index from `entries`, then puts it in the place of the live one. Writes that come
   * meanwhile reach both. Rejects and leaves the live one alone when anything failed.
   */
  rebuild(
    entries: AsyncIterable<readonly SearchEntry[]>,
    onProgress?: (written: number) => void,
  ): Promise<void>;

  /** What it holds: version by id. */
  versions(): Promise<ReadonlyMap<string, string>>;

  /** Hash of the settings that it was made with; null when there is no index. */
  settings(): Promise<string | null>;
}

/** The other direction with the same score. People stay in this process, so this is no port. */
export interface PeopleIndex {
  /** Takes exactly these people and forgets all others. */
  replaceAll(profiles: readonly Profile[]): void;

  /** Adds or replaces one person; repeating it is harmless. */
  upsert(profile: Profile): void;

  /** Unknown ids are ignored. */
  remove(id: string): void;

  /** The people whom no gate keeps from this position, best first; `among` limits them to these ids. */
  rank(position: PositionDocument, page: Page & { among?: ReadonlySet<string> }): Ranked[];

  /** How many people no gate keeps from this position. */
  count(position: PositionDocument, among?: ReadonlySet<string>): number;
}
