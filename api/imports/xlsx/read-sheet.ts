import { withPlainBreaks } from '../cell-text.ts';
import { formulaCell } from '../formula-cell.ts';
import { numberCell, plainStyle, type CellStyle } from '../number-cell.ts';
import { damaged, macros, tooManyCells } from '../refusals.ts';
import {
  markMergedAreas,
  maxColumns,
  type Row,
  type RowCollector,
  type SharedStrings,
} from '../sheet-rows.ts';
import type { Cell, MergedArea, Sheet } from '../types.ts';
import { isStruckByRuns, isTrue, readRichText, unescapeText } from './rich-text.ts';
import { XmlReader } from './xml-reader.ts';

const maxMergedAreas = 200_000;

/** What the cells of a workbook's sheets have in common. */
export interface SheetContext {
  readonly strings: SharedStrings;
  readonly styles: readonly CellStyle[];
  readonly date1904: boolean;
  readonly collector: RowCollector;
}

/** The rows and hidden columns of a worksheet part. */
export function readSheet(
  part: Buffer,
  context: SheetContext,
): { rows: Row[]; hiddenColumns: NonNullable<Sheet['hiddenColumns']> } {
  const xml = new XmlReader(part);
  const rows: Row[] = [];
  const areas: MergedArea[] = [];
  const hiddenColumns = new Set<number>();
  if (!xml.nextChild(0)) throw damaged();
  if (xml.name === 'macrosheet') throw macros();
  while (xml.nextChild(1)) {
    if (xml.name === 'cols') readHiddenColumns(xml, hiddenColumns);
    else if (xml.name === 'sheetData') readRows(xml, rows, context);
    else if (xml.name === 'mergeCells') readMergedAreas(xml, areas);
  }
  markMergedAreas(rows, areas);
  return { rows, hiddenColumns: [...hiddenColumns].sort((left, right) => left - right) };
}

function readHiddenColumns(xml: XmlReader, hidden: Set<number>): void {
  const { level } = xml;
  while (xml.nextChild(level)) {
    if (!isTrue(xml.attribute('hidden')) && Number(xml.attribute('width') ?? '1') !== 0) continue;
    const last = Math.min(Number(xml.attribute('max')), maxColumns);
    for (let column = Number(xml.attribute('min')); column <= last; column++)
      if (column >= 1) hidden.add(column - 1);
  }
}

function readMergedAreas(xml: XmlReader, areas: MergedArea[]): void {
  const { level } = xml;
  while (xml.nextChild(level)) {
    const [from = '', to = from] = (xml.attribute('ref') ?? '').split(':');
    const start = placeOf(from);
    const end = placeOf(to);
    if (start.column < 0 || end.column < start.column || end.row < start.row) throw damaged();
    const [rows, columns] = [end.row - start.row + 1, end.column - start.column + 1];
    if (areas.push({ ...start, rows, columns }) > maxMergedAreas) throw tooManyCells();
  }
}

function readRows(xml: XmlReader, rows: Row[], context: SheetContext): void {
  const { level } = xml;
  /** Texts of formulas that several cells share, by their number. */
  const shared = new Map<string, string>();
  let last = 0;
  while (xml.nextChild(level)) {
    if (xml.name !== 'row') continue;
    const number = Number(xml.attribute('r') ?? last + 1);
    // Rows that stand twice or in disorder would be read otherwise by Excel.
    if (!Number.isSafeInteger(number) || number <= last) throw damaged();
    last = number;
    const isHidden = isTrue(xml.attribute('hidden')) || Number(xml.attribute('ht') ?? '1') === 0;
    const row: Row = { row: number, cells: [] };
    if (isHidden) row.hidden = true;
    readCells(xml, row, shared, context);
    context.collector.add(rows, row);
  }
}

function readCells(
  xml: XmlReader,
  { cells }: Row,
  shared: Map<string, string>,
  context: SheetContext,
): void {
  const { level } = xml;
  let column = -1;
  while (xml.nextChild(level)) {
    if (xml.name !== 'c') continue;
    const reference = xml.attribute('r');
    column = reference === null ? column + 1 : placeOf(reference).column;
    if (column < 0) throw damaged();
    if (column >= maxColumns) continue;
    const cell = readCell(xml, shared, context);
    if (cell === undefined) continue;
    if (cells[column] !== undefined) throw damaged();
    cells[column] = cell;
  }
}

function readCell(
  xml: XmlReader,
  shared: Map<string, string>,
  context: SheetContext,
): Cell | undefined {
  const { level } = xml;
  const type = xml.attribute('t') ?? 'n';
  const style = context.styles[Number(xml.attribute('s') ?? '0')] ?? plainStyle;
  let value: string | null = null;
  let inline: Cell | undefined;
  let formula: string | undefined;
  let struck: boolean | null = null;
  while (xml.nextChild(level)) {
    if (xml.name === 'v') value = xml.text();
    else if (xml.name === 'f') formula = readFormula(xml, shared);
    else if (xml.name === 'is') {
      const rich = readRichText(xml);
      inline = { text: rich.text, kind: 'text' };
      struck = isStruckByRuns(rich);
    }
  }
  if (type === 's' && value !== null) struck = context.strings.struck.get(Number(value)) ?? null;
  const stored = inline ?? storedCell(type, value, style, context);
  // A text as a result may be empty; where any other result is missing, nobody has worked it out.
  const isEmptyResult = type === 'str' && stored === undefined;
  const cell = formula === undefined || isEmptyResult ? stored : formulaCell(stored, formula);
  if (cell === undefined || cell.text === '') return undefined;
  return (struck ?? style.struck) ? { ...cell, struck: true } : cell;
}

function storedCell(
  type: string,
  value: string | null,
  { format }: CellStyle,
  { strings, date1904 }: SheetContext,
): Cell | undefined {
  if (value === null || value === '') return undefined;
  if (type === 's') {
    const cell = strings.cells[Number(value)];
    if (cell === undefined) throw damaged();
    return cell;
  }
  if (type === 'b') return { text: isTrue(value) ? '是' : '否', kind: 'boolean' };
  if (type === 'e') return { text: value, kind: 'error' };
  if (type === 'd') return isoDateCell(value);
  const number = type === 'n' ? Number(value) : Number.NaN;
  if (Number.isNaN(number)) return { text: withPlainBreaks(unescapeText(value)), kind: 'text' };
  return numberCell(number, format, date1904);
}

function isoDateCell(value: string): Cell {
  const date = /^\d{4}-\d{2}-\d{2}(?=T|$)/.exec(value)?.[0];
  return date === undefined ? { text: value, kind: 'text' } : { text: date, kind: 'date', date };
}

function readFormula(xml: XmlReader, shared: Map<string, string>): string | undefined {
  const group = xml.attribute('t') === 'shared' ? xml.attribute('si') : null;
  const text = unescapeText(xml.text());
  if (group === null) return text === '' ? undefined : text;
  if (text !== '') shared.set(group, text);
  return shared.get(group);
}

/** Row (1-based) and column (0-based, -1 when there is none) of `AB12`, `$AB$12` or `AB`. */
export function placeOf(reference: string): { row: number; column: number } {
  let column = 0;
  let row = 0;
  for (let at = 0; at < reference.length; at++) {
    const code = reference.charCodeAt(at);
    if (code >= 65 && code <= 90) column = column * 26 + code - 64;
    else if (code >= 48 && code <= 57) row = row * 10 + code - 48;
    else if (code !== 36) return { row: 0, column: -1 };
  }
  return { row, column: column - 1 };
}
