import { withPlainBreaks } from '../cell-text.ts';
import { damaged, foreignDefinitions } from '../refusals.ts';

const carriageReturn = 0x0d;
const blank = 0x20;
const exclamation = 0x21;
const ampersand = 0x26;
const slash = 0x2f;
const colon = 0x3a;
const less = 0x3c;
const equals = 0x3d;
const greater = 0x3e;
const question = 0x3f;
const quotes = [0x22, 0x27] as const;

/** Bytes of the longest text; a cell holds 32,767 characters, each of which may be a reference. */
const longestText = 1024 * 1024;

/** Comments, plain text and instructions: how they begin and end. */
const markup = [
  ['<!--', Buffer.from('-->')],
  ['<![CDATA[', Buffer.from(']]>')],
  ['<?', Buffer.from('?>')],
] as const;

/** The names that a sheet repeats a million times, by their bytes, so that they are made only once. */
const frequentNames = new Map(
  ['c', 'v', 'f', 'is', 't', 'r', 'si', 'row', 'rPr'].map((name) => [
    [...Buffer.from(name)].reduce((key, byte) => key * 256 + byte, 0),
    name,
  ]),
);

/**
 * Walks through the elements of an XML part, straight from its bytes and in one pass: neither a tree
 * nor a text of the whole part is made. Names are local names (`x:row` is `row`). What is not well
 * formed throws ImportFileError damaged, and so does a DOCTYPE, whose entities could grow without end.
 */
export class XmlReader {
  /** Local name of the element that was entered last. */
  name = '';
  /** How deep that element lies; the root is 1. */
  level = 0;

  readonly #bytes: Buffer;
  /** Where to read on. */
  #at = 0;
  #open = 0;
  #isOpening = false;
  /** The element was written as `<x/>`: its end comes without a tag. */
  #isEmpty = false;
  #attributesFrom = 0;
  #attributesTo = 0;

  constructor(bytes: Buffer) {
    this.#bytes = inUtf8(bytes);
  }

  /**
   * Enters the next child of the element at `level` (0: the root), over whatever is left of the last
   * one; false at the element's end.
   */
  nextChild(level: number): boolean {
    while (this.#nextTag()) {
      if (this.#isOpening ? this.level === level + 1 : this.level === level) return this.#isOpening;
    }
    if (level > 0) throw damaged();
    return false;
  }

  /** The text that the element starts with, up to its first child or its end. */
  text(): string {
    let text = '';
    while (!this.#isEmpty) {
      const start = this.#find(less, this.#at);
      text += this.#decode(this.#at, start, true);
      const mark = this.#bytes[start + 1];
      if (mark !== exclamation && mark !== question) {
        this.#at = start;
        break;
      }
      this.#at = this.#afterMarkup(start);
      if (this.#startsWith('<![CDATA[', start))
        text += this.#decode(start + 9, this.#at - 3, false);
    }
    return text;
  }

  /** An attribute of the element by its local name; null when it has none. */
  attribute(name: string): string | null {
    const bytes = this.#bytes;
    const end = this.#attributesTo;
    let at = this.#attributesFrom;
    while (at < end) {
      while (at < end && (bytes[at] ?? 0) <= blank) at++;
      const start = at;
      let local = at;
      for (; at < end && bytes[at] !== equals && (bytes[at] ?? 0) > blank; at++)
        if (bytes[at] === colon) local = at + 1;
      const nameEnd = at;
      while (at < end && bytes[at] !== quotes[0] && bytes[at] !== quotes[1]) at++;
      const from = at + 1;
      for (at = from; at < end && bytes[at] !== bytes[from - 1];) at++;
      const isNamed = nameEnd - local === name.length && this.#startsWith(name, local);
      if (isNamed && !this.#startsWith('xmlns:', start)) return this.#decode(from, at, true);
      at++;
    }
    return null;
  }

  #nextTag(): boolean {
    if (this.#isEmpty) {
      this.#isEmpty = false;
      this.#isOpening = false;
      this.level = this.#open--;
      return true;
    }
    for (;;) {
      const start = this.#bytes.length > this.#at ? this.#findOrEnd(this.#at) : -1;
      if (start === -1) {
        this.#at = this.#bytes.length;
        if (this.#open > 0) throw damaged();
        return false;
      }
      const mark = this.#bytes[start + 1];
      if (mark !== exclamation && mark !== question) {
        this.#readTag(start);
        return true;
      }
      this.#at = this.#afterMarkup(start);
    }
  }

  #readTag(start: number): void {
    const bytes = this.#bytes;
    const isClosing = bytes[start + 1] === slash;
    let at = isClosing ? start + 2 : start + 1;
    let local = at;
    let key = 0;
    for (; ; at++) {
      const byte = bytes[at] ?? 0;
      if (byte <= blank || byte === greater || byte === slash || byte === less) break;
      key = byte === colon ? 0 : key * 256 + byte;
      if (byte === colon) local = at + 1;
    }
    const nameEnd = at;
    for (let quote = 0; quote !== 0 || bytes[at] !== greater; at++) {
      const byte = bytes[at];
      if (byte === undefined || (quote === 0 && byte === less)) throw damaged();
      if (quote === byte) quote = 0;
      else if (quote === 0 && (byte === quotes[0] || byte === quotes[1])) quote = byte;
    }
    this.#at = at + 1;
    this.#isOpening = !isClosing;
    if (isClosing) {
      this.level = this.#open--;
      if (this.level === 0) throw damaged();
      return;
    }
    this.name =
      (nameEnd - local < 4 ? frequentNames.get(key) : undefined) ??
      bytes.toString('latin1', local, nameEnd);
    this.level = ++this.#open;
    this.#isEmpty = bytes[at - 1] === slash;
    this.#attributesFrom = nameEnd;
    this.#attributesTo = this.#isEmpty ? at - 1 : at;
  }

  /** The end of a comment, of a CDATA section or of an instruction. */
  #afterMarkup(start: number): number {
    const kind = markup.find(([opening]) => this.#startsWith(opening, start));
    if (kind === undefined) throw foreignDefinitions();
    const end = this.#bytes.indexOf(kind[1], start + kind[0].length);
    if (end === -1) throw damaged();
    return end + kind[1].length;
  }

  #find(byte: number, from: number): number {
    for (let at = from; at < this.#bytes.length; at++) if (this.#bytes[at] === byte) return at;
    throw damaged();
  }

  #findOrEnd(from: number): number {
    for (let at = from; at < this.#bytes.length; at++) if (this.#bytes[at] === less) return at;
    return -1;
  }

  #startsWith(text: string, at: number): boolean {
    for (let index = 0; index < text.length; index++)
      if (this.#bytes[at + index] !== text.charCodeAt(index)) return false;
    return true;
  }

  #decode(from: number, to: number, withEntities: boolean): string {
    if (to - from > longestText) throw damaged();
    let isAscii = true;
    let hasEntities = false;
    let hasReturns = false;
    for (let at = from; at < to; at++) {
      const byte = this.#bytes[at] ?? 0;
      if (byte > 0x7f) isAscii = false;
      else if (byte === ampersand) hasEntities = true;
      else if (byte === carriageReturn) hasReturns = true;
    }
    const written = this.#bytes.toString(isAscii ? 'latin1' : 'utf8', from, to);
    // Written line ends count as one character before references are resolved (XML 1.0, 2.11).
    const text = hasReturns ? withPlainBreaks(written) : written;
    return hasEntities && withEntities ? resolveEntities(text) : text;
  }
}

/** Parts may be in UTF-16 as well, with a byte-order mark (ECMA-376 part 2, 8.1.4). */
function inUtf8(bytes: Buffer): Buffer {
  const isLittle = bytes[0] === 0xff && bytes[1] === 0xfe;
  const isBig = bytes[0] === 0xfe && bytes[1] === 0xff;
  if (!isLittle && !isBig) return bytes;
  return Buffer.from(new TextDecoder(isLittle ? 'utf-16le' : 'utf-16be').decode(bytes));
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

function resolveEntities(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(amp|lt|gt|quot|apos));/g,
    (_, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
      if (name !== undefined) return entities[name] ?? '';
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      // Halves of a pair may come as two references; they join by themselves.
      return code > 0x10ffff
        ? '\ufffd'
        : code > 0xffff
          ? String.fromCodePoint(code)
          : String.fromCharCode(code);
    },
  );
}
