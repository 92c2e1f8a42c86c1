/** From the bytes of an uploaded spreadsheet to records and issues. Pure: no database, no clock. */
export { ImportFileError, type ImportFileErrorCode } from './import-file-error.ts';
export { readWorkbook } from './read-workbook.ts';
export { detectKind } from './detect-kind.ts';
export { findKnownPeople, type KnownPeople } from './duplicates.ts';
export { parseRoster, rereadPerson } from './roster.ts';
export { parsePositions, rereadPosition } from './positions.ts';
export { guessTables } from './guess-tables.ts';
export { plainHeading } from './plain-heading.ts';
export {
  columnOf,
  positionColumnNames,
  rosterColumnNames,
  type ColumnName,
} from './column-names.ts';
export type {
  Cell,
  ColumnReport,
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
  SourceCell,
  TableReport,
} from './types.ts';
