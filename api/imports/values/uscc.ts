import { halfWidth } from './text.ts';

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** A 统一社会信用代码 as it should be compared: half-width, upper-case, without blanks. */
export function normaliseUscc(text: string): string {
  return halfWidth(text).toUpperCase().replace(/\s/g, '');
}

/** Length, characters and check character by GB 32100-2015. Some early real codes fail: warn only. */
export function isValidUscc(code: string): boolean {
  if (!/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(code)) return false;
  const sum = weights.reduce(
    (total, weight, index) => total + weight * alphabet.indexOf(code[index] ?? ''),
    0,
  );
  return alphabet[(31 - (sum % 31)) % 31] === code[17];
}
