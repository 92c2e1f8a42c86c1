import {
  isOwnHeading,
  matchHeadings,
  type Column,
  type HeadingText,
  type Vocabulary,
} from './headings.ts';
import type { Cell, Sheet, SheetRow } from './types.ts';
import { halfWidth } from './values/text.ts';

export interface Table<Field extends string> {
  readonly sheet: Sheet;
  /** 1-based row of the heading. */
  readonly row: number;
  readonly columns: readonly Column<Field>[];
  /** Indexes of columns that are kept out without a word. */
  readonly ownColumns: readonly number[];
  /** Rows before the heading: titles, and the employer block of a form. */
  readonly before: readonly SheetRow[];
  readonly data: readonly SheetRow[];
}

interface Heading<Field extends string> {
  readonly columns: readonly Column<Field>[];
  readonly ownColumns: readonly number[];
  /** 1 or 2. */
  readonly rows: number;
}

/** The fewest known columns that make a row a heading; three, beside one other or known words only. */
const fewestColumns = 4;
/** A heading further down than this, in a sheet that had none, has to be one word by word. */
const searchedRows = 300;
const totals = /^(合计|总计|小计|共计|本页|以下空白|以上共|共\d+人|第\d+页|共\d+页|——)/;
const signatures =
  /^(填报人|填表人|制表人?|填报单位|填表单位|审核人?|负责人|经办人|单位[（(]?盖章|注[:：]|备注[:：]|说明[:：]|填表说明|联系电话[:：]|填报日期|填表日期|日期[:：])/;

/**
 * Finds the tables of a sheet: headings by their words anywhere, in one row or two, with the rows of
 * data below each. A heading that only repeats the one above (a new page) continues its table.
 * `startsBlock` tells the first row of a block that belongs to the table below it.
 */
export function findTables<Field extends string>(
  sheet: Sheet,
  vocabulary: Vocabulary<Field>,
  startsBlock: (row: SheetRow) => boolean = () => false,
): Table<Field>[] {
  const tables: Table<Field>[] = [];
  let before: SheetRow[] = [];
  let data: SheetRow[] = [];
  let heading: (Heading<Field> & { row: number }) | null = null;
  const close = () => {
    if (heading === null) return;
    const { row, columns, ownColumns } = heading;
    tables.push({ sheet, row, columns, ownColumns, before, data: data.filter(isNoFooter) });
  };
  for (let index = 0; index < sheet.rows.length; index++) {
    const row = sheet.rows[index];
    if (row === undefined) continue;
    const found: Heading<Field> | null =
      (heading === null && index < searchedRows) || repeatsHeadings(row, vocabulary)
        ? readHeading(row, sheet.rows[index + 1], vocabulary)
        : null;
    if (found === null) {
      (heading === null ? before : data).push(row);
      continue;
    }
    index += found.rows - 1;
    while (isHeadingTail(sheet.rows[index + 1])) index++;
    const block: SheetRow[] = heading === null ? before : takeTitles(data, startsBlock);
    if (heading !== null && block.length === 0 && haveSameColumns(heading, found)) continue;
    close();
    before = block;
    data = [];
    heading = { ...found, row: row.row };
  }
  close();
  return tables;
}

/**
 * Takes the titles above a further heading off the rows before it; gives them back when they hold the
 * block of a new form.
 */
function takeTitles(rows: SheetRow[], startsBlock: (row: SheetRow) => boolean): SheetRow[] {
  const start = rows.findLastIndex(startsBlock);
  const isBlock = start !== -1 && rows.slice(start).length <= 12;
  if (isBlock) {
    const block = rows.splice(start);
    while (isTitle(rows.at(-1))) rows.pop();
    return block;
  }
  while (isTitle(rows.at(-1))) rows.pop();
  return [];
}

const isTitle = (row: SheetRow | undefined) => row !== undefined && filled(row).length === 1;

function haveSameColumns<Field extends string>(one: Heading<Field>, two: Heading<Field>): boolean {
  const fields = ({ columns }: Heading<Field>) =>
    columns.map(({ index, field }) => `${String(index)} ${field ?? ''}`).join();
  return fields(one) === fields(two);
}

/** Cheap look at a row below a heading: do its first cells say headings word by word? */
function repeatsHeadings(row: SheetRow, vocabulary: Vocabulary<string>): boolean {
  let seen = 0;
  let known = 0;
  for (const cell of row.cells) {
    if (cell === undefined || cell.text === '') continue;
    if (cell.text.length <= 20 && vocabulary.knows(cell.text)) known++;
    seen++;
    if (known === 3) return true;
    if (known + 3 <= seen || seen === 8) return false;
  }
  return false;
}

/** 审核人：莫某 is no data; 审核员 in a row of its own particulars is a position. */
function isNoFooter(row: SheetRow): boolean {
  const cells = filled(row);
  const first = halfWidth(cells[0]?.text.slice(0, 200) ?? '').replace(/\s/g, '');
  if (totals.test(first)) return false;
  return !signatures.test(first) || (cells.length >= fewestColumns && !first.includes(':'));
}

const filled = (row: SheetRow) =>
  row.cells.filter((cell): cell is Cell => cell !== undefined && cell.text.trim() !== '');

/** Below a heading: its English, the numbers of the columns, how to fill them in. */
function isHeadingTail(row: SheetRow | undefined): boolean {
  if (row === undefined) return false;
  const texts = filled(row).map(({ text }) => halfWidth(text));
  if (texts.length < 3) return false;
  const each = (pattern: RegExp) => texts.every((text) => pattern.test(text));
  const first = Number(texts[0]?.replace(/[()]/g, ''));
  const counts = texts.every((text, at) => text.replace(/[()]/g, '') === String(first + at));
  return counts || each(/^[a-z][a-z .,/()'-]*$/i) || each(/^[([]?(必填|选填|非必填|可不填)/);
}

function readHeading<Field extends string>(
  row: SheetRow,
  next: SheetRow | undefined,
  vocabulary: Vocabulary<Field>,
): Heading<Field> | null {
  const one = asHeading(headingsOf(row), vocabulary);
  // A title over the whole width is no first row of a heading.
  const mayHaveTwo = known(one.columns) > 1 && next !== undefined && next.row === row.row + 1;
  if (mayHaveTwo && mayContinue(row, next)) {
    const two = asHeading(combine(row, next), vocabulary);
    if (isHeading(two.columns, vocabulary)) return { ...two, rows: 2 };
  }
  return isHeading(one.columns, vocabulary) ? { ...one, rows: 1 } : null;
}

function asHeading<Field extends string>(
  headings: readonly HeadingText[],
  vocabulary: Vocabulary<Field>,
): Omit<Heading<Field>, 'rows'> {
  const own = headings.filter(({ text }) => isOwnHeading(text));
  return {
    columns: matchHeadings(
      headings.filter((heading) => !own.includes(heading)),
      vocabulary,
    ),
    ownColumns: own.map(({ index }) => index),
  };
}

function isHeading<Field extends string>(
  columns: readonly Column<Field>[],
  { required, knows }: Vocabulary<Field>,
): boolean {
  if (!columns.some(({ field }) => field === required)) return false;
  const count = known(columns);
  if (count >= fewestColumns) return true;
  if (count < fewestColumns - 1) return false;
  return columns.length <= fewestColumns || columns.every(({ heading }) => knows(heading));
}

/** How many columns are known; one that somebody said means nothing is known too. */
const known = (columns: readonly Column<string>[]) =>
  columns.filter(({ by }) => by !== 'none').length;

function headingsOf(row: SheetRow): HeadingText[] {
  return row.cells.flatMap((cell, index) =>
    cell === undefined || cell.text.trim() === '' ? [] : [{ index, text: cell.text }],
  );
}

/** A second heading row has no text under a heading that stands alone, or it would be data. */
function mayContinue(row: SheetRow, next: SheetRow): boolean {
  const under = next.cells.flatMap((cell, index) =>
    cell !== undefined && cell.text !== '' ? [index] : [],
  );
  return under.length > 0 && under.every((index) => spanAt(row, index) !== 'alone');
}

/** Whether a column lies under a wide heading, a heading of its own, or nothing. */
function spanAt(row: SheetRow, index: number): 'wide' | 'alone' | 'none' {
  const cell = row.cells[index];
  if (cell?.merged !== undefined && cell.merged.columns > 1) return 'wide';
  if (cell === undefined || cell.text === '') return 'none';
  const right = row.cells[index + 1];
  return right === undefined || right.text === '' ? 'wide' : 'alone';
}

function combine(row: SheetRow, next: SheetRow): HeadingText[] {
  const width = Math.max(row.cells.length, next.cells.length);
  const headings: HeadingText[] = [];
  let above = '';
  for (let index = 0; index < width; index++) {
    const upper = row.cells[index]?.text.trim() ?? '';
    const lower = next.cells[index]?.text.trim() ?? '';
    if (upper !== '') above = upper;
    if (lower !== '') headings.push({ index, text: lower, above });
    else if (upper !== '') headings.push({ index, text: upper });
  }
  return headings;
}

const emptyCell: Cell = { text: '', kind: 'empty' };

/**
 * The cell of a column; in a merged area that reaches over several rows it is the area's first,
 * whose comment and strike are said once, where they stand.
 */
export function cellAt(sheet: Sheet, row: SheetRow, index: number): Cell {
  const cell = row.cells[index];
  if (cell === undefined) return emptyCell;
  const { merged } = cell;
  if (merged === undefined || merged.columns > 1 || merged.row === row.row) return cell;
  const first = rowByNumber(sheet, merged.row)?.cells[index];
  if (first === undefined) return cell;
  const { comment: _comment, struck: _struck, ...value } = first;
  return value;
}

function rowByNumber(sheet: Sheet, number: number): SheetRow | undefined {
  let low = 0;
  let high = sheet.rows.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const row = sheet.rows[middle];
    if (row === undefined || row.row === number) return row;
    if (row.row < number) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}
