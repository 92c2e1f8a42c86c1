import type { CellJudge } from './align-row.ts';
import { boundCell } from './bound-cell.ts';
import { fieldOfColumn } from './column-names.ts';
import { flagDuplicates } from './duplicates.ts';
import { makeVocabulary } from './headings.ts';
import { ImportFileError } from './import-file-error.ts';
import { inOrder, noteInto, type NoteIssue } from './issues.ts';
import { noteMisfits, noteNameElsewhere } from './misfits.ts';
import { rosterColumns, type RosterColumn, type RosterTools } from './roster-columns.ts';
import { judgeCells, serviceOrder } from './roster-judges.ts';
import { readPerson } from './roster-row.ts';
import { noteMarks } from './row-marks.ts';
import { readableSheets, unreadSheet, withUnread } from './sheets.ts';
import type { SourceRow } from './source-rows.ts';
import { readSourceTables } from './source-tables.ts';
import { makeSpecialityMatcher } from './speciality.ts';
import type {
  Cell,
  ImportContext,
  ImportIssue,
  ParsedFile,
  ParsedRecord,
  PersonFields,
  Sheet,
  SourceCell,
} from './types.ts';
import { looksLikeName } from './values/person-name.ts';
import { makePlaceFinder } from './values/place.ts';

interface Reading {
  readonly tools: RosterTools;
  readonly fits: CellJudge<RosterColumn>;
}

/**
 * Reads a roster of retired soldiers or of 军属 (`recordType` family_seeker). Every row that names a
 * person becomes a record, rejected or not; what is wrong or doubtful stands in `issues`. Throws
 * ImportFileError no_table when no sheet has the headings of a roster.
 */
export function parseRoster(
  sheets: readonly Sheet[],
  context: ImportContext,
): ParsedFile<PersonFields> {
  const reading = makeReading(context);
  const { sheets: readable, notices: skipped } = readableSheets(sheets);
  const notices = [...skipped];
  const kind = {
    vocabulary: rosterVocabulary(context),
    fits: reading.fits,
    order: serviceOrder(context.today),
  };
  const tables = readable.flatMap((sheet) => {
    const found = readSourceTables(sheet, kind);
    if (found.length === 0) notices.push(unreadSheet(sheet));
    return found;
  });
  if (tables.length === 0) {
    throw new ImportFileError(
      'no_table',
      `没有找到花名册表头。请确认表里有一行写着“姓名、身份证号、联系电话”等列名。${skipped.join('')}`,
    );
  }
  const issues: ImportIssue[] = [];
  const records = tables.flatMap(({ sheet, rows }) =>
    rows.flatMap((row) => readRow(row, sheet, reading, issues) ?? []),
  );
  flagDuplicates(records, issues);
  return {
    records,
    issues: inOrder(issues, sheets),
    tables: tables.map((table) => withUnread(table, issues)),
    notices,
  };
}

/**
 * Reads one person again after a correction of the cells that `parseRoster` gave as `source`. A
 * corrected cell is plain text; a column that the file does not have may be added.
 */
export function rereadPerson(
  source: readonly SourceCell[],
  at: { readonly sheet: string | null; readonly row: number },
  context: ImportContext,
): { fields: PersonFields; issues: ImportIssue[] } {
  const issues: ImportIssue[] = [];
  const note = noteInto(issues, at.sheet, at.row);
  const fields = personOf({ row: at.row, hidden: false, source }, makeReading(context), note);
  return { fields, issues };
}

export const rosterVocabulary = ({ headings }: ImportContext) =>
  makeVocabulary(rosterColumns, 'fullName', headings);

function makeReading(context: ImportContext): Reading {
  const tools: RosterTools = {
    today: context.today,
    places: makePlaceFinder(context.gazetteer),
    specialities: makeSpecialityMatcher(context.specialities),
  };
  return { tools, fits: judgeCells(tools) };
}

function readRow(
  row: SourceRow,
  sheet: string | null,
  reading: Reading,
  issues: ImportIssue[],
): ParsedRecord<PersonFields> | null {
  const note = noteInto(issues, sheet, row.row);
  const filled = row.source.filter(({ text }) => text.trim() !== '');
  if (filled.every(({ column, text }) => column === 'serial' && /^[\d\s.]*$/.test(text)))
    return null;
  if (isNoPerson(filled)) {
    const text = filled
      .map((cell) => cell.text)
      .join(' ')
      .slice(0, 40)
      .toWellFormed();
    if (text !== '') {
      note('*', 'row_unread', 'flag', `这一行没有姓名和身份证号，没有读入：“${text}”。`);
    }
    return null;
  }
  return { sheet, row: row.row, fields: personOf(row, reading, note), source: row.source };
}

/** The one way from cells to a person, for a row of a file as for a corrected one. */
function personOf(row: SourceRow, { tools, fits }: Reading, note: NoteIssue): PersonFields {
  const cells: Partial<Record<RosterColumn, Cell>> = {};
  for (const cell of row.source) {
    const { column } = cell;
    if (isRosterColumn(column)) cells[column] ??= boundCell(cell, naming.fieldOf(column), note);
  }
  if (row.shifted === undefined) noteMisfits(cells, fits, row.source, note);
  else note('*', 'row_shifted', 'reject', row.shifted);
  noteNameElsewhere(cells, note);
  noteMarks(row.source, row.hidden, naming, note);
  return readPerson(cells, tools, note);
}

const naming = {
  columns: ['fullName', 'idCardNo'],
  fieldOf: (column: string | null) => fieldOfColumn('roster', column),
};

const columnKeys: ReadonlySet<string | null> = new Set(rosterColumns.map(({ field }) => field));

const isRosterColumn = (column: string | null): column is RosterColumn => columnKeys.has(column);

/** No name, no ID number and next to nothing else: a remark under the table, not a person. */
function isNoPerson(filled: readonly SourceCell[]): boolean {
  const find = (column: RosterColumn) => filled.find((cell) => cell.column === column);
  const [name, id] = [find('fullName'), find('idCardNo')];
  // 青石镇 alone in the first column is a title between the rows.
  if (name !== undefined && filled.length === 1) return looksLikeName(name.text) === false;
  // A template's blank rows hold formulas.
  const typed = filled.filter(({ formula }) => formula === undefined);
  return name === undefined && id === undefined && typed.length < 4;
}
