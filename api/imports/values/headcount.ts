import { chineseNumber } from './chinese-number.ts';
import { halfWidth, longestShape } from './text.ts';

export interface ReadHeadcount {
  readonly value: number | null;
  /** 若干, a range, or words: someone has to ask. */
  readonly vague: boolean;
}

/** Reads a number of vacancies: 4, 4人, 两名, 十二人, 2名（男女不限）, 若干. */
export function readHeadcount(text: string): ReadHeadcount {
  const plain = halfWidth(text.slice(0, longestShape))
    .replace(/\s/g, '')
    // A remark with numbers (男1女1) may say another sum.
    .replace(/\([^\d)]*\)?$/, '');
  const digits = /^(?:共|招)?(\d{1,4})(?:\.0+)?[人名个位]?$/.exec(plain)?.[1];
  const word = /^([一二两三四五六七八九十百]{1,4})[人名个位]?$/.exec(plain)?.[1];
  const value = digits === undefined ? chineseNumber(word ?? '') : Number(digits);
  return value === null || value === 0 ? { value: null, vague: true } : { value, vague: false };
}
