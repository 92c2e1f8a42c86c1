import { bigint, boolean, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { IndexState } from '../vocabulary/search-index.ts';
import { instant } from './columns.ts';

/**
 * Positions that a search index outside the database does not know yet as they are, one row a write.
 * Triggers add rows in the transaction of the write; nobody waits for anybody, since rows are only
 * added. Numbers are handed out before commits, so a lower one may come after a higher one: a row goes
 * away when it has been dealt with, never because of its number.
 */
export const indexChanges = pgTable('index_changes', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  /** The position may be gone. */
  positionId: uuid().notNull(),
  /** The database's own time: lag is real time, whatever day the clock of a demonstration shows. */
  changedAt: instant().notNull(),
  /** Written while another index was being built: kept, and written again once that one is in use. */
  applied: boolean().notNull().default(false),
});

/** What is known of each search index outside the database. */
export const searchIndexes = pgTable('search_indexes', {
  name: text().primaryKey(),
  state: text().$type<IndexState>().notNull(),
  /** Hash of the settings, version of the reference data and of the documents' form it was built with. */
  settings: text(),
  reference: text(),
  form: text(),
  /** The highest number of a change that it holds. */
  watermark: bigint({ mode: 'number' }).notNull().default(0),
  /** Documents of the last rebuild; `written` of `total` while one is going on. */
  written: integer().notNull().default(0),
  total: integer().notNull().default(0),
  rebuiltAt: instant(),
  /** Documents that the last comparison with the database found missing, extra or stale. */
  differences: integer(),
  comparedAt: instant(),
  /** A code, never a text: texts of search servers quote documents. */
  lastError: text(),
  lastErrorAt: instant(),
});
