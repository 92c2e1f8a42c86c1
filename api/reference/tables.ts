import type { Db } from '@xincheng/db/client';
import { listReferenceEntries, listRules, type ReferenceRow } from '@xincheng/db/reference';
import type { ReferenceKind } from '@xincheng/db/vocabulary/reference';
import type { z } from 'zod';
import { type referenceValues, referenceValues as shapes } from '../contract/reference-values.ts';

type ValueOf<K extends ReferenceKind> = z.infer<(typeof referenceValues)[K]>;

/** An entry whose value has been read by its kind's shape. */
export interface Entry<K extends ReferenceKind = ReferenceKind> {
  kind: K;
  key: string;
  name: string;
  value: ValueOf<K>;
}
export type AnyEntry = { [K in ReferenceKind]: Entry<K> }[ReferenceKind];

/** All entries in force, in their order, and the rules that they may name. */
export interface ReferenceTables {
  skill: Entry<'skill'>[];
  speciality: Entry<'speciality'>[];
  occupation: Entry<'occupation'>[];
  certificate: Entry<'certificate'>[];
  weights: Entry<'weights'>[];
  /** Titles by key; of rules that hold on another day too. */
  rules: ReadonlyMap<string, string>;
}

/** Throws ZodError for a stored value that is not of its kind's shape. */
export async function readTables(db: Db): Promise<ReferenceTables> {
  const rows = await listReferenceEntries(db);
  const rules = await listRules(db);
  return {
    skill: entriesOf(rows, 'skill'),
    speciality: entriesOf(rows, 'speciality'),
    occupation: entriesOf(rows, 'occupation'),
    certificate: entriesOf(rows, 'certificate'),
    weights: entriesOf(rows, 'weights'),
    rules: new Map(rules.map(({ key, title }) => [key, title])),
  };
}

function entriesOf<K extends ReferenceKind>(rows: readonly ReferenceRow[], kind: K): Entry<K>[] {
  return rows
    .filter((row) => row.kind === kind)
    .map(({ key, name, value }) => ({
      ...{ kind, key, name },
      value: shapes[kind].parse(value) as ValueOf<K>,
    }));
}

/** The tables with one entry put in, in the place of the former one of its key or behind all others. */
export function withEntry(tables: ReferenceTables, entry: AnyEntry): ReferenceTables {
  const put = <K extends ReferenceKind>(list: Entry<K>[], one: Entry<K>): Entry<K>[] =>
    list.some(({ key }) => key === one.key)
      ? list.map((other) => (other.key === one.key ? one : other))
      : [...list, one];
  if (entry.kind === 'skill') return { ...tables, skill: put(tables.skill, entry) };
  if (entry.kind === 'speciality') return { ...tables, speciality: put(tables.speciality, entry) };
  if (entry.kind === 'occupation') return { ...tables, occupation: put(tables.occupation, entry) };
  if (entry.kind === 'certificate')
    return { ...tables, certificate: put(tables.certificate, entry) };
  return { ...tables, weights: put(tables.weights, entry) };
}

export function withoutEntry(
  tables: ReferenceTables,
  kind: ReferenceKind,
  key: string,
): ReferenceTables {
  return { ...tables, [kind]: tables[kind].filter((entry) => entry.key !== key) };
}

/** A trade is the first level of the skill tree. */
export const isTrade = ({ key }: { key: string }) => !key.includes('.');
