import {
  date,
  doublePrecision,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { id, instant } from './columns.ts';
import { stationLevelEnum } from './enums.ts';

/** A county (县). Root of everything else. */
export const counties = pgTable('counties', {
  id: id(),
  /** GB/T 2260, six digits. */
  code: text().notNull().unique(),
  name: text().notNull(),
  lat: doublePrecision(),
  lng: doublePrecision(),
  /** Null while the demo county is being loaded: a load that was cut off starts over. */
  readyAt: instant(),
});

export const townships = pgTable(
  'townships',
  {
    /** Nine digits: the county's six and the township's three. */
    code: text().primaryKey(),
    countyId: uuid()
      .notNull()
      .references(() => counties.id),
    name: text().notNull(),
    lat: doublePrecision(),
    lng: doublePrecision(),
  },
  (t) => [index().on(t.countyId)],
);

/** A service station (退役军人服务站) of a township or a village. */
export const stations = pgTable(
  'stations',
  {
    id: id(),
    countyId: uuid()
      .notNull()
      .references(() => counties.id),
    /** Twelve digits; a township's own station ends in 000. */
    code: text().notNull(),
    townshipCode: text()
      .notNull()
      .references(() => townships.code),
    level: stationLevelEnum().notNull(),
    name: text().notNull(),
    lat: doublePrecision(),
    lng: doublePrecision(),
    head: text(),
    phone: text(),
  },
  (t) => [unique().on(t.countyId, t.code)],
);

/**
 * Straight distances between the places of a county, townships by nine digits and villages by twelve;
 * each pair once, the smaller code first. A place without a position has none.
 */
export const placeWays = pgTable(
  'place_ways',
  {
    countyId: uuid()
      .notNull()
      .references(() => counties.id),
    fromCode: text().notNull(),
    toCode: text().notNull(),
    /** Hectometres. */
    straightHm: integer().notNull(),
    /** Rises with each writing that changes something; the highest is the county's. */
    version: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.countyId, t.fromCode, t.toCode] })],
);

/** Days that are not counted as working days, or are against the calendar (调休). Data, not code. */
export const holidays = pgTable('holidays', {
  day: date({ mode: 'string' }).primaryKey(),
  name: text().notNull(),
  kind: text({ enum: ['holiday', 'working_weekend'] }).notNull(),
  source: text().notNull(),
});
