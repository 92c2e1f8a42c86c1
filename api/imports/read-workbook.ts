import * as xlsx from '@e965/xlsx';
import { repairAstralEntities } from './astral-entities.ts';
import { ImportFileError } from './import-file-error.ts';
import { readCsv, tooManyRows } from './read-csv.ts';
import type { Cell, MergedArea, Sheet, SheetRow } from './types.ts';
import { serialToDate } from './values/serial-date.ts';
import { containers, formats } from './xlsx-tools.ts';
import { checkZip } from './zip-guard.ts';

const maxFileBytes = 10 * 1024 * 1024;
const maxRows = 50_000;
/** Columns beyond this hold nothing that a person typed. */
const maxColumns = 256;

/**
 * Reads an uploaded spreadsheet: .xlsx, .xls or CSV, told apart by content (the name is only shown).
 * Throws ImportFileError for whatever is refused: empty_file, too_large, wrong_type, damaged,
 * zip_bomb, encrypted, macros, too_many_rows.
 */
export function readWorkbook(bytes: Uint8Array, fileName: string): Sheet[] {
  if (bytes.length === 0) throw new ImportFileError('empty_file', `“${fileName}”是空文件。`);
  if (bytes.length > maxFileBytes) {
    throw new ImportFileError('too_large', '文件超过 10 MB，请删去图片或分成几个文件再上传。');
  }
  const sheets = readByContent(bytes);
  if (sheets.every((sheet) => sheet.rows.length === 0)) {
    throw new ImportFileError('empty_file', `“${fileName}”里没有内容。`);
  }
  return sheets;
}

function readByContent(bytes: Uint8Array): Sheet[] {
  if (startsWith(bytes, [0x50, 0x4b])) {
    checkXlsxEntries(checkZip(bytes));
    return readWithLibrary(repairAstralEntities(bytes));
  }
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) {
    checkCompoundFile(bytes);
    return readWithLibrary(bytes);
  }
  if (isKnownOtherType(bytes)) throw wrongType();
  return [readCsv(bytes, maxRows)];
}

function checkXlsxEntries(names: string[]): void {
  const has = (part: string) => names.some((name) => name.toLowerCase().includes(part));
  if (has('vbaproject.bin') || has('macrosheets/')) throw macros();
  if (!names.includes('xl/workbook.xml')) throw wrongType();
}

/** Old .xls files, and .xlsx files with a password, are OLE compound files. */
function checkCompoundFile(bytes: Uint8Array): void {
  let paths: string[];
  try {
    paths = containers.read(bytes, { type: 'array' }).FullPaths;
  } catch {
    throw damaged();
  }
  const has = (part: string) => paths.some((path) => path.toLowerCase().includes(part));
  if (has('encryptedpackage')) throw encrypted();
  if (has('_vba_project')) throw macros();
  if (!has('/workbook') && !has('/book')) throw wrongType();
}

function readWithLibrary(bytes: Uint8Array): Sheet[] {
  let workbook: xlsx.WorkBook;
  try {
    workbook = xlsx.read(bytes, {
      type: 'array',
      dense: true,
      cellDates: false,
      cellHTML: false,
      cellNF: true,
      sheetRows: maxRows + 1,
    });
  } catch (error) {
    const message = error instanceof Error ? error.message.toLowerCase() : '';
    throw message.includes('password') || message.includes('encrypt') ? encrypted() : damaged();
  }
  const date1904 = workbook.Workbook?.WBProps?.date1904 === true;
  return workbook.SheetNames.flatMap((name) => {
    const sheet = workbook.Sheets[name];
    return sheet === undefined ? [] : [{ name, rows: readRows(sheet, date1904) }];
  });
}

function readRows(sheet: xlsx.WorkSheet, date1904: boolean): SheetRow[] {
  const data: unknown = sheet['!data'];
  if (!Array.isArray(data)) return [];
  if (data.length > maxRows) throw tooManyRows(maxRows);
  const areasOf = mergedAreaSweep(sheet);
  const rows: SheetRow[] = [];
  for (const [index, line] of data.entries()) {
    if (!Array.isArray(line)) continue;
    const areas = areasOf(index + 1);
    const cells: (Cell | undefined)[] = [];
    for (const [column, stored] of line.slice(0, maxColumns).entries()) {
      const merged = areas.find(
        (area) => area.column <= column && column < area.column + area.columns,
      );
      const cell = readCell(stored, date1904, merged);
      if (cell !== undefined) cells[column] = cell;
    }
    if (cells.some((cell) => cell !== undefined && cell.text !== '')) {
      rows.push({ row: index + 1, cells });
    }
  }
  return rows;
}

function readCell(stored: unknown, date1904: boolean, merged?: MergedArea): Cell | undefined {
  const cell = isCellObject(stored) ? stored : undefined;
  const extras = {
    ...(merged === undefined ? {} : { merged }),
    ...(cell?.f === undefined ? {} : { formula: cell.f }),
  };
  if (cell === undefined || cell.t === 'z' || cell.v === undefined || cell.v === '') {
    return merged === undefined ? undefined : { text: '', kind: 'empty', ...extras };
  }
  if (cell.t === 's') return { text: lines(String(cell.v)), kind: 'text', ...extras };
  if (cell.t === 'b') return { text: cell.v ? '是' : '否', kind: 'boolean', ...extras };
  if (cell.t === 'e') return { text: cell.w ?? '#', kind: 'error', ...extras };
  const number = Number(cell.v);
  const format = typeof cell.z === 'string' ? cell.z : 'General';
  if (formats.is_date(format)) {
    const date = serialToDate(number, date1904);
    if (date !== null) return { text: date, kind: 'date', date, number, ...extras };
  }
  return { text: numberText(number, cell.w), kind: 'number', number, ...extras };
}

/** Whole numbers in full, not as 4.5E+17 or 1.3E+10; other numbers as they are displayed. */
function numberText(number: number, displayed: string | undefined): string {
  if (Number.isInteger(number) && Math.abs(number) >= 1e6) return String(number);
  return displayed?.trim() ?? String(number);
}

/** Merged areas by row; rows must be asked for in rising order. */
function mergedAreaSweep(sheet: xlsx.WorkSheet): (row: number) => readonly MergedArea[] {
  const waiting = (sheet['!merges'] ?? [])
    .map(({ s, e }) => ({
      row: s.r + 1,
      column: s.c,
      rows: e.r - s.r + 1,
      columns: e.c - s.c + 1,
    }))
    .sort((left, right) => right.row - left.row);
  let active: MergedArea[] = [];
  return (row) => {
    active = active.filter((area) => row < area.row + area.rows);
    for (let next = waiting.at(-1); next !== undefined && next.row <= row; next = waiting.at(-1)) {
      waiting.pop();
      if (row < next.row + next.rows) active.push(next);
    }
    return active;
  };
}

const lines = (text: string) => text.replaceAll('\r\n', '\n').replaceAll('\r', '\n');

function isCellObject(value: unknown): value is xlsx.CellObject {
  return typeof value === 'object' && value !== null && 't' in value;
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}

/** PDF, images, RTF, gzip, RAR, 7z, and web pages that some systems save as .xls. */
function isKnownOtherType(bytes: Uint8Array): boolean {
  const magics = [
    [0x25, 0x50, 0x44, 0x46],
    [0x89, 0x50, 0x4e, 0x47],
    [0xff, 0xd8, 0xff],
    [0x47, 0x49, 0x46, 0x38],
    [0x7b, 0x5c, 0x72, 0x74, 0x66],
    [0x1f, 0x8b],
    [0x52, 0x61, 0x72, 0x21],
    [0x37, 0x7a, 0xbc, 0xaf],
  ];
  if (magics.some((magic) => startsWith(bytes, magic))) return true;
  const head = new TextDecoder().decode(bytes.subarray(0, 512)).trimStart().toLowerCase();
  return /^(\ufeff)?<(!doctype|html|head|table|meta|\?xml|svg|script|style)/.test(head);
}

function wrongType(): ImportFileError {
  return new ImportFileError(
    'wrong_type',
    '这不是 Excel 表格。请用 Excel 或 WPS 打开后另存为 .xlsx 再上传。',
  );
}

function encrypted(): ImportFileError {
  return new ImportFileError('encrypted', '文件设有密码，请取消密码后另存一份再上传。');
}

function macros(): ImportFileError {
  return new ImportFileError('macros', '文件带有宏，不予读取。请另存为不带宏的 .xlsx 再上传。');
}

function damaged(): ImportFileError {
  return new ImportFileError(
    'damaged',
    '文件打不开，可能已损坏。请用 Excel 或 WPS 另存一份再上传。',
  );
}
