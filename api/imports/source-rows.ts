import { alignRow } from './align-row.ts';
import type { Column } from './headings.ts';
import { plainHeading } from './plain-heading.ts';
import { readSwapped, type Expectations } from './swapped-columns.ts';
import { cellAt, type Table } from './table.ts';
import type { Cell, SheetRow, SourceCell, TableReport } from './types.ts';

/** A row of a table on its way to a record. */
export interface SourceRow {
  readonly row: number;
  readonly hidden: boolean;
  /** Every filled cell, and the blank ones of known columns: a column that says nothing is no absent one. */
  readonly source: readonly SourceCell[];
  /** Set when the cells stood one place off and have been put back. */
  readonly shifted?: string;
}

/**
 * The rows of a table cell by cell, columns that stand under each other's heading and rows that
 * slipped put right, with the report of what was recognised.
 */
export function readSourceRows<Field extends string>(
  table: Table<Field>,
  expectations: Expectations<Field>,
): { rows: SourceRow[]; report: TableReport } {
  const { sheet } = table;
  const data = table.data.filter((row) => !isExample(row));
  const { columns: headed, notices } = readSwapped(table, expectations);
  const columns = [...headed, ...unheaded(table)].sort((left, right) => left.index - right.index);
  const rows = data.map((row) => {
    const aligned = alignRow(row, columns, expectations.fits);
    return {
      row: row.row,
      hidden: row.hidden === true,
      source: sourceOf(columns, (index) => {
        const cell = cellAt(sheet, aligned.row, index);
        return sheet.name === null ? asTyped(cell) : cell;
      }),
      ...(aligned.shiftedFrom === undefined
        ? {}
        : { shifted: shiftText(aligned.shiftedFrom.heading, aligned.direction) }),
    };
  });
  const hidden = new Set(sheet.hiddenColumns ?? []);
  const filled = new Set(rows.flatMap(({ source }) => source.map(({ heading }) => heading)));
  // A cell that a slipped row pushed out of the table is no column.
  const shown = columns.filter((column) => headed.includes(column) || filled.has(column.heading));
  const report = shown.map(({ index, heading, field, by }) => ({
    heading,
    column: field ?? null,
    by,
    hidden: hidden.has(index),
  }));
  return {
    rows,
    report: {
      sheet: sheet.name,
      row: table.row,
      rows: data.length,
      columns: report,
      notices: [
        ...notices,
        ...hiddenNotice(report),
        ...doubleNotice(report),
        ...exampleNotice(table.data.filter(isExample)),
      ],
    },
  };
}

function sourceOf(
  columns: readonly Column<string>[],
  cellOf: (index: number) => Cell,
): SourceCell[] {
  const source: SourceCell[] = [];
  for (const { index, heading, field } of columns) {
    const cell = cellOf(index);
    if (field === undefined && cell.text.trim() === '') continue;
    source.push(sourceCell(cell, heading, field ?? null));
  }
  return source;
}

/** A cell under its heading; most cells are plain text, and there are many of them. */
export function sourceCell(cell: Cell, heading: string, column: string | null): SourceCell {
  const { text, kind } = cell;
  if (kind === 'text' || kind === 'empty') {
    const isPlain =
      cell.formula === undefined && cell.comment === undefined && cell.struck === undefined;
    if (isPlain) return { heading, column, text, kind };
  }
  const { merged: _merged, ...value } = cell;
  return { heading, column, ...value };
}

/** A CSV does not tell numbers from texts: 2021.1 may have been 2021.10 before it was saved. */
const asTyped = (cell: Cell): Cell =>
  /^\d{4}\.\d$/.test(cell.text) ? { ...cell, kind: 'number', number: Number(cell.text) } : cell;

const shiftText = (heading: string, direction: 'right' | 'left' | undefined) =>
  `整行自“${heading}”列起向${direction === 'right' ? '右' : '左'}错位一列，这里已移回原位显示。请逐格核对，改过一处（照原样重填也行）才能导入。`;

/** Columns with something in them and no heading are called by their letter. */
function unheaded<Field extends string>({
  columns,
  ownColumns,
  data,
}: Table<Field>): Column<Field>[] {
  const known = new Set([...columns.map(({ index }) => index), ...ownColumns]);
  const found = new Set<number>();
  for (const { cells } of data) {
    for (const [index, cell] of cells.entries()) {
      if (cell !== undefined && !known.has(index) && cell.text.trim() !== '') found.add(index);
    }
  }
  return [...found].map((index) => ({ index, heading: `${letters(index)}列`, by: 'none' }));
}

/** A, B, … Z, AA of a 0-based column. */
function letters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : letters(Math.floor(index / 26) - 1) + last;
}

/** A row that shows how to fill in the others says so in one of its first cells. */
function isExample({ cells }: SheetRow): boolean {
  const marked = /^[（(【]?(填写|填报)?(示例|样例|范例|例如?)[）)】]?[:：]?$|^例[:：]/;
  return cells.slice(0, 3).some((cell) => cell !== undefined && marked.test(cell.text.trim()));
}

/** Two lists side by side, or two telephones: the left one is read. */
function doubleNotice(columns: TableReport['columns']): string[] {
  const read = new Set(
    columns.flatMap(({ heading, column }) => (column === null ? [] : [plainHeading(heading)])),
  );
  const double = columns.filter(
    ({ heading, by }) => by === 'none' && read.has(plainHeading(heading)),
  );
  const names = [...new Set(double.map(({ heading }) => `“${heading}”`))];
  return names.length === 0
    ? []
    : [`${names.join('、')}不止一列，只读了左边的一列；并排的两张表请先上下排好再上传。`];
}

const exampleNotice = (rows: readonly SheetRow[]) =>
  rows.map(({ row }) => `第 ${String(row)} 行是填写示例，没有读入。`);

function hiddenNotice(columns: TableReport['columns']): string[] {
  const names = columns.filter(({ hidden }) => hidden).map(({ heading }) => `“${heading}”`);
  return names.length === 0 ? [] : [`${names.join('、')}列在表里是隐藏的，内容照样读入，请核对。`];
}
