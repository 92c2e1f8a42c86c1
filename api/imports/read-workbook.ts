import { ImportFileError } from './import-file-error.ts';
import { readCsv } from './read-csv.ts';
import { notReadable } from './refusals.ts';
import type { Sheet } from './types.ts';
import { readXls } from './xls/read-xls.ts';
import { readXlsx } from './xlsx/read-xlsx.ts';
import { openZip } from './zip-guard.ts';

const maxFileBytes = 10 * 1024 * 1024;

/**
 * Reads an uploaded spreadsheet: .xlsx, .xls or CSV, told apart by content (the name is only shown).
 * Throws ImportFileError for whatever is refused: empty_file, too_large, wrong_type, damaged,
 * zip_bomb, encrypted, macros, too_many_rows.
 */
export function readWorkbook(bytes: Uint8Array, fileName: string): Sheet[] {
  if (bytes.length === 0) throw new ImportFileError('empty_file', `“${fileName}”是空文件。`);
  if (bytes.length > maxFileBytes) {
    throw new ImportFileError('too_large', '文件超过 10 MB，请删去图片或分成几个文件再上传。');
  }
  const sheets = readByContent(bytes);
  if (sheets.every((sheet) => sheet.rows.length === 0)) {
    throw new ImportFileError('empty_file', `“${fileName}”里没有内容。`);
  }
  return sheets;
}

function readByContent(bytes: Uint8Array): Sheet[] {
  if (startsWith(bytes, [0x50, 0x4b])) return readXlsx(openZip(bytes));
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return readXls(bytes);
  const otherType = otherTypeOf(bytes);
  if (otherType !== undefined) throw notReadable(`这是${otherType}，不是表格文件。`);
  return [readCsv(bytes)];
}

const otherTypes: readonly (readonly [string, readonly number[]])[] = [
  [' PDF 文件', [0x25, 0x50, 0x44, 0x46]],
  ['图片', [0x89, 0x50, 0x4e, 0x47]],
  ['图片', [0xff, 0xd8, 0xff]],
  ['图片', [0x47, 0x49, 0x46, 0x38]],
  [' RTF 文档', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
  ['压缩包', [0x1f, 0x8b]],
  ['压缩包', [0x52, 0x61, 0x72, 0x21]],
  ['压缩包', [0x37, 0x7a, 0xbc, 0xaf]],
];

/** What a file is that bears another kind's first bytes; web pages are often named .xls. */
function otherTypeOf(bytes: Uint8Array): string | undefined {
  const byMagic = otherTypes.find(([, magic]) => startsWith(bytes, magic));
  if (byMagic !== undefined) return byMagic[0];
  const head = new TextDecoder().decode(bytes.subarray(0, 512)).trimStart().toLowerCase();
  const isPage =
    /^(?:<(?:!doctype|html|head|body|table|meta|\?xml|svg|script|style)|mime-version:)/.test(head);
  return isPage ? '网页格式的文件' : undefined;
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}
