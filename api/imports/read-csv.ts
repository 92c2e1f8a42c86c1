import iconv from 'iconv-lite';
import { ImportFileError } from './import-file-error.ts';
import type { Cell, Sheet, SheetRow } from './types.ts';

/**
 * A CSV in UTF-8, UTF-16 or GBK/GB18030 (with or without a byte-order mark) as one nameless sheet.
 * Quotes as in RFC 4180; row numbers are record numbers. Throws ImportFileError wrong_type for bytes
 * that are no text, too_many_rows above `maxRows`.
 */
export function readCsv(bytes: Uint8Array, maxRows: number): Sheet {
  const text = decode(bytes);
  const records = splitRecords(text, findDelimiter(text), maxRows);
  const rows: SheetRow[] = [];
  for (const [index, fields] of records.entries()) {
    const cells = fields.map(textCell);
    if (cells.some((cell) => cell !== undefined)) rows.push({ row: index + 1, cells });
  }
  return { name: null, rows };
}

function textCell(field: string): Cell | undefined {
  return field.trim() === '' ? undefined : { text: field, kind: 'text' };
}

function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes.includes(0)) {
    throw new ImportFileError('wrong_type', '这不是表格文件，请上传 .xlsx、.xls 或 .csv 文件。');
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // GB18030 contains GBK and GB 2312.
    return iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), 'gb18030');
  }
}

/** Excel writes tabs when a sheet is saved as "Unicode text". */
function findDelimiter(text: string): string {
  const head = text.slice(0, 4000).replace(/"(?:[^"]|"")*"/g, '');
  const count = (mark: string) => head.split(mark).length - 1;
  return [',', '\t', ';'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

function splitRecords(text: string, delimiter: string, maxRows: number): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let at = 0;
  const endRecord = () => {
    records.push(record);
    record = [];
    if (records.length > maxRows) throw tooManyRows(maxRows);
  };
  while (at < text.length) {
    const field = readField(text, at, delimiter);
    record.push(field.value);
    at = field.end;
    const mark = text[at];
    if (mark === delimiter) {
      at++;
      if (at === text.length) record.push('');
      continue;
    }
    if (mark === '\r' && text[at + 1] === '\n') at++;
    at++;
    endRecord();
  }
  if (record.length > 0) endRecord();
  return records;
}

function readField(text: string, start: number, delimiter: string): { value: string; end: number } {
  const plainEnd = (from: number) => {
    let end = from;
    while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r')
      end++;
    return end;
  };
  if (text[start] !== '"') {
    const end = plainEnd(start);
    return { value: text.slice(start, end), end };
  }
  let close = text.indexOf('"', start + 1);
  while (close !== -1 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  if (close === -1) {
    // A quote that never closes is a character of the field, or the rest of the file would vanish in it.
    const end = plainEnd(start);
    return { value: text.slice(start, end), end };
  }
  const end = plainEnd(close + 1);
  const quoted = text
    .slice(start + 1, close)
    .replaceAll('""', '"')
    .replaceAll('\r\n', '\n');
  return { value: quoted + text.slice(close + 1, end), end };
}

export function tooManyRows(maxRows: number): ImportFileError {
  return new ImportFileError(
    'too_many_rows',
    `表格超过 ${maxRows} 行，请按乡镇或年份分成几个文件再上传。`,
  );
}
