import {
  bigint,
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import type { ReferenceKind } from '../vocabulary/reference.ts';
import { id, instant } from './columns.ts';

/**
 * What a score depends on: skills, the crosswalk, occupations, certificates, weights. Ships with the
 * product, edited by bureau staff. `value` holds what `search/reference/types.ts` says of the kind,
 * without key and name.
 */
export const referenceEntries = pgTable(
  'reference_entries',
  {
    kind: text().$type<ReferenceKind>().notNull(),
    /** Stable: `drive.truck`, `mil.drive.wheeled`; of occupations and certificates the name. */
    key: text().notNull(),
    name: text().notNull(),
    value: jsonb().$type<Record<string, unknown>>().notNull(),
    source: text().notNull(),
    reviewedBy: uuid(),
    reviewedAt: instant(),
    /** 1 while nobody has edited what the product ships. */
    version: integer().notNull().default(1),
    order: integer().notNull(),
    /** The latest change; the highest of all is the version of the whole. Null until it is seeded. */
    changeId: bigint({ mode: 'number' }),
    removedAt: instant(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.key] }), index().on(t.changeId)],
);

/** What an entry says at a time; the shape of `before` and `after`. */
export interface ReferenceState {
  name: string;
  value: Record<string, unknown>;
  source: string;
}

/** Who changed what in the reference data, when and why. Append only; null before: new, after: removed. */
export const referenceChanges = pgTable(
  'reference_changes',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    kind: text().$type<ReferenceKind>().notNull(),
    key: text().notNull(),
    before: jsonb().$type<ReferenceState>(),
    after: jsonb().$type<ReferenceState>(),
    reason: text().notNull(),
    /** Null: the product itself, with a new release. */
    accountId: uuid(),
    changedAt: instant().notNull(),
    /** The change that this one takes back. */
    undoes: bigint({ mode: 'number' }),
  },
  (t) => [index().on(t.kind, t.key, t.id)],
);

/**
 * Rules of law and money, by effective date: a change is a new row, never an edit.
 * `params` holds the numbers; code asks for a rule by key and day.
 */
export const rules = pgTable(
  'rules',
  {
    id: id(),
    key: text().notNull(),
    title: text().notNull(),
    /** Name of the document, with its number where it has one. */
    document: text().notNull(),
    article: text(),
    text: text().notNull(),
    params: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    /** False where the source is second-hand or prior knowledge: shown as "待核对". */
    verified: boolean().notNull(),
    validFrom: date({ mode: 'string' }).notNull(),
    validTo: date({ mode: 'string' }),
  },
  (t) => [unique().on(t.key, t.validFrom), index().on(t.key)],
);
