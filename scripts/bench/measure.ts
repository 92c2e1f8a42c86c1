import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { isSame } from '@xincheng/search/embedded';
import type { Ranked } from '@xincheng/search/engine';

/** One way to answer query number `at`. */
export interface Contender {
  readonly name: string;
  /** What is done before the time is taken. */
  readonly prepare?: (at: number) => void;
  readonly rank: (at: number) => Ranked[] | Promise<Ranked[]>;
  /** Whether its lists must be the same as ours. */
  readonly isExact: boolean;
}

/** What was measured of one contender. Milliseconds. */
export interface Timing {
  readonly name: string;
  readonly queries: number;
  readonly p50: number;
  readonly p99: number;
  /** How many times slower than ours at the median, over the same queries. */
  readonly ratio: number;
  /** Queries whose list is not ours; null where it need not be. */
  readonly differing: number | null;
  /** Share of our hits that it also has. */
  readonly recall: number;
}

/** Each query is asked so often, and its median time counts. */
const PASSES = 3;
const FEWEST = 15;
const WARM_UP_MS = 1500;
/** Before each pass, since the others have taken the processor's caches meanwhile. */
const AGAIN_MS = 300;

/**
 * Asks every contender the same queries, in turns, after a warm-up. The first one is ours, which the
 * others are compared with; it answers all `queries`, a slow one as many of them as fit in `seconds`,
 * and at least 15.
 */
export async function compare(
  contenders: readonly [Contender, ...Contender[]],
  { queries, seconds }: { queries: number; seconds: number },
): Promise<Timing[]> {
  const counts = new Map<Contender, number>();
  for (const contender of contenders) {
    const spent = await warmUp(contender, queries, WARM_UP_MS);
    const affordable = Math.floor((seconds * 1000) / (spent * PASSES));
    const isOurs = contender === contenders[0];
    const count = isOurs ? queries : Math.min(queries, Math.max(FEWEST, affordable));
    counts.set(contender, count);
    for (let at = 0; at < count; at++) contender.prepare?.(at);
  }
  const times = new Map(contenders.map((one) => [one, [] as number[][]]));
  const lists = new Map(contenders.map((one) => [one, [] as Ranked[][]]));
  for (let pass = 0; pass < PASSES; pass++) {
    for (const contender of contenders) {
      collectGarbage();
      await warmUp(contender, counts.get(contender) ?? 0, AGAIN_MS);
      for (let at = 0; at < (counts.get(contender) ?? 0); at++) {
        const started = performance.now();
        const list = await contender.rank(at);
        const time = performance.now() - started;
        (times.get(contender) ?? [])[at] = [...(times.get(contender)?.[at] ?? []), time];
        (lists.get(contender) ?? [])[at] = list;
      }
    }
  }
  const typical = (one: Contender) => (times.get(one) ?? []).map(median);
  const [ours] = contenders;
  return contenders.map((contender) => {
    const own = typical(contender);
    const found = lists.get(contender) ?? [];
    const wanted = (lists.get(ours) ?? []).slice(0, found.length);
    return {
      name: contender.name,
      queries: own.length,
      p50: median(own),
      p99: percentile(own, 0.99),
      ratio: median(own) / median(typical(ours).slice(0, own.length)),
      differing: contender.isExact
        ? wanted.filter((list, at) => !isSame(list, found[at] ?? [])).length
        : null,
      recall: recallOf(wanted, found),
    };
  });
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** Frees what others left behind, so that one contender does not pay for another. */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  // The second call waits for what the first one is still sweeping: buffers count until then.
  runInNewContext('gc(), gc()');
}

/**
 * Asks the first `queries` in turn for `ms`, and at least 15 of them, so that code is compiled and
 * tables are read; milliseconds a query over the last 15.
 */
async function warmUp({ rank, prepare }: Contender, queries: number, ms: number): Promise<number> {
  const last: number[] = [];
  const began = performance.now();
  for (let asked = 0; ; asked++) {
    const at = asked % queries;
    if (asked < queries) prepare?.(at);
    const started = performance.now();
    if (asked >= FEWEST && started - began >= ms) break;
    await rank(at);
    last.push(performance.now() - started);
    if (last.length > FEWEST) last.shift();
  }
  return last.reduce((sum, one) => sum + one, 0) / last.length;
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

function recallOf(wanted: readonly Ranked[][], found: readonly Ranked[][]): number {
  let [hits, all] = [0, 0];
  wanted.forEach((list, at) => {
    const ids = new Set((found[at] ?? []).map(({ id }) => id));
    hits += list.filter(({ id }) => ids.has(id)).length;
    all += list.length;
  });
  return all === 0 ? 1 : hits / all;
}
