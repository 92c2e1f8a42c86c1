import { and, inArray, sql } from 'drizzle-orm';
import type { Db } from './client.ts';
import { signInAttempts } from './schema/index.ts';

/** Failures of each subject in the window, 0 where none. */
export async function countFailures(
  db: Db,
  subjects: readonly string[],
  windowStart: Date,
): Promise<Map<string, number>> {
  const rows = await db
    .select({ subject: signInAttempts.subject, failures: signInAttempts.failures })
    .from(signInAttempts)
    .where(
      and(
        inArray(signInAttempts.subject, [...subjects]),
        sql`${signInAttempts.windowStart} = ${windowStart.toISOString()}`,
      ),
    );
  return new Map(rows.map((row) => [row.subject, row.failures]));
}

/** Counts one more failure for each subject, in one statement, so that parallel guesses all count. */
export async function addFailure(
  db: Db,
  subjects: readonly string[],
  windowStart: Date,
): Promise<void> {
  await db
    .insert(signInAttempts)
    .values([...subjects].sort().map((subject) => ({ subject, windowStart, failures: 1 })))
    .onConflictDoUpdate({
      target: [signInAttempts.subject, signInAttempts.windowStart],
      set: { failures: sql`${signInAttempts.failures} + 1` },
    });
}
