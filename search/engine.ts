import type { PositionDocument, Profile } from './matching/types.ts';

/**
 * The narrow port between the product and whatever ranks: documents in, ids and scores out.
 *
 * PostgreSQL is the truth. Callers turn ids into rows through the reader's own access rule, so an
 * engine never decides who may see what. It holds positions only: people come with each call and
 * are not kept. All methods are asynchronous because an engine may live in another process.
 */

/** A hit; lists are ordered by score, highest first, ties by id ascending. */
export type Ranked = { id: string; score: number };

/** One page of a ranking; `total` counts all hits, not only this page. */
export type RankedPage = { items: Ranked[]; total: number };

export type Page = { limit: number; offset: number };

/** `today` (`YYYY-MM-DD`, Asia/Shanghai) is given by the caller: ages count on it. */
export type OnDay = { today: string };

export type PositionFilter = { townshipCode?: string };

export interface MatchEngine {
  /** What the last `replaceAll` called itself; null while empty, so a caller knows to fill it. */
  readonly version: string | null;

  /** Takes exactly these documents and forgets all others: first start, reference data edited. */
  replaceAll(documents: readonly PositionDocument[], version: string): Promise<void>;

  /** Adds or replaces one open position; repeating it is harmless. */
  upsert(document: PositionDocument): Promise<void>;

  /** Takes a closed, full or withdrawn position out; unknown ids are ignored. */
  remove(id: string): Promise<void>;

  /** The positions that no gate keeps from this person, best first: "my matches". */
  rank(profile: Profile, options: Page & OnDay): Promise<RankedPage>;

  /** What one or two fixable gates keep away, best first by the score it would have. */
  nearMisses(profile: Profile, options: { limit: number } & OnDay): Promise<Ranked[]>;

  /** The other direction with the same score: which of these people suit this position. */
  rankPeople(
    position: PositionDocument,
    people: readonly Profile[],
    options: Page & OnDay,
  ): Promise<RankedPage>;

  /** Keyword search of open positions for the public portal; an empty query lists all by id. */
  search(query: string, filter: PositionFilter, page: Page): Promise<RankedPage>;
}
