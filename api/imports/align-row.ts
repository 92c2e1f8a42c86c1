import type { Column } from './headings.ts';
import type { Cell, SheetRow } from './types.ts';

/** Whether a filled cell can stand in a column: true, false, or null when anything may stand there. */
export type CellJudge<Field extends string> = (field: Field, cell: Cell) => boolean | null;

export interface AlignedRow<Field extends string> {
  readonly row: SheetRow;
  /** Column where the cells begin to stand one place too far right or left. */
  readonly shiftedFrom?: Column<Field>;
  readonly direction?: 'right' | 'left';
}

/** Fewer misfits than this are single wrong values, not a shift. */
export const fewestMisfits = 3;

/**
 * Notices that the cells of a row stand one column too far right (a cell was inserted) or left (one
 * was deleted) from some column on, and puts them back. `fits` judges a cell by its column.
 */
export function alignRow<Field extends string>(
  row: SheetRow,
  columns: readonly Column<Field>[],
  fits: CellJudge<Field>,
): AlignedRow<Field> {
  const misfits = countMisfits(row.cells, columns, fits);
  if (misfits < fewestMisfits) return { row };
  let best: { aligned: AlignedRow<Field>; misfits: number } | null = null;
  for (const column of columns) {
    const at = column.index;
    for (const direction of ['right', 'left'] as const) {
      if (direction === 'right' && isFilled(row.cells[at])) continue;
      const cells = direction === 'right' ? removeAt(row.cells, at) : insertAt(row.cells, at);
      const left = countMisfits(cells, columns, fits);
      if (best !== null && left > best.misfits) continue;
      const aligned = { row: { ...row, cells }, shiftedFrom: column, direction };
      best = { aligned, misfits: left };
    }
  }
  return best !== null && misfits - best.misfits >= fewestMisfits && best.misfits <= 1
    ? best.aligned
    : { row };
}

function countMisfits<Field extends string>(
  cells: readonly (Cell | undefined)[],
  columns: readonly Column<Field>[],
  fits: CellJudge<Field>,
): number {
  return columns.filter(({ index, field }) => {
    const cell = cells[index];
    if (field === undefined || cell === undefined || !isFilled(cell)) return false;
    return fits(field, cell) === false;
  }).length;
}

const isFilled = (cell: Cell | undefined) => cell !== undefined && cell.text.trim() !== '';

function removeAt(cells: readonly (Cell | undefined)[], at: number): (Cell | undefined)[] {
  return Array.from(cells).toSpliced(at, 1);
}

function insertAt(cells: readonly (Cell | undefined)[], at: number): (Cell | undefined)[] {
  return Array.from(cells).toSpliced(at, 0, undefined);
}
