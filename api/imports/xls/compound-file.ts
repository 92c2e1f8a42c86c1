import { damaged } from '../refusals.ts';

/** Sector numbers from here on are no sectors ([MS-CFB] 2.1). */
const firstSpecial = 0xfffffffa;
const entrySize = 128;
const smallSize = 64;
const noEntry = 0xffffffff;

export interface CompoundFile {
  /** Names of everything in the file, at any depth, in small letters. */
  readonly names: readonly string[];
  /** A stream of the file's root by its name, whatever its case; null when there is none. */
  readonly read: (name: string) => Buffer | null;
}

interface Entry {
  readonly name: string;
  /** 2: a stream. */
  readonly type: number | undefined;
  readonly left: number;
  readonly right: number;
  readonly child: number;
  readonly start: number;
  readonly size: number;
}

/**
 * Opens an OLE compound file ([MS-CFB]), which .xls files are, and .xlsx files with a password. The
 * spreadsheet library's own reader is not used: a chain of sectors that bites its tail keeps it
 * busy until the memory is full. Throws ImportFileError damaged.
 */
export function openCompoundFile(bytes: Uint8Array): CompoundFile {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.length < 512) throw damaged();
  const shift = file.readUInt16LE(30);
  if (shift !== 9 && shift !== 12) throw damaged();
  const size = 2 ** shift;
  const sectorAt = (sector: number) => file.subarray((sector + 1) * size, (sector + 2) * size);
  const sectors = Math.ceil(file.length / size);
  const table = readSectorTable(file, sectorAt, sectors);
  const readChain = (start: number) => Buffer.concat(chainOf(table, start, sectors).map(sectorAt));
  const entries = readDirectory(readChain(file.readUInt32LE(48)));
  const [root] = entries;
  if (root === undefined) throw damaged();
  const readStream = ({ start, size: length }: Entry): Buffer => {
    if (length >= file.readUInt32LE(56)) return readChain(start).subarray(0, length);
    const small = numbersOf(readChain(file.readUInt32LE(60)));
    const container = readChain(root.start);
    const pieces = chainOf(small, start, container.length / smallSize).map((piece) =>
      container.subarray(piece * smallSize, (piece + 1) * smallSize),
    );
    return Buffer.concat(pieces).subarray(0, length);
  };
  return {
    names: entries.map(({ name }) => name),
    read: (name) => {
      const entry = childrenOf(entries, root).find(
        (candidate) => candidate.type === 2 && candidate.name === name.toLowerCase(),
      );
      const stream = entry === undefined ? null : readStream(entry);
      if (entry !== undefined && stream !== null && stream.length < entry.size) throw damaged();
      return stream;
    },
  };
}

/** The sector that follows each sector: the table's own sectors are listed in the header and beyond. */
function readSectorTable(
  file: Buffer,
  sectorAt: (sector: number) => Buffer,
  sectors: number,
): readonly number[] {
  const places = numbersOf(file.subarray(76, 512));
  let next = file.readUInt32LE(68);
  while (next < firstSpecial) {
    const list = numbersOf(sectorAt(next));
    places.push(...list.slice(0, -1));
    if (list.length === 0 || places.length > sectors + 109 + list.length) throw damaged();
    next = list.at(-1) ?? firstSpecial;
  }
  const used = places.filter((sector) => sector < firstSpecial);
  if (used.length > sectors) throw damaged();
  return used.flatMap((sector) => numbersOf(sectorAt(sector)));
}

/** No chain is longer than what it runs through, or it bites its tail. */
function chainOf(table: readonly number[], start: number, most: number): number[] {
  const chain: number[] = [];
  for (let sector = start; sector < firstSpecial; sector = table[sector] ?? firstSpecial)
    if (chain.push(sector) > most) throw damaged();
  return chain;
}

function readDirectory(bytes: Buffer): Entry[] {
  return Array.from({ length: Math.floor(bytes.length / entrySize) }, (_, index) => {
    const entry = bytes.subarray(index * entrySize, (index + 1) * entrySize);
    const nameEnd = Math.min(Math.max(entry.readUInt16LE(64) - 2, 0), 62);
    return {
      name: entry.toString('utf16le', 0, nameEnd).toLowerCase(),
      type: entry[66],
      left: entry.readUInt32LE(68),
      right: entry.readUInt32LE(72),
      child: entry.readUInt32LE(76),
      start: entry.readUInt32LE(116),
      size: entry.readUInt32LE(120),
    };
  });
}

/** The entries directly in a folder: they hang together as a tree of their own. */
function childrenOf(entries: readonly Entry[], folder: Entry): Entry[] {
  const found = new Set<Entry>();
  const waiting = [folder.child];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const entry = next === noEntry ? undefined : entries[next];
    if (entry === undefined || found.has(entry)) continue;
    found.add(entry);
    waiting.push(entry.left, entry.right);
  }
  return [...found];
}

function numbersOf(bytes: Buffer): number[] {
  return Array.from({ length: Math.floor(bytes.length / 4) }, (_, index) =>
    bytes.readUInt32LE(index * 4),
  );
}
