import {
  benchKeyword,
  differingPages,
  type KeywordReport,
} from '../bench/keyword/keyword-bench.ts';
import type { Timing } from '../bench/measure.ts';
import { NO_SERVER } from '../bench/search-server.ts';
import { withScratchDatabase } from '../bench/sql/scratch.ts';
import { Fault, say } from '../lib/console.ts';
import { readCount, readOptions } from './eval/options.ts';

/**
 * Measures keyword search against Meilisearch and plain PostgreSQL: what is found on the trap corpus, and
 * how fast. Exit code 1 when Meilisearch's pages are not ours. Throws a Fault for options it cannot use.
 */
export async function benchKeywords(args: string[]): Promise<number> {
  const { values, flags, rest } = readOptions(args, {
    values: ['size', 'seconds', 'seed'],
    flags: ['json'],
    arguments: 1,
  });
  if (rest[0] !== 'keyword') throw new Fault('请写 xc bench keyword。');
  const options = {
    size: readCount('size', values.size ?? '6000'),
    seconds: readCount('seconds', values.seconds ?? '20'),
    seed: readCount('seed', values.seed ?? '1'),
    progress: (line: string) => process.stderr.write(`${line}\n`),
  };
  const report = await withScratchDatabase((sql) => benchKeyword(sql, options));
  if (report.machine.meilisearch === null) {
    process.stderr.write(`\n!!! 没有测 Meilisearch。${NO_SERVER}\n\n`);
  }
  if (flags.has('json')) say(JSON.stringify(report));
  else print(report);
  return differingPages(report) === 0 ? 0 : 1;
}

function print({ machine, queries, traps, synthetic, statements }: KeywordReport): void {
  const server = machine.meilisearch ?? '没有测';
  say(`${machine.cpus} 核 ${machine.model}，Node ${machine.node}`);
  say(`PostgreSQL ${machine.postgres}，Meilisearch ${server}。毫秒随机器变，请看倍数。`);
  say(`\n${traps.positions} 个判过的岗位，${queries} 条查询，各取前 10`);
  for (const { name, mean, byKind, nothingShown, overlap, equalLists } of traps.quality) {
    const figures = `P@10 ${mean.precision.toFixed(3)}  nDCG@10 ${mean.ndcg.toFixed(3)}`;
    const same = `与内置重合 ${percent(overlap)}，名单全同 ${equalLists}/${queries}`;
    say(`  ${name}：${figures}，无解的不列 ${percent(nothingShown)}，${same}`);
    const kinds = Object.entries(byKind).map(
      ([kind, one]) => `${kind} ${one.precision.toFixed(2)}`,
    );
    say(`    P@10：${kinds.join('  ')}`);
  }
  printTimes(traps.times);
  say(`\n${synthetic.positions} 个生成的岗位`);
  printTimes(synthetic.times);
  for (const [name, statement] of Object.entries(statements)) say(`\n${name}\n${statement}`);
}

function printTimes(times: readonly Timing[]): void {
  for (const { name, p50, p99, ratio, differing } of times) {
    const same = differing === null ? '' : `，不同的名单 ${differing}`;
    say(`  ${name}：p50 ${p50.toFixed(3)}  p99 ${p99.toFixed(3)}  ${ratio.toFixed(2)} 倍${same}`);
  }
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}
