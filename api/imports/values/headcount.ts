import { halfWidth } from './text.ts';

export interface ReadHeadcount {
  readonly value: number | null;
  /** 若干, a range, or words: someone has to ask. */
  readonly vague: boolean;
}

const chinese = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/** Reads a number of vacancies: 4, 4人, 两名, 若干. */
export function readHeadcount(text: string): ReadHeadcount {
  const plain = halfWidth(text).replace(/\s/g, '').replace('两', '二');
  const digits = /^(\d{1,4})(?:\.0+)?[人名个位]?$/.exec(plain)?.[1];
  if (digits !== undefined) return { value: Number(digits), vague: Number(digits) === 0 };
  const word = /^([一二三四五六七八九十])[人名个位]?$/.exec(plain)?.[1];
  if (word !== undefined) return { value: chinese.indexOf(word), vague: false };
  return { value: null, vague: true };
}
