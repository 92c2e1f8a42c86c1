import type { Cell } from '../types.ts';
import { halfWidth, longestShape } from './text.ts';

type IdNumberProblem =
  | 'id_missing'
  | 'id_as_number'
  | 'id_bad_length'
  | 'id_bad_check'
  | 'id_bad_date'
  | 'id_masked'
  | 'id_several'
  | 'id_with_note'
  | 'id_maybe_lost';

/** With these problems the number is taken nevertheless, and is to be checked. */
export const mildIdProblems: readonly IdNumberProblem[] = ['id_with_note', 'id_maybe_lost'];

export interface IdNumber {
  /** 18 characters, upper-case X; null when it cannot be relied on. */
  readonly value: string | null;
  /** Read from the digits even when the last ones are wrong or lost. */
  readonly birthDate: string | null;
  readonly sex: 1 | 2 | null;
  readonly problem?: IdNumberProblem;
  /** What the cell probably means, when it holds a valid number but for look-alikes (O for 0). */
  readonly proposal?: string;
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkCharacters = '10X98765432';

/** A cell of 18 digits that was a number once ends so: its last three digits are gone. */
const lostEnding = '000';
/** Numbers of 15 digits were given out until 1999; somebody so old is one of 18 digits cut short. */
const oldestYears = 100;

/**
 * Reads a 公民身份号码 (GB 11643-1999, check digit ISO 7064 MOD 11-2). Takes full-width digits, spaces,
 * ="…" guards, a small x, a bracketed note and 15 digits (made 18, born 19xx). A number cell of 18
 * digits has lost its last three digits and gives no value. `today` bounds the birth date.
 */
export function readIdNumber(cell: Cell, today: string): IdNumber {
  const text = compact(cell.text.slice(0, longestShape));
  const lostDigits = readLostDigits(cell, text);
  if (lostDigits !== null) {
    return { value: null, ...birthOf(lostDigits, today), sex: null, problem: 'id_as_number' };
  }
  const found = new Set(text.match(/(?<!\d)(\d{17}[\dX]|\d{15})(?![\dX])/g));
  const [only] = found;
  const none = { value: null, birthDate: null, sex: null };
  if (found.size > 1) return { ...none, problem: 'id_several' };
  if (only !== undefined) return judge(only, only !== text, today);
  if (/\d{4}[*＊]{3,}|\dX{4,}/.test(text)) return { ...none, problem: 'id_masked' };
  const digits = text.replace(/\D/g, '');
  if (digits.length < 8) return { ...none, problem: 'id_missing' };
  return { ...none, problem: 'id_bad_length', ...proposalFor(text, today) };
}

/** The letters O, I, l and a last * that were typed for 0, 1 and X, when the check character agrees. */
function proposalFor(text: string, today: string): { proposal?: string } {
  const mended = text
    .replace(/[OoQD]/g, '0')
    .replace(/[Il|]/g, '1')
    .replace(/[*＊]$/, 'X');
  if (!/^\d{17}[\dX]$/.test(mended)) return {};
  const { value, problem } = judge(mended, false, today);
  return value === null || problem !== undefined ? {} : { proposal: value };
}

/**
 * A typed ID number in the one form that look-ups use: 18 characters, upper-case X, without spaces;
 * 15 digits are completed. Anything else comes back compacted, and is found nowhere.
 */
export function wholeIdNumber(text: string): string {
  const written = compact(text).toUpperCase();
  return /^\d{15}$/.test(written) ? extend15(written) : written;
}

function judge(written: string, hasNote: boolean, today: string): IdNumber {
  const full = written.length === 15 ? extend15(written) : written;
  const birth = birthOf(full, today);
  const sex = sexOf(full);
  if (birth.birthDate === null) return { value: null, ...birth, sex, problem: 'id_bad_date' };
  const age = Number(today.slice(0, 4)) - Number(birth.birthDate.slice(0, 4));
  if (written.length === 15 && age >= oldestYears) {
    return { value: null, birthDate: null, sex: null, problem: 'id_bad_length' };
  }
  if (checkCharacter(full) !== full[17]) {
    return { value: null, ...birth, sex, problem: 'id_bad_check' };
  }
  const read = { value: full, ...birth, sex };
  if (hasNote) return { ...read, problem: 'id_with_note', proposal: full };
  return full.endsWith(lostEnding) ? { ...read, problem: 'id_maybe_lost' } : read;
}

/** The check character of the first 17 digits. */
function checkCharacter(digits: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return checkCharacters[sum % 11] ?? '';
}

/** A 15-digit number of the first generation with its century and check character. */
function extend15(digits: string): string {
  const body = `${digits.slice(0, 6)}19${digits.slice(6)}`;
  return body + checkCharacter(body);
}

function compact(text: string): string {
  return halfWidth(text)
    .replace(/^="?|"$|^['’‘`]/g, '')
    .replace(/[\s\u00a0\-‐‑‒–—―－−]/g, '')
    .replace(/(?<=\d)[._·](?=[\dXx])/g, '')
    .replace(/[xхХ×✕]/g, 'X');
}

/** The digits of a number cell, or of 4.59921E+17 in a CSV, when they no longer are the whole number. */
function readLostDigits(cell: Cell, text: string): string | null {
  if (/^\d[\d.]*E\+?\d+$/i.test(text)) return text.replace(/E.*$/i, '').replace('.', '');
  if (cell.kind !== 'number' || cell.number === undefined) return null;
  return cell.number > Number.MAX_SAFE_INTEGER ? String(cell.number) : null;
}

function birthOf(digits: string, today: string): { birthDate: string | null } {
  const parts = /^\d{6}(\d{4})(\d{2})(\d{2})/.exec(digits);
  if (parts === null) return { birthDate: null };
  const date = `${parts[1]}-${parts[2]}-${parts[3]}`;
  const instant = new Date(`${date}T00:00:00Z`);
  const real = !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(date);
  return { birthDate: real && date >= '1900-01-01' && date <= today ? date : null };
}

function sexOf(digits: string): 1 | 2 {
  return Number(digits[16]) % 2 === 1 ? 1 : 2;
}
