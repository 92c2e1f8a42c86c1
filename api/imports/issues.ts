import type { ImportIssue, IssueAction, Sheet } from './types.ts';

/** The words that are meant, the rule behind it, what the cell might say instead. */
type IssueDetails = Pick<ImportIssue, 'words' | 'rule' | 'proposal'>;

/** Notes an issue at a field of one row. */
export type NoteIssue = (
  field: string,
  kind: string,
  action: IssueAction,
  reason: string,
  details?: IssueDetails,
) => void;

/** A note-taker for one row that appends to `issues`. */
export function noteInto(issues: ImportIssue[], sheet: string | null, row: number): NoteIssue {
  return (field, kind, action, reason, details) => {
    issues.push({ sheet, row, field, kind, action, reason, ...details });
  };
}

/** By sheet and row, as a person goes through the file. */
export function inOrder(issues: ImportIssue[], sheets: readonly Sheet[]): ImportIssue[] {
  const place = new Map(sheets.map(({ name }, index) => [name, index]));
  const sheetAt = ({ sheet }: ImportIssue) => place.get(sheet) ?? 0;
  return issues.sort((left, right) => sheetAt(left) - sheetAt(right) || left.row - right.row);
}
