import { index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';
import { positions } from './employers.ts';
import { people } from './people.ts';
import { counties } from './places.ts';

/** A person's best matches as last computed, with what they were computed from. */
export const matchLists = pgTable(
  'match_lists',
  {
    personId: uuid()
      .primaryKey()
      .references(() => people.id, { onDelete: 'cascade' }),
    countyId: uuid()
      .notNull()
      .references(() => counties.id),
    /** The person's area, for scope. */
    areaCode: text().notNull(),
    /** At most 20, the best first. */
    items: jsonb().$type<StoredMatch[]>().notNull(),
    /** Stands for all of the person that a score depends on: another one, another list. */
    personPrint: text().notNull(),
    /** Of the reference data and the places' ways that the list holds for. */
    version: text().notNull(),
    computedAt: instant().notNull(),
  },
  (t) => [index().on(t.countyId, t.areaCode)],
);

export interface StoredMatch {
  positionId: string;
  score: number;
}

/** Open positions as the stored matches know them; another print, and the lists it touches are old. */
export const matchPrints = pgTable(
  'match_prints',
  {
    positionId: uuid()
      .primaryKey()
      .references(() => positions.id, { onDelete: 'cascade' }),
    countyId: uuid()
      .notNull()
      .references(() => counties.id),
    print: text().notNull(),
  },
  (t) => [index().on(t.countyId)],
);
