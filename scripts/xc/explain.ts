import { scorePair, type PairScore } from '@xincheng/search/matching';
import { z } from 'zod';
import { Fault, say } from '../lib/console.ts';
import { fromCaller } from './eval/env.ts';
import { readDay, readOptions } from './eval/options.ts';
import { SET_DAY } from './eval/ranking.ts';
import { readMatchSet } from './eval/read-match-set.ts';
import { settingOn } from './eval/setting.ts';

/**
 * Prints what makes up the score of one person and one position, and every condition: of a judged set
 * with `--set`, else of the running installation. Nothing of the person is shown but the id and the
 * reasons. Throws a Fault when one of the two is not there or nothing runs.
 */
export async function explain(args: string[]): Promise<number> {
  const { values, flags, rest } = readOptions(args, {
    values: ['set', 'day'],
    flags: ['json'],
    arguments: 2,
  });
  const [person, position] = rest;
  if (person === undefined || position === undefined)
    throw new Fault('请写明人员编号和岗位编号：explain <人员> <岗位>');
  if (values.set === undefined && values.day !== undefined)
    throw new Fault('--day 只与 --set 同用；正在运行的新程按当天计算。');
  const pair =
    values.set === undefined
      ? await ofInstallation(person, position)
      : ofSet(fromCaller(values.set), person, position, readDay(values.day ?? SET_DAY));
  const { score, parts, gates, missing } = pair;
  if (flags.has('json')) say(JSON.stringify({ score, parts, gates, missing }));
  else sayPair(person, position, pair);
  return 0;
}

function ofSet(folder: string, person: string, position: string, day: string): PairScore {
  const { profiles, positions } = readMatchSet(folder);
  const profile = profiles.find(({ id }) => id === person);
  const document = positions.find(({ id }) => id === position);
  if (profile === undefined) throw new Fault(`评测集里没有人员 ${person}。`);
  if (document === undefined) throw new Fault(`评测集里没有岗位 ${position}。`);
  return scorePair(profile, document, settingOn(day));
}

async function ofInstallation(person: string, position: string): Promise<PairScore> {
  for (const id of [person, position])
    if (!z.uuid().safeParse(id).success)
      throw new Fault(`${id} 不是人员或岗位的编号；要看评测集里的，请加 --set。`);
  // Loaded only when needed: it brings the whole API with it.
  const { explainStored } = await import('./eval/explain-stored.ts');
  return explainStored(person, position);
}

function sayPair(person: string, position: string, pair: PairScore): void {
  const failed = pair.gates.filter(({ passed }) => !passed).length;
  const verdict = failed === 0 ? '可以列入' : `有 ${failed} 项不符，不列入`;
  say(`${person} × ${position}：${pair.score} 分，${verdict}`);
  say('得分（本人／岗位）');
  for (const { part, points, have, need } of pair.parts)
    say(`  ${PARTS[part]} ${String(points).padStart(3)}　${have}／${need}`);
  if (pair.gates.length > 0) say('条件');
  for (const { passed, fixable, source, have, need } of pair.gates)
    say(`  ${passed ? '✓' : fixable ? '△' : '✗'} ${need}　${have}（${source}）`);
  if (pair.missing.length > 0) say('可以做的');
  for (const { what, hint } of pair.missing) say(`  ${what}：${hint}`);
}

const PARTS: Record<PairScore['parts'][number]['part'], string> = {
  skills: '技能',
  occupation: '职业',
  distance: '路程',
  terms: '待遇',
};
