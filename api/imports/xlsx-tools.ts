import * as xlsx from '@e965/xlsx';

interface FormatTools {
  is_date(format: string): boolean;
  format(format: string, value: number, options: { date1904: boolean }): string;
  get_table(): Readonly<Record<number, string>>;
  parse_date_code(
    serial: number,
    options: { date1904: boolean },
  ): { y: number; m: number; d: number } | null;
}

/** The library's number formats, which its own types leave open. */
export const formats: FormatTools = checked(xlsx.SSF);

function checked(tools: unknown): FormatTools {
  if (!isFormatTools(tools)) throw new TypeError('the spreadsheet library lacks its formats');
  return tools;
}

function isFormatTools(value: unknown): value is FormatTools {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['is_date', 'format', 'get_table', 'parse_date_code'].every(
      (name) => typeof Reflect.get(value, name) === 'function',
    )
  );
}
