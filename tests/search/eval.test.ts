import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { folderOf, xc } from './support/xc.ts';

const estimate = z.object({ mean: z.number(), low: z.number(), high: z.number() });
const difference = estimate.extend({
  shareNotAbove: z.number(),
  wins: z.number(),
  losses: z.number(),
  ties: z.number(),
});
const measures = <T extends z.ZodType>(value: T) =>
  z.object({ ndcg: value, mrr: value, recall: value, groupMrr: value.optional() });
const reportSchema = z.object({
  subsets: z.array(
    z.object({
      subset: z.string(),
      queries: z.number(),
      figures: measures(estimate),
      against: measures(difference).nullable(),
    }),
  ),
  nothingRight: z.array(z.object({ query: z.string(), listed: z.number() })),
  perQuery: z.array(measures(z.number()).extend({ query: z.string() })),
});

async function evaluate(folder: string, ...more: string[]) {
  const args = ['eval', '--set', '.', '--run', 'a.run', '--json', ...more];
  const { code, out, err } = await xc(args, folder);
  expect(err).toBe('');
  expect(code).toBe(0);
  return reportSchema.parse(JSON.parse(out));
}

const ids = (names: string) => Array.from(names, (id) => ({ id }));
const table = (rows: readonly string[]) => rows.map((row) => row.replaceAll(' ', '\t')).join('\n');
/** A run in which each query lists documents of one letter, best first. */
const runOf = (lists: Readonly<Record<string, string>>) =>
  Object.entries(lists)
    .flatMap(([query, list]) =>
      Array.from(list, (id, at) => `${query} Q0 ${id} ${at + 1} ${100 - at} test`),
    )
    .join('\n');

describe('the measures', () => {
  it('are what a hand computes: gain 2^grade − 1, nothing for unjudged documents', async () => {
    const folder = folderOf({
      'queries.jsonl': ids('pqr'),
      'corpus.jsonl': ids('abcdx'),
      'qrels.tsv': table(['p a 3', 'p b 1', 'p c 0', 'q d 2', 'r a 1', 'r b 1']),
      'a.run': runOf({ p: 'bxa', q: 'xab', r: 'ab' }),
    });
    const { perQuery, subsets } = await evaluate(folder);
    const [p, q, r] = perQuery;
    expect(p?.ndcg).toBeCloseTo((1 + 7 / 2) / (7 + 1 / Math.log2(3)), 12);
    expect(p).toMatchObject({ mrr: 1, recall: 1 });
    expect(q).toMatchObject({ ndcg: 0, mrr: 0, recall: 0 });
    expect(r).toMatchObject({ ndcg: 1, mrr: 1, recall: 1 });
    expect(subsets).toHaveLength(1);
    expect(subsets[0]?.figures.mrr.mean).toBeCloseTo(2 / 3, 12);
  });

  it('look no deeper than they say: --k for nDCG, 50 for recall', async () => {
    const deep = Array.from({ length: 60 }, (_, at) => `d${at + 1}`);
    const folder = folderOf({
      'queries.jsonl': ids('q'),
      'corpus.jsonl': deep.map((id) => ({ id })),
      'qrels.tsv': table(['q d3 1', 'q d50 1', 'q d51 1']),
      'a.run': deep.map((id, at) => `q Q0 ${id} ${at + 1} 1 test`).join('\n'),
    });
    const [atTwo] = (await evaluate(folder, '--k', '2')).perQuery;
    expect(atTwo?.ndcg).toBe(0);
    expect(atTwo?.recall).toBeCloseTo(2 / 3, 12);
    const [atThree] = (await evaluate(folder, '--k', '3')).perQuery;
    expect(atThree?.ndcg).toBeCloseTo(0.5 / (1 + 1 / Math.log2(3) + 0.5), 12);
    expect(atThree?.mrr).toBeCloseTo(1 / 3, 12);
  });

  it('take the order from the rank column, also where scores tie or lines are mixed', async () => {
    const folder = folderOf({
      'queries.jsonl': ids('q'),
      'corpus.jsonl': ids('abc'),
      'qrels.tsv': table(['q b 1']),
      'a.run': 'q Q0 c 3 5 t\nq\tQ0\tb\t2\t5\tt\r\nq Q0 a 1 5 t\n\n',
    });
    expect((await evaluate(folder)).perQuery[0]?.mrr).toBe(0.5);
  });

  it('print hard queries apart, count hits of the right group, and leave out what has no answer', async () => {
    const folder = folderOf({
      'queries.jsonl': [
        { id: 'p', hard: true },
        { id: 'q', hard: false },
        { id: 'r' },
        { id: 's' },
      ],
      'corpus.jsonl': [
        { id: 'a', group: 'one' },
        { id: 'b', group: 'one' },
        { id: 'c', group: '' },
      ],
      'qrels.tsv': table(['p a 1', 'q c 1', 's a 0']),
      'a.run': runOf({ p: 'cba', q: 'ba', s: 'ab' }),
    });
    const { subsets, nothingRight } = await evaluate(folder);
    expect(subsets.map(({ subset, queries }) => [subset, queries])).toEqual([
      ['全部', 2],
      ['hard', 1],
    ]);
    expect(subsets[1]?.figures.mrr.mean).toBeCloseTo(1 / 3, 12);
    expect(subsets[1]?.figures.groupMrr?.mean).toBe(0.5);
    // A document without a group stands for no group.
    expect(subsets[0]?.figures.groupMrr?.mean).toBe(0.25);
    expect(nothingRight).toEqual([
      { query: 'r', listed: 0 },
      { query: 's', listed: 2 },
    ]);
  });
});

describe('the bootstrap', () => {
  const many = Array.from({ length: 30 }, (_, at) => `q${at}`);
  const set = {
    'queries.jsonl': many.map((id) => ({ id })),
    'corpus.jsonl': ids('ab'),
    'qrels.tsv': table(many.map((id) => `${id} a 1`)),
  };
  /** `right` of the 30 queries have the right document first, the others second. */
  const rightFor = (right: number) =>
    runOf(Object.fromEntries(many.map((id, at) => [id, at < right ? 'ab' : 'ba'])));

  it('gives the same interval every time, around the mean', async () => {
    const folder = folderOf({ ...set, 'a.run': rightFor(15) });
    const first = await evaluate(folder);
    expect(await evaluate(folder)).toEqual(first);
    const mrr = first.subsets[0]?.figures.mrr;
    expect(mrr?.mean).toBeCloseTo(0.75, 12);
    // Binomial: the standard error of the mean is 0.5 · √(¼ / 30) = 0.0456, times 1.96 is 0.089.
    expect(mrr?.low).toBeGreaterThan(0.62);
    expect(mrr?.low).toBeLessThan(0.7);
    expect(mrr?.high).toBeGreaterThan(0.8);
    expect(mrr?.high).toBeLessThan(0.88);
  });

  it('has no width where all queries are alike', async () => {
    const folder = folderOf({ ...set, 'a.run': rightFor(0) });
    const [all] = (await evaluate(folder)).subsets;
    expect(all?.figures.mrr).toEqual({ mean: 0.5, low: 0.5, high: 0.5 });
    expect(all?.against).toBeNull();
  });

  it('pairs two runs query by query', async () => {
    const folder = folderOf({ ...set, 'a.run': rightFor(20), 'b.run': rightFor(15) });
    const there = (await evaluate(folder, '--run2', 'b.run')).subsets[0]?.against?.mrr;
    expect(there).toMatchObject({ wins: 5, losses: 0, ties: 25 });
    expect(there?.mean).toBeCloseTo(5 / 60, 12);
    expect(there?.low).toBeGreaterThan(0);
    // A resample is not above 0 only when it has none of the 5: (25 / 30)^30 = 0.4 %.
    expect(there?.shareNotAbove).toBeLessThan(0.02);
    const same = (await evaluate(folder, '--run2', 'a.run')).subsets[0]?.against?.mrr;
    expect(same).toMatchObject({ mean: 0, low: 0, high: 0, shareNotAbove: 1, ties: 30 });
    const swapped = folderOf({ ...set, 'a.run': rightFor(15), 'b.run': rightFor(20) });
    const back = (await evaluate(swapped, '--run2', 'b.run')).subsets[0]?.against?.mrr;
    expect(back).toMatchObject({ wins: 0, losses: 5, shareNotAbove: 1 });
    expect(back?.mean).toBeCloseTo(-5 / 60, 12);
  });
});

describe('what cannot be read is named with file and line', () => {
  const good = {
    'queries.jsonl': '{"id":"q"}\n',
    'corpus.jsonl': '{"id":"a"}\n',
    'qrels.tsv': 'q\ta\t1\n',
    'a.run': 'q Q0 a 1 1.5 tag\n',
  };
  it.each([
    ['queries.jsonl', '{"id":"q"}\n\n{"id":', /queries\.jsonl 第 3 行：不是完整的 JSON/],
    ['queries.jsonl', '{"id":"q"}\n{"id":"q"}', /queries\.jsonl 第 2 行：编号 q 重复/],
    ['corpus.jsonl', '{"id":"a"}\n{"name":"b"}', /corpus\.jsonl 第 2 行：id 缺少/],
    ['corpus.jsonl', '{"id":"a b"}', /corpus\.jsonl 第 1 行：id 格式不对/],
    ['qrels.tsv', 'q\ta\t1\nq\tz\t1', /qrels\.tsv 第 2 行：评测集没有文档 z/],
    ['qrels.tsv', 'q a 1', /qrels\.tsv 第 1 行：应有 3 列/],
    ['qrels.tsv', 'q\ta\thigh', /qrels\.tsv 第 1 行：等级应是一位数字/],
    ['qrels.tsv', 'q\ta\t0', /没有判定为合适的文档/],
    ['a.run', 'q Q0 a 1 1', /a\.run 第 1 行：应有 6 列/],
    ['a.run', 'q Q0 a 0 1 tag', /a\.run 第 1 行：名次应是 1 以上的整数/],
    ['a.run', 'q Q0 a 1 best tag', /a\.run 第 1 行：.*分数应是数字/],
    ['a.run', 'q Q0 a 1 2 tag\nq Q0 a 2 1 tag', /a\.run 第 2 行：q 下的 a 重复/],
    ['a.run', 'z Q0 a 1 1 tag', /没有查询 z/],
  ])('%s: %j', async (name, content, message) => {
    const folder = folderOf({ ...good, [name]: content });
    const { code, out, err } = await xc(['eval', '--set', '.', '--run', 'a.run'], folder);
    expect(err).toMatch(message);
    expect([code, out]).toEqual([1, '']);
  });

  it.each([
    [['eval'], /--set/],
    [['eval', '--set', 'nowhere'], /找不到文件夹 .*nowhere/],
    [['eval', '--set', '.', '--run', 'missing.run'], /找不到文件 .*missing\.run/],
    [['eval', '--set', '.', '--run', 'a.run', '--k', '0'], /--k 要写 1 以上的整数/],
    [['eval', '--set', '.', '--best'], /没有 --best 这个选项/],
    [['eval', '--set', '.', '--run'], /--run 后面要写值/],
    [['eval', '--set', '.', 'a.run'], /多余的参数：a\.run/],
  ])('%j', async (args, message) => {
    const { code, err } = await xc(args, folderOf(good));
    expect(err).toMatch(message);
    expect(code).toBe(1);
  });

  it('while a good set is printed as a table', async () => {
    const folder = folderOf(good);
    const { code, out } = await xc(['eval', '--set', folder, '--run', join(folder, 'a.run')]);
    expect(code).toBe(0);
    expect(out).toMatch(/全部 +1 +1\.000 \[1\.000, 1\.000\] /);
  });
});

it('says what is wrong with a search server that does not answer', async () => {
  const folder = folderOf({
    'queries.jsonl': '{"id":"q","text":"电工"}',
    'corpus.jsonl': '{"id":"a","title":"电工"}',
  });
  const args = [
    'rank',
    '--set',
    '.',
    '--kind',
    'keyword',
    '--engine',
    'meilisearch',
    '--out',
    'a.run',
  ];
  // Port 9 discards: nobody answers there.
  const { code, err } = await xc(args, folder, { MEILI_URL: 'http://127.0.0.1:9' });
  expect(err).toMatch(/MEILI_URL 的搜索服务 .* 连不上/);
  expect(code).toBe(1);
});
