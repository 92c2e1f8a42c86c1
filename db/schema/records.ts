import { bigint, customType, index, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { id, instant } from './columns.ts';
import { entityKindEnum, roleEnum, sourceKindEnum } from './enums.ts';
import { importBatches } from './imports.ts';
import { counties } from './places.ts';

const identity = () => bigint({ mode: 'bigint' }).primaryKey().generatedAlwaysAsIdentity();
const inet = customType<{ data: string }>({ dataType: () => 'inet' });

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
  (t) => [index().on(t.entityId, t.id), index().on(t.batchId, t.entityId)],
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
