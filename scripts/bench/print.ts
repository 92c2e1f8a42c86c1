import { say } from '../lib/console.ts';
import { barsOf, type BenchReport } from './bars.ts';
import type { Timing } from './measure.ts';
import type { SqlShape } from './sql/contenders.ts';

/** Prints the report as tables, then the statements and their plans. */
export function printBench(report: BenchReport): void {
  const { machine, seed, positions, people, bulk } = report;
  say(`${machine.cpus} 核 ${machine.model}，Node ${machine.node}，PostgreSQL ${machine.postgres}`);
  say(`种子 ${seed}。毫秒随机器变，请看倍数。SQL 只计语句，参数事先算好。`);
  for (const one of positions) {
    say(`\n${one.size} 个岗位（招聘中 ${one.open}），每人取前 20`);
    printTimings(one.contenders);
    for (const line of one.skipped) say(`  ${line}`);
    const { buffers, arrays, heap } = one.bytesPerPosition;
    say(`  建索引 ${one.buildMs.toFixed(0)} 毫秒，每个岗位 ${buffers.toFixed(1)} 字节`);
    say(`  进程实增每个岗位：数组 ${arrays.toFixed(1)} 字节，堆 ${heap.toFixed(1)} 字节`);
    const { perSecond, visibleAtOnce } = one.updates;
    const seen = visibleAtOnce ? '马上可见' : '没有马上可见';
    say(`  每秒更新 ${Math.round(perSecond)} 个，更新${seen}`);
  }
  for (const { size, bytesPerPerson, contenders } of people) {
    say(`\n${size} 人，每个岗位取前 50，每人 ${bytesPerPerson.toFixed(1)} 字节`);
    printTimings(contenders);
  }
  if (bulk !== null) {
    say(`\n批量 ${bulk.people} 人 × ${bulk.positions} 个岗位，每人取前 20`);
    const ours = `新程 ${bulk.oursMs.toFixed(0)} 毫秒`;
    const sql = `SQL ${bulk.sqlMs.toFixed(0)} 毫秒`;
    say(`  ${ours}，${sql}，${bulk.ratio.toFixed(1)} 倍，不同的名单 ${bulk.differing}`);
  }
  say('\n要求');
  for (const { what, wanted, measured, met } of barsOf(report)) {
    say(`  ${met ? '✓' : '✗'} ${what}：要求 ${wanted}，实测 ${measured.toFixed(1)}`);
  }
  printStatements(report);
}

function printTimings(timings: readonly Timing[]): void {
  for (const { name, queries, p50, p99, ratio, differing, recall } of timings) {
    const same =
      differing === null ? `找回前列的 ${(recall * 100).toFixed(1)}%` : `不同的名单 ${differing}`;
    const times = `p50 ${p50.toFixed(3)}  p99 ${p99.toFixed(3)}  ${ratio.toFixed(1)} 倍`;
    say(`  ${name}：${times}，${queries} 次查询，${same}`);
  }
}

/** The statements are the same for all sizes; the plans are those of the largest. */
function printStatements({ positions, people, bulk }: BenchReport): void {
  const print = (title: string, shapes: readonly SqlShape[]) => {
    for (const { name, statement, plan } of shapes) {
      say(`\n${title} ${name}\n${statement}\n`);
      for (const line of plan) say(`  ${line}`);
    }
  };
  print('人找岗位', positions.at(-1)?.sql ?? []);
  print('岗位找人', people.at(-1)?.sql ?? []);
  if (bulk !== null) {
    print('批量', [{ name: 'SQL', statement: bulk.statement, plan: bulk.plan }]);
  }
}
