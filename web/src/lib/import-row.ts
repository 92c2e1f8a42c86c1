/** A row of an import, put in order for the page: which cells need a look, which can be changed. */
import { label } from './messages/index.ts';
import type { ImportIssue, ImportRow } from '@xincheng/api/contract';

/** A cell of the row as it stands in the file; text '' where the file has nothing. */
export interface CellView {
  heading: string;
  /** Its meaning, by which it can be changed; null: text only. */
  column: string | null;
  text: string;
  masked: boolean;
  edited: boolean;
  issues: ImportIssue[];
}

export interface RowView {
  /** What is said about the row as a whole. */
  issues: ImportIssue[];
  /** Cells that something is said about, in the order of the row. */
  marked: CellView[];
  /** The other cells that can be changed: those of the row, then the empty columns of its table. */
  others: CellView[];
  /** Cells whose column nobody understood. */
  fixed: CellView[];
}

/**
 * `columns` are those of the row's table; `names` tells the meaning of a column that has no heading
 * in the row.
 */
export const viewRow = (
  row: ImportRow,
  columns: readonly { heading: string; column: string | null }[],
  names: Readonly<Record<string, string>>,
): RowView => {
  const cells: CellView[] = [];
  const seen = new Set<string>();
  const add = (cell: Omit<CellView, 'issues'>): void => {
    // Two headings with one meaning: only the first is read, the second is text.
    const column = cell.column === null || seen.has(cell.column) ? null : cell.column;
    if (column !== null) seen.add(column);
    const issues = row.issues.filter((issue) => column !== null && issue.column === column);
    cells.push({ ...cell, column, issues });
  };
  const blank = { text: '', masked: false, edited: false };
  for (const cell of row.source) add(cell);
  for (const { heading, column } of columns)
    if (column !== null && !seen.has(column)) add({ heading, column, ...blank });
  for (const { column } of row.issues)
    if (column !== null && !seen.has(column))
      add({ heading: label(names, column), column, ...blank });
  return {
    issues: row.issues.filter(({ column }) => column === null),
    marked: cells.filter(({ issues }) => issues.length > 0),
    others: cells.filter(
      ({ column, issues }) => column !== null && column !== 'serial' && issues.length === 0,
    ),
    fixed: cells.filter(({ column }) => column === null),
  };
};

/** A text before, at and after the first place of the words; null where they do not stand in it. */
export const splitAt = (text: string, words: string | null): [string, string, string] | null => {
  const at = words === null || words === '' ? -1 : text.indexOf(words);
  if (words === null || at < 0) return null;
  return [text.slice(0, at), words, text.slice(at + words.length)];
};
