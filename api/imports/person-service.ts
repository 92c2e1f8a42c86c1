import type { NoteIssue } from './issues.ts';
import type { Cell, PersonFields } from './types.ts';
import { isAfter, readDate, yearsBetween, type ReadDate } from './values/dates.ts';
import { halfWidth, saysNone } from './values/text.ts';

/** Stated years differ from counted ones by one in honest rosters (周年, 年头); not by two. */
const yearsTolerance = 1;

interface ServiceCells {
  readonly enlist: Cell | undefined;
  readonly discharge: Cell | undefined;
  readonly years: Cell | undefined;
}

/**
 * Reads 入伍时间, 退役时间 and 服役年限 and holds them against each other. Dates that contradict each
 * other or lie after `today` are rejected and left blank; years follow the dates when they differ.
 */
export function readService(cells: ServiceCells, today: string, note: NoteIssue): PersonFields {
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

function readServiceDate(
  cell: Cell | undefined,
  field: string,
  label: string,
  today: string,
  note: NoteIssue,
): ReadDate | null {
  if (cell === undefined || saysNone(cell.text)) return null;
  const date = readDate(cell, today);
  if (date === null) {
    note(
      field,
      'date_unclear',
      'flag',
      `${label}“${cell.text.trim()}”看不懂，请写成 2023-09-01 或 2023-09。`,
    );
    return null;
  }
  if (isAfter(date.value, today)) {
    note(field, 'future_date', 'reject', `${label}“${cell.text.trim()}”在今天以后，请核对后改正。`);
    return null;
  }
  if (date.ambiguous === true) {
    note(
      field,
      'date_ambiguous',
      'flag',
      `${label}“${cell.text.trim()}”可能是 1 月，也可能是 10 月，请核对。`,
    );
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
  const digits = /^(\d{1,2})(\.\d+)?/.exec(halfWidth(cell.text))?.[1];
  const stated = digits === undefined ? null : Number(digits);
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
