import type { Pool } from '@xincheng/db/client';
import type { Clock } from '@xincheng/db/clock';
import type { IndexWriter } from '@xincheng/search/engine';
import type { CountyLookup } from '../county.ts';
import type { EntryReader } from './entries.ts';

/** What keeping a search index outside the database needs. */
export interface IndexDeps {
  /** Connections as the application role: positions. */
  pool: Pool;
  /** Connections as the worker: changes and the state of the index. Rebuilding takes up two. */
  worker: Pool;
  clock: Clock;
  county: CountyLookup;
  /** Of the reference data in force. */
  reader: () => Promise<EntryReader>;
  writer: IndexWriter;
  /** Hash of the settings that the index ought to have. */
  settings: string;
  /** Version of the documents' form. */
  form: string;
  /** Asks the background work to see whether a rebuild is due. */
  wakeRebuild: () => Promise<void>;
}
