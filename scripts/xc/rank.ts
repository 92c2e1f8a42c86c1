import { Fault, say } from '../lib/console.ts';
import { fromCaller } from './eval/env.ts';
import { readCount, readOptions } from './eval/options.ts';
import { rankSet } from './eval/rank-set.ts';
import { RANKING_OPTIONS, readRanking } from './eval/ranking.ts';
import { writeNear, writeRun } from './eval/run.ts';

/**
 * Ranks a judged set by the product's own matching and writes a TREC run, and with `--near` the near
 * misses. Throws a Fault for options or data that it cannot use.
 */
export async function rank(args: string[]): Promise<number> {
  const { values } = readOptions(args, {
    values: [...RANKING_OPTIONS, 'k', 'out', 'near'],
    flags: [],
    arguments: 0,
  });
  if (values.out === undefined) throw new Fault('请用 --out 写明结果写到哪个文件。');
  const ranking = readRanking(values, readCount('k', values.k ?? '100'));
  const { run, near } = await rankSet(ranking);
  const out = fromCaller(values.out);
  writeRun(out, run, `xincheng-${ranking.engine}`);
  say(`${out}：${run.size} 条查询，${count(run)} 行`);
  if (values.near !== undefined) {
    if (near === null) throw new Fault('只有 match 类型的评测集有差一点的岗位，请去掉 --near。');
    const file = fromCaller(values.near);
    writeNear(file, near);
    say(`${file}：差一点的 ${count(near)} 行`);
  }
  return 0;
}

function count(lists: ReadonlyMap<string, readonly unknown[]>): number {
  return [...lists.values()].reduce((sum, hits) => sum + hits.length, 0);
}
