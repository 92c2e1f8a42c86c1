import type { FileKind } from '@xincheng/db/vocabulary/records';
import {
  detectKind,
  guessTables,
  ImportFileError,
  parsePositions,
  parseRoster,
  readWorkbook,
} from '../imports/index.ts';
import type {
  EmployerFields,
  ImportContext,
  ImportIssue,
  ParsedRecord,
  PersonFields,
  PositionFields,
  Sheet,
  TableReport,
} from '../imports/index.ts';
import { holdReasonsOf } from '../records/hold-reasons.ts';
import { maskNumbersIn } from '../records/masking.ts';
import { recordOf as personOf } from '../records/person-record.ts';
import { recordOf as positionOf } from '../records/position-record.ts';
import type { Staged, StagedPerson, StagedPosition } from './staged.ts';

/** What a sender's headings mean, by kind of file and plain heading. */
export type Meanings = Readonly<Record<FileKind, Readonly<Record<string, string | null>>>>;

/** What a parsing thread is given. */
export interface ParseJob {
  /** What somebody said, or, unless `kindGiven`, what is usual with the sender: the headings tell. */
  kind: FileKind;
  kindGiven: boolean;
  name: string;
  bytes: Uint8Array;
  context: ImportContext;
  meanings: Meanings;
  /** Rows that have been staged before an interruption. */
  skip: number;
}

/** A file's rows as they are asked for, after what was recognised; or why it cannot be read. */
export type ParseMessage = Refusal | { head: ParsedHead } | { drafts: Draft[] };

/** With what may be headings, when only their meaning is missing. */
export interface Refusal {
  refusal: string;
  guess?: { kind: FileKind; tables: TableReport[] };
}

interface ParsedHead {
  kind: FileKind;
  tables: TableReport[];
  notices: string[];
  total: number;
}

export type RowIssue = Pick<
  ImportIssue,
  'field' | 'kind' | 'action' | 'reason' | 'words' | 'rule' | 'proposal'
>;

/** A row on its way to the preview. */
export interface Draft {
  sheet: string | null;
  row: number;
  staged: Staged;
  issues: RowIssue[];
  note: string | null;
}

/** Rows that are handed over and staged at a time. */
const chunkSize = 200;

/** From bytes to rows. Pure, so that it can run in a thread of its own. */
export function* parseFile(job: ParseJob): Generator<ParseMessage> {
  let guess: (() => Refusal['guess']) | undefined;
  try {
    const sheets = readWorkbook(job.bytes, job.name);
    const kind = job.kindGiven ? job.kind : kindOf(sheets, job);
    const context = { ...job.context, headings: job.meanings[kind] };
    guess = () => ({ kind, tables: masked(guessTables(sheets, kind, context)) });
    const { head, draft } =
      kind === 'roster' ? people(sheets, context) : positions(sheets, context);
    yield { head: { kind, ...head } };
    for (let at = job.skip; at < head.total; at += chunkSize) {
      const size = Math.min(chunkSize, head.total - at);
      yield { drafts: Array.from({ length: size }, (_, offset) => draft(at + offset)) };
    }
  } catch (error) {
    if (!(error instanceof ImportFileError)) throw error;
    const guessed = error.code === 'no_table' ? guess?.() : undefined;
    yield { refusal: error.message, ...(guessed === undefined ? {} : { guess: guessed }) };
  }
}

function kindOf(sheets: readonly Sheet[], { kind, context, meanings }: ParseJob): FileKind {
  const withSaid = (of: FileKind) => detectKind(sheets, { ...context, headings: meanings[of] });
  return detectKind(sheets, context) ?? withSaid('roster') ?? withSaid('positions') ?? kind;
}

interface Parsed {
  head: Omit<ParsedHead, 'kind'>;
  draft: (index: number) => Draft;
}

function people(sheets: readonly Sheet[], context: ImportContext): Parsed {
  const { records, issues, tables, notices } = parseRoster(sheets, context);
  const of = issuesByRow(issues);
  return {
    head: { tables: masked(tables), notices: [...notices], total: records.length },
    draft: (index) => {
      const record = at(records, index);
      return { ...placeOf(record), ...personDraft(record, of(record)) };
    },
  };
}

function positions(sheets: readonly Sheet[], context: ImportContext): Parsed {
  const { records, issues, employers, tables, notices } = parsePositions(sheets, context);
  const of = issuesByRow(issues);
  const byName = new Map(employers.map((employer) => [employer.name, employer]));
  return {
    head: { tables: masked(tables), notices: [...notices], total: records.length },
    draft: (index) => {
      const record = at(records, index);
      const employer = byName.get(record.fields.employer ?? '') ?? unnamedEmployer(record);
      return { ...placeOf(record), ...positionDraft(record, employer, of(record)) };
    },
  };
}

/** Tables are kept in clear, and a heading may turn out to be somebody's number. */
const masked = (tables: readonly TableReport[]): TableReport[] =>
  tables.map((table) => ({
    ...table,
    columns: table.columns.map((column) => ({
      ...column,
      heading: maskNumbersIn(column.heading),
    })),
  }));

/** A person as read from a row, on its way to the preview. */
export function personDraft(
  { fields, source }: Pick<ParsedRecord<PersonFields>, 'fields' | 'source'>,
  issues: readonly ImportIssue[],
): Pick<Draft, 'issues' | 'note'> & { staged: StagedPerson } {
  return {
    staged: { kind: 'person', record: personOf(fields), source: [...source] },
    issues: issues.map(kept),
    note: null,
  };
}

/** A position as read from a row; one with an unlawful condition is held for correction, not kept out. */
export function positionDraft(
  { fields, source }: Pick<ParsedRecord<PositionFields>, 'fields' | 'source'>,
  employer: EmployerFields,
  issues: readonly ImportIssue[],
): Pick<Draft, 'issues' | 'note'> & { staged: StagedPosition } {
  const reasons = holdReasonsOf(fields);
  return {
    staged: {
      kind: 'position',
      record: positionOf(fields, reasons),
      employer,
      source: [...source],
    },
    issues: issues
      .map(kept)
      .map((issue) => (issue.kind === 'discriminatory' ? { ...issue, action: 'flag' } : issue)),
    note: reasons.length > 0 ? 'held' : null,
  };
}

const placeOf = ({ sheet, row }: ParsedRecord<unknown>) => ({ sheet, row });

function at<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError('no such row');
  return item;
}

function issuesByRow(issues: readonly ImportIssue[]) {
  const byRow = Map.groupBy(issues, rowKey);
  return (record: ParsedRecord<unknown>) => byRow.get(rowKey(record)) ?? [];
}

const rowKey = ({ sheet, row }: { sheet: string | null; row: number }) =>
  `${sheet ?? ''} ${String(row)}`;

/** Reasons and proposals quote the cell, and issues are stored in clear: long numbers are masked. */
function kept({ field, kind, action, reason, words, rule, proposal }: ImportIssue): RowIssue {
  return {
    ...{ field, kind, action, reason: maskNumbersIn(reason) },
    ...(words === undefined ? {} : { words: maskNumbersIn(words) }),
    ...(rule === undefined ? {} : { rule }),
    ...(proposal === undefined || maskNumbersIn(proposal) !== proposal ? {} : { proposal }),
  };
}

function unnamedEmployer({ sheet, row }: ParsedRecord<unknown>): EmployerFields {
  const nothing = { uscc: null, industry: null, nature: null, size: null, township: null };
  const unknown = { townshipCode: null, address: null, contact: null, phone: null, intro: null };
  return { name: '', usccValid: true, ...nothing, ...unknown, sheet, row };
}
