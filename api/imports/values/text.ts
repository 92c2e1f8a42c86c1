/**
 * Characters that nobody sees: soft hyphens, joiners, marks of writing direction that come with pasting
 * (\u202d before numbers), byte-order marks, control characters.
 */
const invisible = /(?![\t\n\r])[\p{Cc}\p{Cf}]/gu;

/** Most cells: nothing but plain Chinese characters, ASCII and the comma and stop. */
const alreadyPlain = /^[\u4e00-\u9fff\u0021-\u007e、。]*$/;

/** Half-width form without surrounding blanks and invisible characters, for matching. */
export function halfWidth(text: string): string {
  if (alreadyPlain.test(text)) return text;
  return text.normalize('NFKC').replace(invisible, '').trim();
}

/** What a cell says, as written but without surrounding blanks; null when it is blank. */
export function plainText(text: string): string | null {
  const trimmed = text.replace(invisible, '').trim();
  return trimmed === '' ? null : trimmed;
}

const nothing = /^(无|没有|暂无|否|未有|不详|未填|空|n\/?a|none|[/\\\-—–_、.。]+)$/i;

/** More characters in a row than any of those words has. */
const saysMore = /[\u4e00-\u9fff0-9]{4}/;

/** More than a value of a recognisable shape has (a date, a sum, a list of licences): it is a text. */
export const longestShape = 200;

/** Text that says "none": 无, 没有, a slash, a dash; blank as well. */
export function saysNone(text: string): boolean {
  if (saysMore.test(text)) return false;
  const plain = halfWidth(text);
  return plain === '' || nothing.test(plain);
}

/** As `plainText`, and null as well for 无, 没有, a slash. */
export function textOrNone(text: string): string | null {
  return saysNone(text) ? null : plainText(text);
}

/** Without pictographs (phones add them to hobbies and remarks). */
export function withoutEmoji(text: string): string {
  return text
    .replace(
      /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\ufe0e|\ufe0f|\u200d|\u20e3/gu,
      '',
    )
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** The items of a list cell: split at 、，,；;/ and line breaks, list numbers (1. 2、) removed. */
export function splitList(text: string): string[] {
  if (saysNone(text)) return [];
  return text
    .split(/[、，,；;/／\n|]+/)
    .map((item, index) => withoutListNumber(item.trim(), index + 1))
    .filter((item) => item !== '' && !saysNone(item));
}

/** 1.焊接 is 焊接; 3.5米 is no list number unless it stands third. */
function withoutListNumber(item: string, place: number): string {
  const parts = /^[(（]?(\d{1,2})\s*(?:[.．)）]\s*(.*)|)$/s.exec(item);
  if (parts === null) return item;
  const rest = parts[2] ?? '';
  return /^\d/.test(rest) && Number(parts[1]) !== place ? item : rest;
}

/** Text that a spreadsheet would run as a formula if it were exported unescaped. */
export function looksLikeFormula(text: string): boolean {
  const plain = halfWidth(text);
  return /^[=@]./.test(plain) || /^[+-](?!86[\s-]?1\d{10}$)(?!\d+(\.\d+)?$)[^\s+-]/.test(plain);
}
