import type { ImportBatch, ImportRow } from '@xincheng/api/contract';

export type RowStatus = ImportRow['status'];

/** In this order the rows of a batch want attention. */
export const rowStatuses = [
  'wrong',
  'duplicate',
  'doubtful',
  'changed',
  'new',
  'identical',
  'left_out',
] as const satisfies readonly RowStatus[];

/** Rows that somebody still has to deal with; they can be downloaded and mended in a sheet. */
export const openStatuses = ['wrong', 'duplicate', 'doubtful'] as const;

export type WorkStatus = Extract<ImportBatch['status'], 'reading' | 'writing' | 'undoing'>;

/** The work of the batch that goes on in the background; null when it is at rest. */
export const workOf = ({ status }: Pick<ImportBatch, 'status'>): WorkStatus | null =>
  status === 'reading' || status === 'writing' || status === 'undoing' ? status : null;

/** Rows of the file, in whatever state. */
export const rowsOf = ({ counts }: Pick<ImportBatch, 'counts'>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

/** Where the pages about imports lie: the same pages serve staff and an employer's clerk. */
export interface ImportPlaces {
  /** Path of the list of batches; a batch lies below it. */
  base: string;
  /** Where the written records are to be seen. */
  records: { href: string; label: string };
  /** Page of one written record. */
  record: (id: string) => string;
  /** Page of the duplicates; null where one has none. */
  duplicates: string | null;
}

/** How far the work on a batch has come, as the page asks for it again and again. */
export type BatchProgress = Pick<ImportBatch, 'id' | 'status' | 'progress'>;
