const RESAMPLES = 2000;
const SEED = 20240901;
/** Means of doubles in another order differ by less than this. */
const EPSILON = 1e-9;

/** A mean over queries with its 95 % interval. */
export interface Estimate {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** The mean difference between two runs on the same queries. */
export interface Difference extends Estimate {
  /** Share of resamples in which the first run is not ahead. */
  readonly shareNotAbove: number;
  /** Queries on which the first run is better, worse, or equal. */
  readonly wins: number;
  readonly losses: number;
  readonly ties: number;
}

/**
 * Mean and percentile bootstrap interval over queries, 2,000 resamples from a fixed seed, so the same
 * values give the same interval. Throws RangeError without values.
 */
export function estimate(values: readonly number[]): Estimate {
  return intervalOf(values, resampledMeans(values));
}

/** Paired bootstrap of `values` − `others`, query by query. Throws RangeError for unequal lengths. */
export function difference(values: readonly number[], others: readonly number[]): Difference {
  if (values.length !== others.length) throw new RangeError('unequal numbers of queries');
  const gaps = values.map((value, at) => value - (others[at] ?? 0));
  const means = resampledMeans(gaps);
  const wins = gaps.filter((gap) => gap > EPSILON).length;
  const losses = gaps.filter((gap) => gap < -EPSILON).length;
  return {
    ...intervalOf(gaps, means),
    shareNotAbove: means.filter((mean) => mean <= EPSILON).length / means.length,
    wins,
    losses,
    ties: gaps.length - wins - losses,
  };
}

/** Ascending. */
function resampledMeans(values: readonly number[]): Float64Array {
  const random = seeded(SEED);
  const pool = Float64Array.from(values);
  const means = new Float64Array(RESAMPLES);
  for (let round = 0; round < RESAMPLES; round++) {
    let sum = 0;
    for (let draw = 0; draw < pool.length; draw++)
      sum += pool[Math.floor(random() * pool.length)] ?? 0;
    means[round] = sum / pool.length;
  }
  return means.sort();
}

function intervalOf(values: readonly number[], means: Float64Array): Estimate {
  if (values.length === 0) throw new RangeError('no queries');
  return {
    mean: values.reduce((sum, value) => sum + value, 0) / values.length,
    low: means[Math.floor(RESAMPLES * 0.025)] ?? 0,
    high: means[Math.ceil(RESAMPLES * 0.975) - 1] ?? 0,
  };
}

/** mulberry32 (public domain, Tommy Ettinger): 0 ≤ x < 1. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
