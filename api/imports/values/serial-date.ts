import * as xlsx from '@e965/xlsx';

/** Day of a spreadsheet's serial number, `YYYY-MM-DD`; null outside 1900–2200. */
export function serialToDate(serial: number, date1904: boolean): string | null {
  const code: unknown = xlsx.SSF.parse_date_code(serial, { date1904 });
  if (!isDateCode(code) || code.y < 1900 || code.y > 2200 || code.m < 1 || code.d < 1) return null;
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${code.y}-${pad(code.m)}-${pad(code.d)}`;
}

function isDateCode(value: unknown): value is { y: number; m: number; d: number } {
  return (
    typeof value === 'object' && value !== null && 'y' in value && 'm' in value && 'd' in value
  );
}
