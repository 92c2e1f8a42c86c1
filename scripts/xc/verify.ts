import { shippedReference } from '@xincheng/search/reference';
import { checkMeilisearch, type ServerCheck } from '../bench/meilisearch-check.ts';
import { checkRanking, faultsOf, type RankingCheck } from '../bench/ranking-check.ts';
import { withScratchDatabase } from '../bench/sql/scratch.ts';
import { SyntheticCounty } from '@xincheng/search/synthetic';
import { Fault, say } from '../lib/console.ts';
import { readCount, readOptions } from './eval/options.ts';

/**
 * Compares the engine with scoring pair by pair, with SQL and, where there is one, with a Meilisearch
 * server, on made-up people and positions. Exit code 1 when anything differs that is certain to be
 * right. Throws a Fault for options it cannot use.
 */
export async function verify(args: string[]): Promise<number> {
  const { values, flags, rest } = readOptions(args, {
    values: ['queries', 'positions', 'seed'],
    flags: ['json'],
    arguments: 1,
  });
  if (rest[0] !== 'ranking') throw new Fault('请写 xc verify ranking。');
  const queries = readCount('queries', values.queries ?? '1000');
  const count = readCount('positions', values.positions ?? '1000');
  const seed = readCount('seed', values.seed ?? '1');
  const county = new SyntheticCounty(shippedReference(), { seed });
  const data = {
    profiles: Array.from({ length: queries }, () => county.profile()),
    documents: Array.from({ length: count }, () => county.position()),
  };
  const { setting } = county;
  const sides = { engine: setting, brute: setting, sql: setting };
  const check = await withScratchDatabase((sql) => checkRanking(sql, sides, data));
  const meilisearch = await checkMeilisearch(setting, data);
  if (flags.has('json')) say(JSON.stringify({ seed, ...check, meilisearch }));
  else {
    printCheck(check);
    printServerCheck(meilisearch);
  }
  const isWrong = meilisearch?.byCandidates.some(({ certifiedWrongly }) => certifiedWrongly > 0);
  return faultsOf(check) === 0 && isWrong !== true ? 0 : 1;
}

function printCheck(check: RankingCheck): void {
  const { differingLists, monotone } = check;
  say(`${check.queries} 人 × ${check.positions} 个岗位，共 ${check.pairs} 对`);
  const rows: [string, number][] = [
    ['与逐对打分不同的名单', differingLists.brute],
    ['与 SQL 不同的名单', differingLists.sql],
    ['各部分相加不等于总分', check.wrongSums],
    ['被排除却没有规则', check.exclusionsWithoutRule],
    ['总数不对', check.wrongTotals],
    ['差一点的不同', check.nearMissesDiffer],
    ['补齐后多出的岗位数不对', check.gainsDiffer],
    ['多一项技能反而降分', monotone.skillLowers],
    ['放宽距离反而少了岗位', monotone.limitRemoves],
  ];
  for (const [what, count] of rows) say(`  ${count === 0 ? '✓' : '✗'} ${what}：${count}`);
}

function printServerCheck(check: ServerCheck | null): void {
  if (check === null) {
    say('Meilisearch：PATH 里没有 meilisearch 程序，没有比较');
    return;
  }
  const { version, lists, byCandidates } = check;
  say(`Meilisearch ${version}：${lists} 份前 ${check.top} 名的名单`);
  for (const { candidates, equal, certified, certifiedWrongly } of byCandidates) {
    const share = (count: number) => `${((100 * count) / Math.max(1, lists)).toFixed(1)}%`;
    const mark = certifiedWrongly === 0 ? '✓' : '✗';
    say(
      `  ${mark} 取 ${candidates} 个候选：相同 ${share(equal)}，可以确认 ${share(certified)}，` +
        `确认了却不同 ${certifiedWrongly}`,
    );
  }
}
