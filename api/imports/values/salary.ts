import type { SalaryUnit } from '../types.ts';
import { findSums, type Sum } from './sums.ts';
import { halfWidth, longestShape, saysNone } from './text.ts';

export interface ReadSalary {
  /** Yuan a month; null as well when the pay is by the day or hour. */
  readonly min: number | null;
  readonly max: number | null;
  readonly unit: SalaryUnit;
  /** Yuan a day, lowest and highest. */
  readonly day: [number, number] | null;
  /** 面议, 按公司标准: no sum is named. */
  readonly negotiable: boolean;
  /** Something is written, but no sum could be read from it, or several that do not agree. */
  readonly unclear: boolean;
}

const nothing: ReadSalary = {
  min: null,
  max: null,
  unit: 'month',
  day: null,
  negotiable: false,
  unclear: false,
};

/** A month's pay below this is no pay in yuan a month: the unit is missing. */
export const lowestMonthlyPay = 500;

/** Honest pay in yuan; outside of it the period or the unit is missing (8-10万 is no month's pay). */
const limits: Readonly<Record<SalaryUnit, readonly [number, number]>> = {
  month: [0, 30_000],
  day: [30, 3000],
  hour: [5, 500],
};

/**
 * Reads pay: 3500-5000, 4.9～6.7千, 三千五, 4k-6k, 3500+提成 (open above), 底薪3700，综合4900左右,
 * 试用期2900，转正3200-4500 (the pay after probation counts), 年薪5-7.6万 (a twelfth), 240-320元/天
 * (`day`), 不低于4500, 面议. Sums are yuan, rounded.
 */
export function readSalary(text: string): ReadSalary {
  if (text.length > longestShape) return { ...nothing, unclear: true };
  const plain = normalise(text);
  if (saysNone(plain)) return nothing;
  const afterProbation = /转正后?(?:工资|薪资|为|:)?(.*\d.*)$/.exec(plain)?.[1];
  const main = afterProbation ?? plain.replace(/[(（]?试用期?[^,，;；)）]*[,，;；)）]/, '');
  const sums = findSums(main);
  const [first, second, third] = sums;
  if (first === undefined) {
    const negotiable = /面议|面谈|标准|情况|待遇|协商|规定|电话|不限|随意/.test(plain);
    return { ...nothing, negotiable, unclear: !negotiable };
  }
  if (second === undefined) return byPeriod(main, first);
  if (third !== undefined) return { ...nothing, unclear: true };
  const total = /(综合|合计|到手|总计|总收入|月收入)\D*$/.test(second.before);
  const most = /(最高|上限|封顶|可达|可至|高达)\D*$/.test(second.before);
  const together = { ...first, high: second.high };
  if (most || (total && /(底薪|基本|保底|无责)\D*$/.test(first.before))) {
    return byPeriod(main, together);
  }
  const same = first.low === second.low && first.high === second.high;
  return same ? byPeriod(main, first) : { ...nothing, unclear: true };
}

function byPeriod(text: string, sum: Sum): ReadSalary {
  const period = periodOf(text, sum);
  const unit = period === 'year' ? 'month' : period;
  const months = period === 'year' ? 12 : 1;
  const low = Math.round(sum.low / months);
  const high = Math.round(sum.high / months);
  const [least, most] = limits[unit];
  if (low < least || high > most) return { ...nothing, unit, unclear: true };
  if (unit === 'day') return { ...nothing, unit, day: [low, high] };
  if (unit === 'hour') return { ...nothing, unit, unclear: true };
  if (low === high && openAbove.test(text)) return { ...nothing, min: low };
  if (low === high && /以下|以内|不超过|最高|≤|</.test(text)) return { ...nothing, max: high };
  return { ...nothing, min: low, max: high };
}

const openAbove = /以上|起|不低于|至少|最低|保底|≥|>|\+|提成|绩效|奖金|计件|另计|另算|加班费/;

type Period = SalaryUnit | 'year';

/** Right behind a sum: 元/天, 每月, 一年; before it: 日薪, 月薪. */
const behind: readonly (readonly [RegExp, Period])[] = [
  [/^[/每一1]?个?(小时|时|h)/, 'hour'],
  [/^[/每一1]*(天|日|工)/, 'day'],
  [/^[/每一1]*年/, 'year'],
  [/^[/每一1]?个?月/, 'month'],
];
const before: readonly (readonly [RegExp, Period])[] = [
  [/(时薪|每小时|一小时)[约为是:]?$/, 'hour'],
  [/(日薪|日工资?|每[天日]|一[天日]|日结)[约为是:]?$/, 'day'],
  [/(年薪|年收入|每年|一年)[约为是:]?$/, 'year'],
  [/(月薪|月工资|每月|月收入|一个?月)[约为是:]?$/, 'month'],
];
const anywhere: readonly (readonly [RegExp, Period])[] = [
  [/时薪|小时工|钟点工|按小时/, 'hour'],
  [/日薪|日结|日工(?!作)|按[天日]/, 'day'],
  [/年薪|年收入/, 'year'],
];

function periodOf(text: string, sum: Sum): Period {
  const find = (patterns: typeof behind, part: string) =>
    patterns.find(([pattern]) => pattern.test(part))?.[1];
  return find(behind, sum.after) ?? find(before, sum.before) ?? find(anywhere, text) ?? 'month';
}

function normalise(text: string): string {
  return halfWidth(text)
    .toLowerCase()
    .replace(/\s/g, '')
    .replace(/[¥$]|人民币|rmb/g, '')
    .replace(/(\d),(?=\d{3}(?!\d))/g, '$1')
    .replace(/仟/g, '千')
    .replace(/([一二三四五六七八九])(?=[一二三四五六七八九][千万])/g, '$1-')
    .replace(
      /[一二两三四五六七八九](?=[千百万]|[-~～—–至到]+[一二两三四五六七八九]?[千万])|(?<=[千万百])[一二三四五六七八九](?![天日月年个小])/g,
      (digit) => String('零一二三四五六七八九'.indexOf(digit === '两' ? '二' : digit)),
    )
    .replace(/[-~～—–－至到]+(?=\d)/g, '-');
}
