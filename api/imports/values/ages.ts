import { halfWidth, saysNone } from './text.ts';

export interface ReadAges {
  readonly min: number | null;
  readonly max: number | null;
  /** The limit for veterans when it is relaxed. */
  readonly veteranMax: number | null;
  readonly unclear: boolean;
}

const veterans =
  /(?:退役|退伍|当过兵|军人|老兵|军属)[^\d,，;；)）]*?(\d{1,2})(?:周?岁)?[^,，;；)）]*/;

/** Reads an age condition: 18至50岁, ≤50周岁；退役军人≤53, 45岁以下，退役军人可放宽至50, 不限. */
export function readAges(text: string): ReadAges {
  const plain = halfWidth(text)
    .replace(/\s/g, '')
    .replace(/[~～—–－至到](?=\d)/g, '-');
  const veteran = veterans.exec(plain);
  const general = plain.replace(veterans, '');
  const { min, max } = readRange(general);
  const nothing = min === null && max === null;
  return {
    min,
    max,
    veteranMax: readVeteranMax(veteran, max),
    unclear: nothing && !saysNone(general) && !/不限|无要求|不要求|面议/.test(general),
  };
}

function readVeteranMax(match: RegExpExecArray | null, max: number | null): number | null {
  if (match?.[1] === undefined) return null;
  const number = Number(match[1]);
  // "放宽5岁" adds to the limit, "放宽至53" is the limit.
  if (number >= 18) return number;
  return max === null ? null : max + number;
}

function readRange(text: string): { min: number | null; max: number | null } {
  const range = /(\d{2})(?:周?岁)?-(\d{2})/.exec(text);
  if (range !== null) return { min: Number(range[1]), max: Number(range[2]) };
  const max =
    /(?:≤|<=?|不超过|不大于|小于|低于|最大|上限)(\d{2})/.exec(text) ??
    /(\d{2})(?:周?岁)?(?:及|含)?(?:以下|以内|之内|内|下)/.exec(text);
  const min =
    /(?:≥|>=?|不小于|不低于|年满|满|大于)(\d{2})/.exec(text) ??
    /(\d{2})(?:周?岁)?(?:及|含)?(?:以上|起)/.exec(text);
  return { min: numberOf(min), max: numberOf(max) };
}

const numberOf = (match: RegExpExecArray | null) =>
  match?.[1] === undefined ? null : Number(match[1]);
