import { Fault, say } from '../lib/console.ts';
import { fromCaller } from './eval/env.ts';
import { kindOfSet, readJudgedSet } from './eval/judged-set.ts';
import { readCount, readOptions } from './eval/options.ts';
import { printReport } from './eval/print-report.ts';
import { RANKING_OPTIONS, readRanking, type Ranking } from './eval/ranking.ts';
import { makeReport } from './eval/report.ts';
import { readNear, readRun, type NearRun, type Run } from './eval/run.ts';

/** Most lines of a query when the set is ranked here. */
const RANKED = 100;

/**
 * Prints how good a run is on a judged set, and against a second run. Without `--run` the set is
 * ranked first. Throws a Fault for options or data that it cannot use.
 */
export async function evaluate(args: string[]): Promise<number> {
  const { values, flags } = readOptions(args, {
    values: [...RANKING_OPTIONS, 'run', 'run2', 'near', 'k'],
    flags: ['json'],
    arguments: 0,
  });
  if (values.set === undefined) throw new Fault('请用 --set 写明评测集的文件夹。');
  const folder = fromCaller(values.set);
  const depth = readCount('k', values.k ?? '10');
  const set = readJudgedSet(folder);
  const ranked: { run: Run; near: NearRun | null } =
    values.run === undefined
      ? await rankHere(readRanking({ kind: kindOfSet(folder), ...values }, RANKED))
      : { run: readRun(fromCaller(values.run)), near: null };
  const report = makeReport(set, {
    run: ranked.run,
    second: values.run2 === undefined ? null : readRun(fromCaller(values.run2)),
    near: values.near === undefined ? ranked.near : readNear(fromCaller(values.near)),
    depth,
  });
  if (flags.has('json')) say(JSON.stringify(report));
  else printReport(report);
  return 0;
}

/** Loaded only when needed: measuring a run takes no matching. */
async function rankHere(ranking: Ranking): Promise<{ run: Run; near: NearRun | null }> {
  const { rankSet } = await import('./eval/rank-set.ts');
  return rankSet(ranking);
}
