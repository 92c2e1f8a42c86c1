import type { Cell } from './types.ts';
import { serialToDate } from './values/serial-date.ts';
import { formats } from './xlsx-tools.ts';

/** How a number is displayed. */
export interface NumberFormat {
  readonly code: string;
  readonly isDate: boolean;
  /** A date that is displayed without its day: 2023年9月. */
  readonly isMonth: boolean;
}

/** What a cell's style says, as far as it changes the meaning of the cell. */
export interface CellStyle {
  readonly format: NumberFormat;
  readonly struck: boolean;
}

/** The library's built-in formats, taken before a file brings its own. */
const builtIn: Readonly<Record<number, string>> = { ...formats.get_table() };

/** Built-in dates of Excel in Chinese, which files do not spell out (ECMA-376 part 1, 18.8.30). */
const chineseBuiltIn: Readonly<Record<number, string>> = {
  27: 'yyyy"年"m"月"',
  28: 'm"月"d"日"',
  29: 'm"月"d"日"',
  30: 'm-d-yy',
  31: 'yyyy"年"m"月"d"日"',
  32: 'h"时"mm"分"',
  33: 'h"时"mm"分"ss"秒"',
  36: 'yyyy"年"m"月"',
  50: 'yyyy"年"m"月"',
  51: 'm"月"d"日"',
  52: 'yyyy"年"m"月"',
  53: 'm"月"d"日"',
  54: 'm"月"d"日"',
  57: 'yyyy"年"m"月"',
  58: 'm"月"d"日"',
};

/** Excel takes no longer codes. */
const longestCode = 255;

export const plainStyle: CellStyle = { format: numberFormat('General'), struck: false };

/** The format of a code as files write it. */
export function numberFormat(written: string): NumberFormat {
  const code = written.replaceAll('G/通用格式', 'General');
  return code === '' || code.length > longestCode
    ? { code: 'General', isDate: false, isMonth: false }
    : { code, isDate: formats.is_date(code), isMonth: isMonth(code) };
}

/** Year and month, and neither day nor time, outside quotes and brackets. */
function isMonth(code: string): boolean {
  const marks =
    code
      .replace(/"[^"]*"|\[[^\]]*\]|\\./g, '')
      .split(';')[0]
      ?.toLowerCase() ?? '';
  return /y/.test(marks) && /m/.test(marks) && !/[dhs]/.test(marks);
}

/** The format that a number stands for where the file itself gives no code. */
export function builtInFormat(id: number): NumberFormat {
  return numberFormat(chineseBuiltIn[id] ?? builtIn[id] ?? 'General');
}

/** The cell of a stored number: a date when it is displayed as one. */
export function numberCell(number: number, format: NumberFormat, date1904: boolean): Cell {
  if (format.isDate) {
    const date = serialToDate(number, date1904);
    // What nobody sees in the sheet, nobody has said: the day of a month is the first by itself.
    if (date !== null && format.isMonth) return { text: date.slice(0, 7), kind: 'text' };
    if (date !== null) return { text: date, kind: 'date', date, number };
  }
  return { text: numberText(number, format.code, date1904), kind: 'number', number };
}

/** Whole numbers in full, not as 4.5E+17 or 1.3E+10; other numbers as they are displayed. */
function numberText(number: number, code: string, date1904: boolean): string {
  if (Number.isInteger(number) && (code === 'General' || Math.abs(number) >= 1e6))
    return String(number);
  try {
    return formats.format(code, number, { date1904 }).trim();
  } catch {
    // The library knows not every format.
    return String(number);
  }
}
