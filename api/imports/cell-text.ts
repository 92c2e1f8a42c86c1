/** Texts as files store them, made fit for reading and keeping. */

/** Characters of the longest text that Excel takes. */
export const longestText = 32_767;

/** Control characters but for tabs and line breaks: nobody sees them, and no database takes them. */
const controls = new RegExp(`[${range(0, 8)}${range(0x0b, 0x0c)}${range(0x0e, 0x1f)}]`, 'g');

function range(from: number, to: number): string {
  return `${String.fromCharCode(from)}-${String.fromCharCode(to)}`;
}

/** Whether a text holds neither control characters nor halves of pairs. */
export function isPrintable(text: string): boolean {
  return text.search(controls) === -1 && text.isWellFormed();
}

export function printable(text: string): string {
  return text.replace(controls, '').toWellFormed();
}

/** Line breaks as one character each. */
export function withPlainBreaks(text: string): string {
  return text.includes('\r') ? text.replaceAll('\r\n', '\n').replaceAll('\r', '\n') : text;
}

/** The text of a comment without its author's name, which Excel and WPS put into the first line. */
export function withoutAuthor(text: string, author: string): string {
  const plain = text.trim();
  const isNamed = plain.startsWith(author) && /^[:：]/.test(plain.slice(author.length));
  return isNamed ? plain.slice(author.length + 1).trim() : plain;
}

/** What a formula is that is nothing but a text in quotes: a guard that keeps digits a text. */
export function guardedText(formula: string): string | null {
  const inner = /^"((?:[^"]|"")*)"$/.exec(formula.trim())?.[1];
  return inner === undefined ? null : inner.replaceAll('""', '"');
}
