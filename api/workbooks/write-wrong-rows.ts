import type { FileKind } from '@xincheng/db/vocabulary/records';
import type { SheetCell } from './xlsx/sheet.ts';
import { makeWorkbook } from './xlsx/workbook.ts';

export interface WrongRows {
  readonly kind: FileKind;
  /** Over the table: what file the rows are from. */
  readonly title: string;
  /** The file's own headings in their order. */
  readonly headings: readonly string[];
  readonly rows: readonly WrongRow[];
}

export interface WrongRow {
  /** Number of the row in the file it came from. */
  readonly row: number;
  /** In the order of the headings; of two columns with one heading the first comes first. */
  readonly cells: readonly WrongCell[];
  /** What is wrong, a sentence each. */
  readonly problems: readonly string[];
  /** Headings of the cells that are meant. */
  readonly marked: readonly string[];
}

export interface WrongCell {
  readonly heading: string;
  readonly text: string;
  /** The stored number of a cell that was one. */
  readonly number?: number;
}

/** Columns that a re-import does not read. */
const rowHeading = '原行号';
const problemHeading = '问题说明';

/**
 * The rows of a file that cannot be imported as they are (.xlsx), to be mended and sent again: the
 * file's own columns as text, after two that say where the row was and what is wrong with it.
 */
export async function writeWrongRows(wrong: WrongRows): Promise<Uint8Array> {
  const { kind, title, headings, rows } = wrong;
  const width = headings.length + 2;
  const workbook = makeWorkbook();
  const sheet = await workbook.sheet({
    name: kind === 'roster' ? '待改正人员' : '待改正岗位',
    columns: [
      { width: 7, look: 'open' },
      { width: 40, look: 'open' },
      ...headings.map((heading) => ({ width: widthOf(heading, rows), look: 'open' as const })),
    ],
    frozen: { rows: 3, columns: 2 },
    print: { pagesWide: width > 16 ? 2 : 1, foot: title },
  });
  await sheet.row([{ value: title, look: 'title', span: width }], 34);
  const help =
    '浅红的格子请对照“问题说明”改正，改好后把本文件直接上传。前两列不会导入，改对的行不必删。';
  await sheet.row([{ value: help, look: 'line', span: width }], 22);
  await sheet.row(
    [rowHeading, problemHeading, ...headings].map((value) => ({ value, look: 'heading' })),
    36,
  );
  for (const row of rows) await sheet.row(cellsOf(row, headings));
  return workbook.bytes();
}

function cellsOf({ row, cells, problems, marked }: WrongRow, headings: readonly string[]) {
  const waiting = Map.groupBy(cells, ({ heading }) => heading);
  const own = headings.map((heading): SheetCell => {
    const cell = waiting.get(heading)?.shift();
    return {
      value: cell === undefined ? null : textOf(cell),
      look: marked.includes(heading) ? 'wrong' : 'text',
    };
  });
  return [
    { value: row, look: 'serial' } as const,
    { value: problems.join('\n'), look: 'text' } as const,
    ...own,
  ];
}

/**
 * A number beyond 15 digits has lost its last ones. As a text of 18 digits it might pass for an ID number
 * (one in eleven fits its check digit), so it is written as what it is: 4.59921199611164E+17.
 */
const textOf = ({ text, number }: WrongCell) =>
  number !== undefined && number > Number.MAX_SAFE_INTEGER
    ? number.toExponential(14).toUpperCase()
    : text;

/** Wide enough for the longest of the first rows, within reason; a Chinese character takes two. */
function widthOf(heading: string, rows: readonly WrongRow[]): number {
  const texts = rows
    .slice(0, 200)
    .flatMap(({ cells }) => cells.filter((cell) => cell.heading === heading))
    .map(({ text }) => text);
  const lengths = texts.flatMap((text) => text.split('\n').map(displayLength));
  return Math.min(
    30,
    Math.max(8, displayLength(heading.slice(0, 8)) + 2, ...lengths.map((n) => n + 2)),
  );
}

const displayLength = (text: string) =>
  Array.from(text).reduce((sum, character) => sum + (character > '\u00ff' ? 2 : 1), 0);
