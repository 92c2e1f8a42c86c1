import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Fault } from '../../lib/console.ts';
import { faultAt, idSchema, readJsonLines, readTable } from './files.ts';
import type { Grades } from './metrics.ts';

/** People → positions, or typed words → documents. */
export type SetKind = 'match' | 'keyword';

/** A judged set as measuring needs it. */
export interface JudgedSet {
  readonly kind: SetKind;
  /** In the order of their file. */
  readonly queries: readonly { readonly id: string; readonly hard: boolean }[];
  readonly documents: ReadonlySet<string>;
  /** Group by document, for those that have one. */
  readonly groups: ReadonlyMap<string, string>;
  /** Grades by query. */
  readonly grades: ReadonlyMap<string, Grades>;
  /** Judged near misses: query → document → the adviser's words; null when the set has none. */
  readonly near: ReadonlyMap<string, ReadonlyMap<string, string>> | null;
}

const querySchema = z.object({ id: idSchema, hard: z.boolean().optional() });
const documentSchema = z.object({ id: idSchema, group: z.string().optional() });

/** The kind of the set in `folder`. Throws a Fault when it holds neither. */
export function kindOfSet(folder: string): SetKind {
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new Fault(`找不到文件夹 ${folder}`);
  if (existsSync(join(folder, 'profiles.jsonl'))) return 'match';
  if (existsSync(join(folder, 'queries.jsonl'))) return 'keyword';
  throw new Fault(`${folder} 里没有 profiles.jsonl，也没有 queries.jsonl，不是评测集。`);
}

/** Reads queries, documents and grades. Throws a Fault naming file and line. */
export function readJudgedSet(folder: string): JudgedSet {
  const kind = kindOfSet(folder);
  const [queryFile, documentFile] =
    kind === 'match' ? ['profiles.jsonl', 'positions.jsonl'] : ['queries.jsonl', 'corpus.jsonl'];
  const queries = readJsonLines(join(folder, queryFile), querySchema);
  const documents = readJsonLines(join(folder, documentFile), documentSchema);
  const known: Known = {
    queries: new Set(queries.map(({ id }) => id)),
    documents: new Set(documents.map(({ id }) => id)),
  };
  const nearFile = join(folder, 'near.tsv');
  return {
    kind,
    queries: queries.map(({ id, hard = false }) => ({ id, hard })),
    documents: known.documents,
    groups: new Map(
      documents.flatMap(({ id, group = '' }) => (group === '' ? [] : [[id, group] as const])),
    ),
    grades: readGrades(join(folder, 'qrels.tsv'), known),
    near: existsSync(nearFile) ? byQuery(nearFile, known, (cell) => cell) : null,
  };
}

interface Known {
  readonly queries: ReadonlySet<string>;
  readonly documents: ReadonlySet<string>;
}

function readGrades(file: string, known: Known): Map<string, Map<string, number>> {
  return byQuery(file, known, (cell, line) => {
    if (!/^[0-9]$/.test(cell)) throw faultAt(file, line, `等级应是一位数字，现在是 ${cell}`);
    return Number(cell);
  });
}

/** Rows `query, document, value` as a map of maps. */
function byQuery<T>(
  file: string,
  known: Known,
  read: (cell: string, line: number) => T,
): Map<string, Map<string, T>> {
  const rows = new Map<string, Map<string, T>>();
  for (const { cells, number } of readTable(file, 3)) {
    const [query = '', document = '', value = ''] = cells;
    if (!known.queries.has(query)) throw faultAt(file, number, `评测集没有查询 ${query}`);
    if (!known.documents.has(document)) throw faultAt(file, number, `评测集没有文档 ${document}`);
    const row = rows.get(query) ?? new Map<string, T>();
    if (row.has(document)) throw faultAt(file, number, `${query} 下的 ${document} 重复`);
    row.set(document, read(value, number));
    rows.set(query, row);
  }
  return rows;
}
