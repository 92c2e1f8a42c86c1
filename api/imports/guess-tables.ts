import { matchHeadings } from './headings.ts';
import { positionVocabulary } from './positions.ts';
import { rosterVocabulary } from './roster.ts';
import { readableSheets } from './sheets.ts';
import type { ImportContext, Sheet, SheetRow, TableReport } from './types.ts';

/** A heading has at least this many cells, and the row below about as many. */
const fewestColumns = 3;
/** A heading stands near the top. */
const rowsLookedAt = 15;

/**
 * What may be the heading of each sheet of a file in which no table was recognised, so that somebody
 * can say what its words mean. Empty when nothing looks like a table.
 */
export function guessTables(
  sheets: readonly Sheet[],
  kind: 'roster' | 'positions',
  context: ImportContext,
): TableReport[] {
  const vocabulary = kind === 'roster' ? rosterVocabulary(context) : positionVocabulary(context);
  return readableSheets(sheets).sheets.flatMap((sheet) => {
    const at = sheet.rows
      .slice(0, rowsLookedAt)
      .findIndex((row, index) => looksLikeHeading(row, sheet.rows[index + 1]));
    const row = sheet.rows[at];
    if (row === undefined) return [];
    const headings = row.cells.flatMap((cell, index) =>
      cell === undefined || cell.text.trim() === '' ? [] : [{ index, text: cell.text }],
    );
    const hidden = new Set(sheet.hiddenColumns ?? []);
    const columns = matchHeadings(headings, vocabulary).map(({ index, heading, field, by }) => ({
      ...{ heading, column: field ?? null, by, hidden: hidden.has(index) },
    }));
    const rows = sheet.rows.length - at - 1;
    return [{ sheet: sheet.name, row: row.row, rows, columns, notices: [] }];
  });
}

/** Short words without digits, over a row that is about as full. */
function looksLikeHeading(row: SheetRow, next: SheetRow | undefined): boolean {
  const words = textsOf(row);
  const isShort = words.every((text) => text.length <= 15 && !/\d{3}/.test(text));
  return words.length >= fewestColumns && isShort && textsOf(next).length * 2 >= words.length;
}

function textsOf(row: SheetRow | undefined): string[] {
  return (row?.cells ?? []).flatMap((cell) => {
    const text = cell?.text.trim() ?? '';
    return text === '' ? [] : [text];
  });
}
