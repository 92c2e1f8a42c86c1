import { halfWidth, longestShape } from './text.ts';

export interface ReadPhones {
  /** 11 digits, the first one when several are written. */
  readonly mobile: string | null;
  /** `0780-2500517`, with an extension if written; a 400 number as written. */
  readonly landline: string | null;
  /** Digits that are no whole number: too short or too long. */
  readonly broken: string | null;
}

/** Reads the phone numbers of a cell: +86 and 86 prefixes, spaces, hyphens, several numbers. */
export function readPhones(text: string): ReadPhones {
  const pieces = halfWidth(text.slice(0, longestShape))
    .replace(/[—–－−]/g, '-')
    .split(/[/、,，;；\n|或]|\s{2,}/)
    .map((piece) =>
      piece.replace(/[^\d+-]/g, '').replace(/^(\+|00)?86-?(?=1\d{10}|1[\d-]{12})/, ''),
    )
    .filter((piece) => piece !== '');
  const digits = pieces.map((piece) => piece.replace(/\D/g, ''));
  const mobiles = digits.flatMap((piece) => splitMobiles(piece));
  const landlines = pieces.flatMap((piece) => readLandline(piece));
  const broken = digits.find((piece) => splitMobiles(piece).length === 0 && piece.length >= 5);
  const none = mobiles.length === 0 && landlines.length === 0;
  return {
    mobile: mobiles[0] ?? null,
    landline: landlines[0] ?? null,
    broken: none ? (broken ?? null) : null,
  };
}

/** Two numbers with one space between them have run together. */
function splitMobiles(digits: string): string[] {
  return /^(1[3-9]\d{9})+$/.test(digits) ? (digits.match(/\d{11}/g) ?? []) : [];
}

function readLandline(piece: string): string[] {
  if (/^[48]00-?\d{3}-?\d{4}$/.test(piece)) return [piece];
  const parts = /^(0\d{2,3})-?(\d{7,8})(-\d{1,6})?$/.exec(piece);
  return parts === null ? [] : [`${parts[1]}-${parts[2]}${parts[3] ?? ''}`];
}
