import { createHash } from 'node:crypto';

/** Bytes up to which the server keeps a value whole. */
const MOST_BYTES = 400;

/**
 * A value to be compared for equality, as the index holds it. The server compares values in lower case
 * and compatibility decomposition and cuts long ones; what that would change goes in as its hash, so
 * that two values are equal there just when they are equal here. Hashes begin with `%`, tokens do not.
 */
export function storedToken(value: string): string {
  const kept = value.toWellFormed().normalize('NFKD').toLowerCase().trim();
  if (kept === value && value !== '' && Buffer.byteLength(value) <= MOST_BYTES) return value;
  return `%${createHash('sha256').update(value).digest('hex')}`;
}
