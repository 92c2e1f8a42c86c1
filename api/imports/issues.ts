import type { ImportIssue, IssueAction } from './types.ts';

/** Notes an issue at a field of one row. */
export type NoteIssue = (field: string, kind: string, action: IssueAction, reason: string) => void;

/** A note-taker for one row that appends to `issues`. */
export function noteInto(issues: ImportIssue[], sheet: string | null, row: number): NoteIssue {
  return (field, kind, action, reason) => {
    issues.push({ sheet, row, field, kind, action, reason });
  };
}
