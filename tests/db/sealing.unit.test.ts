import { makeSealer, type Place } from '@xincheng/db/sealing';
import { loadSecrets, type Secrets } from '@xincheng/db/secrets';
import { randomBytes } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { makeDataDir, removeDataDir } from '../support/data-dir.ts';

const folder = makeDataDir();
afterAll(() => removeDataDir(folder, folder));
const secrets = loadSecrets(folder);
const sealer = makeSealer(secrets);

const place: Place = { table: 'people', row: 'a-row', column: 'mobileSealed' };
const value = '13800001234，韦𬱖，住青石镇';

describe('an envelope', () => {
  it('opens where it was sealed, and says nothing of its content', () => {
    const envelope = sealer.seal(value, place);
    expect(sealer.open(envelope, place)).toBe(value);
    expect(envelope).toMatch(/^v1\|A256GCM\|k1(\|[\w-]+){4}$/);
    expect(envelope).not.toContain('13800001234');
    expect(sealer.open(sealer.seal('', place), place)).toBe('');
  });

  it('is different each time, so that equal values do not look equal', () => {
    expect(sealer.seal(value, place)).not.toBe(sealer.seal(value, place));
  });

  it.each([
    ['another row', { ...place, row: 'another' }],
    ['another column', { ...place, column: 'remarkSealed' }],
    ['another table', { ...place, table: 'employers' }],
  ])('does not open in %s', (_, elsewhere) => {
    const envelope = sealer.seal(value, place);
    expect(() => sealer.open(envelope, elsewhere)).toThrow();
  });

  it('does not open when any part of it was changed', () => {
    const parts = sealer.seal(value, place).split('|');
    for (const [at, part] of parts.entries()) {
      const changed = parts.with(
        at,
        part.startsWith('A') ? `B${part.slice(1)}` : `A${part.slice(1)}`,
      );
      expect(() => sealer.open(changed.join('|'), place), `part ${at}`).toThrow();
    }
    expect(() => sealer.open(parts.slice(0, -1).join('|'), place)).toThrow();
    expect(() => sealer.open('', place)).toThrow();
  });

  it('does not open with a tag cut short', () => {
    const parts = sealer.seal(value, place).split('|');
    const tag = Buffer.from(parts.at(-1) ?? '', 'base64url')
      .subarray(0, 4)
      .toString('base64url');
    expect(() => sealer.open([...parts.slice(0, -1), tag].join('|'), place)).toThrow();
  });
});

describe('keys', () => {
  const newKey = () => randomBytes(32).toString('base64url');

  it('a new key seals while the old one still opens', () => {
    const old = sealer.seal(value, place);
    const keys = { ...secrets.sealing.keys, k2: newKey() };
    const rotated = makeSealer({ ...secrets, sealing: { current: 'k2', keys } });
    expect(rotated.open(old, place)).toBe(value);
    const renewed = rotated.seal(value, place);
    expect(renewed).toContain('|k2|');
    expect(rotated.open(renewed, place)).toBe(value);
    expect(() => sealer.open(renewed, place)).toThrow(/k2/);
  });

  it('a wrong key opens nothing', () => {
    const others: Pick<Secrets, 'sealing' | 'blindIndex'> = {
      ...secrets,
      sealing: { current: 'k1', keys: { k1: newKey() } },
    };
    expect(() => makeSealer(others).open(sealer.seal(value, place), place)).toThrow();
  });

  it('an envelope may not be relabelled with another key', () => {
    const keys = { k1: secrets.sealing.keys['k1'] ?? '', k2: secrets.sealing.keys['k1'] ?? '' };
    const both = makeSealer({ ...secrets, sealing: { current: 'k1', keys } });
    const relabelled = both.seal(value, place).replace('|k1|', '|k2|');
    expect(() => both.open(relabelled, place)).toThrow();
  });
});

describe('the blind index', () => {
  it('is equal for equal values, of one field and one installation', () => {
    const index = sealer.blindIndex('idCard', '45992119900101001X');
    expect(sealer.blindIndex('idCard', '45992119900101001X')).toBe(index);
    expect(sealer.blindIndex('idCard', '459921199001010011')).not.toBe(index);
    expect(sealer.blindIndex('mobile', '45992119900101001X')).not.toBe(index);
    const elsewhere = makeSealer({
      ...secrets,
      blindIndex: { ...secrets.blindIndex, idCard: randomBytes(32).toString('base64url') },
    });
    expect(elsewhere.blindIndex('idCard', '45992119900101001X')).not.toBe(index);
    expect(Buffer.from(index, 'base64url')).toHaveLength(32);
  });
});
