import { faultAt, readLines, readTable, writeText } from './files.ts';

/** Documents by query, best first. */
export type Run = ReadonlyMap<string, readonly { readonly id: string; readonly score: number }[]>;

/** Near misses by query, best first; `actions` is Chinese. */
export type NearRun = ReadonlyMap<
  string,
  readonly { readonly id: string; readonly score: number; readonly actions: string }[]
>;

/** Writes `qid Q0 docid rank score tag`, rank from 1, in the run's own order. */
export function writeRun(file: string, run: Run, tag: string): void {
  const lines = [...run].flatMap(([query, hits]) =>
    hits.map(({ id, score }, at) => `${query} Q0 ${id} ${at + 1} ${score} ${tag}\n`),
  );
  writeText(file, lines.join(''));
}

/**
 * Reads a TREC run; the rank column gives the order, since tools differ in how they break ties of the
 * score. Throws a Fault naming file and line.
 */
export function readRun(file: string): Run {
  const run = new Map<string, { id: string; score: number; rank: number }[]>();
  const seen = new Set<string>();
  for (const { text, number } of readLines(file)) {
    const [query, , id, rank, score, tag, ...more] = text.trim().split(/\s+/);
    if (query === undefined || id === undefined || tag === undefined || more.length > 0)
      throw faultAt(file, number, '应有 6 列：查询 Q0 文档 名次 分数 标签');
    if (!/^[1-9]\d*$/.test(rank ?? '') || !Number.isFinite(Number(score)))
      throw faultAt(file, number, '名次应是 1 以上的整数，分数应是数字');
    if (seen.has(`${query} ${id}`)) throw faultAt(file, number, `${query} 下的 ${id} 重复`);
    seen.add(`${query} ${id}`);
    const hits = run.get(query) ?? [];
    hits.push({ id, score: Number(score), rank: Number(rank) });
    run.set(query, hits);
  }
  for (const hits of run.values()) hits.sort((a, b) => a.rank - b.rank);
  return run;
}

/** Writes `qid\tdocid\tscore\tactions`, best first. */
export function writeNear(file: string, near: NearRun): void {
  const lines = [...near].flatMap(([query, hits]) =>
    hits.map(({ id, score, actions }) => `${query}\t${id}\t${score}\t${actions}\n`),
  );
  writeText(file, lines.join(''));
}

/** Reads what `writeNear` wrote. Throws a Fault naming file and line. */
export function readNear(file: string): NearRun {
  const near = new Map<string, { id: string; score: number; actions: string }[]>();
  for (const { cells, number } of readTable(file, 4)) {
    const [query = '', id = '', score = '', actions = ''] = cells;
    if (!Number.isFinite(Number(score))) throw faultAt(file, number, '第三列应是分数');
    const hits = near.get(query) ?? [];
    hits.push({ id, score: Number(score), actions });
    near.set(query, hits);
  }
  return near;
}
