import type { ImportBatchRow } from '@xincheng/db/imports';
import type { ImportRowRow } from '@xincheng/db/import-rows';
import { type ImportRowStatus, importRowStatuses } from '@xincheng/db/vocabulary/records';
import type { ImportBatch, ImportDetail, ImportIssue, ImportRow } from '../contract/imports.ts';
import { columnOf } from '../imports/index.ts';
import { presentValue } from '../people/present-event.ts';
import { maskMobile, maskNumbersIn } from '../records/masking.ts';
import { columnKeys } from './columns.ts';
import type { PlannedChange } from './plan.ts';
import type { RowIssue } from './parse-file.ts';
import type { Staged, StagedCell } from './staged.ts';

type Counts = Partial<Record<ImportRowStatus, number>>;

export function presentBatch(batch: ImportBatchRow, counts: Counts | undefined): ImportBatch {
  const working = ['reading', 'writing', 'undoing'].includes(batch.status);
  return {
    id: batch.id,
    kind: batch.kind,
    fileName: batch.fileName,
    status: batch.status,
    uploadedAt: batch.uploadedAt.toISOString(),
    uploadedBy: batch.uploaderName,
    counts: Object.fromEntries(
      importRowStatuses.map((status) => [status, counts?.[status] ?? 0]),
    ) as Record<ImportRowStatus, number>,
    written: batch.written,
    progress: working ? { done: batch.rowsDone, total: batch.rowsTotal } : null,
    refusal: batch.refusal,
  };
}

export function presentDetail(batch: ImportBatchRow, counts: Counts | undefined): ImportDetail {
  const { tables, notices, kind } = batch;
  const columns = kind === 'merge' ? [] : columnKeys(kind);
  return {
    ...presentBatch(batch, counts),
    tables: tables.map((table) => ({
      ...table,
      columns: [...table.columns],
      notices: [...table.notices],
    })),
    notices,
    columns,
  };
}

/** A row for the preview: the cells that matter, masked, and what writing it would change. */
export function presentRow(
  row: ImportRowRow,
  staged: Staged,
  changes: readonly PlannedChange[],
  sourceOf: (rule: string) => string | null,
): ImportRow {
  const { record } = staged;
  const cells = Object.entries(record).flatMap(([field, value]) => {
    const text = show(field, value);
    return text === null || hidden.has(field) ? [] : [{ field, text }];
  });
  return {
    id: row.id,
    sheet: row.sheet,
    row: row.row,
    label: labelOf(staged),
    status: row.status,
    note: row.note,
    entityId: row.entityId,
    cells,
    source: staged.source.map(presentCell),
    changes: changes
      .filter(({ field }) => !derived.has(field))
      .map(({ field, before, after, taken, byHand }) => ({
        field,
        before: show(field, before) ?? '',
        after: show(field, after) ?? '',
        taken,
        byHand,
      })),
    issues: row.issues.map((issue) => presentIssue(issue, staged.kind, sourceOf)),
  };
}

export const labelOf = (staged: Staged): string =>
  staged.kind === 'person'
    ? (staged.record.fullName ?? '')
    : [staged.record.title, staged.employer.name].filter((part) => part !== '').join(' · ');

/** Follow from others that are shown, or are shown apart. */
const derived = new Set(['placeCode', 'lat', 'lng', 'holdReasons']);

/** Derived or technical; shown elsewhere in words. */
const hidden = new Set([
  ...['kind', 'areaCode', 'residenceCode', 'ethnicityCode', 'status', 'holdReasons'],
  ...['placeCode', 'lat', 'lng'],
]);

export const show = (field: string, value: unknown) => {
  if (field === 'phone' && typeof value === 'string') return maskMobile(value);
  const text = presentValue(field, value);
  return text === null ? null : maskNumbersIn(text);
};

function presentCell({ heading, column, text, edited }: StagedCell): ImportRow['source'][number] {
  const masked = maskNumbersIn(text);
  return {
    ...{ heading: maskNumbersIn(heading), column, text: masked },
    ...{ masked: masked !== text, edited: edited === true },
  };
}

function presentIssue(
  { words, rule, proposal, ...issue }: RowIssue,
  kind: Staged['kind'],
  sourceOf: (rule: string) => string | null,
): ImportIssue {
  return {
    ...issue,
    column: columnOf(kind === 'person' ? 'roster' : 'positions', issue.field),
    words: words ?? null,
    source: rule === undefined ? null : sourceOf(rule),
    proposal: proposal ?? null,
  };
}
