import { sql } from 'drizzle-orm';
import {
  boolean,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { HoldReason } from '../vocabulary/records.ts';
import { id, instant } from './columns.ts';
import { positionStatusEnum } from './enums.ts';
import { people } from './people.ts';
import { counties, townships } from './places.ts';

export const employers = pgTable(
  'employers',
  {
    id: id(),
    countyId: uuid()
      .notNull()
      .references(() => counties.id),
    name: text().notNull(),
    /** 统一社会信用代码 (GB 32100); a failing check digit warns, it does not block. */
    uscc: text(),
    usccValid: boolean(),
    industry: text(),
    nature: text(),
    size: text(),
    townshipCode: text().references(() => townships.code),
    address: text(),
    contact: text(),
    phoneSealed: text(),
    intro: text(),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
  },
  (t) => [unique().on(t.countyId, t.name)],
);

export const positions = pgTable(
  'positions',
  {
    id: id(),
    countyId: uuid()
      .notNull()
      .references(() => counties.id),
    employerId: uuid()
      .notNull()
      .references(() => employers.id),
    title: text().notNull(),
    headcount: integer(),
    sexText: text(),
    ageMin: integer(),
    ageMax: integer(),
    veteranAgeMax: integer(),
    educationMin: text(),
    licences: text().array().notNull().default([]),
    certificates: text().array().notNull().default([]),
    preferredCertificates: text().array().notNull().default([]),
    skillsText: text(),
    description: text(),
    townshipCode: text().references(() => townships.code),
    workplace: text(),
    /** The village (12 digits) that the workplace names. */
    placeCode: text(),
    lat: doublePrecision(),
    lng: doublePrecision(),
    salaryText: text().notNull().default(''),
    /** Yuan, by `salaryUnit`. */
    salaryMin: integer(),
    salaryMax: integer(),
    salaryUnit: text({ enum: ['month', 'day', 'hour'] })
      .notNull()
      .default('month'),
    shift: text(),
    lodging: text(),
    insurance: text(),
    acceptsFamily: boolean(),
    veteranPriority: text(),
    contact: text(),
    phoneSealed: text(),
    status: positionStatusEnum().notNull(),
    holdReasons: jsonb().$type<HoldReason[]>().notNull().default([]),
    version: integer().notNull().default(1),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
    /** Withdrawn by the undoing of its import. */
    removedAt: instant(),
  },
  (t) => [index().on(t.countyId, t.status), index().on(t.employerId)],
);

/**
 * A person's separate consent that one named employer may see the summary of the record
 * (个人信息保护法 23). Withdrawal takes effect at once (15).
 */
export const consents = pgTable(
  'consents',
  {
    id: id(),
    countyId: uuid()
      .notNull()
      .references(() => counties.id),
    personId: uuid()
      .notNull()
      .references(() => people.id),
    employerId: uuid()
      .notNull()
      .references(() => employers.id),
    /** Which wording was agreed to. */
    textVersion: text().notNull(),
    givenAt: instant().notNull(),
    withdrawnAt: instant(),
  },
  (t) => [
    index().on(t.employerId),
    uniqueIndex('consents_one_in_force')
      .on(t.personId, t.employerId)
      .where(sql`withdrawn_at is null`),
  ],
);

export const fairs = pgTable(
  'fairs',
  {
    id: id(),
    countyId: uuid()
      .notNull()
      .references(() => counties.id),
    name: text().notNull(),
    venue: text().notNull(),
    townshipCode: text().references(() => townships.code),
    heldOn: date({ mode: 'string' }).notNull(),
    /** `HH:MM`, Asia/Shanghai. */
    opensAt: text().notNull(),
    closesAt: text().notNull(),
  },
  (t) => [index().on(t.countyId, t.heldOn)],
);

export const fairEmployers = pgTable(
  'fair_employers',
  {
    id: id(),
    countyId: uuid()
      .notNull()
      .references(() => counties.id),
    fairId: uuid()
      .notNull()
      .references(() => fairs.id),
    employerId: uuid()
      .notNull()
      .references(() => employers.id),
    booth: integer().notNull(),
  },
  (t) => [unique().on(t.fairId, t.employerId), unique().on(t.fairId, t.booth)],
);
