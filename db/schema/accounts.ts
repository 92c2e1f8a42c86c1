import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  index,
  integer,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { id, instant } from './columns.ts';
import { employers } from './employers.ts';
import { roleEnum } from './enums.ts';
import { people } from './people.ts';
import { counties } from './places.ts';

export const accounts = pgTable('accounts', {
  id: id(),
  countyId: uuid()
    .notNull()
    .references(() => counties.id),
  /** What the person types to sign in; lower case, unique in the installation. */
  name: text().notNull().unique(),
  displayName: text().notNull(),
  passwordHash: text().notNull(),
  /** A first password handed out by staff: to be changed at the first sign-in. */
  mustChangePassword: boolean().notNull().default(false),
  /** Raised by a password change or a disabling: every token of an older version is void. */
  sessionVersion: integer().notNull().default(1),
  disabledAt: instant(),
  createdAt: instant().notNull(),
});

/** A dated post. Roles hang here and never on the account. */
export const appointments = pgTable(
  'appointments',
  {
    id: id(),
    countyId: uuid()
      .notNull()
      .references(() => counties.id),
    accountId: uuid()
      .notNull()
      .references(() => accounts.id),
    role: roleEnum().notNull(),
    /** Area roles: prefix of area codes, 6 (county), 9 (township) or 12 (village) digits. */
    area: text(),
    employerId: uuid().references(() => employers.id),
    personId: uuid().references(() => people.id),
    validFrom: date({ mode: 'string' }).notNull(),
    /** Last day; null while it lasts. */
    validTo: date({ mode: 'string' }),
    endedAt: instant(),
  },
  (t) => [
    index().on(t.accountId),
    // A person has one account: two clerks who open it at once get one between them.
    uniqueIndex('appointments_one_a_person')
      .on(t.personId)
      .where(sql`ended_at is null`),
    index().on(t.employerId),
    check(
      'appointments_tied_to_one_thing',
      sql`num_nonnulls(${t.area}, ${t.employerId}, ${t.personId}) = 1`,
    ),
  ],
);

/**
 * A signed-in device. Refresh tokens are derived from (id, generation) with a server key, so none
 * is stored; a token of an older generation, outside the grace window, revokes the session.
 */
export const sessions = pgTable(
  'sessions',
  {
    id: id(),
    countyId: uuid()
      .notNull()
      .references(() => counties.id),
    accountId: uuid()
      .notNull()
      .references(() => accounts.id),
    appointmentId: uuid()
      .notNull()
      .references(() => appointments.id),
    /** The account's session version at sign-in; another one now voids the session. */
    accountVersion: integer().notNull(),
    generation: integer().notNull().default(1),
    rotatedAt: instant().notNull(),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
    revokedAt: instant(),
  },
  (t) => [index().on(t.accountId), index().on(t.expiresAt)],
);

/** Tries at a password per subject (`account:…`, `ip:…`) and time window, shared by all API processes. */
export const signInAttempts = pgTable(
  'sign_in_attempts',
  {
    subject: text().notNull(),
    windowStart: instant().notNull(),
    tries: integer().notNull(),
  },
  (t) => [unique().on(t.subject, t.windowStart)],
);

/** Hash of the one-time code by which the first administrator of an empty installation is made. */
export const setupCodes = pgTable('setup_codes', {
  id: id(),
  codeHash: text().notNull(),
  createdAt: instant().notNull(),
  usedAt: instant(),
});
