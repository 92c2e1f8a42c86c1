import type { ImportRowRow } from '@xincheng/db/import-rows';
import type { Provenance } from '../records/provenance.ts';

/** A staged row on its way into the data bank. */
export interface RowToWrite<S> {
  row: ImportRowRow;
  staged: S;
  provenance: Provenance;
}
/** The record that a row became, by row; rows without an entry changed nothing. */
export type Became = { id: string; entityId: string }[];
