import { barsOf, differingLists, type BenchReport } from '../bench/bars.ts';
import { benchBulk } from '../bench/bulk-bench.ts';
import { describeMachine } from '../bench/machine.ts';
import { PARTS, type BenchOptions, type Part } from '../bench/options.ts';
import { benchPeople } from '../bench/people-bench.ts';
import { benchPositions } from '../bench/position-bench.ts';
import { printBench } from '../bench/print.ts';
import { tune } from '../bench/sql/contenders.ts';
import { withScratchDatabase, type Sql } from '../bench/sql/scratch.ts';
import { Fault, say } from '../lib/console.ts';
import { benchKeywords } from './bench-keyword.ts';
import { readCount, readOptions } from './eval/options.ts';

/**
 * Measures the ranking against SQL, MiniSearch and Orama on made-up data in a database of its own.
 * Exit code 1 when an exact contender's list is not ours. Throws a Fault for options it cannot use.
 */
export async function bench(args: string[]): Promise<number> {
  if (args.includes('keyword')) return benchKeywords(args);
  const { values, flags, rest } = readOptions(args, {
    values: ['sizes', 'queries', 'seconds', 'seed', 'skip'],
    flags: ['json'],
    arguments: 1,
  });
  if (rest[0] !== 'match') throw new Fault('请写 xc bench match 或 xc bench keyword。');
  const options: BenchOptions = {
    sizes: (values.sizes ?? '10000,100000').split(',').map((size) => readCount('sizes', size)),
    queries: readCount('queries', values.queries ?? '200'),
    seconds: readCount('seconds', values.seconds ?? '20'),
    seed: readCount('seed', values.seed ?? '1'),
    skip: new Set((values.skip ?? '').split(',').filter(Boolean).map(readPart)),
    progress: (line) => process.stderr.write(`${line}\n`),
  };
  const report = await withScratchDatabase((sql) => measure(sql, options));
  if (flags.has('json')) say(JSON.stringify({ ...report, bars: barsOf(report) }));
  else printBench(report);
  return differingLists(report) === 0 ? 0 : 1;
}

async function measure(sql: Sql, options: BenchOptions): Promise<BenchReport> {
  await tune(sql);
  const { skip, sizes, seed } = options;
  const positions = [];
  for (const size of skip.has('positions') ? [] : sizes)
    positions.push(await benchPositions(sql, size, options));
  const people = [];
  for (const size of skip.has('people') ? [] : sizes)
    people.push(await benchPeople(sql, size * 2, options));
  const bulk = skip.has('bulk') ? null : await benchBulk(sql, options);
  return { machine: await describeMachine(sql), seed, positions, people, bulk };
}

function readPart(text: string): Part {
  const part = PARTS.find((one) => one === text);
  if (part === undefined) throw new Fault(`--skip 里没有 ${text}，可以写 ${PARTS.join('、')}。`);
  return part;
}
