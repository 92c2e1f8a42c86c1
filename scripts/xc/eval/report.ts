import { Fault } from '../../lib/console.ts';
import { difference, estimate, type Difference, type Estimate } from './bootstrap.ts';
import type { JudgedSet } from './judged-set.ts';
import { measuresOf, type Measure } from './metrics.ts';
import type { NearRun, Run } from './run.ts';

type Values<T> = Partial<Record<Measure['key'], T>>;

/** A part of the queries with its figures; only queries with a judged document count. */
interface SubsetFigures {
  readonly subset: string;
  readonly queries: number;
  readonly figures: Values<Estimate>;
  /** First run minus second, when there is a second. */
  readonly against: Values<Difference> | null;
}

/** What became of the judged near misses. */
export interface NearFigures {
  readonly judged: number;
  readonly found: number;
  /** Found within the first 20 of the person. */
  readonly foundIn20: number;
  /** Length of the average person's list. */
  readonly listed: number;
  readonly missed: readonly {
    readonly query: string;
    readonly document: string;
    readonly judged: string;
    /** Rank in the run where no gate keeps it away at all. */
    readonly rank: number | null;
  }[];
}

export interface Report {
  readonly measures: readonly Pick<Measure, 'key' | 'label'>[];
  readonly subsets: readonly SubsetFigures[];
  /** Queries for which nothing is right: their list should be empty. */
  readonly nothingRight: readonly { readonly query: string; readonly listed: number }[];
  readonly near: NearFigures | null;
  readonly perQuery: readonly ({ readonly query: string } & Values<number>)[];
}

/**
 * Measures a run on a judged set. `depth` is that of nDCG; a query without lines in the run counts as
 * an empty list. Throws a Fault when a run names what the set does not have.
 */
export function makeReport(
  set: JudgedSet,
  input: { run: Run; second: Run | null; near: NearRun | null; depth: number },
): Report {
  for (const run of [input.run, input.second, input.near]) if (run !== null) assertOf(set, run);
  const measures = measuresOf(input.depth, set.groups);
  const rightFor = (query: string) =>
    [...(set.grades.get(query)?.values() ?? [])].some((grade) => grade > 0);
  const judged = set.queries.filter(({ id }) => rightFor(id));
  if (judged.length === 0) throw new Fault('这个评测集没有判定为合适的文档，无从计算。');
  const score = (run: Run) =>
    new Map(judged.map(({ id }) => [id, measure(set, run, id, measures)]));
  const first = score(input.run);
  const second = input.second === null ? null : score(input.second);
  return {
    measures: measures.map(({ key, label }) => ({ key, label })),
    subsets: subsetsOf(set)
      .map(({ subset, ids }) => ({ subset, ids: ids.filter((id) => first.has(id)) }))
      .filter(({ ids }) => ids.length > 0)
      .map(({ subset, ids }) => figuresOf(subset, ids, measures, first, second)),
    nothingRight: set.queries
      .filter(({ id }) => !rightFor(id))
      .map(({ id }) => ({ query: id, listed: input.run.get(id)?.length ?? 0 })),
    near:
      input.near === null || set.near === null
        ? null
        : nearOf(set.near, input.near, input.run, set.queries.length),
    perQuery: [...first].map(([query, values]) => ({ query, ...values })),
  };
}

function assertOf(set: JudgedSet, run: Run | NearRun): void {
  const queries = new Set(set.queries.map(({ id }) => id));
  for (const [query, hits] of run) {
    if (!queries.has(query)) throw new Fault(`评测集没有查询 ${query}，结果文件不是这个集的。`);
    const stray = hits.find(({ id }) => !set.documents.has(id));
    if (stray) throw new Fault(`评测集没有文档 ${stray.id}，结果文件不是这个集的。`);
  }
}

function measure(
  set: JudgedSet,
  run: Run,
  query: string,
  measures: readonly Measure[],
): Values<number> {
  const ranked = (run.get(query) ?? []).map(({ id }) => id);
  const grades = set.grades.get(query) ?? new Map<string, number>();
  return Object.fromEntries(measures.map(({ key, of }) => [key, of(ranked, grades)]));
}

/** All; the hard ones where the set marks some; the halves of a match set's people in their order. */
function subsetsOf({ kind, queries }: JudgedSet): { subset: string; ids: string[] }[] {
  const pick = (subset: string, keep: (hard: boolean, at: number) => boolean) => ({
    subset,
    ids: queries.filter(({ hard }, at) => keep(hard, at)).map(({ id }) => id),
  });
  const half = Math.ceil(queries.length / 2);
  const halves = [
    pick('前一半', (_, at) => at < half),
    pick('后一半', (_, at) => at >= half),
    pick('单数位', (_, at) => at % 2 === 0),
    pick('双数位', (_, at) => at % 2 === 1),
  ];
  return [
    pick('全部', () => true),
    pick('hard', (hard) => hard),
    ...(kind === 'match' ? halves : []),
  ];
}

type Scored = ReadonlyMap<string, Values<number>>;

function figuresOf(
  subset: string,
  ids: readonly string[],
  measures: readonly Measure[],
  first: Scored,
  second: Scored | null,
): SubsetFigures {
  const column = (scored: Scored, key: Measure['key']) =>
    ids.map((id) => scored.get(id)?.[key] ?? 0);
  const each = <T>(work: (key: Measure['key']) => T): Values<T> =>
    Object.fromEntries(measures.map(({ key }) => [key, work(key)]));
  return {
    subset,
    queries: ids.length,
    figures: each((key) => estimate(column(first, key))),
    against: second && each((key) => difference(column(first, key), column(second, key))),
  };
}

function nearOf(
  judged: NonNullable<JudgedSet['near']>,
  near: NearRun,
  run: Run,
  people: number,
): NearFigures {
  const pairs = [...judged].flatMap(([query, documents]) =>
    [...documents].map(([document, words]) => ({
      query,
      document,
      judged: words,
      at: near.get(query)?.findIndex(({ id }) => id === document) ?? -1,
    })),
  );
  const rankOf = (query: string, document: string): number | null => {
    const at = run.get(query)?.findIndex(({ id }) => id === document) ?? -1;
    return at === -1 ? null : at + 1;
  };
  const lines = [...near.values()].reduce((sum, hits) => sum + hits.length, 0);
  return {
    judged: pairs.length,
    found: pairs.filter(({ at }) => at !== -1).length,
    foundIn20: pairs.filter(({ at }) => at !== -1 && at < 20).length,
    listed: lines / people,
    missed: pairs
      .filter(({ at }) => at === -1)
      .map(({ query, document, judged: words }) => ({
        query,
        document,
        judged: words,
        rank: rankOf(query, document),
      })),
  };
}
