import { desc, sql } from 'drizzle-orm';
import type { Db } from './client.ts';
import { auditEntries } from './schema/index.ts';

export async function insertAudit(db: Db, entry: typeof auditEntries.$inferInsert): Promise<void> {
  await db.insert(auditEntries).values(entry);
}

/** Newest first. */
export async function listAudit(db: Db, page: { limit: number; offset: number }) {
  const items = await db
    .select({
      id: auditEntries.id,
      at: auditEntries.at,
      accountId: auditEntries.accountId,
      role: auditEntries.role,
      action: auditEntries.action,
      subject: auditEntries.subject,
      reason: auditEntries.reason,
      ip: auditEntries.ip,
    })
    .from(auditEntries)
    .orderBy(desc(auditEntries.id))
    .limit(page.limit)
    .offset(page.offset);
  const [count] = await db.select({ total: sql<number>`count(*)::int` }).from(auditEntries);
  return { items, total: count?.total ?? 0 };
}
