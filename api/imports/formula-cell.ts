import { guardedText } from './cell-text.ts';
import type { Cell } from './types.ts';

/** A cell with a formula; `stored` is the result that the file keeps, if it keeps one. */
export function formulaCell(stored: Cell | undefined, formula: string): Cell | undefined {
  const guarded = guardedText(formula);
  if (guarded !== null) return { text: guarded, kind: 'text' };
  // A picture in the cell, as WPS stores it.
  if (/^(?:_xlfn\.)?DISPIMG\(/i.test(formula)) return undefined;
  if (stored !== undefined) return { ...stored, formula };
  // Some programs leave the result to whoever opens the file; it is not known here.
  return { text: `=${formula}`, kind: 'error', formula };
}
