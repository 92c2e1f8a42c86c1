import type { Sealer } from '@xincheng/db/sealing';
import type { EmployerFields } from '../imports/types.ts';
import type { PersonRecord } from '../records/person-record.ts';
import type { PositionRecord } from '../records/position-record.ts';

/** What a staged row holds until it is decided on; sealed as a whole, since it names people. */
export type Staged =
  | { kind: 'person'; record: Partial<PersonRecord>; source: Record<string, string> }
  | {
      kind: 'position';
      record: PositionRecord;
      employer: EmployerFields;
      source: Record<string, string>;
    };
export type StagedPerson = Extract<Staged, { kind: 'person' }>;
export type StagedPosition = Extract<Staged, { kind: 'position' }>;

const placeOf = (rowId: string) => ({ table: 'import_rows', row: rowId, column: 'recordSealed' });

export const sealStaged = (sealer: Sealer, rowId: string, staged: Staged): string =>
  sealer.seal(JSON.stringify(staged), placeOf(rowId));

export const openStaged = (sealer: Sealer, rowId: string, envelope: string): Staged =>
  // Written by sealStaged alone, and the envelope proves that it was.
  JSON.parse(sealer.open(envelope, placeOf(rowId))) as Staged;
