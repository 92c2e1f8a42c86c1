import { chineseNumber } from './chinese-number.ts';
import { halfWidth, longestShape, saysNone } from './text.ts';

export interface ReadAges {
  readonly min: number | null;
  readonly max: number | null;
  /** The limit for veterans when it is relaxed. */
  readonly veteranMax: number | null;
  readonly unclear: boolean;
}

/** Nobody younger is hired and nobody older is asked for: other numbers are no ages. */
const youngest = 14;
const oldest = 75;

const veterans =
  /(?:退役|退伍|复员|转业|当过兵|军人|老兵|军属)[^\d,，;；)）]*?(\d{1,2})(?!\d)(?:周?岁)?[^,，;；)）]*/;

/** Reads an age condition: 18至50岁, ≤50周岁；退役军人≤53, 45岁以下，退役军人可放宽至50, 不限. */
export function readAges(text: string): ReadAges {
  const plain = halfWidth(text.slice(0, longestShape))
    .replace(/\s/g, '')
    .replace(/[二三四五六]?十[一二三四五六七八九]?/g, (word) => String(chineseNumber(word) ?? word))
    .replace(/\(含(?:\d{2}周?岁)?\)/g, '')
    .replace(/[-~～—–－至到]+(?=\d)/g, '-');
  const veteran = veterans.exec(plain);
  const general = plain.replace(veterans, '');
  const { min, max } = readRange(general);
  const veteranMax = readVeteranMax(veteran, max);
  const nothing = min === null && max === null;
  const unread = nothing && !saysNone(general) && !/不限|无要求|不要求|面议/.test(general);
  const ages = [min, max, veteranMax].filter((age) => age !== null);
  const unlikely =
    ages.some((age) => age < youngest || age > oldest) ||
    (min !== null && max !== null && min > max) ||
    (max !== null && veteranMax !== null && veteranMax < max);
  // 男50女45: two limits, and which one counts is not for us to choose.
  const limits = general.matchAll(/-(\d{2})|(?<!\d)(\d{2})(?=周?岁?(?:及|含)?(?:以下|以内))/g);
  const several = new Set(Array.from(limits, ([, end, limit]) => end ?? limit)).size > 1;
  return unlikely || several
    ? { min: null, max: null, veteranMax: null, unclear: true }
    : { min, max, veteranMax, unclear: unread };
}

function readVeteranMax(match: RegExpExecArray | null, max: number | null): number | null {
  if (match?.[1] === undefined) return null;
  const number = Number(match[1]);
  // "放宽5岁" adds to the limit, "放宽至53" is the limit.
  if (number >= 18) return number;
  return max === null ? null : max + number;
}

function readRange(text: string): { min: number | null; max: number | null } {
  const range = /(?<!\d)(\d{2})(?:周?岁)?-(\d{2})(?!\d)/.exec(text);
  if (range !== null) return { min: Number(range[1]), max: Number(range[2]) };
  const max =
    /(?:≤|<=?|不超过|不大于|不高于|小于|低于|最大|上限)(\d{2})(?!\d)/.exec(text) ??
    /(?<!\d)(\d{2})(?:周?岁)?(?:及|含)?(?:以下|以内|之内|内|下)/.exec(text);
  const min =
    /(?:≥|>=?|不小于|不低于|年满|满|大于)(\d{2})(?!\d)/.exec(text) ??
    /(?<!\d)(\d{2})(?:周?岁)?(?:及|含)?(?:以上|起)/.exec(text);
  return { min: numberOf(min), max: numberOf(max) };
}

const numberOf = (match: RegExpExecArray | null) =>
  match?.[1] === undefined ? null : Number(match[1]);
