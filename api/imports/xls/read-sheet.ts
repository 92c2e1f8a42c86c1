import { withoutAuthor, withPlainBreaks } from '../cell-text.ts';
import { formulaCell } from '../formula-cell.ts';
import { numberCell } from '../number-cell.ts';
import { damaged } from '../refusals.ts';
import { addNotes, markMergedAreas, maxColumns } from '../sheet-rows.ts';
import type { Note, Row, RowCollector } from '../sheet-rows.ts';
import type { Cell, MergedArea, Sheet } from '../types.ts';
import { u16, type Book } from './book.ts';
import { RecordReader, recordType, type XlsRecord } from './records.ts';

/** How many merged areas a sheet may have. */
const maxMergedAreas = 200_000;

const errors: Readonly<Record<number, string>> = {
  0x00: '#NULL!',
  0x07: '#DIV/0!',
  0x0f: '#VALUE!',
  0x17: '#REF!',
  0x1d: '#NAME?',
  0x24: '#NUM!',
  0x2a: '#N/A',
};

/** A formula as it lies in an .xls is no text, and is not made one. */
const compiledFormula = '';

/** Takes the records of a worksheet one by one. */
export class SheetReader {
  readonly #book: Book;
  readonly #rows = new Map<number, Row>();
  readonly #hiddenRows = new Set<number>();
  readonly #hiddenColumns = new Set<number>();
  readonly #areas: MergedArea[] = [];
  readonly #notes: Note[] = [];
  readonly #objectTexts = new Map<number, string>();
  #lastObject = 0;
  /** The cell of a formula whose text comes in a record of its own. */
  #awaitingText: { readonly row: number; readonly column: number; readonly style: number } | null =
    null;

  constructor(book: Book) {
    this.#book = book;
  }

  read(record: XlsRecord): void {
    const { type, data } = record;
    const [row, column, style] = [u16(data, 0), u16(data, 2), u16(data, 4)];
    const put = (cell: Cell | undefined) => this.#put(row, column, style, cell);
    switch (type) {
      case recordType.number:
        put(this.#number(doubleAt(data, 6), style));
        break;
      case recordType.packedNumber:
        put(this.#number(packedNumberAt(data, 6), style));
        break;
      case recordType.numbers:
        this.#readNumbers(data);
        break;
      case recordType.sharedLabel:
        this.#readSharedLabel(data);
        break;
      case recordType.label:
      case recordType.richLabel:
        put(textCell(this.#book.text(new RecordReader(record, 6))));
        break;
      case recordType.booleanOrError:
        put(data[7] === 1 ? errorCell(data[6]) : booleanCell(data[6]));
        break;
      case recordType.formula:
      case recordType.formulaOfExcel3:
      case recordType.formulaOfExcel4:
        this.#readFormula(record);
        break;
      case recordType.formulaText:
        this.#readFormulaText(record);
        break;
      case recordType.row:
        if ((u16(data, 12) & 0x20) !== 0) this.#hiddenRows.add(row);
        break;
      case recordType.columns:
        this.#readColumns(data);
        break;
      case recordType.mergedAreas:
        this.#readMergedAreas(data);
        break;
      case recordType.object:
        this.#lastObject = u16(data, 6);
        break;
      case recordType.objectText:
        this.#readObjectText(record);
        break;
      case recordType.note:
        this.#readNote(record);
        break;
    }
  }

  /** What the records said, once they have all been read. */
  finish(collector: RowCollector): Omit<Sheet, 'name'> {
    const rows: Row[] = [];
    for (const row of [...this.#rows.values()].sort((left, right) => left.row - right.row)) {
      if (this.#hiddenRows.has(row.row - 1)) row.hidden = true;
      collector.add(rows, row);
    }
    markMergedAreas(rows, this.#areas);
    addNotes(rows, this.#notes);
    const hiddenColumns = [...this.#hiddenColumns].sort((left, right) => left - right);
    return { rows, ...(hiddenColumns.length > 0 ? { hiddenColumns } : {}) };
  }

  #put(
    index: number,
    column: number,
    style: number,
    cell: Cell | undefined,
    struck?: boolean,
  ): void {
    if (cell === undefined || cell.text === '' || column >= maxColumns) return;
    const row = this.#rows.get(index) ?? { row: index + 1, cells: [] };
    this.#rows.set(index, row);
    const isStruck = struck ?? this.#book.styleOf(style).struck;
    row.cells[column] = isStruck ? { ...cell, struck: true } : cell;
  }

  #number(number: number, style: number): Cell {
    return numberCell(number, this.#book.styleOf(style).format, this.#book.date1904);
  }

  /** Several packed numbers side by side, each with its style. */
  #readNumbers(data: Buffer): void {
    for (let at = 4; at + 8 <= data.length; at += 6) {
      const style = u16(data, at);
      const column = u16(data, 2) + (at - 4) / 6;
      this.#put(u16(data, 0), column, style, this.#number(packedNumberAt(data, at + 2), style));
    }
  }

  #readSharedLabel(data: Buffer): void {
    const strings = this.#book.strings();
    const index = u16(data, 6) + u16(data, 8) * 0x10000;
    const cell = strings.cells[index];
    if (cell === undefined) throw damaged();
    this.#put(u16(data, 0), u16(data, 2), u16(data, 4), cell, strings.struck.get(index));
  }

  #readFormula(record: XlsRecord): void {
    const { data } = record;
    const [row, column, style] = [u16(data, 0), u16(data, 2), u16(data, 4)];
    const guarded = this.#guardedText(record);
    this.#awaitingText = null;
    const put = (cell: Cell) => this.#put(row, column, style, formulaCell(cell, compiledFormula));
    if (guarded !== null) this.#put(row, column, style, textCell(guarded));
    else if (u16(data, 12) !== 0xffff) put(this.#number(doubleAt(data, 6), style));
    else if (data[6] === 0) this.#awaitingText = { row, column, style };
    else if (data[6] === 1) put(booleanCell(data[8]));
    else if (data[6] === 2) put(errorCell(data[8]));
  }

  /** The text when the formula is nothing but one (token PtgStr). */
  #guardedText(record: XlsRecord): string | null {
    const length = u16(record.data, 20);
    const text = record.data[22] === 0x17 ? new RecordReader(record, 23) : null;
    const guarded = text === null ? null : this.#book.text(text, 1);
    return text?.place === 22 + length ? guarded : null;
  }

  #readFormulaText(record: XlsRecord): void {
    if (this.#awaitingText === null) return;
    const { row, column, style } = this.#awaitingText;
    this.#awaitingText = null;
    const cell = textCell(this.#book.text(new RecordReader(record)));
    this.#put(row, column, style, formulaCell(cell, compiledFormula));
  }

  #readColumns(data: Buffer): void {
    if ((u16(data, 8) & 1) === 0) return;
    const last = Math.min(u16(data, 2), maxColumns - 1);
    for (let column = u16(data, 0); column <= last; column++) this.#hiddenColumns.add(column);
  }

  #readMergedAreas(data: Buffer): void {
    for (let at = 2; at + 8 <= data.length; at += 8) {
      const [top, bottom] = [u16(data, at), u16(data, at + 2)];
      const [first, last] = [u16(data, at + 4), u16(data, at + 6)];
      if (bottom < top || last < first) throw damaged();
      const area = {
        row: top + 1,
        column: first,
        rows: bottom - top + 1,
        columns: last - first + 1,
      };
      if (this.#areas.push(area) > maxMergedAreas) throw damaged();
    }
  }

  /** The text of an object lies in the records that continue this one. */
  #readObjectText(record: XlsRecord): void {
    const reader = new RecordReader(record);
    reader.skipSegment();
    const text = reader.characters(u16(record.data, 10), reader.u8());
    this.#objectTexts.set(this.#lastObject, text);
  }

  #readNote(record: XlsRecord): void {
    const { data } = record;
    const row = u16(data, 0) + 1;
    const column = u16(data, 2);
    const plain = this.#book.noteText(record);
    const author = plain === null ? this.#book.text(new RecordReader(record, 8)) : '';
    const text = plain ?? this.#objectTexts.get(u16(data, 6)) ?? '';
    this.#notes.push({ row, column, text: withoutAuthor(withPlainBreaks(text), author) });
  }
}

function textCell(text: string): Cell {
  return { text: withPlainBreaks(text), kind: 'text' };
}

function booleanCell(value: number | undefined): Cell {
  return { text: value === 0 ? '否' : '是', kind: 'boolean' };
}

function errorCell(code: number | undefined): Cell {
  return { text: errors[code ?? 0] ?? '#N/A', kind: 'error' };
}

const doubleAt = (data: Buffer, at: number) => (at + 8 <= data.length ? data.readDoubleLE(at) : 0);

/** 30 bits of a whole number or of a double's upper half, perhaps times 100 ([MS-XLS] 2.5.217). */
function packedNumberAt(data: Buffer, at: number): number {
  if (at + 4 > data.length) return 0;
  const packed = data.readInt32LE(at);
  const number = (packed & 2) !== 0 ? packed >> 2 : upperHalf(packed & ~3);
  return (packed & 1) !== 0 ? number / 100 : number;
}

function upperHalf(bits: number): number {
  const bytes = Buffer.alloc(8);
  bytes.writeInt32LE(bits, 4);
  return bytes.readDoubleLE(0);
}
