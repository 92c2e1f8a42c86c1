import { isPrintable, longestText, printable } from './cell-text.ts';
import { cellTooLong, damaged, tooManyCells, tooManyRows } from './refusals.ts';
import type { Cell, MergedArea } from './types.ts';

const maxRows = 50_000;
/** Filled cells of a whole file: 50,000 rows of 40 columns. */
const maxCells = 2_000_000;
/** Columns from here on hold nothing that a person typed. */
export const maxColumns = 256;

/** A row while a sheet is being read. */
export interface Row {
  row: number;
  cells: (Cell | undefined)[];
  hidden?: true;
}

/** The texts of a workbook's cells, in the order in which cells point at them. */
export interface SharedStrings {
  /** A text that many cells show is one cell object. */
  readonly cells: readonly Cell[];
  /** Whether the fonts within a text strike it through as a whole; absent: the cell's font decides. */
  readonly struck: ReadonlyMap<number, boolean>;
}

export interface Note {
  /** 1-based. */
  readonly row: number;
  /** 0-based. */
  readonly column: number;
  readonly text: string;
}

/** Collects the filled rows of a file's sheets, within what a file may hold. */
export class RowCollector {
  #cells = 0;

  /** Takes a row into `rows` when a cell of it says something; rows come in rising order. */
  add(rows: Row[], row: Row): void {
    let filled = 0;
    for (const [column, cell] of row.cells.entries()) {
      if (cell === undefined || cell.text === '') continue;
      if (cell.text.length > longestText) throw cellTooLong(row.row);
      if (!isPrintable(cell.text) || (cell.formula !== undefined && !isPrintable(cell.formula)))
        row.cells[column] = printableCell(cell);
      filled++;
    }
    if (filled === 0) return;
    this.#cells += filled;
    if (this.#cells > maxCells) throw tooManyCells();
    if (rows.push(row) > maxRows) throw tooManyRows(maxRows);
  }
}

/** Tells the cells of merged areas so, and gives the empty ones of them a cell. */
export function markMergedAreas(rows: readonly Row[], areas: readonly MergedArea[]): void {
  const width = rows.reduce((widest, { cells }) => Math.max(widest, cells.length), 0);
  const waiting = areas
    .toSorted((left, right) => right.row - left.row)
    .map((merged) => ({ merged, empty: { ...emptyCell, merged } }));
  let active: typeof waiting = [];
  for (const { row, cells } of rows) {
    active = active.filter(({ merged }) => row < merged.row + merged.rows);
    for (let next = waiting.at(-1); (next?.merged.row ?? Infinity) <= row; next = waiting.at(-1)) {
      waiting.pop();
      if (next !== undefined && row < next.merged.row + next.merged.rows) active.push(next);
      // Areas never overlap, so no more of them fit side by side.
      if (active.length > maxColumns) throw damaged();
    }
    for (const { merged, empty } of active) {
      const end = Math.min(merged.column + merged.columns, width);
      for (let { column } = merged; column < end; column++) {
        const cell = cells[column];
        if (cell?.merged === undefined)
          cells[column] = cell === undefined ? empty : { ...cell, merged };
      }
    }
  }
}

/** Lays comments on their cells; one beside an empty row is left out. */
export function addNotes(rows: readonly Row[], notes: Iterable<Note>): void {
  for (const { row, column, text } of notes) {
    const cells = findRow(rows, row)?.cells;
    if (cells === undefined || column >= maxColumns || text === '') continue;
    const cell = cells[column] ?? emptyCell;
    const comment = cell.comment === undefined ? text : `${cell.comment}\n${text}`;
    cells[column] = { ...cell, comment: printable(comment.slice(0, longestText)) };
  }
}

const emptyCell: Cell = { text: '', kind: 'empty' };

function printableCell(cell: Cell): Cell {
  const { formula } = cell;
  const text = printable(cell.text);
  return formula === undefined ? { ...cell, text } : { ...cell, text, formula: printable(formula) };
}

function findRow(rows: readonly Row[], number: number): Row | undefined {
  let low = 0;
  let high = rows.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const row = rows[middle];
    if (row === undefined || row.row === number) return row;
    if (row.row < number) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}
