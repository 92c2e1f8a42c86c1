import { damaged, encrypted, macros, wrongType } from '../refusals.ts';
import { RowCollector } from '../sheet-rows.ts';
import type { Sheet } from '../types.ts';
import { Book, type SheetEntry } from './book.ts';
import { openCompoundFile } from './compound-file.ts';
import { SheetReader } from './read-sheet.ts';
import { readRecords, recordType } from './records.ts';

/**
 * The worksheets of an .xls (Excel 5 to 2003, and WPS). Throws ImportFileError: encrypted (an .xlsx
 * with a password is a compound file as well), macros, wrong_type, damaged, and what RowCollector
 * throws.
 */
export function readXls(bytes: Uint8Array): Sheet[] {
  const file = openCompoundFile(bytes);
  if (file.names.includes('encryptedpackage')) throw encrypted();
  if (file.names.some((name) => name.startsWith('_vba_project'))) throw macros();
  const stream = file.read('Workbook') ?? file.read('Book');
  if (stream === null) throw wrongType();
  return readStream(stream);
}

function readStream(stream: Buffer): Sheet[] {
  const collector = new RowCollector();
  const found = new Map<SheetEntry, Sheet>();
  let book: Book | undefined;
  let current: { readonly entry: SheetEntry; readonly reader: SheetReader } | undefined;
  /** How many substreams are open: a chart may lie within a sheet. */
  let depth = 0;
  for (const record of readRecords(stream)) {
    if (record.type === recordType.begin) {
      depth++;
      book ??= new Book(record);
      const entry = depth === 1 ? book.sheets.get(record.at) : undefined;
      if (entry?.type === 'macros') throw macros();
      if (entry?.type === 'worksheet') current = { entry, reader: new SheetReader(book) };
      continue;
    }
    if (depth === 0 || book === undefined) break;
    if (record.type === recordType.end) {
      depth--;
      if (depth > 0 || current === undefined) continue;
      found.set(current.entry, { name: current.entry.name, ...current.reader.finish(collector) });
      current = undefined;
    } else if (depth === 1) (current?.reader ?? book).read(record);
  }
  const worksheets = [...(book?.sheets.values() ?? [])].filter(({ type }) => type === 'worksheet');
  return worksheets.map((entry) => {
    const sheet = found.get(entry);
    // A sheet that is listed and not there, or not to its end: rows would be missing.
    if (sheet === undefined) throw damaged();
    return entry.hidden ? { ...sheet, hidden: true } : sheet;
  });
}
