import type { ImportBatchRow, ImportRowRow } from '@xincheng/db/imports';
import { type ImportRowStatus, importRowStatuses } from '@xincheng/db/vocabulary/records';
import type { ImportBatch, ImportRow } from '../contract/imports.ts';
import { presentValue } from '../people/present-event.ts';
import { maskMobile, maskNumbersIn } from '../records/masking.ts';
import type { Change } from '../records/provenance.ts';
import type { Staged } from './staged.ts';

export function presentBatch(
  batch: ImportBatchRow,
  counts: Partial<Record<ImportRowStatus, number>> | undefined,
): ImportBatch {
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
  };
}

/** A row for the preview: the cells that matter, masked, and what writing it would change. */
export function presentRow(
  row: ImportRowRow,
  staged: Staged,
  changes: readonly Change[],
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
    label:
      staged.kind === 'person'
        ? (staged.record.fullName ?? '')
        : `${staged.record.title} · ${staged.employer.name}`,
    status: row.status,
    note: row.note,
    cells,
    source: Object.entries(staged.source).map(([heading, text]) => ({
      heading,
      text: maskNumbersIn(text),
    })),
    changes: changes.map(({ field, before, after }) => ({
      field,
      before: show(field, before) ?? '',
      after: show(field, after) ?? '',
    })),
    issues: row.issues,
  };
}

/** Derived or technical; shown elsewhere in words. */
const hidden = new Set(['kind', 'areaCode', 'ethnicityCode', 'status', 'holdReasons']);

const show = (field: string, value: unknown) => {
  if (field === 'phone' && typeof value === 'string') return maskMobile(value);
  const text = presentValue(field, value);
  return text === null ? null : maskNumbersIn(text);
};
