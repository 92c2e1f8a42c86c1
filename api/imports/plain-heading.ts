import { halfWidth } from './values/text.ts';

/**
 * The normal form of a heading, under which meanings are remembered: half-width, small letters, no
 * blanks, list numbers or punctuation, bracketed remarks kept out (1、户籍地（乡镇、村） is 户籍地).
 * A heading that is all remark keeps it.
 */
export function plainHeading(heading: string): string {
  const whole = wholeHeading(heading);
  const short = lettersOf(numbered(heading).replace(/[([{【〔《][^)\]}】〕》]*[)\]}】〕》]?/g, ''));
  return short === '' ? whole : short;
}

/** As `plainHeading`, with what stands in brackets. */
export function wholeHeading(heading: string): string {
  return lettersOf(numbered(heading));
}

const numbered = (heading: string) => halfWidth(heading).replace(/^\d{1,2}[.、)]\s*/, '');

const lettersOf = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
