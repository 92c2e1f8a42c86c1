import { boundCell } from './bound-cell.ts';
import {
  buildEmployer,
  readContact,
  readEmployerBlock,
  readEmployerCell,
  type EmployerTexts,
} from './employer-block.ts';
import { ImportFileError } from './import-file-error.ts';
import { noteInto, type NoteIssue } from './issues.ts';
import { lintPosition } from './lint/lint-position.ts';
import { positionColumns, type PositionColumn } from './position-columns.ts';
import { readPosition, type PositionCells } from './position-row.ts';
import { cellAt, findTable, type DataRow, type Table } from './table.ts';
import type {
  Cell,
  EmployerFields,
  ImportContext,
  ImportIssue,
  ParsedFile,
  ParsedRecord,
  PositionFields,
  Sheet,
} from './types.ts';
import { makePlaceFinder, type PlaceFinder } from './values/place.ts';
import { saysNone } from './values/text.ts';

const employerColumns = ['uscc', 'industry', 'nature', 'size', 'address', 'intro'] as const;

interface Reading {
  readonly places: PlaceFinder;
  readonly townshipName: (code: string | null) => string | null;
  readonly issues: ImportIssue[];
  readonly employers: Map<string, EmployerFields>;
}

/**
 * Reads a 岗位需求信息表 with its employer block, or a 汇总表 with the employers in a column. Positions
 * with an unlawful condition get a reject issue at the field: held for correction, not lost. Throws
 * ImportFileError no_table when no sheet has the headings of a list of positions.
 */
export function parsePositions(
  sheets: readonly Sheet[],
  context: ImportContext,
): ParsedFile<PositionFields> & { readonly employers: readonly EmployerFields[] } {
  const { townships } = context.gazetteer;
  const reading: Reading = {
    places: makePlaceFinder(context.gazetteer),
    townshipName: (code) => townships.find((township) => township.code === code)?.name ?? null,
    issues: [],
    employers: new Map(),
  };
  const tables = sheets.flatMap((sheet) => findTable(sheet, positionColumns, 'title') ?? []);
  if (tables.length === 0) {
    throw new ImportFileError(
      'no_table',
      '没有找到岗位表头。请确认表里有一行写着“岗位名称、招聘人数、薪资待遇”等列名。',
    );
  }
  const records = tables.flatMap((table) => readTable(table, reading));
  return { records, issues: reading.issues, employers: [...reading.employers.values()] };
}

function readTable(table: Table<PositionColumn>, reading: Reading): ParsedRecord<PositionFields>[] {
  const block = readEmployerBlock(table.before);
  const at = { sheet: table.sheet.name, row: block.row };
  let employer = buildEmployer(block.texts, reading.places, reading.townshipName, at);
  return table.data.flatMap((data) => {
    const note = noteInto(reading.issues, table.sheet.name, data.row.row);
    const { cells, source } = collect(table.sheet, data, note);
    if (isNoPosition(cells, source, note)) return [];
    employer = employerOfRow(cells, data, table.sheet, reading) ?? employer;
    if (employer !== null) employer = register(employer, cells, reading, note);
    const fields = readPosition(cells, employer, reading.places, note);
    const linted = { ...fields, ...lintPosition(fields, note) };
    return [{ sheet: table.sheet.name, row: data.row.row, fields: linted, source }];
  });
}

function collect(
  sheet: Sheet,
  { row, columns }: DataRow<PositionColumn>,
  note: NoteIssue,
): { cells: PositionCells; source: Record<string, string> } {
  const cells: Partial<Record<PositionColumn, Cell>> = {};
  const source: Record<string, string> = {};
  for (const { index, heading, field } of columns) {
    const cell = cellAt(sheet, row, index);
    if (field !== undefined) cells[field] = boundCell(cell, field, note);
    if (cell.text.trim() !== '') source[heading] = cell.text;
  }
  return { cells, source };
}

/** A row without a title is a position only when it says enough about one. */
function isNoPosition(
  cells: PositionCells,
  source: Record<string, string>,
  note: NoteIssue,
): boolean {
  if (!saysNone(cells.title?.text ?? '')) return false;
  const own = ['headcount', 'salary', 'skills', 'description', 'education'] as const;
  if (own.filter((column) => (cells[column]?.text.trim() ?? '') !== '').length >= 2) return false;
  const text = Object.values(source).join(' ').slice(0, 40);
  if (text !== '') note('*', 'row_unread', 'flag', `这一行没有岗位名称，没有读入：“${text}”。`);
  return true;
}

/** The employer that a row of a summary sheet names; null when it names none (as the row above). */
function employerOfRow(
  cells: PositionCells,
  { row }: DataRow<PositionColumn>,
  sheet: Sheet,
  { places, townshipName, employers }: Reading,
): EmployerFields | null {
  const named = cells.employer?.text.trim() ?? '';
  if (named === '') return null;
  const texts: EmployerTexts = readEmployerCell(named);
  for (const column of employerColumns) {
    const text = cells[column]?.text.trim() ?? '';
    if (text !== '') texts[column] = text;
  }
  const known = employers.get(texts.employer ?? '');
  return known ?? buildEmployer(texts, places, townshipName, { sheet: sheet.name, row: row.row });
}

/** Keeps an employer at its first position, which also lends it the contact it lacks. */
function register(
  employer: EmployerFields,
  cells: PositionCells,
  { employers }: Reading,
  note: NoteIssue,
): EmployerFields {
  const known = employers.get(employer.name);
  if (known !== undefined) return known;
  const { contact, phone } = readContact(contactTexts(cells));
  const complete = {
    ...employer,
    contact: employer.contact ?? contact,
    phone: employer.phone ?? phone,
  };
  employers.set(employer.name, complete);
  if (employer.uscc === null) {
    note('uscc', 'uscc_missing', 'flag', '没有填统一社会信用代码，请向企业补问。');
  } else if (!employer.usccValid) {
    note(
      'uscc',
      'uscc_invalid',
      'flag',
      `统一社会信用代码“${employer.uscc}”位数、字符或校验码不对（GB 32100），请对照营业执照核对。`,
    );
  }
  return complete;
}

function contactTexts(cells: PositionCells): EmployerTexts {
  const texts: EmployerTexts = {};
  for (const column of ['contactAndPhone', 'contact', 'phone'] as const) {
    const text = cells[column]?.text;
    if (text !== undefined) texts[column] = text;
  }
  return texts;
}
