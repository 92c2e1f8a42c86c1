import { boolean, index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { Role } from '../vocabulary/roles.ts';
import { id, instant } from './columns.ts';
import { employers } from './employers.ts';
import { importKindEnum, importRowStatusEnum, importStatusEnum } from './enums.ts';
import { counties } from './places.ts';

/** A file that somebody dropped: from preview to written, and back again. */
export const importBatches = pgTable(
  'import_batches',
  {
    id: id(),
    countyId: uuid()
      .notNull()
      .references(() => counties.id),
    kind: importKindEnum().notNull(),
    /** Somebody said the kind; else the headings tell when the file is read. */
    kindGiven: boolean().notNull().default(true),
    status: importStatusEnum().notNull(),
    fileName: text().notNull(),
    fileHash: text().notNull(),
    /** Area of the uploader's post, or null where the uploader acts for an employer. */
    area: text(),
    employerId: uuid().references(() => employers.id),
    uploadedBy: uuid().notNull(),
    uploaderName: text().notNull(),
    uploadedAt: instant().notNull(),
    decidedAt: instant(),
    written: integer().notNull().default(0),
    /** On whose behalf the work under way is done: who uploaded, confirmed or undoes. */
    actor: jsonb().$type<WorkActor>(),
    /** Work under way, in rows; the total is 0 until the file has been read. */
    rowsTotal: integer().notNull().default(0),
    rowsDone: integer().notNull().default(0),
    /** Where the work goes on: the last row's order, or the last record's id. */
    cursor: text(),
    /** Why the file cannot be read. */
    refusal: text(),
    tables: jsonb().$type<StoredTable[]>().notNull().default([]),
    notices: jsonb().$type<string[]>().notNull().default([]),
    /** The row that a merge took from. */
    sourceRowId: uuid(),
  },
  (t) => [index().on(t.countyId, t.uploadedAt)],
);

/** As scopes and events need it; no name, no password. */
export interface WorkActor {
  accountId: string;
  appointmentId: string;
  role: Role;
  area: string | null;
  employerId: string | null;
}

/** A recognised table of a file, as the contract's `importTable` has it. */
export interface StoredTable {
  readonly sheet: string | null;
  readonly row: number;
  readonly rows: number;
  readonly columns: readonly {
    readonly heading: string;
    readonly column: string | null;
    readonly by: 'synonym' | 'said' | 'none';
    readonly hidden: boolean;
  }[];
  readonly notices: readonly string[];
}

/** The uploaded bytes while a preview may have to be read again; sealed, gone with the decision. */
export const importFiles = pgTable('import_files', {
  batchId: uuid()
    .primaryKey()
    .references(() => importBatches.id, { onDelete: 'cascade' }),
  countyId: uuid()
    .notNull()
    .references(() => counties.id),
  bytesSealed: text().notNull(),
});

/** What a sender's headings mean, as a clerk has said; null: nothing that is read. */
export const columnMeanings = pgTable(
  'column_meanings',
  {
    id: id(),
    countyId: uuid()
      .notNull()
      .references(() => counties.id),
    kind: importKindEnum().notNull(),
    /** The sender: area of the post, or the employer. */
    area: text(),
    employerId: uuid().references(() => employers.id),
    heading: text().notNull(),
    column: text(),
    saidBy: uuid().notNull(),
    saidAt: instant().notNull(),
  },
  (t) => [
    unique('column_meanings_one_a_heading')
      .on(t.countyId, t.kind, t.area, t.employerId, t.heading)
      .nullsNotDistinct(),
  ],
);

/** A row of an import while it is decided on; the record is sealed, since it holds identifiers. */
export const importRows = pgTable(
  'import_rows',
  {
    id: id(),
    countyId: uuid()
      .notNull()
      .references(() => counties.id),
    batchId: uuid()
      .notNull()
      .references(() => importBatches.id, { onDelete: 'cascade' }),
    /** Place in the file. */
    order: integer().notNull(),
    sheet: text(),
    row: integer().notNull(),
    status: importRowStatusEnum().notNull(),
    recordSealed: text().notNull(),
    issues: jsonb().$type<StoredIssue[]>().notNull(),
    note: text(),
    /** Blind index of the ID number, to find rows about the same person. */
    personIndex: text(),
    /** What somebody chose field by field against what is planned: true takes, false keeps. */
    choices: jsonb().$type<Record<string, boolean>>().notNull().default({}),
    /** The record it was found to be about or became, and the version that was compared with. */
    entityId: uuid(),
    entityVersion: integer(),
  },
  (t) => [
    unique().on(t.batchId, t.order),
    index().on(t.batchId, t.status, t.order),
    index().on(t.personIndex),
  ],
);

export interface StoredIssue {
  field: string;
  kind: string;
  action: 'reject' | 'flag';
  reason: string;
  words?: string;
  rule?: string;
  proposal?: string;
}
