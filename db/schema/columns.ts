import { sql } from 'drizzle-orm';
import { timestamp, uuid } from 'drizzle-orm/pg-core';

/** Time-ordered primary key, so that "newest first" can end in it. */
export const id = () =>
  uuid()
    .primaryKey()
    .default(sql`uuidv7()`);

/** An instant; set by the caller from the injected clock, never by the database. */
export const instant = () => timestamp({ withTimezone: true, mode: 'date' });
