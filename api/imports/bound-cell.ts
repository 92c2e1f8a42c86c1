import type { NoteIssue } from './issues.ts';
import type { Cell } from './types.ts';

/** Longer than any honest value; it bounds what patterns have to look through. */
export const longestValue = 2000;

/** A cell as it may be read as a value: overlong text is cut, and the cut is noted. */
export function boundCell(cell: Cell, field: string, note: NoteIssue): Cell {
  if (cell.text.length <= longestValue) return cell;
  note(field, 'text_too_long', 'flag', `内容超过 ${longestValue} 字，只读取了前面部分，请核对。`);
  return { ...cell, text: cell.text.slice(0, longestValue).toWellFormed() };
}
