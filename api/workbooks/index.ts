/** Workbooks (.xlsx) from data: templates, exports, rows to be mended. Pure: no database, no clock. */
export type { Signatures } from './layout.ts';
export type { PersonLine } from './person-columns.ts';
export type { EmployerLine, PositionLine } from './position-layouts.ts';
export { writePeople, writePositions } from './write-records.ts';
export { templateTitle, writeTemplate, type TemplateOptions } from './write-template.ts';
export {
  writeWrongRows,
  type WrongCell,
  type WrongRow,
  type WrongRows,
} from './write-wrong-rows.ts';
export { workbookType } from './xlsx/workbook.ts';
