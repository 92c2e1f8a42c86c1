import type { NoteIssue } from './issues.ts';
import type { Cell } from './types.ts';

/** Longer than any honest value; it bounds what patterns have to look through. */
export const longestValue = 2000;

/** What a spreadsheet shows for a formula that failed, or for a number in too narrow a column. */
const failed = /^(#(N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!|SPILL!|CALC!)|#{3,})$/i;

/** A cell as it may be read as a value: overlong text is cut, a failed formula is blank; both are noted. */
export function boundCell(cell: Cell, field: string, note: NoteIssue): Cell {
  if (cell.kind === 'error' || failed.test(cell.text.trim())) {
    const shown = cell.text.trim().slice(0, 20);
    note(field, 'cell_error', 'flag', `单元格显示“${shown}”，没有内容可读，请补填。`);
    return { text: '', kind: 'empty' };
  }
  if (cell.text.length <= longestValue) return cell;
  note(field, 'text_too_long', 'flag', `内容超过 ${longestValue} 字，只读取了前面部分，请核对。`);
  return { ...cell, text: cell.text.slice(0, longestValue).toWellFormed() };
}
