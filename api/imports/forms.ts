import { matchHeadings, type Vocabulary } from './headings.ts';
import { sourceCell, type SourceRow } from './source-rows.ts';
import type { Cell, ColumnReport, Sheet, SheetRow, SourceCell, TableReport } from './types.ts';

/** The fewest known labels that make a form. */
const fewestLabels = 4;

/** A label of a form with the cell that it names. */
interface Pair {
  readonly row: number;
  readonly label: string;
  readonly known: boolean;
  readonly value: Cell;
}

/**
 * Reads the forms of a sheet (登记表): one person or position as labels with values to the right or
 * below, or as “姓名：张三” in one cell; one form or several below each other. Rows from `end` on are no
 * part of a form. Null when the sheet holds none.
 */
export function readForms<Field extends string>(
  sheet: Sheet,
  end: number,
  vocabulary: Vocabulary<Field>,
): { rows: SourceRow[]; report: TableReport } | null {
  const rows = sheet.rows.filter(({ row }) => row < end);
  if (!namesRequired(rows, vocabulary)) return null;
  const pairs = pairsOf(rows, vocabulary);
  const fieldOf = (pair: Pair | undefined) =>
    pair?.known === true ? vocabulary.meaningsOf(pair.label)[0]?.field : undefined;
  const forms = split(pairs, (pair) => fieldOf(pair) === vocabulary.required, fieldOf).flatMap(
    (form) => {
      const columns = matchHeadings(
        form.map(({ label }, index) => ({ index, text: label })),
        {
          ...vocabulary,
          meaningsOf: (text) => (vocabulary.knows(text) ? vocabulary.meaningsOf(text) : []),
        },
      );
      const fields = columns.filter(({ field }) => field !== undefined).length;
      const named = columns.find(({ field }) => field === vocabulary.required);
      const at = named === undefined ? undefined : form[named.index];
      if (at === undefined || fields < fewestLabels) return [];
      const source = columns.flatMap(({ index, heading, field }): SourceCell[] => {
        const cell = form[index]?.value ?? emptyCell;
        if (cell.text.trim() === '' && field === undefined) return [];
        return [sourceCell(cell, heading, field ?? null)];
      });
      return [{ row: { row: at.row, hidden: false, source }, columns }];
    },
  );
  const [first] = forms;
  if (first === undefined) return null;
  const columns = new Map(
    forms.flatMap((form) =>
      form.columns.map(({ heading, field, by }): [string, ColumnReport] => [
        heading,
        { heading, column: field ?? null, by, hidden: false },
      ]),
    ),
  );
  return {
    rows: forms.map(({ row }) => row),
    report: {
      sheet: sheet.name,
      row: first.row.row,
      rows: forms.length,
      columns: [...columns.values()],
      notices: ['这张表按一人（岗）一页的登记表读取，请核对各项。'],
    },
  };
}

/** A quick look for the one label that a form has to have. */
function namesRequired<Field extends string>(
  rows: readonly SheetRow[],
  { specs, required, knows, meaningsOf }: Vocabulary<Field>,
): boolean {
  const names = specs.find(({ field }) => field === required)?.names ?? [];
  const letters = new RegExp(`[${names.join('')}]`);
  const isLabel = (text: string) =>
    knows(text) && meaningsOf(text).some(({ field }) => field === required);
  return rows.some(({ cells }) =>
    cells.some(
      (cell) =>
        cell !== undefined &&
        letters.test(cell.text.slice(0, 40)) &&
        cell.text.split(/[:：\n]/, 2).some(isLabel),
    ),
  );
}

/**
 * The pairs form by form. A form begins with the first label of all where that returns, else with the
 * required one; what stands before the first required one then belongs to every form (an employer).
 */
function split(
  pairs: readonly Pair[],
  isRequired: (pair: Pair) => boolean,
  fieldOf: (pair: Pair | undefined) => string | undefined,
): Pair[][] {
  const opening = pairs.find(({ known }) => known);
  const required = pairs.filter(isRequired).length;
  const isOpening = (pair: Pair) =>
    fieldOf(pair) !== undefined && fieldOf(pair) === fieldOf(opening);
  const starts = pairs.filter(isOpening).length >= required ? isOpening : isRequired;
  const first = pairs.findIndex(starts);
  if (first === -1) return [];
  const shared = pairs.slice(0, first);
  const forms: Pair[][] = [];
  for (const pair of pairs.slice(first)) {
    if (starts(pair)) forms.push([...shared]);
    forms.at(-1)?.push(pair);
  }
  return forms;
}

const emptyCell: Cell = { text: '', kind: 'empty' };

interface PlacedCell {
  readonly row: SheetRow;
  readonly index: number;
  readonly cell: Cell;
}

function pairsOf(rows: readonly SheetRow[], vocabulary: Vocabulary<string>): Pair[] {
  const byNumber = new Map(rows.map((row) => [row.row, row]));
  const isLabel = (cell: Cell | undefined) =>
    cell !== undefined && cell.text.length <= 30 && vocabulary.knows(cell.text);
  const right = ({ row, index, cell }: PlacedCell) =>
    row.cells[index + (cell.merged?.columns ?? 1)];
  const below = ({ row, index, cell }: PlacedCell) =>
    byNumber.get(row.row + (cell.merged?.rows ?? 1))?.cells[index];
  const holds = (cell: Cell | undefined) => isFilled(cell) && !isLabel(cell);
  const placed = rows.flatMap((row) =>
    row.cells.flatMap((cell, index): PlacedCell[] =>
      isFilled(cell) && cell !== undefined ? [{ row, index, cell }] : [],
    ),
  );
  const labels = placed.filter(({ cell }) => isLabel(cell));
  const count = (side: typeof right) => labels.filter((label) => holds(side(label))).length;
  const toTheRight = count(right) >= count(below);
  const isAlone = ({ row }: PlacedCell) => row.cells.filter(isFilled).length === 1;
  const used = new Set<Cell>();
  return placed.flatMap((place): Pair[] => {
    const { row, cell } = place;
    if (used.has(cell)) return [];
    const spoken = readSpoken(cell, row.row, vocabulary);
    if (spoken.length > 0) return spoken;
    const known = isLabel(cell);
    const value = toTheRight && !(known && isAlone(place)) ? right(place) : below(place);
    if (value !== undefined && holds(value) && !used.has(value)) {
      // An unknown label is kept with its value, as text only.
      if (!known && cell.text.length > 12) return [];
      used.add(value);
      return [{ row: row.row, label: cell.text, known, value }];
    }
    return known ? [{ row: row.row, label: cell.text, known, value: emptyCell }] : [];
  });
}

/** 姓名：张三 性别：男 in one cell. */
function readSpoken(cell: Cell, row: number, vocabulary: Vocabulary<string>): Pair[] {
  return cell.text.split(/\s{2,}|\n/).flatMap((part): Pair[] => {
    const [, label, text] = /^([^:：]{2,12})[:：]\s*(.+)$/s.exec(part.trim()) ?? [];
    if (label === undefined || text === undefined || !vocabulary.knows(label)) return [];
    return [{ row, label, known: true, value: { text, kind: 'text' } }];
  });
}

const isFilled = (cell: Cell | undefined) => cell !== undefined && cell.text.trim() !== '';
