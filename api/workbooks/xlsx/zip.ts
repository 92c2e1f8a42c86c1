import { promisify } from 'node:util';
import { constants, crc32, deflateRaw } from 'node:zlib';

const deflate = promisify(deflateRaw);

/** A file inside a zip that is written piece by piece; only its packed form is kept in memory. */
export interface ZipPart {
  write(text: string): Promise<void>;
}

export interface Zip {
  part(name: string): ZipPart;
  /** The whole archive; nothing may be written afterwards. */
  close(): Promise<Uint8Array>;
}

/** Characters that are packed at a time. */
const pieceLength = 64 * 1024;
/** An empty last block (RFC 1951): the pieces before it end on byte boundaries and are not last ones. */
const lastBlock = Buffer.from([0x03, 0x00]);
/** 1 January 1980, so that equal contents give equal bytes. */
const noDate = 0x0021;

/** A zip archive of deflated parts, in the order in which they were begun. */
export function makeZip(): Zip {
  const entries: ReturnType<typeof makeEntry>[] = [];
  return {
    part(name) {
      const entry = makeEntry(name);
      entries.push(entry);
      return entry;
    },
    async close() {
      const locals: Buffer[] = [];
      const directory: Buffer[] = [];
      let offset = 0;
      for (const entry of entries) {
        const { name, crc, packed, size } = await entry.finish();
        const packedSize = packed.reduce((sum, piece) => sum + piece.length, 0);
        const common = headerFields({ crc, packedSize, size, nameLength: name.length });
        const local = [Buffer.from('PK\x03\x04'), common, name, ...packed];
        const tail = Buffer.alloc(14);
        tail.writeUInt32LE(offset, 10);
        directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, tail, name);
        locals.push(...local);
        offset += local.reduce((sum, piece) => sum + piece.length, 0);
      }
      const index = Buffer.concat(directory);
      return Buffer.concat([...locals, index, endRecord(entries.length, index.length, offset)]);
    },
  };
}

function makeEntry(name: string) {
  let waiting: string[] = [];
  let waitingLength = 0;
  let crc = 0;
  let size = 0;
  const packed: Buffer[] = [];
  const pack = async () => {
    const piece = Buffer.from(waiting.join(''), 'utf8');
    waiting = [];
    waitingLength = 0;
    crc = crc32(piece, crc);
    size += piece.length;
    packed.push(await deflate(piece, { finishFlush: constants.Z_SYNC_FLUSH }));
  };
  return {
    async write(text: string) {
      waiting.push(text);
      waitingLength += text.length;
      if (waitingLength >= pieceLength) await pack();
    },
    async finish() {
      if (waitingLength > 0) await pack();
      return { name: Buffer.from(name), crc, packed: [...packed, lastBlock], size };
    },
  };
}

interface Sizes {
  crc: number;
  packedSize: number;
  size: number;
  nameLength: number;
}

/** What the local header and the directory have in common: from "version needed" to the lengths. */
function headerFields({ crc, packedSize, size, nameLength }: Sizes): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(8, 4);
  fields.writeUInt16LE(noDate, 8);
  fields.writeUInt32LE(crc, 10);
  fields.writeUInt32LE(packedSize, 14);
  fields.writeUInt32LE(size, 18);
  fields.writeUInt16LE(nameLength, 22);
  return fields;
}

function endRecord(count: number, length: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(length, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}
