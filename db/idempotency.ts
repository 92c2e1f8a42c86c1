import { and, eq } from 'drizzle-orm';
import type { Db } from './client.ts';
import { idempotencyKeys } from './schema/index.ts';

/**
 * Takes a key, or gives the row of whoever had it first. Waits while that one's transaction runs,
 * because the unique index does.
 */
export async function claimIdempotencyKey(
  db: Db,
  claim: { countyId: string; accountId: string; key: string; fingerprint: string; createdAt: Date },
): Promise<{ fingerprint: string; bodySealed: string | null } | null> {
  const taken = await db
    .insert(idempotencyKeys)
    .values(claim)
    .onConflictDoNothing()
    .returning({ id: idempotencyKeys.id });
  if (taken.length === 1) return null;
  return findIdempotentReply(db, claim.accountId, claim.key);
}

export async function findIdempotentReply(
  db: Db,
  accountId: string,
  key: string,
): Promise<{ fingerprint: string; bodySealed: string | null } | null> {
  const [earlier] = await db
    .select({ fingerprint: idempotencyKeys.fingerprint, bodySealed: idempotencyKeys.bodySealed })
    .from(idempotencyKeys)
    .where(and(eq(idempotencyKeys.accountId, accountId), eq(idempotencyKeys.key, key)));
  return earlier ?? null;
}

export async function keepIdempotentReply(
  db: Db,
  accountId: string,
  key: string,
  bodySealed: string,
): Promise<void> {
  await db
    .update(idempotencyKeys)
    .set({ bodySealed })
    .where(and(eq(idempotencyKeys.accountId, accountId), eq(idempotencyKeys.key, key)));
}
