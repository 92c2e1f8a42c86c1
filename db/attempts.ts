import { and, inArray, sql } from 'drizzle-orm';
import type { Db } from './client.ts';
import { signInAttempts } from './schema/index.ts';

/**
 * Counts one try at a password for each subject and gives the tries of the window, this one
 * included. One statement, counted before the password is looked at: parallel guesses all count.
 */
export async function countTry(
  db: Db,
  subjects: readonly string[],
  windowStart: Date,
): Promise<Map<string, number>> {
  const rows = await db
    .insert(signInAttempts)
    // In one order, so that two callers never wait for each other.
    .values([...subjects].sort().map((subject) => ({ subject, windowStart, tries: 1 })))
    .onConflictDoUpdate({
      target: [signInAttempts.subject, signInAttempts.windowStart],
      set: { tries: sql`${signInAttempts.tries} + 1` },
    })
    .returning({ subject: signInAttempts.subject, tries: signInAttempts.tries });
  return new Map(rows.map((row) => [row.subject, row.tries]));
}

/** Takes a try back: the password was right. */
export async function takeBackTry(
  db: Db,
  subjects: readonly string[],
  windowStart: Date,
): Promise<void> {
  await db
    .update(signInAttempts)
    .set({ tries: sql`greatest(${signInAttempts.tries} - 1, 0)` })
    .where(
      and(
        inArray(signInAttempts.subject, [...subjects]),
        sql`${signInAttempts.windowStart} = ${windowStart.toISOString()}`,
      ),
    );
}
