import iconv from 'iconv-lite';
import { printable, withPlainBreaks } from '../cell-text.ts';
import { builtInFormat, numberFormat, type CellStyle } from '../number-cell.ts';
import { encrypted } from '../refusals.ts';
import type { SharedStrings } from '../sheet-rows.ts';
import type { Cell } from '../types.ts';
import { RecordReader, recordType, type XlsRecord } from './records.ts';

export interface SheetEntry {
  readonly name: string;
  readonly hidden: boolean;
  readonly type: 'worksheet' | 'macros' | 'other';
}

/** What the sheets of an .xls have in common: the records before the first sheet. */
export class Book {
  /** By the place in the stream at which they begin. */
  readonly sheets = new Map<number, SheetEntry>();
  date1904 = false;
  /** Excel 97 and later; before it, texts are bytes of a code page. */
  readonly #isUnicode: boolean;
  #encoding = 'gb18030';
  readonly #struckFonts: boolean[] = [];
  readonly #styles: { readonly font: number; readonly format: number }[] = [];
  readonly #formats = new Map<number, string>();
  #stringTable: XlsRecord | undefined;
  #strings: SharedStrings | undefined;
  readonly #looks = new Map<number, CellStyle>();

  /** `begin` is the record that the stream begins with. */
  constructor(begin: XlsRecord) {
    this.#isUnicode = u16(begin.data, 0) >= 0x600;
  }

  read(record: XlsRecord): void {
    const { type, data } = record;
    if (type === recordType.password) throw encrypted();
    if (type === recordType.dateMode) this.date1904 = u16(data, 0) === 1;
    else if (type === recordType.codePage) this.#encoding = encodingOf(u16(data, 0));
    else if (type === recordType.font) this.#struckFonts.push((u16(data, 2) & 8) !== 0);
    else if (type === recordType.format) this.#readFormat(record);
    else if (type === recordType.style)
      this.#styles.push({ font: u16(data, 0), format: u16(data, 2) });
    else if (type === recordType.sheet) this.#readSheet(record);
    else if (type === recordType.sharedStrings) this.#stringTable = record;
  }

  /** What a cell's style says. */
  styleOf(index: number): CellStyle {
    const known = this.#looks.get(index);
    if (known !== undefined) return known;
    const { font, format } = this.#styles[index] ?? { font: 0, format: 0 };
    const code = this.#formats.get(format);
    const look = {
      struck: this.#isStruck(font),
      format: code === undefined ? builtInFormat(format) : numberFormat(code),
    };
    this.#looks.set(index, look);
    return look;
  }

  strings(): SharedStrings {
    this.#strings ??= this.#readStrings();
    return this.#strings;
  }

  /** A text whose length comes first, in two bytes or in one. */
  text(reader: RecordReader, lengthBytes: 1 | 2 = 2): string {
    const length = lengthBytes === 1 ? reader.u8() : reader.u16();
    return this.#isUnicode
      ? reader.characters(length, reader.u8())
      : iconv.decode(reader.bytes(length), this.#encoding);
  }

  /** The text of a comment that is in no object: before Excel 97. */
  noteText({ data }: XlsRecord): string | null {
    return this.#isUnicode ? null : iconv.decode(data.subarray(6), this.#encoding);
  }

  #readFormat(record: XlsRecord): void {
    const reader = new RecordReader(record, 2);
    this.#formats.set(u16(record.data, 0), this.text(reader, this.#isUnicode ? 2 : 1));
  }

  #readSheet(record: XlsRecord): void {
    const { data } = record;
    const kind = data[5];
    this.sheets.set(u16(data, 0) + u16(data, 2) * 0x10000, {
      name: printable(this.text(new RecordReader(record, 6), 1)),
      hidden: ((data[4] ?? 0) & 3) !== 0,
      type: kind === 0 ? 'worksheet' : kind === 1 || kind === 6 ? 'macros' : 'other',
    });
  }

  #readStrings(): SharedStrings {
    const cells: Cell[] = [];
    const struck = new Map<number, boolean>();
    if (this.#stringTable === undefined) return { cells, struck };
    const reader = new RecordReader(this.#stringTable, 4);
    for (let left = reader.u32(); left > 0 && !reader.isAtEnd(); left--) {
      const length = reader.u16();
      const flags = reader.u8();
      const runs = flags & 8 ? reader.u16() : 0;
      const extra = flags & 4 ? reader.u32() : 0;
      const text = reader.characters(length, flags);
      const byRuns = this.#isStruckByRuns(reader, runs, text);
      if (byRuns !== null) struck.set(cells.length, byRuns);
      cells.push({ text: withPlainBreaks(text), kind: 'text' });
      reader.skip(extra);
    }
    return { cells, struck };
  }

  /** As in `SharedStrings`; each run holds its font from a place in the text on. */
  #isStruckByRuns(reader: RecordReader, count: number, text: string): boolean | null {
    const runs: { readonly from: number; readonly struck: boolean }[] = [];
    for (let left = count; left > 0 && !reader.isAtEnd(); left--)
      runs.push({ from: reader.u16(), struck: this.#isStruck(reader.u16()) });
    const visible = runs.filter(
      ({ from }, index) => text.slice(from, runs[index + 1]?.from).trim() !== '',
    );
    if (visible.some(({ struck }) => !struck)) return false;
    return visible.length > 0 && text.slice(0, runs[0]?.from).trim() === '' ? true : null;
  }

  /** There is no font with number 4. */
  #isStruck(font: number): boolean {
    return this.#struckFonts[font > 4 ? font - 1 : font] ?? false;
  }
}

/** Programs in China write GBK whatever they declare; only other East Asian pages are believed. */
function encodingOf(codePage: number): string {
  return [932, 949, 950].includes(codePage) ? `cp${codePage}` : 'gb18030';
}

export const u16 = (data: Buffer, at: number) => (data[at] ?? 0) + (data[at + 1] ?? 0) * 0x100;
