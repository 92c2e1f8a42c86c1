import type { Cell, DatePrecision } from '../types.ts';
import { serialToDate } from './serial-date.ts';
import { halfWidth, longestShape } from './text.ts';

export interface ReadDate {
  /** `YYYY-MM-DD`, or `YYYY-MM` with month precision. */
  readonly value: string;
  readonly precision: DatePrecision;
  /**
   * `october`: 2023.1 stored as a number may have been 2023.10. `order`: 01/09/23 may begin with the
   * day, the month or the year.
   */
  readonly ambiguous?: 'october' | 'order';
}

/** Serials of 1960-03-25 to 2064-04-08: a 2023.9 whose point got lost (20239) does not look like this. */
const serialFrom = 22_000;
const serialTo = 60_000;

/**
 * Reads a date in the habits of Chinese rosters: 2023.9, 2023-09-01, 2023/9/1, 20230901, 202309,
 * 2023年9月1日, 二〇二三年九月, a serial number, a real date. Two-digit years belong to the century that
 * keeps them out of the future. Null when it is none of these.
 */
export function readDate(cell: Cell, today: string): ReadDate | null {
  if (cell.date !== undefined) return { value: cell.date, precision: 'day' };
  if (cell.text.length > longestShape) return null;
  const text = normalise(cell.text);
  if (/^\d{5}$/.test(text)) {
    // 30000. or 3000年0 is no number that a sheet has written.
    if (!/^\s*\d{5}(?:\.0+)?\s*$/.test(halfWidth(cell.text))) return null;
    const serial = Number(text);
    const date = serial >= serialFrom && serial <= serialTo ? serialToDate(serial, false) : null;
    return date === null ? null : { value: date, precision: 'day' };
  }
  const parts =
    /^(\d{4})(\d{2})(\d{2})?$/.exec(text) ??
    /^(\d{4}|\d{2})年(\d{1,2})(?:月(?:(\d{1,2})[日号]?)?)?$/.exec(text) ??
    /^(\d{4}|\d{2})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?$/.exec(text);
  const [, year, month, day] = parts ?? [];
  if (year === undefined || month === undefined) return null;
  const date = build(fullYear(year, today), Number(month), day === undefined ? null : Number(day));
  if (date === null) return null;
  if (cell.kind === 'number' && /^\d{4}\.1$/.test(text)) return { ...date, ambiguous: 'october' };
  const mayBeTurned = /^\d{2}[-/.]\d{1,2}[-/.]\d{2}$/.test(text) && Number(text.slice(0, 2)) <= 31;
  return mayBeTurned ? { ...date, ambiguous: 'order' } : date;
}

/** Words for "has not ended": 至今, 现在. */
export const saysStillServing = (text: string) =>
  /^(至今|今|到?现在|目前|在役|现役|服役中|未退役|在部队)$/.test(
    halfWidth(text).replace(/\s/g, ''),
  );

/** The two ends of 2018.9-2023.9, 2018年9月至2023年9月; null when the text is no such range. */
export function splitDateRange(text: string): readonly [string, string] | null {
  if (text.length > longestShape) return null;
  const plain = halfWidth(text)
    .replace(/\s/g, '')
    .replace(/-(?=至今)/, '');
  const [, from, to] =
    /^(.{4,12}?)(?:[~～]|至|到|—+|–|－|--+)(.{1,12})$/.exec(plain) ??
    /^((?:\d{4}|\d{2})[./]\d{1,2}(?:[./]\d{1,2})?)-((?:\d{4}|\d{2})[./]\d{1,2}(?:[./]\d{1,2})?|至今|今)$/.exec(
      plain,
    ) ??
    /^(\d{4}年\d{1,2}月?(?:\d{1,2}[日号]?)?)-(\d{4}年\d{1,2}月?(?:\d{1,2}[日号]?)?|至今|今)$/.exec(
      plain,
    ) ??
    /^(\d{6}|\d{8})-(\d{6}|\d{8})$/.exec(plain) ??
    [];
  return from === undefined || to === undefined ? null : [from, to.replace(/^(至|到)(?=\d)/, '')];
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
  return (
    chineseDigits(halfWidth(text))
      .replace(/^="?|"$|^['’‘`]/g, '')
      .replace(/(?<=\d)(\s+|t)\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*([ap]m|z)?$/i, '')
      .replace(/^(\d{5,8})\.0+$/, '$1')
      // 2023 9 1 is no 202391.
      .replace(/(?<=\d)\s+(?=\d)/g, '.')
      .replace(/\s+/g, '')
      .replace(/[—–－]+/g, '-')
      .replace(/[。．,，、]/g, '.')
      .replace(/月份/, '月')
      .replace(/月[初中末底]|月[上中下]旬/, '月')
      .replace(/\.$/, '')
  );
}

/** 二〇二三年十二月一日 → 2023年12月1日. */
function chineseDigits(text: string): string {
  const digits = '〇一二三四五六七八九';
  const digit = (character: string) => digits.indexOf(character);
  if (!/[〇○零一二三四五六七八九十]/.test(text)) return text;
  return text
    .replace(
      /[○零◯]|(?<=[一二三四五六七八九])[oO](?=[一二三四五六七八九oO])|(?<=[一二三四五六七八九][oO])[oO]/g,
      '〇',
    )
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
