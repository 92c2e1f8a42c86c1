import type { NoteIssue } from './issues.ts';
import type { SourceCell } from './types.ts';
import { saysNone } from './values/text.ts';

/** Longer comments are cut; they are quoted to be recognised, not to be read here. */
const longestQuote = 60;
/** More struck cells than this in a live row are said in one sentence. */
const mostStruckCells = 2;

/** Who or what a row is about: when these are struck through, the row is. */
interface Naming {
  readonly columns: readonly string[];
  /** The record's field that a column fills; `*` for none. */
  readonly fieldOf: (column: string | null) => string;
}

/**
 * Notes what was marked by hand: a row struck through is withdrawn (reject), a struck cell, a comment
 * and a hidden row are to be checked. One issue a cell at most.
 */
export function noteMarks(
  source: readonly SourceCell[],
  hidden: boolean,
  { columns, fieldOf }: Naming,
  note: NoteIssue,
): void {
  if (hidden) {
    note('*', 'row_hidden', 'flag', '这一行在表里是隐藏的，可能已不用，请核对要不要导入。');
  }
  const written = source.filter(({ text }) => !saysNone(text));
  const struck = written.filter((cell) => cell.struck === true);
  const named = columns.map((column) => written.find((cell) => cell.column === column));
  const isWithdrawn =
    struck.length > 0 &&
    (struck.length === written.length || named.every((cell) => cell?.struck === true));
  if (isWithdrawn) {
    note(
      '*',
      'row_struck',
      'reject',
      '这一行划了删除线，视为已作废，不导入；如仍有效，请去掉删除线。',
    );
  } else if (struck.length > mostStruckCells) {
    const names = struck.map(({ heading }) => heading).join('、');
    note('*', 'cell_struck', 'flag', `${names}划了删除线，可能已不用，请核对。`);
  } else {
    for (const { column, heading, comment } of struck) {
      const field = fieldOf(column);
      // The comment says more than the strike.
      if (comment !== undefined) continue;
      note(field, 'cell_struck', 'flag', `${heading}划了删除线，可能已不用，请核对。`);
    }
  }
  for (const { column, heading, comment } of source) {
    if (comment === undefined || comment.trim() === '') continue;
    const said = comment.trim().replace(/\s+/g, ' ');
    const quote =
      said.length > longestQuote ? `${said.slice(0, longestQuote).toWellFormed()}…` : said;
    note(fieldOf(column), 'cell_comment', 'flag', `${heading}有批注：“${quote}”，请核对。`);
  }
}
