import { countPeopleOfSpeciality } from '@xincheng/db/people';
import type { Db } from '@xincheng/db/client';
import {
  findReferenceChange,
  findReferenceEntry,
  lockReference,
  type ReferenceEdit,
  type ReferenceRow,
  writeReferenceEdit,
} from '@xincheng/db/reference';
import type { ReferenceKind } from '@xincheng/db/vocabulary/reference';
import { type Actor, areaOf } from '../auth/actor.ts';
import { AppError, found } from '../errors.ts';
import { checkEntry, type WantedEntry } from './check-entry.ts';
import { isShipped } from './present.ts';
import { readTables, type ReferenceTables } from './tables.ts';
import { usesOf } from './uses.ts';

/** Who edits, when and why. */
export interface Editing {
  actor: Actor;
  at: Date;
  reason: string;
}

/** The reference data is the county's: a post in a township reads it only. */
export function requireCounty(actor: Actor): void {
  if (areaOf(actor).length !== 6) throw new AppError('forbidden');
}

/** Adds an entry. 409 where one of that key is there; one that was removed comes back. */
export async function addEntry(
  db: Db,
  wanted: WantedEntry & { source: string; reviewed: boolean },
  editing: Editing,
): Promise<ReferenceRow> {
  requireCounty(editing.actor);
  await lockReference(db);
  const tables = await readTables(db);
  if (tables[wanted.kind].some(({ key }) => key === wanted.key))
    throw new AppError('duplicate', {
      message: `已经有“${wanted.key}”这一条了，请打开它修改。`,
      fields: { key: '这个代号已经有了' },
    });
  return write(db, tables, wanted, editing);
}

/** Changes an entry. 404 where there is none, 409 when somebody changed it since `version`. */
export async function changeEntry(
  db: Db,
  wanted: WantedEntry & { version: number; source?: string; reviewed: boolean },
  editing: Editing,
): Promise<ReferenceRow> {
  requireCounty(editing.actor);
  await lockReference(db);
  const current = await currentEntry(db, wanted);
  const { source = current.source } = wanted;
  return write(db, await readTables(db), { ...wanted, source }, editing);
}

/** Removes an entry. 409 with the users' names while anything refers to it. */
export async function removeEntry(
  db: Db,
  entry: { kind: ReferenceKind; key: string; version: number },
  editing: Editing,
): Promise<void> {
  requireCounty(editing.actor);
  await lockReference(db);
  await currentEntry(db, entry);
  await requireUnused(db, await readTables(db), entry);
  await writeReferenceEdit(db, { ...editOf(entry, editing), after: null, reviewed: false });
}

/**
 * Takes a change back: the entry says again what it said before. 409 when it was changed since, when
 * it came with the product, or when what it would say does not fit the others any more.
 */
export async function undoChange(db: Db, id: number, editing: Editing): Promise<void> {
  requireCounty(editing.actor);
  await lockReference(db);
  const { change, latest } = found(await findReferenceChange(db, id));
  if (latest !== id)
    throw new AppError('conflict', {
      message: '这一条之后又改过，不能直接撤销这次改动。请打开条目，按需要再改。',
    });
  if (isShipped(change))
    throw new AppError('illegal_transition', {
      message: '这是随产品带来的条目，没有更早的内容可以退回。不需要它的话，可以删去。',
    });
  const { kind, key, before } = change;
  const tables = await readTables(db);
  const edit = { ...editOf({ kind, key }, editing), undoes: id, reviewed: false };
  if (before === null) {
    await requireUnused(db, tables, { kind, key });
    await writeReferenceEdit(db, { ...edit, after: null });
  } else {
    checkEntry(tables, { kind, key, name: before.name, value: before.value, confirmed: true });
    await writeReferenceEdit(db, { ...edit, after: before });
  }
}

async function currentEntry(
  db: Db,
  { kind, key, version }: { kind: ReferenceKind; key: string; version: number },
): Promise<ReferenceRow> {
  const row = await findReferenceEntry(db, kind, key);
  if (row === null || row.removedAt !== null) throw new AppError('not_found');
  if (row.version !== version) throw new AppError('conflict');
  return row;
}

function write(
  db: Db,
  tables: ReferenceTables,
  wanted: WantedEntry & { source: string; reviewed: boolean },
  editing: Editing,
): Promise<ReferenceRow> {
  const { name, value } = checkEntry(tables, wanted);
  const { source, reviewed } = wanted;
  const after = { name, value, source };
  return writeReferenceEdit(db, { ...editOf(wanted, editing), after, reviewed });
}

const editOf = (
  { kind, key }: { kind: ReferenceKind; key: string },
  { actor, at, reason }: Editing,
): Omit<ReferenceEdit, 'after' | 'reviewed'> => ({
  ...{ kind, key, reason, at },
  accountId: actor.accountId,
});

async function requireUnused(
  db: Db,
  tables: ReferenceTables,
  { kind, key }: { kind: ReferenceKind; key: string },
): Promise<void> {
  if (kind === 'weights')
    throw new AppError('illegal_transition', { message: '权重不能删去，只能修改。' });
  const users = usesOf(tables, kind, key).map(({ name }) => `“${name}”`);
  const people = kind === 'speciality' ? await countPeopleOfSpeciality(db, key) : 0;
  if (people > 0) users.push(`${String(people)} 个人的档案`);
  if (users.length === 0) return;
  const named = users.slice(0, 6).join('、');
  const rest = users.length > 6 ? `等 ${String(users.length)} 处` : '';
  throw new AppError('illegal_transition', {
    message: `还有别处用到它：${named}${rest}。请先在那里改掉，再来删。`,
  });
}
