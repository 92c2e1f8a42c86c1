import type { WeightsValue } from '../contract/reference-values.ts';
import type { Faults } from './faults.ts';

/** What is wrong with weights whose numbers are each in their range, by field. */
export function checkWeights(
  { skills, occupation, distance, terms }: WeightsValue,
  trades: ReadonlySet<string>,
): Faults {
  const faults: Faults = {};
  const full = Math.max(...skills.pointsPerUnit.flat());
  const ofSkills = skills.units * full;
  const parts = [
    ...[ofSkills, occupation.max, distance.max],
    ...[terms.pay, terms.shift, terms.lodging, terms.papers],
  ];
  const sum = parts.reduce((total, max) => total + max, 0);
  if (sum !== 1000)
    faults['value'] =
      `四部分的最高分加起来要是 1000，现在是 ${String(sum)}（技能 ${String(ofSkills)}、职业 ${String(occupation.max)}、` +
      `距离 ${String(distance.max)}、待遇条件 ${String(terms.pay + terms.shift + terms.lodging + terms.papers)}）`;
  if (skills.nothingAsked > ofSkills)
    faults['value.skills.nothingAsked'] = `不能高于技能的最高分 ${String(ofSkills)}`;
  for (const [at, row] of skills.pointsPerUnit.entries()) {
    const field = `value.skills.pointsPerUnit.${String(at)}`;
    const above = skills.pointsPerUnit[at - 1];
    if (row[0] !== 0) faults[field] = '没有这项技能只能是 0 分';
    else if (!rises(row)) faults[field] = '越熟练分数不能越低';
    else if (row.at(-1) !== full)
      faults[field] = `熟练的要得满分 ${String(full)}，否则最高分达不到`;
    else if (above !== undefined && row.some((points, level) => points > (above[level] ?? 0)))
      faults[field] = '要求更高时，同样的水平不能得分更多';
  }
  Object.assign(
    faults,
    stepFaults('value.distance.decay', distance.decay, { first: 0, order: 'ascending' }),
    stepFaults('value.terms.payShare', terms.payShare, { last: 0, order: 'descending' }),
  );
  return { ...faults, ...relatedFaults(occupation.relatedTrades, trades) };
}

const rises = (row: readonly number[]) =>
  row.every((value, at) => at === 0 || value >= (row[at - 1] ?? 0));

/** A way's percent falls as it grows; a pay's percent falls as the pay does. */
function stepFaults(
  field: string,
  steps: readonly (readonly [number, number])[],
  { first, last, order }: { first?: number; last?: number; order: 'ascending' | 'descending' },
): Faults {
  const sign = order === 'ascending' ? 1 : -1;
  const outOfOrder = steps.findIndex(
    ([from], at) => at > 0 && sign * (from - (steps[at - 1]?.[0] ?? 0)) <= 0,
  );
  if (outOfOrder !== -1)
    return {
      [`${field}.${String(outOfOrder)}`]:
        order === 'ascending' ? '起点要一档比一档大' : '起点要一档比一档小',
    };
  if (first !== undefined && steps[0]?.[0] !== first)
    return { [`${field}.0`]: `第一档要从 ${String(first)} 开始` };
  if (last !== undefined && steps.at(-1)?.[0] !== last)
    return { [`${field}.${String(steps.length - 1)}`]: `最后一档要从 ${String(last)} 开始` };
  const rising = steps.findIndex(
    ([, percent], at) => at > 0 && percent > (steps[at - 1]?.[1] ?? 0),
  );
  return rising === -1 ? {} : { [`${field}.${String(rising)}`]: '百分比不能比上一档高' };
}

function relatedFaults(
  pairs: WeightsValue['occupation']['relatedTrades'],
  trades: ReadonlySet<string>,
): Faults {
  const seen = new Set<string>();
  const faults: Faults = {};
  for (const [at, [one, other]] of pairs.entries()) {
    const field = `value.occupation.relatedTrades.${String(at)}`;
    const pair = [one, other].sort().join(' ');
    const unknown = [one, other].find((trade) => !trades.has(trade));
    if (unknown !== undefined) faults[field] = `没有“${unknown}”这个行当`;
    else if (one === other) faults[field] = '两边是同一个行当';
    else if (seen.has(pair)) faults[field] = '这一对前面已经有了';
    seen.add(pair);
  }
  return faults;
}
