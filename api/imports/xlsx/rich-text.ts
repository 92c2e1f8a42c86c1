import { withPlainBreaks } from '../cell-text.ts';
import { damaged } from '../refusals.ts';
import type { XmlReader } from './xml-reader.ts';

/** A cell holds no more characters. */
const maxRuns = 32_767;

/** A stretch of text with a font of its own; without `font` it has the cell's. */
interface Run {
  readonly text: string;
  readonly font?: { readonly struck: boolean; readonly bold: boolean };
}

/** Text of a string item; `runs` is empty when it has no formatting of its own. */
export interface RichText {
  readonly text: string;
  readonly runs: readonly Run[];
}

/** Reads the string item that the reader has entered (CT_Rst); phonetic readings are no text. */
export function readRichText(xml: XmlReader): RichText {
  const { level } = xml;
  const runs: Run[] = [];
  let text = '';
  while (xml.nextChild(level)) {
    if (xml.name === 't') text += unescapeText(xml.text());
    else if (xml.name === 'r') {
      const run = readRun(xml);
      if (runs.push(run) > maxRuns) throw damaged();
      text += run.text;
    }
  }
  return { text: withPlainBreaks(text), runs };
}

function readRun(xml: XmlReader): Run {
  const { level } = xml;
  let text = '';
  let font: Run['font'];
  while (xml.nextChild(level)) {
    if (xml.name === 't') text += unescapeText(xml.text());
    else if (xml.name === 'rPr') font = readFont(xml);
  }
  return font === undefined ? { text } : { text, font };
}

/** What we look at in the font that the reader has entered. */
export function readFont(xml: XmlReader): { struck: boolean; bold: boolean } {
  const { level } = xml;
  const font = { struck: false, bold: false };
  while (xml.nextChild(level)) {
    if (xml.name === 'strike') font.struck = isTrue(xml.attribute('val') ?? '1');
    else if (xml.name === 'b') font.bold = isTrue(xml.attribute('val') ?? '1');
  }
  return font;
}

/**
 * Whether the visible text is struck through as a whole: true or false when its runs say so, null
 * when the cell's font decides.
 */
export function isStruckByRuns({ runs }: RichText): boolean | null {
  const visible = runs.filter(({ text }) => text.trim() !== '');
  if (visible.some(({ font }) => font !== undefined && !font.struck)) return false;
  return visible.length > 0 && visible.every(({ font }) => font !== undefined) ? true : null;
}

/** An attribute of the type xsd:boolean. */
export const isTrue = (value: string | null) => value === '1' || value === 'true' || value === 'on';

/** Characters that XML cannot hold stand as `_x000D_` (ST_Xstring, ECMA-376 part 1, 22.9.2.19). */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9a-fA-F]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
