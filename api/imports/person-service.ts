import type { NoteIssue } from './issues.ts';
import type { Cell, PersonFields } from './types.ts';
import { chineseNumber } from './values/chinese-number.ts';
import {
  isAfter,
  readDate,
  saysStillServing,
  splitDateRange,
  yearsBetween,
  type ReadDate,
} from './values/dates.ts';
import { halfWidth, saysNone } from './values/text.ts';

/** Stated years differ from counted ones by one in honest rosters (周年, 年头); not by two. */
const yearsTolerance = 1;
/** Nobody has served longer. */
const mostYears = 45;
/** Nobody alive enlisted earlier: such a date is a number that was read as a date. */
const firstDate = '1930';

interface ServiceCells {
  readonly enlist: Cell | undefined;
  readonly discharge: Cell | undefined;
  /** Both dates in one cell. */
  readonly period: Cell | undefined;
  readonly years: Cell | undefined;
}

/**
 * Reads 入伍时间, 退役时间 and 服役年限 and holds them against each other. Dates that contradict each
 * other or lie after `today` are rejected and left blank; years follow the dates when they differ.
 */
export function readService(all: ServiceCells, today: string, note: NoteIssue): PersonFields {
  const cells = spreadPeriod(all, today, note);
  const enlist = readServiceDate(cells.enlist, 'enlistDate', '入伍时间', today, note);
  const discharge = readServiceDate(cells.discharge, 'dischargeDate', '退役时间', today, note);
  const reversed =
    enlist !== null && discharge !== null && isAfter(enlist.value, discharge.value.slice(0, 10));
  if (reversed) {
    note(
      'dischargeDate',
      'discharge_before_enlist',
      'reject',
      `退役时间（${discharge.value}）早于入伍时间（${enlist.value}），请核对后改正。`,
    );
  }
  const start = reversed ? null : enlist;
  const end = reversed ? null : discharge;
  return {
    ...(cells.enlist === undefined
      ? {}
      : { enlistDate: start?.value ?? null, enlistPrecision: start?.precision ?? null }),
    ...(cells.discharge === undefined
      ? {}
      : { dischargeDate: end?.value ?? null, dischargePrecision: end?.precision ?? null }),
    ...readYears(cells.years, start, end, note),
  };
}

/** Gives the two dates of one cell (2018.9-2023.9) their places, where those are blank. */
function spreadPeriod(cells: ServiceCells, today: string, note: NoteIssue): ServiceCells {
  const { enlist, discharge, period } = cells;
  const isBlank = (cell: Cell | undefined) => cell === undefined || saysNone(cell.text);
  if (period !== undefined && isBlank(enlist) && isBlank(discharge)) {
    const range = splitDateRange(period.text);
    // A 服役时间 may be a number of years.
    if (range === null && statedYears(period.text) !== null) {
      return { ...cells, years: cells.years ?? period };
    }
    if (range === null) return { ...cells, enlist: period };
    return { ...cells, enlist: textCell(range[0]), discharge: textCell(range[1]) };
  }
  if (enlist === undefined || !isBlank(discharge) || readDate(enlist, today) !== null) return cells;
  const range = splitDateRange(enlist.text);
  if (range === null || readDate(textCell(range[0]), today) === null) return cells;
  note(
    'dischargeDate',
    'date_range',
    'flag',
    `入伍时间栏写着“${enlist.text.trim()}”，已分作入伍和退役两个时间，请核对。`,
  );
  return { ...cells, enlist: textCell(range[0]), discharge: textCell(range[1]) };
}

const textCell = (text: string): Cell => ({ text, kind: 'text' });

function readServiceDate(
  cell: Cell | undefined,
  field: string,
  label: string,
  today: string,
  note: NoteIssue,
): ReadDate | null {
  if (cell === undefined || saysNone(cell.text)) return null;
  const written = cell.text.trim();
  if (saysStillServing(written)) {
    note(field, 'still_serving', 'flag', `${label}写“${written}”，没有日期，请问是否已退役。`);
    return null;
  }
  const date = readDate(cell, today);
  if (date === null || date.value < firstDate) {
    note(
      field,
      'date_unclear',
      'flag',
      `${label}“${written}”看不懂，请写成 2023-09-01 或 2023-09。`,
    );
    return null;
  }
  if (isAfter(date.value, today)) {
    note(field, 'future_date', 'reject', `${label}“${written}”在今天以后，请核对后改正。`);
    return null;
  }
  if (date.ambiguous !== undefined) {
    const doubt =
      date.ambiguous === 'october' ? '可能是 1 月，也可能是 10 月' : '年月日的先后不能确定';
    note(field, 'date_ambiguous', 'flag', `${label}“${written}”${doubt}，请核对。`);
  }
  return date;
}

function readYears(
  cell: Cell | undefined,
  start: ReadDate | null,
  end: ReadDate | null,
  note: NoteIssue,
): PersonFields {
  if (cell === undefined) return {};
  const stated = statedYears(cell.text);
  if (!saysNone(cell.text) && (stated === null || stated > mostYears)) {
    const written = cell.text.trim();
    note('serviceYears', 'years_unclear', 'flag', `服役年限“${written}”看不懂，请写成 5 年。`);
    return {
      serviceYears: start === null || end === null ? null : yearsBetween(start.value, end.value),
    };
  }
  if (start === null || end === null) return { serviceYears: stated };
  const counted = yearsBetween(start.value, end.value);
  if (stated === null) return { serviceYears: counted };
  if (Math.abs(stated - counted) <= yearsTolerance) return { serviceYears: stated };
  note(
    'serviceYears',
    'years_mismatch',
    'flag',
    `服役年限写 ${stated} 年，按起止时间是 ${counted} 年，已按起止时间计，请核对。`,
  );
  return { serviceYears: counted };
}

/** Whole years of 5, 5年, 5.5年, 五年, 5年6个月, 60个月; null when none are named. */
function statedYears(text: string): number | null {
  const plain = halfWidth(text).replace(/\s/g, '');
  const months = /^(\d{1,3})个?月$/.exec(plain)?.[1];
  if (months !== undefined) return Math.floor(Number(months) / 12);
  const digits = /^(?:满|约|近)?(\d{1,2})(?:\.\d+)?(?:周?年.*|\D{0,4})$/.exec(plain)?.[1];
  if (digits !== undefined) return Number(digits);
  return chineseNumber(/^([一二两三四五六七八九十]{1,3})周?年/.exec(plain)?.[1] ?? '');
}
