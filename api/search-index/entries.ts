import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Pool, Scope } from '@xincheng/db/client';
import { findPositions, listOpenPositions, type PositionWithNames } from '@xincheng/db/positions';
import type { SearchEntry } from '@xincheng/search/engine';

/** So many positions are read before requests of others get their turn. */
const rowsAtOnce = 20;
const pageSize = 500;

/** How positions become what a search index holds, as of one version of the reference data. */
export interface EntryReader {
  /** Of the reference data and the places. */
  readonly reference: string;
  entryOf(row: PositionWithNames): SearchEntry;
}

/** Positions by id as the database has them now: what to index, and null for what to take out. */
export async function readEntries(
  pool: Pool,
  scope: Scope,
  reader: EntryReader,
  ids: readonly string[],
): Promise<Map<string, SearchEntry | null>> {
  const rows = await pool.transaction(scope, (db) => findPositions(db, ids));
  const entries = new Map<string, SearchEntry | null>();
  for (const id of ids) {
    const row = rows.get(id);
    entries.set(id, row?.position.status === 'open' ? reader.entryOf(row) : null);
    if (entries.size % rowsAtOnce === 0) await setImmediate();
  }
  return entries;
}

/** All open positions as entries, a page at a time, each page read when it is asked for. */
export async function* allEntries(
  pool: Pool,
  scope: Scope,
  reader: EntryReader,
): AsyncGenerator<readonly SearchEntry[]> {
  for (let after: string | null = null; ;) {
    const start: string | null = after;
    const rows: PositionWithNames[] = await pool.transaction(scope, (db) =>
      listOpenPositions(db, start, pageSize),
    );
    const entries: SearchEntry[] = [];
    for (const row of rows) {
      entries.push(reader.entryOf(row));
      if (entries.length % rowsAtOnce === 0) await setImmediate();
    }
    if (entries.length > 0) yield entries;
    after = rows.at(-1)?.position.id ?? null;
    if (rows.length < pageSize) return;
  }
}

/** Stands for everything else that entries are made with: the code's form and the shipped words. */
export function formOf(...parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22);
}
