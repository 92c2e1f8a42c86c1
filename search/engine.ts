import type { Grant, PositionDocument, Profile } from './matching/types.ts';

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

  /** Keyword search of open positions for the public portal; an empty query lists all by id. */
  search(query: string, filter: PositionFilter, page: Page): Promise<RankedPage>;
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
