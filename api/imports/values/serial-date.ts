import { formats } from '../xlsx-tools.ts';

/** Day of a spreadsheet's serial number, `YYYY-MM-DD`; null outside 1900–2200. */
export function serialToDate(serial: number, date1904: boolean): string | null {
  const code = formats.parse_date_code(serial, { date1904 });
  if (code === null || code.y < 1900 || code.y > 2200 || code.m < 1 || code.d < 1) return null;
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${code.y}-${pad(code.m)}-${pad(code.d)}`;
}
