import { and, inArray, lt, or, type SQL, sql } from 'drizzle-orm';
import type { Db } from './client.ts';
import { dayOf } from './clock.ts';
import {
  fruitlessSearches,
  idempotencyKeys,
  importBatches,
  importFiles,
  importRows,
  sessions,
  signInAttempts,
} from './schema/index.ts';

const day = 86_400_000;
/** Milliseconds that each kind is kept. */
const keep = {
  idempotencyKeys: day,
  signInAttempts: day,
  sessions: 30 * day,
  /** A preview that nobody decided on; it holds identifiers, so it does not lie about for long. */
  previews: 14 * day,
  /** Rows of decided imports: their outcome stands in the event log. */
  importRows: 90 * day,
  /** What nobody found; staff look back 30 days. */
  fruitlessSearches: 90 * day,
};

/** Removes what has run out; the number of rows per table. Runs as the worker. */
export async function tidyUp(db: Db, now: Date): Promise<Record<string, number>> {
  const before = (age: number) => new Date(now.getTime() - age);
  const batchesWhere = (condition: SQL) =>
    db.select({ id: importBatches.id }).from(importBatches).where(condition);
  const keys = await db
    .delete(idempotencyKeys)
    .where(lt(idempotencyKeys.createdAt, before(keep.idempotencyKeys)))
    .returning({ id: idempotencyKeys.id });
  const attempts = await db
    .delete(signInAttempts)
    .where(lt(signInAttempts.windowStart, before(keep.signInAttempts)))
    .returning({ subject: signInAttempts.subject });
  const ended = await db
    .delete(sessions)
    .where(
      or(
        lt(sessions.expiresAt, before(keep.sessions)),
        lt(sessions.revokedAt, before(keep.sessions)),
      ),
    )
    .returning({ id: sessions.id });
  const abandoned = await db
    .update(importBatches)
    .set({ status: 'discarded', decidedAt: now, tables: [] })
    .where(
      and(
        sql`${importBatches.status} in ('preview', 'refused')`,
        lt(importBatches.uploadedAt, before(keep.previews)),
      ),
    )
    .returning({ id: importBatches.id });
  const files = await db
    .delete(importFiles)
    .where(
      inArray(
        importFiles.batchId,
        batchesWhere(
          sql`${importBatches.status} not in ('reading', 'refused', 'preview', 'writing')`,
        ),
      ),
    )
    .returning({ id: importFiles.batchId });
  const rows = await db
    .delete(importRows)
    .where(
      or(
        inArray(importRows.batchId, batchesWhere(sql`${importBatches.status} = 'discarded'`)),
        and(
          inArray(
            importRows.batchId,
            batchesWhere(lt(importBatches.decidedAt, before(keep.importRows))),
          ),
          // A duplicate that nobody has looked at stands nowhere else, so it waits.
          sql`${importRows.status} <> 'duplicate'`,
        ),
      ),
    )
    .returning({ id: importRows.id });
  const searches = await db
    .delete(fruitlessSearches)
    .where(lt(fruitlessSearches.day, dayOf(before(keep.fruitlessSearches))))
    .returning({ day: fruitlessSearches.day });
  return {
    idempotencyKeys: keys.length,
    signInAttempts: attempts.length,
    sessions: ended.length,
    previews: abandoned.length,
    importFiles: files.length,
    importRows: rows.length,
    fruitlessSearches: searches.length,
  };
}
