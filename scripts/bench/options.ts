/** Parts that `--skip` leaves out. */
export const PARTS = ['minisearch', 'orama', 'positions', 'people', 'bulk'] as const;
export type Part = (typeof PARTS)[number];

export interface BenchOptions {
  /** Numbers of positions; people are twice as many. */
  readonly sizes: readonly number[];
  readonly queries: number;
  /** Time for the queries of one slow contender, about. */
  readonly seconds: number;
  readonly seed: number;
  readonly skip: ReadonlySet<Part>;
  readonly progress: (line: string) => void;
}
