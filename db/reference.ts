import { isDeepStrictEqual } from 'node:util';
import { and, asc, count, desc, eq, gte, isNotNull, isNull, lte, max, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { chunks } from './chunks.ts';
import type { Db } from './client.ts';
import { holidays, referenceChanges, referenceEntries, rules } from './schema/index.ts';
import type { ReferenceState } from './schema/reference.ts';
import type { ReferenceKind } from './vocabulary/reference.ts';

export type ReferenceRow = typeof referenceEntries.$inferSelect;
export type ReferenceChangeRow = typeof referenceChanges.$inferSelect;
export type RuleRow = typeof rules.$inferSelect;
export type { ReferenceState } from './schema/reference.ts';

/** All entries in force, of one kind or of all, in their order. */
export async function listReferenceEntries(db: Db, kind?: ReferenceKind): Promise<ReferenceRow[]> {
  return db
    .select()
    .from(referenceEntries)
    .where(
      and(
        isNull(referenceEntries.removedAt),
        kind === undefined ? undefined : eq(referenceEntries.kind, kind),
      ),
    )
    .orderBy(asc(referenceEntries.kind), asc(referenceEntries.order), asc(referenceEntries.key))
    .limit(20_000);
}

/** One entry, a removed one too. */
export async function findReferenceEntry(
  db: Db,
  kind: ReferenceKind,
  key: string,
): Promise<ReferenceRow | null> {
  const [row] = await db.select().from(referenceEntries).where(isEntry(kind, key));
  return row ?? null;
}

const isEntry = (kind: ReferenceKind, key: string) =>
  and(eq(referenceEntries.kind, kind), eq(referenceEntries.key, key));

/** Keys and names of one kind, in their order. */
export async function listReferenceNames(
  db: Db,
  kind: ReferenceKind,
): Promise<{ key: string; name: string }[]> {
  return db
    .select({ key: referenceEntries.key, name: referenceEntries.name })
    .from(referenceEntries)
    .where(and(eq(referenceEntries.kind, kind), isNull(referenceEntries.removedAt)))
    .orderBy(asc(referenceEntries.order), asc(referenceEntries.key))
    .limit(20_000);
}

/** The latest change of all; 0 before anything was seeded. */
export async function latestReferenceChange(db: Db): Promise<number> {
  const [row] = await db.select({ id: max(referenceEntries.changeId) }).from(referenceEntries);
  return row?.id ?? 0;
}

/** Whoever edits waits here for the others, so that what is checked still holds when it is written. */
export async function lockReference(db: Db): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(hashtext('xc.reference'))`);
}

/** Rules in force on a day, one version of each. */
export async function rulesOn(db: Db, day: string): Promise<RuleRow[]> {
  return db
    .select()
    .from(rules)
    .where(and(lte(rules.validFrom, day), or(isNull(rules.validTo), gte(rules.validTo, day))))
    .orderBy(asc(rules.key), asc(rules.validFrom))
    .limit(1000);
}

/** All rules, of other days too. */
export async function listRules(db: Db): Promise<RuleRow[]> {
  return db.select().from(rules).orderBy(asc(rules.key), asc(rules.validFrom)).limit(1000);
}

/** An edit of one entry; `after` null removes it. */
export interface ReferenceEdit {
  kind: ReferenceKind;
  key: string;
  after: ReferenceState | null;
  reason: string;
  accountId: string;
  at: Date;
  reviewed: boolean;
  undoes?: number;
}

/** Writes an edit with its change; the entry as it is now. Under `lockReference` only. */
export async function writeReferenceEdit(db: Db, edit: ReferenceEdit): Promise<ReferenceRow> {
  const { kind, key, after, reason, accountId, at, reviewed } = edit;
  const current = await findReferenceEntry(db, kind, key);
  const [change] = await db
    .insert(referenceChanges)
    .values({
      ...{ kind, key, after, reason, accountId, changedAt: at, undoes: edit.undoes ?? null },
      before: current === null || current.removedAt !== null ? null : stateOf(current),
    })
    .returning({ id: referenceChanges.id });
  const mark = reviewed
    ? { reviewedBy: accountId, reviewedAt: at }
    : { reviewedBy: null, reviewedAt: null };
  const now = {
    ...(after ?? {}),
    ...mark,
    changeId: change?.id ?? null,
    removedAt: after === null ? at : null,
  };
  const [row] =
    current === null
      ? await db
          .insert(referenceEntries)
          .values({ kind, key, ...required(after), ...now, version: 2, order: await lastPlace(db) })
          .returning()
      : await db
          .update(referenceEntries)
          .set({ ...now, version: sql`${referenceEntries.version} + 1` })
          .where(isEntry(kind, key))
          .returning();
  return required(row ?? null);
}

export const stateOf = ({ name, value, source }: ReferenceState): ReferenceState => ({
  ...{ name, value, source },
});

/** Behind all others, whatever their kind. */
async function lastPlace(db: Db): Promise<number> {
  const [row] = await db.select({ order: max(referenceEntries.order) }).from(referenceEntries);
  return (row?.order ?? 0) + 1;
}

function required<T>(value: T | null): T {
  if (value === null) throw new Error('an entry that is not there cannot be removed');
  return value;
}

export interface ListedChange {
  change: ReferenceChangeRow;
  /** Of the entry as it is now. */
  name: string;
  /** The entry's latest change. */
  latest: number | null;
  undoneBy: number | null;
}

const undoing = alias(referenceChanges, 'undoing');

const selectChanges = (db: Db) =>
  db
    .select({
      change: referenceChanges,
      name: referenceEntries.name,
      latest: referenceEntries.changeId,
      undoneBy: sql<number | null>`(select max(${undoing.id})::int from ${referenceChanges} undoing
        where ${undoing.undoes} = ${referenceChanges.id})`,
    })
    .from(referenceChanges)
    .innerJoin(
      referenceEntries,
      and(
        eq(referenceEntries.kind, referenceChanges.kind),
        eq(referenceEntries.key, referenceChanges.key),
      ),
    );

/**
 * Changes that the reader may see, newest first: of one entry, or of all but without what the product
 * came with.
 */
export async function listReferenceChanges(
  db: Db,
  page: { limit: number; offset: number },
  entry?: { kind: ReferenceKind; key: string },
): Promise<{ items: ListedChange[]; total: number }> {
  const where =
    entry === undefined
      ? or(isNotNull(referenceChanges.before), isNotNull(referenceChanges.accountId))
      : and(eq(referenceChanges.kind, entry.kind), eq(referenceChanges.key, entry.key));
  const items = await selectChanges(db)
    .where(where)
    .orderBy(desc(referenceChanges.id))
    .limit(page.limit)
    .offset(page.offset);
  const [counted] = await db.select({ total: count() }).from(referenceChanges).where(where);
  return { items, total: counted?.total ?? 0 };
}

export async function findReferenceChange(db: Db, id: number): Promise<ListedChange | null> {
  const [row] = await selectChanges(db).where(eq(referenceChanges.id, id));
  return row ?? null;
}

/** An entry as it ships with the product. */
export interface ShippedEntry extends ReferenceState {
  kind: ReferenceKind;
  key: string;
  order: number;
}

/**
 * Loads the reference data that comes with the product, with a change for each entry that becomes
 * another one. What staff have edited or removed is kept, what no longer ships stays; `complete` gives
 * an edited entry the fields that are new since.
 */
export async function seedReference(
  db: Db,
  data: {
    entries: readonly ShippedEntry[];
    rules: (typeof rules.$inferInsert)[];
    holidays: (typeof holidays.$inferInsert)[];
    complete: (edited: ReferenceState['value'], shipped: ShippedEntry) => ReferenceState['value'];
  },
  at: Date,
): Promise<void> {
  await lockReference(db);
  await db.insert(rules).values(data.rules).onConflictDoNothing();
  if (data.holidays.length > 0)
    await db.insert(holidays).values(data.holidays).onConflictDoNothing();
  const rows = await db.select().from(referenceEntries).limit(20_000);
  const known = new Map(rows.map((row) => [`${row.kind} ${row.key}`, row]));
  const changed: { shipped: ShippedEntry; before: ReferenceState | null; after: ReferenceState }[] =
    [];
  for (const shipped of data.entries) {
    const row = known.get(`${shipped.kind} ${shipped.key}`);
    if (row === undefined) changed.push({ shipped, before: null, after: stateOf(shipped) });
    else if (row.removedAt === null) {
      const before = stateOf(row);
      const after =
        row.version === 1
          ? stateOf(shipped)
          : { ...before, value: data.complete(before.value, shipped) };
      if (!isDeepStrictEqual(before, after)) changed.push({ shipped, before, after });
    }
  }
  for (const some of chunks(changed, 500)) await seedChanged(db, some, at);
}

async function seedChanged(
  db: Db,
  changed: readonly {
    shipped: ShippedEntry;
    before: ReferenceState | null;
    after: ReferenceState;
  }[],
  at: Date,
): Promise<void> {
  const ids = await db
    .insert(referenceChanges)
    .values(
      changed.map(({ shipped: { kind, key }, before, after }) => ({
        ...{ kind, key, before, after, changedAt: at },
        reason: before === null ? '随产品发布' : '随产品新版本更新',
      })),
    )
    .returning({
      ...{ id: referenceChanges.id, kind: referenceChanges.kind, key: referenceChanges.key },
    });
  const idOf = new Map(ids.map(({ id, kind, key }) => [`${kind} ${key}`, id]));
  await db
    .insert(referenceEntries)
    .values(
      changed.map(({ shipped: { kind, key, order }, after }) => ({
        ...{ kind, key, order, ...after },
        changeId: idOf.get(`${kind} ${key}`) ?? null,
      })),
    )
    .onConflictDoUpdate({
      target: [referenceEntries.kind, referenceEntries.key],
      set: {
        name: sql`excluded.name`,
        value: sql`excluded.value`,
        source: sql`excluded.source`,
        order: sql`excluded.order`,
        changeId: sql`excluded.change_id`,
      },
    });
}
