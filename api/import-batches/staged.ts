import type { Sealer } from '@xincheng/db/sealing';
import type { EmployerFields, SourceCell } from '../imports/types.ts';
import type { PersonRecord } from '../records/person-record.ts';
import type { PositionRecord } from '../records/position-record.ts';

/** A cell of the file; `edited`: corrected in the preview. */
export type StagedCell = SourceCell & { edited?: true };

/** What a staged row holds until it is decided on; sealed as a whole, since it names people. */
export type Staged =
  | { kind: 'person'; record: Partial<PersonRecord>; source: StagedCell[] }
  | {
      kind: 'position';
      record: PositionRecord;
      employer: EmployerFields;
      source: StagedCell[];
    };
export type StagedPerson = Extract<Staged, { kind: 'person' }>;
export type StagedPosition = Extract<Staged, { kind: 'position' }>;

const placeOf = (rowId: string) => ({ table: 'import_rows', row: rowId, column: 'recordSealed' });

export const sealStaged = (sealer: Sealer, rowId: string, staged: Staged): string =>
  sealer.seal(JSON.stringify(staged), placeOf(rowId));

export function openStaged(sealer: Sealer, rowId: string, envelope: string): Staged {
  // Written by sealStaged alone, and the envelope proves that it was.
  const staged = JSON.parse(sealer.open(envelope, placeOf(rowId))) as Staged;
  return Array.isArray(staged.source) ? staged : { ...staged, source: formerSource(staged.source) };
}

/** Rows staged before 2026-11 keep their cells as texts by heading. */
function formerSource(source: Readonly<Record<string, string>>): StagedCell[] {
  return Object.entries(source).map(([heading, text]) => ({
    ...{ heading, column: null, text },
    kind: 'text',
  }));
}

const filePlace = (batchId: string) => ({
  table: 'import_files',
  row: batchId,
  column: 'bytesSealed',
});

export const sealFile = (sealer: Sealer, batchId: string, bytes: Uint8Array): string =>
  sealer.seal(Buffer.from(bytes).toString('base64'), filePlace(batchId));

export const openFile = (sealer: Sealer, batchId: string, envelope: string): Uint8Array =>
  new Uint8Array(Buffer.from(sealer.open(envelope, filePlace(batchId)), 'base64'));
