import { sql } from 'drizzle-orm';
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import * as schema from './schema/index.ts';
import type { Role } from './vocabulary/roles.ts';

type Database = PostgresJsDatabase<typeof schema>;
type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];
declare const scoped: unique symbol;

/**
 * A transaction whose row-level security settings are in place. Queries take nothing else, so an
 * unscoped query cannot be written.
 */
export type Db = Transaction & { readonly [scoped]: true };

/** On whose behalf a transaction runs; every absent setting shows fewer rows, never more. */
export interface Scope {
  countyId?: string;
  accountId?: string;
  appointmentId?: string;
  role?: Role;
  /** Prefix of area codes that staff work on: 6, 9 or 12 digits. */
  area?: string;
  personId?: string;
  employerId?: string;
}

export interface Pool {
  /** Runs `work` in one transaction under `scope`; commits when it resolves, else rolls back. */
  transaction<T>(scope: Scope, work: (db: Db) => Promise<T>): Promise<T>;
  /** Calls `onNotice` for each notice on the channel, `onReconnect` when some may have been missed. */
  listen(
    channel: string,
    onNotice: (payload: string) => void,
    onReconnect: () => void,
  ): Promise<void>;
  ping(): Promise<void>;
  /** Waits up to five seconds for running queries. */
  close(): Promise<void>;
}

/** Opens a pool as one of the database roles. Connections are made when first needed. */
export function connect(url: string, options: { max?: number } = {}): Pool {
  const open = () =>
    postgres(url, {
      max: options.max ?? 10,
      connect_timeout: 5,
      idle_timeout: 60,
      onnotice: () => undefined,
      // Startup parameters: a stuck statement must not hold a request for ever.
      connection: { application_name: 'xincheng', statement_timeout: 15_000 },
    });
  const client = open();
  // A client that listens on two channels takes up only one of them again after a lost connection
  // (seen with postgres.js 3.4.9), so each channel has a client of its own.
  const listeners = new Map<string, ReturnType<typeof open>>();
  const listenerFor = (channel: string) => {
    const known = listeners.get(channel) ?? open();
    listeners.set(channel, known);
    return known;
  };
  const database = drizzle(client, { schema, casing: 'snake_case' });
  return {
    transaction: (scope, work) =>
      database.transaction(async (tx) => {
        await tx.execute(settings(scope));
        return work(tx as Db);
      }),
    listen: async (channel, onNotice, onReconnect) => {
      let first = true;
      await listenerFor(channel).listen(channel, onNotice, () => {
        if (!first) onReconnect();
        first = false;
      });
    },
    ping: async () => {
      await client`select 1`;
    },
    close: async () => {
      await Promise.all([client, ...listeners.values()].map((one) => one.end({ timeout: 5 })));
    },
  };
}

/**
 * Narrows a transaction to a part of its area, for the rest of it: what a station's import is judged
 * by, whoever works on it. Throws RangeError for an area outside.
 */
export async function narrowArea(db: Db, area: string): Promise<void> {
  const [row] = await db.execute<{ area: string }>(
    sql`select current_setting('xc.area', true) as area`,
  );
  if (!area.startsWith(row?.area ?? '*')) throw new RangeError('an area can only be narrowed');
  await db.execute(sql`select set_config('xc.area', ${area}, true)`);
}

/** All settings at once, local to the transaction; names are those of 0001_row_level_security.sql. */
function settings(scope: Scope) {
  return sql`select
    set_config('xc.county', ${scope.countyId ?? ''}, true),
    set_config('xc.account', ${scope.accountId ?? ''}, true),
    set_config('xc.appointment', ${scope.appointmentId ?? ''}, true),
    set_config('xc.role', ${scope.role ?? ''}, true),
    set_config('xc.area', ${scope.area ?? ''}, true),
    set_config('xc.person', ${scope.personId ?? ''}, true),
    set_config('xc.employer', ${scope.employerId ?? ''}, true)`;
}
