import { readForms } from './forms.ts';
import type { Vocabulary } from './headings.ts';
import { readSourceRows, type SourceRow } from './source-rows.ts';
import type { Expectations } from './swapped-columns.ts';
import { findTables } from './table.ts';
import type { Sheet, SheetRow, TableReport } from './types.ts';

/** What there is to know of a kind of table before it is read. */
export interface TableKind<Field extends string> extends Expectations<Field> {
  readonly vocabulary: Vocabulary<Field>;
  /** Tells the first row of a block that belongs to the table below it. */
  readonly startsBlock?: (row: SheetRow) => boolean;
}

/** What one table or the forms of a sheet hold, cell by cell. */
export interface SourceTable {
  readonly sheet: string | null;
  /** Rows before the heading: titles, and the employer block of a form. */
  readonly before: readonly SheetRow[];
  readonly rows: readonly SourceRow[];
  readonly report: TableReport;
}

/**
 * Reads the tables of a sheet, or its forms. A table below a form is a part of the form (家庭成员) and
 * is not read.
 */
export function readSourceTables<Field extends string>(
  sheet: Sheet,
  kind: TableKind<Field>,
): SourceTable[] {
  const tables = findTables(sheet, kind.vocabulary, kind.startsBlock);
  const forms = readForms(sheet, tables[0]?.row ?? Infinity, kind.vocabulary);
  if (forms !== null) return [{ sheet: sheet.name, before: [], ...forms }];
  return tables.map((table) => ({
    sheet: sheet.name,
    before: table.before,
    ...readSourceRows(table, kind),
  }));
}
