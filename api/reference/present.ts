import { namesOf } from '@xincheng/db/accounts';
import type { Db } from '@xincheng/db/client';
import type { ListedChange, ReferenceRow } from '@xincheng/db/reference';
import {
  type ReferenceChange,
  type ReferenceEntry,
  referenceEntry,
} from '../contract/reference.ts';
import { differencesBetween, type Labels } from './differences.ts';

/** Entries for the eyes of staff, with the names of those who checked them. */
export async function presentEntries(
  db: Db,
  rows: readonly ReferenceRow[],
): Promise<ReferenceEntry[]> {
  const names = await namesOf(
    db,
    rows.flatMap(({ reviewedBy }) => reviewedBy ?? []),
  );
  return rows.map(({ kind, key, name, value, source, version, reviewedBy, reviewedAt }) =>
    referenceEntry.parse({
      ...{ kind, key, name, value, source, version, edited: version > 1 },
      reviewed:
        reviewedBy === null || reviewedAt === null
          ? null
          : { at: reviewedAt.toISOString(), by: names.get(reviewedBy) ?? '' },
    }),
  );
}

export async function presentEntry(db: Db, row: ReferenceRow): Promise<ReferenceEntry> {
  const [entry] = await presentEntries(db, [row]);
  if (entry === undefined) throw new Error('an entry was lost in presenting it');
  return entry;
}

/** Changes with who made them, in words. */
export async function presentChanges(
  db: Db,
  items: readonly ListedChange[],
  labels: Labels,
): Promise<ReferenceChange[]> {
  const names = await namesOf(
    db,
    items.flatMap(({ change }) => change.accountId ?? []),
  );
  return items.map(({ change, name, latest, undoneBy }) => {
    const { id, kind, key, before, after, reason, accountId, changedAt, undoes } = change;
    return {
      ...{ id, kind, key, name, reason, undoes, undoneBy },
      at: changedAt.toISOString(),
      by: accountId === null ? '' : (names.get(accountId) ?? ''),
      what: before === null ? 'added' : after === null ? 'removed' : 'changed',
      differences: differencesBetween(before, after, labels),
      canUndo: latest === id && !isShipped(change),
    };
  });
}

/** What came with the product is removed, if it is not wanted; there is nothing to go back to. */
export const isShipped = ({ before, accountId }: ListedChange['change']) =>
  before === null && accountId === null;
