import { sql } from 'drizzle-orm';
import {
  boolean,
  date,
  index,
  integer,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { Restriction } from '../vocabulary/records.ts';
import { id, instant } from './columns.ts';
import { personKindEnum } from './enums.ts';
import { counties } from './places.ts';

/**
 * A veteran or a member of a soldier's family in the employment data bank (就业创业资料库).
 * Columns ending in `Sealed` hold envelopes (see sealing.ts), `Index` blind indexes.
 * Where each value came from stands in `field_events`.
 */
export const people = pgTable(
  'people',
  {
    id: id(),
    countyId: uuid()
      .notNull()
      .references(() => counties.id),
    kind: personKindEnum().notNull(),
    /** Where the person belongs: 12 digits where the village is known, else the township's 9. */
    areaCode: text().notNull(),
    fullName: text().notNull(),
    idCardSealed: text().notNull(),
    idCardIndex: text().notNull(),
    /** Shown in lists, so that no list has to open an envelope: `459921********4579`. */
    idCardMasked: text().notNull(),
    sex: integer().notNull(),
    birthDate: date({ mode: 'string' }),
    ethnicity: text(),
    ethnicityCode: text(),
    politicalCode: text(),
    mobileSealed: text(),
    mobileIndex: text(),
    mobileMasked: text(),
    village: text(),
    residenceSealed: text(),
    /** Township (9 digits) or village (12) that the residence names; null: where the person belongs. */
    residenceCode: text(),
    educationText: text(),
    educationCode: text(),
    educationStatus: text(),
    educationMode: text(),
    /** `YYYY-MM-DD`, or `YYYY-MM` when only the month is known. */
    enlistDate: text(),
    dischargeDate: text(),
    serviceYears: integer(),
    rank: text(),
    branch: text(),
    specialityText: text(),
    /** Key of an entry of the crosswalk (`reference_entries`). */
    specialityKey: text(),
    awards: text().array().notNull().default([]),
    licences: text().array().notNull().default([]),
    licenceMilitaryExchange: boolean(),
    certificates: text().array().notNull().default([]),
    skills: text().array().notNull().default([]),
    /** Keys of skills that the person says were misread. */
    deniedSkills: text().array().notNull().default([]),
    hobby: text(),
    experience: text(),
    /** Wishes: occupations in order, area in words, pay in words and in yuan a month. */
    jobs: text().array().notNull().default([]),
    wishArea: text(),
    salaryText: text(),
    salaryMin: integer(),
    salaryMax: integer(),
    maxDistanceKm: integer(),
    acceptShift: boolean(),
    acceptLodging: boolean(),
    /** Less pay than wished is out of the question. */
    payFirm: boolean().notNull().default(false),
    /** Kinds of work that the person has ruled out. */
    restrictions: text().array().$type<Restriction[]>().notNull().default([]),
    /** No automated ranking (个人信息保护法 24): the plain list instead. */
    refusesRanking: boolean().notNull().default(false),
    trainingWilling: boolean(),
    trainingIntent: text(),
    startup: text(),
    placementMode: text(),
    disabilitySealed: text(),
    familySealed: text(),
    remarkSealed: text(),
    /** 军属 only. */
    relation: text(),
    familyCategory: text(),
    soldierName: text(),
    version: integer().notNull().default(1),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
    /** Withdrawn by the undoing of its import; kept for history, seen by nobody. */
    removedAt: instant(),
  },
  (t) => [
    // One who was withdrawn by an undo may be registered again, elsewhere too.
    uniqueIndex('people_one_an_id_card')
      .on(t.countyId, t.idCardIndex)
      .where(sql`removed_at is null`),
    index().on(t.idCardIndex),
    index().on(t.countyId, t.areaCode),
    index().on(t.mobileIndex),
  ],
);
