import { alignRow } from './align-row.ts';
import { boundCell } from './bound-cell.ts';
import { flagDuplicates } from './duplicates.ts';
import { ImportFileError } from './import-file-error.ts';
import { noteInto } from './issues.ts';
import {
  rosterColumns,
  type RosterCells,
  type RosterColumn,
  type RosterTools,
} from './roster-columns.ts';
import { judgeCells } from './roster-judges.ts';
import { readPerson } from './roster-row.ts';
import { makeSpecialityMatcher } from './speciality.ts';
import { cellAt, findTable, type DataRow, type Table } from './table.ts';
import type {
  Cell,
  ImportContext,
  ImportIssue,
  ParsedFile,
  ParsedRecord,
  PersonFields,
  Sheet,
} from './types.ts';
import { makePlaceFinder } from './values/place.ts';

/**
 * Reads a roster of retired soldiers or of 军属 (`recordType` family_seeker). Every row that names a
 * person becomes a record, rejected or not; what is wrong or doubtful stands in `issues`. Throws
 * ImportFileError no_table when no sheet has the headings of a roster.
 */
export function parseRoster(
  sheets: readonly Sheet[],
  context: ImportContext,
): ParsedFile<PersonFields> {
  const tools: RosterTools = {
    today: context.today,
    places: makePlaceFinder(context.gazetteer),
    specialities: makeSpecialityMatcher(context.specialities),
  };
  const tables = sheets.flatMap((sheet) => findTable(sheet, rosterColumns, 'fullName') ?? []);
  if (tables.length === 0) {
    throw new ImportFileError(
      'no_table',
      '没有找到花名册表头。请确认表里有一行写着“姓名、身份证号、联系电话”等列名。',
    );
  }
  const issues: ImportIssue[] = [];
  const records = tables.flatMap((table) =>
    table.data.flatMap((data) => readRow(table, data, tools, issues) ?? []),
  );
  flagDuplicates(records, issues);
  return { records, issues: issues.sort((left, right) => left.row - right.row) };
}

function readRow(
  { sheet }: Table<RosterColumn>,
  data: DataRow<RosterColumn>,
  tools: RosterTools,
  issues: ImportIssue[],
): ParsedRecord<PersonFields> | null {
  const note = noteInto(issues, sheet.name, data.row.row);
  const aligned = alignRow(data.row, data.columns, judgeCells(tools));
  const cells: Partial<Record<RosterColumn, Cell>> = {};
  const source: Record<string, string> = {};
  for (const { index, heading, field } of data.columns) {
    const cell = cellAt(sheet, aligned.row, index);
    if (field !== undefined) cells[field] = boundCell(cell, field, note);
    if (cell.text.trim() !== '') source[heading] = cell.text;
  }
  if (isNoPerson(cells, source)) {
    if (Object.keys(source).length === 0) return null;
    const text = Object.values(source).join(' ').slice(0, 40);
    note('*', 'row_unread', 'flag', `这一行没有姓名和身份证号，没有读入：“${text}”。`);
    return null;
  }
  if (aligned.shiftedFrom !== undefined) {
    const side = aligned.direction === 'right' ? '右' : '左';
    note(
      '*',
      'row_shifted',
      'reject',
      `整行自“${aligned.shiftedFrom.heading}”列起向${side}错位一列，请移回原位后再导入。`,
    );
  }
  return { sheet: sheet.name, row: data.row.row, fields: readPerson(cells, tools, note), source };
}

/** No name, no ID number and next to nothing else: a remark under the table, not a person. */
function isNoPerson(cells: RosterCells, source: Record<string, string>): boolean {
  const blank = (cell: Cell | undefined) => cell === undefined || cell.text.trim() === '';
  return blank(cells.fullName) && blank(cells.idCardNo) && Object.keys(source).length < 4;
}
