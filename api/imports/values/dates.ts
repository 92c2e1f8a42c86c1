import type { Cell, DatePrecision } from '../types.ts';
import { serialToDate } from './serial-date.ts';
import { halfWidth } from './text.ts';

export interface ReadDate {
  /** `YYYY-MM-DD`, or `YYYY-MM` with month precision. */
  readonly value: string;
  readonly precision: DatePrecision;
  /** 2023.1 stored as a number may have been 2023.10. */
  readonly ambiguous?: boolean;
}

/** Serials of 1941-01-25 to 2064-04-08: no year, no month number and no compact date looks like this. */
const serialFrom = 15_000;
const serialTo = 60_000;

/**
 * Reads a date in the habits of Chinese rosters: 2023.9, 2023-09-01, 2023/9/1, 20230901, 202309,
 * 2023年9月1日, 二〇二三年九月, a serial number, a real date. Two-digit years belong to the century that
 * keeps them out of the future. Null when it is none of these.
 */
export function readDate(cell: Cell, today: string): ReadDate | null {
  if (cell.date !== undefined) return { value: cell.date, precision: 'day' };
  const text = normalise(cell.text);
  if (/^\d{5}$/.test(text)) {
    const serial = Number(text);
    const date = serial >= serialFrom && serial <= serialTo ? serialToDate(serial, false) : null;
    return date === null ? null : { value: date, precision: 'day' };
  }
  const parts =
    /^(\d{4})(\d{2})(\d{2})?$/.exec(text) ??
    /^(\d{4}|\d{2})年(\d{1,2})月?(?:(\d{1,2})[日号]?)?$/.exec(text) ??
    /^(\d{4}|\d{2})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?$/.exec(text);
  const [, year, month, day] = parts ?? [];
  if (year === undefined || month === undefined) return null;
  const date = build(fullYear(year, today), Number(month), day === undefined ? null : Number(day));
  const october = cell.kind === 'number' && /^\d{4}\.1$/.test(text);
  return date !== null && october ? { ...date, ambiguous: true } : date;
}

function build(year: number, month: number, day: number | null): ReadDate | null {
  if (year < 1900 || year > 2200 || month < 1 || month > 12) return null;
  const monthText = `${year}-${pad(month)}`;
  if (day === null) return { value: monthText, precision: 'month' };
  const value = `${monthText}-${pad(day)}`;
  const instant = new Date(`${value}T00:00:00Z`);
  const real = !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(value);
  return real ? { value, precision: 'day' } : null;
}

function fullYear(year: string, today: string): number {
  if (year.length === 4) return Number(year);
  const thisYear = Number(today.slice(0, 4));
  const recent = 2000 + Number(year);
  return recent <= thisYear ? recent : recent - 100;
}

function normalise(text: string): string {
  return chineseDigits(halfWidth(text))
    .replace(/^="?|"$|^'/g, '')
    .replace(/[\s\u00a0]+\d{1,2}:\d{2}(:\d{2})?$/, '')
    .replace(/\s+/g, '')
    .replace(/[—–－]/g, '-')
    .replace(/[。．,，、]/g, '.')
    .replace(/月份/, '月')
    .replace(/月[初中末底]|月[上中下]旬/, '月')
    .replace(/\.$/, '');
}

/** 二〇二三年十二月一日 → 2023年12月1日. */
function chineseDigits(text: string): string {
  const digits = '〇一二三四五六七八九';
  const digit = (character: string) => digits.indexOf(character);
  if (!/[〇○零一二三四五六七八九十]/.test(text)) return text;
  return text
    .replace(/[○零]/g, '〇')
    .replace(/([一二三]?)十([一二三四五六七八九]?)(?=[月日号])/g, (_, tens: string, ones: string) =>
      String((tens === '' ? 1 : digit(tens)) * 10 + (ones === '' ? 0 : digit(ones))),
    )
    .replace(/[〇一二三四五六七八九]/g, (character) => String(digit(character)));
}

const pad = (value: number) => String(value).padStart(2, '0');

/** Whole years from one date to another, counted by months; month precision counts as its first day. */
export function yearsBetween(from: string, to: string): number {
  const months = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
  return Math.floor((months(to) - months(from)) / 12);
}

/** Whether a date lies after a day; a month only when it begins after that day's month. */
export function isAfter(date: string, day: string): boolean {
  return date > day.slice(0, date.length);
}
