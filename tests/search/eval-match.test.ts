import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { folderOf, xc } from './support/xc.ts';

const somebody = {
  id: 'S1',
  name: '韦春生',
  birthDate: '1988-09-01',
  sex: 1,
  education: '60',
  townshipCode: '459921100',
  lat: 23.593,
  lng: 107.891,
  maxDistanceKm: null,
  specialityText: '炊事员',
  serviceYears: 5,
  rank: '下士',
  skillsText: '炒菜、卤味',
  certificates: ['健康证'],
  licences: [],
  experienceText: '',
  intents: ['厨师'],
  salaryMin: 3500,
  acceptShift: true,
  acceptLodging: true,
  notes: null,
};
const post = {
  id: 'P1',
  employer: '云岭县示例有限公司',
  title: '食堂厨师',
  description: '炒菜，食材验收，留样',
  requirementsText: '',
  requiredLicences: [],
  requiredCertificates: [],
  educationMin: null,
  ageMax: null,
  veteranAgeMax: null,
  salaryMin: 3500,
  salaryMax: 4500,
  headcount: 2,
  townshipCode: '459921100',
  lat: 23.593,
  lng: 107.891,
  shift: '白班',
  lodging: '不提供食宿',
  acceptsFamily: null,
};
const family = { specialityText: null, serviceYears: null, rank: null };
const set = {
  'profiles.jsonl': [
    somebody,
    { ...somebody, ...family, id: 'S2', certificates: [] },
    { ...somebody, id: 'S3', maxDistanceKm: 1, lat: 24.5 },
  ],
  'positions.jsonl': [
    post,
    { ...post, id: 'P2', title: '厨师', requiredLicences: ['C1'] },
    { ...post, id: 'P3', title: '帮厨', acceptsFamily: false },
    { ...post, id: 'P4', title: '食堂厨师', ageMax: 35 },
    { ...post, id: 'P5', title: '仓管员', description: '出入库，盘点' },
  ],
  'qrels.tsv': 'S1\tP1\t3\nS1\tP5\t1\nS2\tP1\t2\n',
  'near.tsv': 'S1\tP2\t缺C1驾照\nS2\tP4\t缺健康证\n',
};

const column = (text: string, at: number) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => line.split(/[ \t]/)[at] ?? '');

describe('xc rank', () => {
  it('writes what no gate keeps away, best first, and the near misses with what to do', async () => {
    const folder = folderOf(set);
    const args = ['rank', '--set', '.', '--out', 'a.run', '--near', 'a.near'];
    const { code, err } = await xc(args, folder);
    expect([code, err]).toEqual([0, '']);
    const run = readFileSync(join(folder, 'a.run'), 'utf8');
    const lines = run.trimEnd().split('\n');
    for (const line of lines) expect(line).toMatch(/^S[12] Q0 P\d \d \d{1,4} \S+$/);
    const of = (person: string) => lines.filter((line) => line.startsWith(person)).join('\n');
    // P2 asks for C1; P4 takes nobody over 35, and S1 is 36 that day; P3 takes no family.
    expect(column(of('S1'), 2).sort()).toEqual(['P1', 'P3', 'P5']);
    expect(column(of('S1'), 2)[0]).toBe('P1');
    expect(column(of('S2'), 2).sort()).toEqual(['P1', 'P5']);
    expect(column(of('S1'), 3)).toEqual(['1', '2', '3']);
    const scores = column(of('S1'), 4).map(Number);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    const near = readFileSync(join(folder, 'a.near'), 'utf8');
    expect(near).toMatch(/^S1\tP2\t\d+\t考取C1 驾驶证$/m);
    expect(column(near, 1)).not.toContain('P4');
  });

  it('writes at most --k lines a person, and counts ages on --day', async () => {
    const folder = folderOf(set);
    await xc(['rank', '--set', '.', '--out', 'one.run', '--k', '1'], folder);
    expect(column(readFileSync(join(folder, 'one.run'), 'utf8'), 0)).toEqual(['S1', 'S2']);
    await xc(['rank', '--set', '.', '--out', 'b.run', '--day', '2024-08-31'], folder);
    expect(column(readFileSync(join(folder, 'b.run'), 'utf8'), 2)).toContain('P4');
  });

  it.each([
    [['--kind', 'people'], /不认识的类型 people/],
    [['--engine', 'sql'], /match 没有引擎 sql，可以写 embedded/],
    [['--day', '2024-02-30'], /--day 要写成/],
    [['--out', 'no/such/a.run'], /不能写入 .*a\.run/],
  ])('refuses %j', async (more, message) => {
    const folder = folderOf(set);
    const { code, err } = await xc(['rank', '--set', '.', '--out', 'a.run', ...more], folder);
    expect(err).toMatch(message);
    expect(code).toBe(1);
    expect(existsSync(join(folder, 'a.run'))).toBe(false);
  });

  it.each([
    ['profiles.jsonl', { ...somebody, birthDate: '1988' }, /第 2 行：birthDate 格式不对/],
    ['profiles.jsonl', { ...somebody, id: 'S9', licences: 'C1' }, /第 2 行：licences 类型不对/],
    ['positions.jsonl', { ...post, title: undefined }, /第 2 行：title 缺少/],
    ['positions.jsonl', { ...post, lat: 123 }, /第 2 行：lat 超出范围/],
  ])('names the line of %s that it cannot read', async (name, row, message) => {
    const good = name === 'profiles.jsonl' ? { ...somebody, id: 'S8' } : { ...post, id: 'P8' };
    const folder = folderOf({ ...set, [name]: [good, row] });
    const { code, err } = await xc(['rank', '--set', '.', '--out', 'a.run'], folder);
    expect(err).toMatch(message);
    expect(err).toContain(name);
    expect(code).toBe(1);
  });
});

describe('xc eval of a match set', () => {
  it('gives the same figures from a written run as when it ranks by itself', async () => {
    const folder = folderOf(set);
    await xc(['rank', '--set', '.', '--out', 'a.run', '--near', 'a.near'], folder);
    const options = ['--run', 'a.run', '--near', 'a.near'];
    const written = await xc(['eval', '--set', '.', '--json', ...options], folder);
    const direct = await xc(['eval', '--set', '.', '--json'], folder);
    expect(written.code).toBe(0);
    expect(direct.out).toBe(written.out);
    const report = reportSchema.parse(JSON.parse(written.out));
    // Halves are of the people in their order; S3 has no right position, so it is in no figure.
    expect(report.subsets).toEqual([
      { subset: '全部', queries: 2 },
      { subset: '前一半', queries: 2 },
      { subset: '单数位', queries: 1 },
      { subset: '双数位', queries: 1 },
    ]);
    expect(report.nothingRight).toEqual([{ query: 'S3', listed: 0 }]);
    // P4 is out of reach for good: too old for it.
    expect(report.near).toMatchObject({ judged: 2, found: 1, foundIn20: 1 });
    expect(report.near.missed).toEqual([
      { query: 'S2', document: 'P4', judged: '缺健康证', rank: null },
    ]);
  });
});

const reportSchema = z.object({
  subsets: z.array(z.object({ subset: z.string(), queries: z.number() })),
  nothingRight: z.array(z.object({ query: z.string(), listed: z.number() })),
  near: z.object({
    judged: z.number(),
    found: z.number(),
    foundIn20: z.number(),
    missed: z.array(z.object({}).loose()),
  }),
});

describe('xc explain', () => {
  const explain = (folder: string, ...args: string[]) =>
    xc(['explain', ...args, '--set', '.'], folder);

  it('gives parts that sum, every condition, and what to do, with nothing of the person', async () => {
    const { code, out } = await explain(folderOf(set), 'S1', 'P2', '--json');
    expect(code).toBe(0);
    expect(out).not.toContain(somebody.name);
    expect(out).not.toContain(somebody.birthDate);
    const pair = pairSchema.parse(JSON.parse(out));
    expect(pair.score).toBeGreaterThan(0);
    expect(pair.parts.reduce((sum, { points }) => sum + points, 0)).toBe(pair.score);
    const failed = pair.gates.filter(({ passed }) => !passed);
    expect(failed).toEqual([{ rule: 'licence', passed: false }]);
    expect(pair.missing.map(({ what }) => what).join()).toContain('C1');
  });

  it('has the score that the run has, and says it in words', async () => {
    const folder = folderOf(set);
    await xc(['rank', '--set', '.', '--out', 'a.run'], folder);
    const line = /^S1 Q0 P1 \d+ (\d+) /m.exec(readFileSync(join(folder, 'a.run'), 'utf8'));
    const { out } = await explain(folder, 'S1', 'P1');
    expect(out).toContain(`S1 × P1：${line?.[1] ?? '?'} 分，可以列入`);
  });

  it.each([
    [['S1'], /请写明人员编号和岗位编号/],
    [['S7', 'P1'], /没有人员 S7/],
    [['S1', 'P7'], /没有岗位 P7/],
  ])('refuses %j', async (args, message) => {
    const { code, err } = await explain(folderOf(set), ...args);
    expect(err).toMatch(message);
    expect(code).toBe(1);
  });

  it('without a set wants ids of the running installation', async () => {
    const { code, err } = await xc(['explain', 'S1', 'P1']);
    expect(err).toMatch(/S1 不是人员或岗位的编号/);
    expect(code).toBe(1);
  });
});

const pairSchema = z.strictObject({
  score: z.number(),
  parts: z.array(z.object({ part: z.string(), points: z.number() })),
  gates: z.array(z.object({ rule: z.string(), passed: z.boolean() })),
  missing: z.array(z.object({ what: z.string(), hint: z.string() })),
});
