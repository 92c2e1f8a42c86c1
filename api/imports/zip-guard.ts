import { crc32, inflateRawSync } from 'node:zlib';
import { damaged, encrypted, zipBomb } from './refusals.ts';

/** Bytes that all entries may have together when unpacked. */
const maxUnpacked = 100 * 1024 * 1024;
const maxEntries = 2000;
/** Honest sheets pack 10 to 100 times; deflate's end is about 1030. Small files may be odd. */
const maxRatio = 300;
const ratioCountsFrom = 20 * 1024 * 1024;
/** Deflate adds at most 5 bytes to each stored block. */
const maxOverhead = 1024;

export interface Zip {
  /** Paths as written, but with slashes; sizes in bytes when unpacked. */
  readonly entries: readonly { readonly name: string; readonly unpacked: number }[];
  /** Unpacks an entry, whatever its case; null when there is none. Reading many again is refused. */
  readonly read: (name: string) => Buffer | null;
}

interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly crc: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly localHeader: number;
}

/**
 * Opens a zip without unpacking anything: the sizes that its directory declares are added up first.
 * An entry is unpacked when it is read, with its declared size as a hard limit, so that a directory
 * that lies is caught as well. Both throw ImportFileError: zip_bomb, encrypted, damaged.
 */
export function openZip(bytes: Uint8Array): Zip {
  const entries = readCentralDirectory(bytes);
  checkSizes(entries, bytes.length);
  if (entries.some((entry) => entry.encrypted)) throw encrypted();
  const byName = new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]));
  // Two entries of one name: programs differ in which of them they take.
  if (byName.size < entries.length) throw damaged();
  let allowed = maxUnpacked;
  return {
    entries,
    read: (name) => {
      const entry = byName.get(name.toLowerCase());
      if (entry === undefined) return null;
      // A small file may point at one large part from a thousand places.
      allowed -= entry.unpacked;
      if (allowed < 0) throw zipBomb();
      return unpack(bytes, entry);
    },
  };
}

function checkSizes(entries: readonly ZipEntry[], fileSize: number): void {
  const total = entries.reduce((sum, entry) => sum + entry.unpacked, 0);
  if (entries.length > maxEntries || total > maxUnpacked) throw zipBomb();
  if (total > ratioCountsFrom && total / fileSize > maxRatio) throw zipBomb();
  if (entries.some(({ packed, unpacked }) => packed > unpacked * 1.01 + maxOverhead))
    throw zipBomb();
}

function readCentralDirectory(bytes: Uint8Array): ZipEntry[] {
  const view = viewOf(bytes);
  const directory = findDirectory(view);
  const entries: ZipEntry[] = [];
  let { at } = directory;
  for (let index = 0; index < directory.count; index++) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== 0x02014b50) throw damaged();
    const nameEnd = at + 46 + view.getUint16(at + 28, true);
    const extraEnd = nameEnd + view.getUint16(at + 30, true);
    if (extraEnd > view.byteLength) throw damaged();
    entries.push({
      name: new TextDecoder()
        .decode(bytes.subarray(at + 46, nameEnd))
        .replaceAll('\\', '/')
        .replace(/^\//, ''),
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      ...readSizes(view, at, nameEnd, extraEnd),
    });
    at = extraEnd + view.getUint16(at + 32, true);
  }
  return entries;
}

/** Java writers of large workbooks put the sizes into a zip64 field, however small they are. */
function readSizes(view: DataView, at: number, extra: number, extraEnd: number) {
  const long = new Map<number, DataView>();
  while (extra + 4 <= extraEnd) {
    const size = view.getUint16(extra + 2, true);
    if (extra + 4 + size > extraEnd) break;
    long.set(
      view.getUint16(extra, true),
      new DataView(view.buffer, view.byteOffset + extra + 4, size),
    );
    extra += 4 + size;
  }
  const zip64 = long.get(1);
  let used = 0;
  const sizeAt = (place: number) => {
    const short = view.getUint32(place, true);
    if (short !== 0xffffffff) return short;
    if (zip64 === undefined || used + 8 > zip64.byteLength) throw damaged();
    used += 8;
    return Number(zip64.getBigUint64(used - 8, true));
  };
  const unpacked = sizeAt(at + 24);
  const packed = sizeAt(at + 20);
  return { unpacked, packed, localHeader: sizeAt(at + 42) };
}

function findDirectory(view: DataView): { count: number; at: number } {
  const lowest = Math.max(0, view.byteLength - 22 - 0xffff);
  for (let end = view.byteLength - 22; end >= lowest; end--) {
    if (view.getUint32(end, true) !== 0x06054b50) continue;
    const count = view.getUint16(end + 10, true);
    const at = view.getUint32(end + 16, true);
    return count === 0xffff || at === 0xffffffff ? findZip64Directory(view, end) : { count, at };
  }
  throw damaged();
}

function findZip64Directory(view: DataView, end: number): { count: number; at: number } {
  const locator = end - 20;
  if (locator < 0 || view.getUint32(locator, true) !== 0x07064b50) throw damaged();
  const record = Number(view.getBigUint64(locator + 8, true));
  if (record + 56 > view.byteLength || view.getUint32(record, true) !== 0x06064b50) throw damaged();
  return {
    count: Number(view.getBigUint64(record + 32, true)),
    at: Number(view.getBigUint64(record + 48, true)),
  };
}

function unpack(bytes: Uint8Array, entry: ZipEntry): Buffer {
  const view = viewOf(bytes);
  const at = entry.localHeader;
  if (at + 30 > view.byteLength || view.getUint32(at, true) !== 0x04034b50) throw damaged();
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  if (start + entry.packed > bytes.length) throw damaged();
  const packed = bytes.subarray(start, start + entry.packed);
  const unpacked = entry.method === 8 ? inflate(packed, entry.unpacked) : Buffer.from(packed);
  const isWhole = unpacked.length === entry.unpacked && crc32(unpacked) === entry.crc;
  if (!isWhole || (entry.method !== 8 && entry.method !== 0)) throw damaged();
  return unpacked;
}

function inflate(packed: Uint8Array, limit: number): Buffer {
  try {
    // One chunk for everything: several would be copied together, at twice the memory.
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, limit), chunkSize: limit + 64 });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    throw code === 'ERR_BUFFER_TOO_LARGE' ? zipBomb() : damaged();
  }
}

const viewOf = (bytes: Uint8Array) =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
