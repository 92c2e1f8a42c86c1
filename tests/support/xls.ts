/** Writes .xls files record by record ([MS-XLS]), for what no library writes. */

const sector = 512;

/** A record with its data: numbers of two bytes each, or bytes as they are. */
export function record(type: number, ...data: readonly (number | Uint8Array)[]): Buffer {
  const body = Buffer.concat(data.map((piece) => (typeof piece === 'number' ? u16(piece) : piece)));
  return Buffer.concat([u16(type), u16(body.length), body]);
}

export function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

export function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

export function f64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return bytes;
}

/** A text with its length in two bytes or in one, in characters of two bytes. */
export function text(value: string, lengthBytes: 1 | 2 = 2): Buffer {
  const length = lengthBytes === 1 ? Buffer.of(value.length) : u16(value.length);
  return Buffer.concat([length, Buffer.of(1), Buffer.from(value, 'utf16le')]);
}

/** A record FONT. */
export const font = ({ struck }: { readonly struck: boolean }) =>
  record(0x31, 200, struck ? 8 : 0, Buffer.alloc(10), text('宋体', 1));

/** A record XF: the style of a cell. */
export const style = (fontNumber: number, format = 0) =>
  record(0xe0, fontNumber, format, Buffer.alloc(16));

export interface XlsSheet {
  readonly name: string;
  readonly records: readonly Buffer[];
  /** 1: hidden, 2: deeply hidden. */
  readonly state?: number;
  /** 0: worksheet, 1: macros, 2: chart. */
  readonly kind?: number;
}

/** A workbook of BIFF8 (`version` 0x600) or BIFF5 (0x500), whose sheets' names are then in bytes. */
export function xls(
  globals: readonly Buffer[],
  sheets: readonly XlsSheet[],
  version = 0x600,
): Buffer {
  const begin = (kind: number) => record(0x809, version, kind, Buffer.alloc(12));
  const end = record(0x0a);
  const streams = sheets.map(({ records }) => Buffer.concat([begin(0x10), ...records, end]));
  const entries = (starts: readonly number[]) =>
    sheets.map(({ name, state = 0, kind = 0 }, index) =>
      record(
        0x85,
        u32(starts[index] ?? 0),
        Buffer.of(state, kind),
        version === 0x600 ? text(name, 1) : Buffer.from(`\x01${name.slice(0, 1)}`, 'latin1'),
      ),
    );
  const head = (starts: readonly number[]) =>
    Buffer.concat([begin(5), ...globals, ...entries(starts), end]);
  let at = head([]).length;
  const starts = streams.map((stream) => (at += stream.length) - stream.length);
  return compoundFile('Workbook', Buffer.concat([head(starts), ...streams]));
}

/** An OLE compound file ([MS-CFB]) with one stream, padded to the size that needs no small sectors. */
export function compoundFile(name: string, content: Buffer): Buffer {
  const stream = padded(content, Math.max(4096, content.length));
  const count = stream.length / sector;
  const tables = Math.ceil((count + 1) / (sector / 4 - 1));
  const chain = (from: number, length: number) =>
    Array.from({ length }, (_, index) => (index === length - 1 ? 0xfffffffe : from + index + 1));
  const table = padded(
    Buffer.concat(
      [
        ...Array.from({ length: tables }, () => 0xfffffffd),
        0xfffffffe,
        ...chain(tables + 1, count),
      ].map(u32),
    ),
    tables * sector,
    0xff,
  );
  const header = Buffer.alloc(sector, 0xff);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(header);
  header.fill(0, 8, 76);
  header.writeUInt16LE(0x3e, 24);
  header.writeUInt16LE(3, 26);
  header.writeUInt16LE(0xfffe, 28);
  header.writeUInt16LE(9, 30);
  header.writeUInt16LE(6, 32);
  header.writeUInt32LE(tables, 44);
  header.writeUInt32LE(tables, 48);
  header.writeUInt32LE(4096, 56);
  header.writeUInt32LE(0xfffffffe, 60);
  header.writeUInt32LE(0xfffffffe, 68);
  for (let index = 0; index < tables; index++) header.writeUInt32LE(index, 76 + index * 4);
  const directory = Buffer.concat([
    entry('Root Entry', 5, 1, 0xfffffffe, 0),
    entry(name, 2, 0xffffffff, tables + 1, stream.length),
  ]);
  return Buffer.concat([header, table, padded(directory, sector), stream]);
}

function entry(name: string, type: number, child: number, start: number, size: number): Buffer {
  const bytes = Buffer.alloc(128);
  bytes.write(name, 'utf16le');
  bytes.writeUInt16LE((name.length + 1) * 2, 64);
  bytes.writeUInt8(type, 66);
  bytes.fill(0xff, 68, 76);
  bytes.writeUInt32LE(child, 76);
  bytes.writeUInt32LE(start, 116);
  bytes.writeUInt32LE(size, 120);
  return bytes;
}

function padded(bytes: Buffer, size: number, fill = 0): Buffer {
  const rest = Math.ceil(size / sector) * sector - bytes.length;
  return Buffer.concat([bytes, Buffer.alloc(rest, fill)]);
}
