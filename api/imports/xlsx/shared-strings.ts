import { tooManyCells } from '../refusals.ts';
import type { SharedStrings } from '../sheet-rows.ts';
import type { Cell } from '../types.ts';
import { isStruckByRuns, readRichText } from './rich-text.ts';
import { XmlReader } from './xml-reader.ts';

const most = 2_000_000;

/** The texts of sharedStrings.xml, in the order in which cells point at them. */
export function readSharedStrings(part: Buffer): SharedStrings {
  const xml = new XmlReader(part);
  const cells: Cell[] = [];
  const struck = new Map<number, boolean>();
  if (!xml.nextChild(0)) return { cells, struck };
  while (xml.nextChild(1)) {
    if (xml.name !== 'si') continue;
    const rich = readRichText(xml);
    const byRuns = rich.runs.length > 0 ? isStruckByRuns(rich) : null;
    if (byRuns !== null) struck.set(cells.length, byRuns);
    if (cells.push({ text: rich.text, kind: 'text' }) > most) throw tooManyCells();
  }
  return { cells, struck };
}
