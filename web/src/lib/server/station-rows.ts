/** Reading the stations that an administrator pasted out of a spreadsheet. */
import type { Messages } from '#lib/messages/index.ts';

interface StationRow {
  code: string;
  name: string;
  lat: number | null;
  lng: number | null;
  head: string | null;
  phone: string | null;
}

/** A fault with the line of the pasted text it stands in, counted from 1. */
export interface LineFault {
  line: number;
  column: keyof StationRow;
  text: string;
}

export interface PastedStations {
  rows: StationRow[];
  /** Line of each row. */
  lines: number[];
  faults: LineFault[];
}

/**
 * One station a line, columns separated by tabs: 代码, 名称, 纬度, 经度, 站长, 电话; the last four may
 * be empty. Empty lines and a line of headings are passed over.
 */
export const readStations = (text: string, words: Messages['admin']): PastedStations => {
  const pasted: PastedStations = { rows: [], lines: [], faults: [] };
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const cells = raw.split('\t').map((cell) => cell.trim());
    if (cells.every((cell) => cell === '') || isHeading(cells)) continue;
    const [code = '', name = '', lat = '', lng = '', head = '', phone = ''] = cells;
    const row: StationRow = {
      code: code.replace(/^'/, ''),
      name,
      lat: degrees(lat),
      lng: degrees(lng),
      head: head || null,
      phone: phone || null,
    };
    const line = index + 1;
    pasted.rows.push(row);
    pasted.lines.push(line);
    for (const [column, fault] of faultsOf(row, words))
      pasted.faults.push({ line, column, text: fault });
  }
  return pasted;
};

const isHeading = ([first = '']: string[]): boolean => /代码|编码|^code$/i.test(first);

const degrees = (cell: string): number | null => (cell === '' ? null : Number(cell));

/** The contract's own bounds, checked here so that each fault can name its line. */
const faultsOf = (row: StationRow, words: Messages['admin']): [keyof StationRow, string][] => {
  const faults: [keyof StationRow, string][] = [];
  if (!/^\d{12}$/.test(row.code)) faults.push(['code', words.codeWrong]);
  if (row.name === '' || row.name.length > 40) faults.push(['name', words.nameMissing]);
  const bounds = [
    ['lat', 3, 54, words.latWrong],
    ['lng', 73, 136, words.lngWrong],
  ] as const;
  for (const [column, from, to, fault] of bounds) {
    const value = row[column];
    if (value === null) continue;
    if (Number.isNaN(value)) faults.push([column, words.notANumber]);
    else if (value < from || value > to) faults.push([column, fault]);
  }
  for (const column of ['head', 'phone'] as const)
    if ((row[column]?.length ?? 0) > 20) faults.push([column, words.tooLong]);
  return faults;
};
