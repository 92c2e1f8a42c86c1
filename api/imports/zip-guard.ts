import { inflateRawSync } from 'node:zlib';
import { ImportFileError } from './import-file-error.ts';

/** Bytes that all entries may have together when unpacked. */
const maxUnpacked = 100 * 1024 * 1024;
const maxEntries = 2000;
/** Honest sheets pack 10 to 100 times; deflate's end is about 1030. Small files may be odd. */
const maxRatio = 300;
const ratioCountsFrom = 20 * 1024 * 1024;

interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly packed: number;
  readonly unpacked: number;
  readonly localHeader: number;
}

/**
 * Checks a zip before any library unpacks it and returns the names of its entries. The sizes that the
 * central directory declares are added up first; then each entry is unpacked with its declared size as
 * a hard limit, so that a directory that lies is caught as well.
 * Throws ImportFileError: zip_bomb, encrypted, damaged.
 */
export function checkZip(bytes: Uint8Array): string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = readCentralDirectory(view, bytes);
  if (entries.length > maxEntries) throw bomb();
  const total = entries.reduce((sum, entry) => sum + entry.unpacked, 0);
  if (total > maxUnpacked) throw bomb();
  if (total > ratioCountsFrom && total / bytes.length > maxRatio) throw bomb();
  if (entries.some((entry) => entry.encrypted)) {
    throw new ImportFileError('encrypted', '文件设有密码，请取消密码后另存一份再上传。');
  }
  for (const entry of entries) checkEntry(view, bytes, entry);
  return entries.map((entry) => entry.name);
}

function readCentralDirectory(view: DataView, bytes: Uint8Array): ZipEntry[] {
  const end = findEndRecord(view);
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const entries: ZipEntry[] = [];
  for (let index = 0; index < count; index++) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== 0x02014b50) throw damaged();
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const commentLength = view.getUint16(at + 32, true);
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)),
      method: view.getUint16(at + 10, true),
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      packed: view.getUint32(at + 20, true),
      unpacked: view.getUint32(at + 24, true),
      localHeader: view.getUint32(at + 42, true),
    });
    at += 46 + nameLength + extraLength + commentLength;
  }
  return entries;
}

function findEndRecord(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - 22 - 0xffff);
  for (let at = view.byteLength - 22; at >= lowest; at--) {
    if (view.getUint32(at, true) === 0x06054b50) return at;
  }
  throw damaged();
}

function checkEntry(view: DataView, bytes: Uint8Array, entry: ZipEntry): void {
  const at = entry.localHeader;
  if (at + 30 > view.byteLength || view.getUint32(at, true) !== 0x04034b50) throw damaged();
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  if (start + entry.packed > bytes.length) throw damaged();
  if (entry.method === 0) return;
  if (entry.method !== 8) throw damaged();
  try {
    inflateRawSync(bytes.subarray(start, start + entry.packed), {
      maxOutputLength: Math.max(1, entry.unpacked),
    });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    throw code === 'ERR_BUFFER_TOO_LARGE' ? bomb() : damaged();
  }
}

function bomb(): ImportFileError {
  return new ImportFileError(
    'zip_bomb',
    '文件解压后过大，已停止读取。请删去多余的工作表和空白格式后另存一份再上传。',
  );
}

function damaged(): ImportFileError {
  return new ImportFileError(
    'damaged',
    '文件已损坏或没有传完整，请用 Excel 或 WPS 打开后另存一份再上传。',
  );
}
