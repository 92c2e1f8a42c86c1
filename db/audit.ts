import { desc, eq, sql } from 'drizzle-orm';
import type { Db } from './client.ts';
import { accounts, auditEntries } from './schema/index.ts';

export async function insertAudit(db: Db, entry: typeof auditEntries.$inferInsert): Promise<void> {
  await db.insert(auditEntries).values(entry);
}

/** Newest first. Names of accounts are left to those who may read accounts. */
export async function listAudit(db: Db, page: { limit: number; offset: number }) {
  const items = await db
    .select({
      id: auditEntries.id,
      at: auditEntries.at,
      accountId: auditEntries.accountId,
      by: accounts.displayName,
      role: auditEntries.role,
      action: auditEntries.action,
      subject: auditEntries.subject,
      reason: auditEntries.reason,
      ip: auditEntries.ip,
    })
    .from(auditEntries)
    .leftJoin(accounts, eq(accounts.id, auditEntries.accountId))
    .orderBy(desc(auditEntries.id))
    .limit(page.limit)
    .offset(page.offset);
  const [count] = await db.select({ total: sql<number>`count(*)::int` }).from(auditEntries);
  return { items, total: count?.total ?? 0 };
}
