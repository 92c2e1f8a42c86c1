import type { BulkReport } from './bulk-bench.ts';
import type { Machine } from './machine.ts';
import type { Timing } from './measure.ts';
import type { PeopleReport } from './people-bench.ts';
import type { PositionReport } from './position-bench.ts';

export interface BenchReport {
  readonly machine: Machine;
  readonly seed: number;
  readonly positions: readonly PositionReport[];
  readonly people: readonly PeopleReport[];
  readonly bulk: BulkReport | null;
}

/** Something asked of the engine, and what was measured. */
export interface Bar {
  readonly what: string;
  readonly wanted: string;
  readonly measured: number;
  readonly met: boolean;
}

/** Which of the bars are met; those whose part was not run are left out. */
export function barsOf({ positions, people, bulk }: Omit<BenchReport, 'machine' | 'seed'>): Bar[] {
  const bars: Bar[] = [];
  for (const { size, contenders, bytesPerPosition } of positions) {
    const name = `${size} 个岗位`;
    const times = size >= 1_000_000 ? 200 : 100;
    if (size >= 100_000) {
      for (const one of sqlOf(contenders)) {
        bars.push(atLeast(`${name}：比 ${one.name}快`, times, one.ratio));
      }
      const text = contenders.find(({ name: one }) => one.startsWith('MiniSearch'));
      if (text !== undefined) bars.push(atLeast(`${name}：比 MiniSearch 快`, 150, text.ratio));
    }
    bars.push(...spread(name, contenders));
    const bytes = Math.max(bytesPerPosition.buffers, bytesPerPosition.arrays);
    bars.push(atMost(`${name}：每个岗位的字节`, 80, bytes));
  }
  for (const { size, contenders } of people) {
    if (size >= 2_000_000) {
      for (const one of sqlOf(contenders)) {
        bars.push(atLeast(`${size} 人：比 ${one.name}快`, 200, one.ratio));
      }
    }
    bars.push(...spread(`${size} 人`, contenders));
  }
  if (bulk !== null) bars.push(atLeast('批量：比 SQL 快', 150, bulk.ratio));
  return bars;
}

/** Exact contenders whose lists were not ours, over the whole run. */
export function differingLists({ positions, people, bulk }: BenchReport): number {
  return [...positions, ...people]
    .flatMap(({ contenders }) => contenders)
    .reduce((sum, { differing }) => sum + (differing ?? 0), bulk?.differing ?? 0);
}

function sqlOf(contenders: readonly Timing[]): Timing[] {
  return contenders.filter(({ name }) => name.startsWith('SQL'));
}

function spread(name: string, [ours]: readonly Timing[]): Bar[] {
  return ours === undefined ? [] : [atMost(`${name}：p99 ÷ p50`, 4, ours.p99 / ours.p50)];
}

function atLeast(what: string, wanted: number, measured: number): Bar {
  return { what, wanted: `≥ ${wanted}`, measured, met: measured >= wanted };
}

function atMost(what: string, wanted: number, measured: number): Bar {
  return { what, wanted: `≤ ${wanted}`, measured, met: measured <= wanted };
}
