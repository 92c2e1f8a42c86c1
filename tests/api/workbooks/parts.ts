import { inflateRawSync } from 'node:zlib';

/** The files inside a workbook, by name, as text. */
export function partsOf(workbook: Uint8Array): Map<string, string> {
  const bytes = Buffer.from(workbook);
  const end = bytes.lastIndexOf('PK\x05\x06');
  const parts = new Map<string, string>();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const packed = bytes.readUInt32LE(at + 20);
    const nameLength = bytes.readUInt16LE(at + 28);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    parts.set(name, inflateRawSync(bytes.subarray(start, start + packed)).toString('utf8'));
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return parts;
}

export const partOf = (workbook: Uint8Array, name: string) => partsOf(workbook).get(name) ?? '';

/** Everything between the tags of an element, each time it occurs. */
export const contentsOf = (xml: string, tag: string) =>
  [...xml.matchAll(new RegExp(`<${tag}[ >/][^]*?</${tag}>`, 'g'))].map(([whole]) => whole);
