import {
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
import { id, instant } from './columns.ts';
import { people } from './people.ts';
import { counties } from './places.ts';

/** A search that a person wants to be told of new hits of. */
export const savedSearches = pgTable(
  'saved_searches',
  {
    id: id(),
    countyId: uuid()
      .notNull()
      .references(() => counties.id),
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    /** The search as it stands in an address: parameter → value. */
    search: jsonb().$type<Readonly<Record<string, string | number>>>().notNull(),
    /** Positions posted after this are new. */
    lookedAt: instant().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [unique().on(t.personId, t.name)],
);

/**
 * Words that were searched for and found nowhere, counted by day. Nobody can be read out of it: no
 * account, no address, no hour.
 */
export const fruitlessSearches = pgTable(
  'fruitless_searches',
  {
    countyId: uuid()
      .notNull()
      .references(() => counties.id),
    day: date({ mode: 'string' }).notNull(),
    text: text().notNull(),
    count: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.countyId, t.day, t.text] }), index().on(t.day)],
);
