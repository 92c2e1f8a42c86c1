import { boolean, date, index, integer, jsonb, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { id } from './columns.ts';

/** The crosswalk military speciality → skills → occupations; editable reference data, not law. */
export const specialities = pgTable('specialities', {
  /** Stable English key, e.g. `mil.drive.wheeled`. */
  key: text().primaryKey(),
  group: text().notNull(),
  name: text().notNull(),
  skills: text().array().notNull(),
  occupations: jsonb()
    .$type<{ name: string; code: string | null; verified: boolean }[]>()
    .notNull(),
  certificates: text().notNull(),
  gap: text().notNull(),
  source: text().notNull(),
  reviewedBy: text(),
  version: integer().notNull().default(1),
  order: integer().notNull(),
});

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
