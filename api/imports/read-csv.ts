import iconv from 'iconv-lite';
import { guardedText } from './cell-text.ts';
import { wrongType } from './refusals.ts';
import { maxColumns, RowCollector, type Row } from './sheet-rows.ts';
import type { Cell, Sheet } from './types.ts';

/**
 * A CSV in UTF-8, UTF-16 or GBK/GB18030 (with or without a byte-order mark) as one nameless sheet.
 * Quotes as in RFC 4180; row numbers are record numbers. Throws ImportFileError wrong_type for bytes
 * that are no text, and what RowCollector throws.
 */
export function readCsv(bytes: Uint8Array): Sheet {
  const text = decode(bytes);
  const delimiter = findDelimiter(text);
  const collector = new RowCollector();
  const rows: Row[] = [];
  let row: Row = { row: 1, cells: [] };
  let column = 0;
  for (let at = 0; at < text.length;) {
    const field = readField(text, at, delimiter);
    const cell = column < maxColumns ? textCell(field.value) : undefined;
    if (cell !== undefined) row.cells[column] = cell;
    column++;
    at = field.end + 1;
    if (text[field.end] === delimiter) continue;
    if (text[field.end] === '\r' && text[at] === '\n') at++;
    collector.add(rows, row);
    row = { row: row.row + 1, cells: [] };
    column = 0;
  }
  collector.add(rows, row);
  return { name: null, rows };
}

function textCell(field: string): Cell | undefined {
  if (field.trim() === '') return undefined;
  // ="0123" keeps a spreadsheet from taking digits for a number; a reader sees 0123.
  const guarded = field.startsWith('="') ? guardedText(field.slice(1)) : null;
  return { text: guarded ?? field, kind: 'text' };
}

function decode(bytes: Uint8Array): string {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes.includes(0)) throw wrongType();
  const utf8 = new TextDecoder().decode(bytes);
  if (first === 0xef && second === 0xbb && third === 0xbf) return utf8;
  const broken = count(utf8, '\ufffd');
  // Hardly a character of GBK is one of UTF-8 as well; UTF-8 with a character cut off stays what it is.
  if (broken * 10 <= countForeign(utf8)) return utf8;
  // GB18030 contains GBK and GB 2312.
  return iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), 'gb18030');
}

/** Characters that are not of ASCII. */
function countForeign(text: string): number {
  let found = 0;
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x7f) found++;
  return found;
}

function count(text: string, mark: string): number {
  let found = 0;
  for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, at + 1)) found++;
  return found;
}

/** Excel writes tabs when a sheet is saved as "Unicode text". */
function findDelimiter(text: string): string {
  const head = text.slice(0, 4000).replace(/"[^"]*"/g, '');
  return [',', '\t', ';'].reduce((best, mark) =>
    count(head, mark) > count(head, best) ? mark : best,
  );
}

function readField(text: string, start: number, delimiter: string): { value: string; end: number } {
  const plainEnd = (from: number) => {
    let end = from;
    while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r')
      end++;
    return end;
  };
  const close = text[start] === '"' ? closingQuote(text, start) : -1;
  const end = plainEnd(close + 1 > start ? close + 1 : start);
  const isQuoted = close !== -1 && (end === close + 1 || !text.slice(start, close).includes('\n'));
  if (!isQuoted) {
    // A quote that never closes, or only somewhere in a later record, is a character of the field:
    // otherwise the records between would vanish in it.
    const plain = plainEnd(start);
    return { value: text.slice(start, plain), end: plain };
  }
  const quoted = text
    .slice(start + 1, close)
    .replaceAll('""', '"')
    .replaceAll('\r\n', '\n');
  return { value: quoted + text.slice(close + 1, end), end };
}

function closingQuote(text: string, start: number): number {
  let close = text.indexOf('"', start + 1);
  while (close !== -1 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  return close;
}
