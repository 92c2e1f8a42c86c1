import {
  bigint,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { id, instant } from './columns.ts';
import { employers } from './employers.ts';
import {
  entityKindEnum,
  importKindEnum,
  importRowStatusEnum,
  importStatusEnum,
  roleEnum,
  sourceKindEnum,
} from './enums.ts';
import { counties } from './places.ts';

const identity = () => bigint({ mode: 'bigint' }).primaryKey().generatedAlwaysAsIdentity();
const inet = customType<{ data: string }>({ dataType: () => 'inet' });

/** A file that somebody dropped: from preview to written, and back again. */
export const importBatches = pgTable(
  'import_batches',
  {
    id: id(),
    countyId: uuid()
      .notNull()
      .references(() => counties.id),
    kind: importKindEnum().notNull(),
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
  },
  (t) => [index().on(t.countyId, t.uploadedAt)],
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
    issues: jsonb()
      .$type<{ field: string; kind: string; action: 'reject' | 'flag'; reason: string }[]>()
      .notNull(),
    note: text(),
    /** The record it was found to be about, and the version that was compared with. */
    entityId: uuid(),
    entityVersion: integer(),
  },
  (t) => [unique().on(t.batchId, t.order)],
);

/**
 * One line per changed field of a record: what it was, what it is, where that came from, when it
 * happened and when it was written down. Undo, merge, history and replay stand on it.
 * `before`/`after` of sealed fields are envelopes.
 */
export const fieldEvents = pgTable(
  'field_events',
  {
    id: identity(),
    countyId: uuid()
      .notNull()
      .references(() => counties.id),
    entity: entityKindEnum().notNull(),
    entityId: uuid().notNull(),
    /** Area of the record at the time, for scope; null for employers and positions. */
    area: text(),
    field: text().notNull(),
    before: jsonb(),
    after: jsonb(),
    source: sourceKindEnum().notNull(),
    /** Sheet and row of a file, or the span of a text. */
    sourceRef: jsonb().$type<{ file?: string; sheet?: string | null; row?: number }>(),
    batchId: uuid().references(() => importBatches.id),
    occurredAt: instant().notNull(),
    recordedAt: instant().notNull(),
    actorAccount: uuid(),
    actorAppointment: uuid(),
  },
  (t) => [index().on(t.entityId, t.id), index().on(t.batchId)],
);

/** Who did what to whom, why, from where; never values. The application may only append. */
export const auditEntries = pgTable(
  'audit_entries',
  {
    id: identity(),
    countyId: uuid()
      .notNull()
      .references(() => counties.id),
    at: instant().notNull(),
    accountId: uuid(),
    appointmentId: uuid(),
    role: roleEnum(),
    /** Method and path of the endpoint. */
    action: text().notNull(),
    subject: uuid(),
    reason: text(),
    ip: inet(),
    requestId: text().notNull(),
  },
  (t) => [index().on(t.countyId, t.id)],
);

/** Replies kept for a day, so that a repeated request has one effect. The body is sealed. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    id: id(),
    countyId: uuid()
      .notNull()
      .references(() => counties.id),
    accountId: uuid().notNull(),
    key: text().notNull(),
    /** Hash of method, path and body: the same key with another request is refused. */
    fingerprint: text().notNull(),
    bodySealed: text(),
    createdAt: instant().notNull(),
  },
  (t) => [unique().on(t.accountId, t.key), index().on(t.createdAt)],
);
