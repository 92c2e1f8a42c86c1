import type { CellJudge } from './align-row.ts';
import type { Column } from './headings.ts';
import { cellAt, type Table } from './table.ts';
import type { Cell, SheetRow } from './types.ts';
import { saysNone } from './values/text.ts';

/** Fewer rows than this show no habit. */
const fewestRows = 3;
/** Part of the rows that has to say so. */
const mostRows = 0.7;
/** Rows that are looked at; a habit shows in the first ones. */
const sampleRows = 200;

/** Two columns of one shape that stand in an order: when most rows say the reverse, they are swapped. */
export interface RowOrder<Field extends string> {
  readonly first: Field;
  readonly second: Field;
  /** Null when a row says nothing. */
  isReversed(first: Cell, second: Cell): boolean | null;
}

/** What is known of the cells of a kind of table. */
export interface Expectations<Field extends string> {
  readonly fits: CellJudge<Field>;
  readonly order?: RowOrder<Field>;
}

/**
 * Notices two columns whose values stand under each other's heading in most rows, and gives back the
 * columns with their fields exchanged, and a sentence about each pair.
 */
export function readSwapped<Field extends string>(
  table: Table<Field>,
  { fits, order }: Expectations<Field>,
): { columns: readonly Column<Field>[]; notices: string[] } {
  const { sheet, columns, data } = table;
  const sample = data.slice(0, sampleRows);
  if (sample.length < fewestRows) return { columns, notices: [] };
  const cells = new Map(
    columns.map((column) => [
      column,
      sample.map((row) => cellAt(sheet, row, column.index)).filter(isFilled),
    ]),
  );
  /** Part of the cells of one column that fit another's heading; null when nothing can be said. */
  const fitting = (values: Column<Field>, field: Field): number | null => {
    const judged = (cells.get(values) ?? []).map((cell) => fits(field, cell));
    if (judged.length < fewestRows || judged.every((fit) => fit === null)) return null;
    return judged.filter((fit) => fit === true).length / judged.length;
  };
  const wrong = columns.filter(
    (column) => column.field !== undefined && (fitting(column, column.field) ?? 1) < 1 - mostRows,
  );
  const swapped = new Map<Column<Field>, Column<Field>>();
  for (const column of wrong) {
    if (swapped.has(column)) continue;
    const partner = columns.find((other) => {
      if (other === column || swapped.has(other)) return false;
      if (column.field === undefined || other.field === undefined) return false;
      if ((fitting(other, column.field) ?? 0) < mostRows) return false;
      const there = fitting(column, other.field);
      const atHome = fitting(other, other.field);
      return there === null ? atHome === null : there >= mostRows && (atHome ?? 0) < 1 - mostRows;
    });
    if (partner === undefined) continue;
    swapped.set(column, partner).set(partner, column);
  }
  const turned = order === undefined ? null : findReversed(table, sample, order);
  if (turned !== null && !turned.some((column) => swapped.has(column))) {
    swapped.set(turned[0], turned[1]).set(turned[1], turned[0]);
  }
  const pairs = [...swapped].filter(([one, two]) => one.index < two.index);
  return {
    columns: columns.map((column) => withField(column, swapped.get(column) ?? column)),
    notices: pairs.map(
      ([one, two]) =>
        `“${one.heading}”列和“${two.heading}”列的内容像是填反了，已对调读取，请核对。`,
    ),
  };
}

function findReversed<Field extends string>(
  { sheet, columns }: Table<Field>,
  sample: readonly SheetRow[],
  order: RowOrder<Field>,
): [Column<Field>, Column<Field>] | null {
  const first = columns.find(({ field }) => field === order.first);
  const second = columns.find(({ field }) => field === order.second);
  if (first === undefined || second === undefined) return null;
  const said = sample
    .map((row) =>
      order.isReversed(cellAt(sheet, row, first.index), cellAt(sheet, row, second.index)),
    )
    .filter((reversed) => reversed !== null);
  const reversed = said.filter(Boolean).length;
  return said.length >= fewestRows && reversed / said.length >= mostRows ? [first, second] : null;
}

function withField<Field extends string>(
  { index, heading, by }: Column<Field>,
  { field }: Column<Field>,
): Column<Field> {
  return { index, heading, by, ...(field === undefined ? {} : { field }) };
}

const isFilled = (cell: Cell) => !saysNone(cell.text);
