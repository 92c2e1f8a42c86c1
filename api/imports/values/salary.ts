import type { SalaryUnit } from '../types.ts';
import { halfWidth, saysNone } from './text.ts';

export interface ReadSalary {
  /** Yuan a month; null as well when the pay is by the day or hour. */
  readonly min: number | null;
  readonly max: number | null;
  readonly unit: SalaryUnit;
  /** Yuan a day, lowest and highest. */
  readonly day: [number, number] | null;
  /** 面议, 按公司标准: no sum is named. */
  readonly negotiable: boolean;
  /** Something is written, but no sum could be read from it. */
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

/**
 * Reads pay: 3500-5000, 4.9～6.7千, 4k-6k, 3500+提成 (open above), 底薪3700，综合4900左右,
 * 试用期2900，转正3200-4500 (the pay after probation counts), 年薪5-7.6万 (a twelfth), 240-320元/天
 * (`day`), 不低于4500, 面议. Sums are yuan, rounded.
 */
export function readSalary(text: string): ReadSalary {
  const plain = normalise(text);
  if (saysNone(plain)) return nothing;
  const afterProbation = /转正后?(?:工资|薪资|为|:)?(.*\d.*)$/.exec(plain)?.[1];
  const main = afterProbation ?? plain.replace(/[(（]?试用期?[^,，;；)）]*[,，;；)）]/, '');
  const withBase = /底薪\D*([\d.]+[k千万]?).*(?:综合|合计|到手|总计)\D*(.+)$/.exec(main);
  if (withBase?.[1] !== undefined && withBase[2] !== undefined) {
    const min = readSums(withBase[1])?.low ?? null;
    return { ...nothing, min, max: readSums(withBase[2])?.high ?? null };
  }
  const sums = /[千万]\d/.test(main) ? null : readSums(main);
  if (sums === null) {
    const negotiable = /面议|面谈|标准|情况|待遇|协商|规定|电话|不限|随意/.test(plain);
    return { ...nothing, negotiable, unclear: !negotiable };
  }
  return byPeriod(main, sums);
}

interface Sums {
  readonly low: number;
  readonly high: number;
}

function byPeriod(text: string, sums: Sums): ReadSalary {
  if (/日薪|日工|日结|每天|每日|一天|[/一](天|日|工)/.test(text)) {
    return { ...nothing, unit: 'day', day: [sums.low, sums.high] };
  }
  if (/时薪|每小时|\/(小?时|h)/.test(text)) return { ...nothing, unit: 'hour', unclear: true };
  const months = /年薪|每年|一年|\/年/.test(text) ? 12 : 1;
  const low = Math.round(sums.low / months);
  const high = Math.round(sums.high / months);
  if (low === high && /以上|起|不低于|至少|最低|保底|≥|>|\+|提成|绩效|奖金/.test(text)) {
    return { ...nothing, min: low };
  }
  if (low === high && /以下|以内|不超过|最高|≤|</.test(text)) return { ...nothing, max: high };
  return { ...nothing, min: low, max: high };
}

/** The first sum or range of a text; a unit after a range is meant for both ends (5-8千). */
function readSums(text: string): Sums | null {
  const match = /(\d+(?:\.\d+)?)(k|千|万|w)?元?(?:-(\d+(?:\.\d+)?)(k|千|万|w)?)?/.exec(text);
  if (match?.[1] === undefined) return null;
  const first = Number(match[1]);
  if (match[3] === undefined) {
    const low = first * factor(match[2] ?? trailingUnit(text, first));
    return { low, high: low };
  }
  const second = Number(match[3]);
  const lastUnit = match[4] ?? match[2];
  const firstUnit = match[2] ?? (first < 1000 ? lastUnit : undefined);
  const ends = [first * factor(firstUnit), second * factor(lastUnit)].map((sum) => Math.round(sum));
  return { low: Math.min(...ends), high: Math.max(...ends) };
}

/** 年薪5 means 50,000 only when 万 is written somewhere: without a unit a number is yuan. */
function trailingUnit(text: string, first: number): string | undefined {
  return first < 100 ? /(k|千|万)/.exec(text)?.[1] : undefined;
}

function factor(unit: string | undefined): number {
  if (unit === 'k' || unit === '千') return 1000;
  return unit === '万' || unit === 'w' ? 10_000 : 1;
}

function normalise(text: string): string {
  return halfWidth(text)
    .toLowerCase()
    .replace(/\s/g, '')
    .replace(/(\d),(?=\d{3}(?!\d))/g, '$1')
    .replace(/[~～—–－至到]+(?=[\d])/g, '-')
    .replace(/仟/g, '千');
}
