import { containers } from './xlsx-tools.ts';

const entity = /&#(?:x([0-9a-f]{5,6})|(\d{5,7}));/gi;

/**
 * The spreadsheet library cuts numeric character references such as &#x20BB7; to 16 bits, which would
 * silently change rare characters in names. This rewrites them as two 16-bit references, which it
 * joins correctly. Returns the same bytes when there is nothing to mend.
 */
export function repairAstralEntities(bytes: Uint8Array): Uint8Array {
  const container = containers.read(bytes, { type: 'array' });
  let changed = false;
  for (const file of container.FileIndex) {
    if (!/\.xml$/i.test(file.name)) continue;
    const before = Buffer.from(file.content).toString('latin1');
    const after = before.replace(entity, (whole, hex: string | undefined, decimal: string) => {
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code > 0xffff && code <= 0x10ffff ? surrogates(code) : whole;
    });
    if (after === before) continue;
    file.content = Buffer.from(after, 'latin1');
    file.size = file.content.length;
    changed = true;
  }
  if (!changed) return bytes;
  return containers.write(container, { type: 'buffer', fileType: 'zip' });
}

function surrogates(code: number): string {
  const offset = code - 0x10000;
  const units = [0xd800 + (offset >> 10), 0xdc00 + (offset & 0x3ff)];
  return units.map((unit) => `&#x${unit.toString(16).toUpperCase()};`).join('');
}
