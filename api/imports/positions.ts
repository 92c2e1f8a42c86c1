import { boundCell } from './bound-cell.ts';
import { fieldOfColumn } from './column-names.ts';
import { readEmployerBlock } from './employer-block.ts';
import { makeVocabulary } from './headings.ts';
import { ImportFileError } from './import-file-error.ts';
import { inOrder, noteInto, type NoteIssue } from './issues.ts';
import { lintPosition } from './lint/lint-position.ts';
import { noteMisfits } from './misfits.ts';
import { positionColumns, type PositionColumn } from './position-columns.ts';
import {
  employerOfBlock,
  employerOfRow,
  employerTextsOf,
  makeEmployerTools,
  noteEmployer,
  withContactOf,
  type EmployerTools,
} from './position-employer.ts';
import { judgePositionCell } from './position-judges.ts';
import { readPosition, type PositionCells } from './position-row.ts';
import { noteMarks } from './row-marks.ts';
import { readableSheets, unreadSheet, withUnread } from './sheets.ts';
import type { SourceRow } from './source-rows.ts';
import { readSourceTables, type SourceTable } from './source-tables.ts';
import type {
  Cell,
  EmployerFields,
  ImportContext,
  ImportIssue,
  ParsedFile,
  ParsedRecord,
  PositionFields,
  Sheet,
  SourceCell,
} from './types.ts';
import { saysNone } from './values/text.ts';

interface Reading {
  readonly tools: EmployerTools;
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
  const reading: Reading = {
    tools: makeEmployerTools(context),
    issues: [],
    employers: new Map(),
  };
  const { sheets: readable, notices: skipped } = readableSheets(sheets);
  const notices = [...skipped];
  const kind = {
    vocabulary: positionVocabulary(context),
    fits: judgePositionCell,
    startsBlock: namesEmployer,
  };
  const found = readable.map((sheet) => {
    const tables = readSourceTables(sheet, kind);
    if (tables.length === 0) notices.push(unreadSheet(sheet));
    return tables;
  });
  if (found.every((tables) => tables.length === 0)) {
    throw new ImportFileError(
      'no_table',
      `没有找到岗位表头。请确认表里有一行写着“岗位名称、招聘人数、薪资待遇”等列名。${skipped.join('')}`,
    );
  }
  const records = found.flatMap((tables) => {
    // A table without a block of its own goes on with the employer of the one above.
    let above: EmployerFields | null = null;
    return tables.flatMap((table) => {
      const read = readTable(table, above, reading);
      above = read.employer;
      return read.records;
    });
  });
  const { issues, employers } = reading;
  return {
    records,
    issues: inOrder(issues, sheets),
    employers: [...employers.values()],
    tables: found.flat().map((table) => withUnread(table, issues)),
    notices,
  };
}

/**
 * Reads one position again after a correction of the cells that `parsePositions` gave as `source`.
 * `employer` is the one that the row had, with a blank name if it had none; the result names the one
 * that it has now. A column that the file does not have may be added.
 */
export function rereadPosition(
  source: readonly SourceCell[],
  employer: EmployerFields,
  at: { readonly sheet: string | null; readonly row: number },
  context: ImportContext,
): { fields: PositionFields; issues: ImportIssue[]; employer: EmployerFields | null } {
  const issues: ImportIssue[] = [];
  const note = noteInto(issues, at.sheet, at.row);
  const tools = makeEmployerTools(context);
  const cells = cellsOf(source, note);
  const known = employer.name === '' ? null : employer;
  const named = employerOfRow(employerTextsOf(cells), known, at, tools);
  const now =
    named === null || named.firstRow !== undefined
      ? named
      : { ...withContactOf(named, cells), firstRow: at.row };
  if (now?.firstRow === at.row) noteEmployer(now, note);
  const fields = positionOf({ row: at.row, hidden: false, source }, cells, now, tools, note);
  return { fields, issues, employer: now };
}

export const positionVocabulary = ({ headings }: ImportContext) =>
  makeVocabulary(positionColumns, 'title', headings);

const namesEmployer = (row: Parameters<typeof readEmployerBlock>[0][number]) =>
  readEmployerBlock([row]).texts.employer !== undefined;

function readTable(
  { sheet, before, rows }: SourceTable,
  above: EmployerFields | null,
  reading: Reading,
): {
  records: ParsedRecord<PositionFields>[];
  employer: EmployerFields | null;
} {
  const block = readEmployerBlock(before);
  let employer = employerOfBlock(block.texts, { sheet, row: block.row }, reading.tools) ?? above;
  let named = employer?.name ?? null;
  const records = rows.flatMap((row): ParsedRecord<PositionFields>[] => {
    const note = noteInto(reading.issues, sheet, row.row);
    const title = employerTitle(row.source);
    if (title !== null) {
      employer = employerOfBlock({ employer: title }, { sheet, row: row.row }, reading.tools);
      named = title;
      return [];
    }
    const cells = cellsOf(row.source, note);
    if (isNoPosition(cells, row.source, note)) return [];
    const texts = employerTextsOf(cells);
    if (texts.employer !== undefined) named = cells.employer?.text ?? null;
    const known = texts.employer === undefined ? employer : reading.employers.get(texts.employer);
    employer = employerOfRow(texts, known ?? null, { sheet, row: row.row }, reading.tools);
    if (employer !== null) employer = register(employer, cells, row.row, reading, note);
    const fields = positionOf(row, cells, employer, reading.tools, note);
    return [{ sheet, row: row.row, fields, source: withEmployer(row.source, named) }];
  });
  return { records, employer };
}

function cellsOf(source: readonly SourceCell[], note: NoteIssue): PositionCells {
  const cells: Partial<Record<PositionColumn, Cell>> = {};
  for (const cell of source) {
    const { column } = cell;
    if (isPositionColumn(column)) cells[column] ??= boundCell(cell, naming.fieldOf(column), note);
  }
  return cells;
}

const columnKeys: ReadonlySet<string | null> = new Set(positionColumns.map(({ field }) => field));

const isPositionColumn = (column: string | null): column is PositionColumn =>
  columnKeys.has(column);

/** The one way from cells to a position, for a row of a file as for a corrected one. */
function positionOf(
  row: SourceRow,
  cells: PositionCells,
  employer: EmployerFields | null,
  { places }: EmployerTools,
  note: NoteIssue,
): PositionFields {
  if (row.shifted === undefined) noteMisfits(cells, judgePositionCell, row.source, note);
  else note('*', 'row_shifted', 'reject', row.shifted);
  noteMarks(row.source, row.hidden, naming, note);
  const fields = readPosition(cells, employer, places, note);
  return { ...fields, ...lintPosition(fields, note) };
}

const naming = {
  columns: ['title'],
  fieldOf: (column: string | null) => fieldOfColumn('positions', column),
};

/** A line of its own that names the employer of the rows below it. */
function employerTitle(source: readonly SourceCell[]): string | null {
  const [only, ...others] = source.filter(({ text }) => text.trim() !== '');
  if (only === undefined || others.length > 0 || only.column === 'title') return null;
  const name = only.text.trim().replace(/^[（(]?[一二三四五六七八九十\d]+[)）、.．]\s*/, '');
  return /^\S{2,30}(公司|集团|厂|店|社|中心|学校|学院|中学|小学|幼儿园|医院|酒店|宾馆|银行|支行|农场|基地)$/.test(
    name,
  )
    ? name
    : null;
}

/** A row without a title is a position only when it says enough about one; a title alone is none. */
function isNoPosition(
  cells: PositionCells,
  source: readonly SourceCell[],
  note: NoteIssue,
): boolean {
  const filled = source.filter(
    ({ column, text }) => text.trim() !== '' && !(column === 'serial' && /^[\d\s.]*$/.test(text)),
  );
  if (filled.length === 0) return true;
  const own = ['headcount', 'salary', 'skills', 'description', 'education'] as const;
  const says = own.filter((column) => (cells[column]?.text.trim() ?? '') !== '').length;
  const isPosition = saysNone(cells.title?.text ?? '') ? says >= 2 : filled.length > 1;
  if (isPosition) return false;
  const text = filled
    .map((cell) => cell.text)
    .join(' ')
    .slice(0, 40)
    .toWellFormed();
  note('*', 'row_unread', 'flag', `这一行没有岗位的内容，没有读入：“${text}”。`);
  return true;
}

/** Keeps an employer at its first position, which also lends it the contact it lacks. */
function register(
  employer: EmployerFields,
  cells: PositionCells,
  row: number,
  { employers }: Reading,
  note: NoteIssue,
): EmployerFields {
  if (employers.has(employer.name)) return employer;
  const complete = { ...withContactOf(employer, cells), firstRow: row };
  employers.set(employer.name, complete);
  noteEmployer(complete, note);
  return complete;
}

/** Under a column of employers a blank cell means the employer above, as a merged one would. */
function withEmployer(source: readonly SourceCell[], named: string | null): readonly SourceCell[] {
  if (named === null) return source;
  return source.map((cell) =>
    cell.column === 'employer' && cell.text.trim() === ''
      ? { heading: cell.heading, column: cell.column, text: named, kind: 'text' }
      : cell,
  );
}
