/** The most that a cell can hold (Excel's limit, in UTF-16 units). */
const longestText = 32_767;

/**
 * Text as the content of `<t>`, to be read back exactly. Characters that XML cannot hold, and the
 * carriage return that it would turn into a line feed, become `_xHHHH_` (ST_Xstring, ECMA-376 part 1,
 * 22.9.2.19); what only looks like such an escape is escaped itself.
 */
export function cellXml(text: string): string {
  const bounded = text.length > longestText ? text.slice(0, longestText) : text;
  return bounded
    .toWellFormed()
    .replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
    .replace(unwritable, (character) => `_x${hex(character)}_`)
    .replace(/[&<>]/g, escapeMark);
}

/** Text as the value of an attribute in double quotes, or as plain element content. */
export function xml(text: string): string {
  return text
    .toWellFormed()
    .replace(unwritable, '')
    .replace(/[&<>"\n\t]/g, escapeMark);
}

/** Control characters except tab and line feed, and the two code points that are none. */
const unwritable = /[^\P{Cc}\t\n]|[\ufffe\uffff]/gu;

const hex = (character: string) =>
  character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');

function escapeMark(mark: string): string {
  if (mark === '&') return '&amp;';
  if (mark === '<') return '&lt;';
  if (mark === '>') return '&gt;';
  return mark === '"' ? '&quot;' : `&#${String(mark.charCodeAt(0))};`;
}

/**
 * Whether a spreadsheet might take the text for a formula when somebody edits the cell or saves it as
 * CSV (ASVS 5.0, 1.2.10): it begins with = + - @, a tab, a return or NUL, full-width forms too.
 */
export function startsLikeFormula(text: string): boolean {
  return /^\p{Cc}/u.test(text) || /^[=+\-@＝＋－﹢﹣−＠﹦﹫]/.test(text.trimStart());
}
