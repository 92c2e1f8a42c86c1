import type { ImportKind } from '@xincheng/db/vocabulary/records';
import { ImportFileError, parsePositions, parseRoster, readWorkbook } from '../imports/index.ts';
import type {
  EmployerFields,
  ImportContext,
  ImportIssue,
  ParsedRecord,
  Sheet,
} from '../imports/index.ts';
import { holdReasonsOf } from '../records/hold-reasons.ts';
import { maskNumbersIn } from '../records/masking.ts';
import { recordOf as personOf } from '../records/person-record.ts';
import { recordOf as positionOf } from '../records/position-record.ts';
import type { Staged } from './staged.ts';

/** What a parsing thread is given. */
export interface ParseJob {
  kind: ImportKind;
  name: string;
  bytes: Uint8Array;
  context: ImportContext;
}

/** The file's rows, or in clear words why it cannot be read. */
export type ParseResult = { drafts: Draft[] } | { refusal: string };

export type RowIssue = Pick<ImportIssue, 'field' | 'kind' | 'action' | 'reason'>;

/** A row on its way to the preview. */
export interface Draft {
  sheet: string | null;
  row: number;
  staged: Staged;
  issues: RowIssue[];
  note: string | null;
}

/** From bytes to rows. Pure, so that it can run in a thread of its own. */
export function parseFile({ kind, name, bytes, context }: ParseJob): ParseResult {
  try {
    const sheets = readWorkbook(bytes, name);
    return { drafts: kind === 'roster' ? people(sheets, context) : positions(sheets, context) };
  } catch (error) {
    if (!(error instanceof ImportFileError)) throw error;
    return { refusal: error.message };
  }
}

function people(sheets: readonly Sheet[], context: ImportContext): Draft[] {
  const { records, issues } = parseRoster(sheets, context);
  const of = issuesByRow(issues);
  return records.map((record) => ({
    ...placeOf(record),
    staged: { kind: 'person', record: personOf(record.fields), source: record.source },
    issues: of(record),
    note: null,
  }));
}

function positions(sheets: readonly Sheet[], context: ImportContext): Draft[] {
  const { records, issues, employers } = parsePositions(sheets, context);
  const of = issuesByRow(issues);
  const byName = new Map(employers.map((employer) => [employer.name, employer]));
  return records.map((record) => {
    const reasons = holdReasonsOf(record.fields);
    return {
      ...placeOf(record),
      staged: {
        kind: 'position',
        record: positionOf(record.fields, reasons),
        employer: byName.get(record.fields.employer ?? '') ?? unnamedEmployer(record),
        source: record.source,
      },
      issues: of(record),
      note: reasons.length > 0 ? 'held' : null,
    };
  });
}

const placeOf = ({ sheet, row }: ParsedRecord<unknown>) => ({ sheet, row });

function issuesByRow(issues: readonly ImportIssue[]) {
  const byRow = Map.groupBy(issues, ({ sheet, row }) => `${sheet ?? ''} ${String(row)}`);
  return ({ sheet, row }: { sheet: string | null; row: number }): RowIssue[] =>
    (byRow.get(`${sheet ?? ''} ${String(row)}`) ?? []).map(({ field, kind, action, reason }) => ({
      field,
      kind,
      action,
      // Reasons quote the cell, and issues are stored in clear.
      reason: maskNumbersIn(reason),
    }));
}

const unnamedEmployer = ({
  sheet,
  row,
}: ParsedRecord<{ employer: string | null }>): EmployerFields => ({
  name: '',
  uscc: null,
  usccValid: true,
  industry: null,
  nature: null,
  size: null,
  township: null,
  townshipCode: null,
  address: null,
  contact: null,
  phone: null,
  intro: null,
  sheet,
  row,
});
