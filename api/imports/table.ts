import type { Cell, Sheet, SheetRow } from './types.ts';
import { halfWidth } from './values/text.ts';

/** A field and the headings under which files bring it, best known first. */
export interface ColumnSpec<Field extends string> {
  readonly field: Field;
  /** Headings without blanks, punctuation and bracketed remarks. */
  readonly names: readonly string[];
}

export interface Column<Field extends string> {
  /** 0-based. */
  readonly index: number;
  readonly heading: string;
  /** Undefined: a column that no field takes; it is kept as source text only. */
  readonly field?: Field;
}

export interface DataRow<Field extends string> {
  readonly row: SheetRow;
  readonly columns: readonly Column<Field>[];
}

export interface Table<Field extends string> {
  readonly sheet: Sheet;
  /** Rows before the first heading: titles, and the employer block of a form. */
  readonly before: readonly SheetRow[];
  readonly data: readonly DataRow<Field>[];
}

interface Heading<Field extends string> {
  readonly columns: Column<Field>[];
  /** 1 or 2. */
  readonly rows: number;
}

/** The fewest known columns that make a row a heading. */
const fewestColumns = 4;
const footer =
  /^(填报人|填表人|制表人?|填报单位|填表单位|审核人?|负责人|经办人|单位[（(]?盖章|合计|总计|小计|共计|注[:：]|备注[:：]|说明[:：]|填表说明|联系电话[:：]|填报日期|填表日期|日期[:：]|第\d+页|共\d+页|以下空白|——)/;

/**
 * Finds the table of a sheet: the heading by its words anywhere, in one row or two, repeated or
 * changing further down; then the rows of data. `required` must be among the columns. Null when the
 * sheet has no such heading.
 */
export function findTable<Field extends string>(
  sheet: Sheet,
  specs: readonly ColumnSpec<Field>[],
  required: Field,
): Table<Field> | null {
  const before: SheetRow[] = [];
  const data: DataRow<Field>[] = [];
  let columns: Column<Field>[] | null = null;
  for (let index = 0; index < sheet.rows.length; index++) {
    const row = sheet.rows[index];
    if (row === undefined) continue;
    const mayBeHeading: boolean = columns === null || repeatsHeadings(row, specs);
    const heading: Heading<Field> | null = mayBeHeading
      ? readHeading(row, sheet.rows[index + 1], specs, required)
      : null;
    if (heading !== null) {
      columns = heading.columns;
      index += heading.rows - 1;
    } else if (columns === null) before.push(row);
    else if (!isFooter(row)) data.push({ row, columns });
  }
  return columns === null ? null : { sheet, before, data };
}

/** Cheap look at a row below a heading: does it hold several known headings word by word? */
function repeatsHeadings(row: SheetRow, specs: readonly ColumnSpec<string>[]): boolean {
  const plain = row.cells.map((cell) => cell?.text.replace(/[\s\u3000]|[（(].*$/g, '') ?? '');
  const repeated = plain.filter(
    (text) => text !== '' && text.length <= 20 && specs.some(({ names }) => names.includes(text)),
  );
  return repeated.length >= 3;
}

function isFooter(row: SheetRow): boolean {
  const first = row.cells.find((cell) => cell !== undefined && cell.text.trim() !== '');
  return first !== undefined && footer.test(halfWidth(first.text).replace(/\s/g, ''));
}

function readHeading<Field extends string>(
  row: SheetRow,
  next: SheetRow | undefined,
  specs: readonly ColumnSpec<Field>[],
  required: Field,
): Heading<Field> | null {
  const one = matchHeadings(headingsOf(row), specs);
  // A title over the whole width is no first row of a heading.
  const mayHaveTwo = known(one) > 1 && next !== undefined && next.row === row.row + 1;
  if (mayHaveTwo && mayContinue(row, next)) {
    const two = matchHeadings(combine(row, next), specs);
    if (isHeading(two, required) && known(two) > known(one)) return { columns: two, rows: 2 };
  }
  return isHeading(one, required) ? { columns: one, rows: 1 } : null;
}

function isHeading<Field extends string>(columns: Column<Field>[], required: Field): boolean {
  return known(columns) >= fewestColumns && columns.some(({ field }) => field === required);
}

const known = (columns: readonly { readonly field?: string }[]) =>
  columns.filter(({ field }) => field !== undefined).length;

function headingsOf(row: SheetRow): (string | undefined)[] {
  return Array.from(row.cells, (cell) => cell?.text);
}

/** A second heading row has no text under a heading that stands alone, or it would be data. */
function mayContinue(row: SheetRow, next: SheetRow): boolean {
  const filled = next.cells.flatMap((cell, index) =>
    cell !== undefined && cell.text !== '' ? [index] : [],
  );
  return filled.length > 0 && filled.every((index) => spanAt(row, index) !== 'alone');
}

/** Whether a column lies under a wide heading, a heading of its own, or nothing. */
function spanAt(row: SheetRow, index: number): 'wide' | 'alone' | 'none' {
  const cell = row.cells[index];
  if (cell?.merged !== undefined && cell.merged.columns > 1) return 'wide';
  if (cell === undefined || cell.text === '') return 'none';
  const right = row.cells[index + 1];
  return right === undefined || right.text === '' ? 'wide' : 'alone';
}

function combine(row: SheetRow, next: SheetRow): (string | undefined)[] {
  const width = Math.max(row.cells.length, next.cells.length);
  return Array.from({ length: width }, (_, index) => {
    const below = next.cells[index]?.text;
    return below !== undefined && below !== '' ? below : row.cells[index]?.text;
  });
}

/** Gives each field the column whose heading fits it best; each column and field is used once. */
function matchHeadings<Field extends string>(
  headings: readonly (string | undefined)[],
  specs: readonly ColumnSpec<Field>[],
): Column<Field>[] {
  const candidates = headings.flatMap((heading, index) =>
    specs.flatMap(({ field, names }) => {
      const fit = fitOf(heading ?? '', names);
      return fit === 0 ? [] : [{ index, field, fit }];
    }),
  );
  candidates.sort((left, right) => right.fit - left.fit || left.index - right.index);
  const byColumn = new Map<number, Field>();
  const taken = new Set<Field>();
  for (const { index, field } of candidates) {
    if (byColumn.has(index) || taken.has(field)) continue;
    byColumn.set(index, field);
    taken.add(field);
  }
  return headings.flatMap((heading, index) => {
    if (heading === undefined || heading.trim() === '') return [];
    const field = byColumn.get(index);
    return [{ index, heading: heading.trim(), ...(field === undefined ? {} : { field }) }];
  });
}

/** Headings about somebody else than the row's person. */
const aboutOthers = /紧急|家属|配偶|父亲|母亲|父母|子女|监护|联系人/;

/**
 * 3: the heading is the name; 2: it starts or ends with it; 1: it contains it; 0: no fit. Names of two
 * characters are too common inside others (组织关系, 工作岗位) and need the whole heading, or a foreign
 * word beside them (姓名 Name).
 */
function fitOf(heading: string, names: readonly string[]): number {
  const whole = halfWidth(heading).replace(/[\s*:：、/“”"']/g, '');
  const plain = whole.replace(/[（(].*$/, '');
  if (plain === '' || plain.length > 20) return 0;
  if (names.includes(plain) || names.includes(whole)) return 3;
  if (names.includes(plain.replace(/[a-z.]+$/i, ''))) return 2;
  if (aboutOthers.test(plain)) return 0;
  const long = names.filter((name) => name.length > 2);
  if (long.some((name) => plain.startsWith(name) || plain.endsWith(name))) return 2;
  return long.some((name) => plain.includes(name)) ? 1 : 0;
}

const emptyCell: Cell = { text: '', kind: 'empty' };

/** The cell of a column; in a merged area that reaches over several rows it is the area's first. */
export function cellAt(sheet: Sheet, row: SheetRow, index: number): Cell {
  const cell = row.cells[index];
  if (cell === undefined) return emptyCell;
  const { merged } = cell;
  if (merged === undefined || merged.columns > 1 || merged.row === row.row) return cell;
  return rowByNumber(sheet, merged.row)?.cells[index] ?? cell;
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
