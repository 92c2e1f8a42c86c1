/** Half-width form without surrounding blanks and invisible characters, for matching. */
export function halfWidth(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\u2060\ufeff]/g, '')
    .trim();
}

/** What a cell says, as written but without surrounding blanks; null when it is blank. */
export function plainText(text: string): string | null {
  const trimmed = text.replace(/[\u200b-\u200f\u2060\ufeff]/g, '').trim();
  return trimmed === '' ? null : trimmed;
}

const nothing = /^(无|没有|暂无|否|未有|不详|未填|空|n\/?a|none|[/\\\-—–_、.。]+)$/i;

/** Text that says "none": 无, 没有, a slash, a dash; blank as well. */
export function saysNone(text: string): boolean {
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
