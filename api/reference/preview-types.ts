import type { Scope } from '@xincheng/db/client';
import type { Reference } from '@xincheng/search/reference';

/** What another reference would change for the people and positions that a scope sees. */
export interface ReferencePreview {
  positionsTouched: number;
  peopleTouched: number;
  /** People whose list of best matches becomes another one. */
  peopleListsChanged: number;
  /** People with more, and with fewer, positions that pass every condition. */
  gainsMatches: number;
  losesMatches: number;
  /** At most 20 pairs, the greatest change first; null: kept out by a condition. */
  samples: { personId: string; positionId: string; before: number | null; after: number | null }[];
}

/** Compares all matches of the scope by `candidate` with those by the reference in force. */
export type PreviewReference = (scope: Scope, candidate: Reference) => Promise<ReferencePreview>;
