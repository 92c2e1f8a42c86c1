/** From the bytes of an uploaded spreadsheet to records and issues. Pure: no database, no clock. */
export { ImportFileError, type ImportFileErrorCode } from './import-file-error.ts';
export { readWorkbook } from './read-workbook.ts';
export { parseRoster } from './roster.ts';
export { parsePositions } from './positions.ts';
export type {
  Cell,
  DiscriminationKind,
  EmployerFields,
  Gazetteer,
  ImportContext,
  ImportIssue,
  Intent,
  IssueAction,
  ParsedFile,
  ParsedRecord,
  PersonFields,
  PositionFields,
  SalaryUnit,
  Sheet,
  SheetRow,
} from './types.ts';
