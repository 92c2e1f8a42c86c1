/** Rows of a list of positions that are mended in the preview. */
import * as contract from '@xincheng/api/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SignedIn } from '../support/api.ts';
import { rowsOf, upload } from '../support/demo.ts';
import {
  confirm,
  correct,
  firms,
  type ImportCounty,
  mend,
  positions,
  startImportCounty,
  statuses,
  undo,
  type PositionRow,
} from '../support/import-county.ts';
import { behind, fingerprint } from '../support/sql.ts';

let county: ImportCounty;
let bureau: SignedIn;
let sugar: SignedIn;
beforeAll(async () => {
  county = await startImportCounty();
  ({ bureau, sugar } = county);
});
afterAll(() => county.api.close());

const about = (title: string, more: PositionRow = {}): PositionRow => ({
  ...{ 企业名称: firms.sugar, 岗位名称: title, 招聘人数: '3', 岗位职责: '按排班上岗' },
  ...{ 工作地点: '青石镇', '薪资待遇（元/月）': '3000-4000', ...more },
});
const preview = async (by: SignedIn, ...rows: PositionRow[]) =>
  (await upload(by, 'positions', '岗位.csv', positions(...rows))).id;
const cell = (column: string, text: string) => ({ cells: [{ column, text }] });
const kindsOf = (row: contract.ImportRow | undefined) => row?.issues.map(({ kind }) => kind);
const own = async (title: string) => {
  const { items } = await sugar.call(contract.listOwnPositions, { query: { limit: 100 } });
  return items.filter((item) => item.title === title);
};

describe('an unlawful condition', () => {
  it('marked at its words with source and proposal; the proposal taken, it is not held', async () => {
    const id = await preview(sugar, about('仓管员', { 性别要求: '限男性' }));
    const [row] = await rowsOf(sugar, id);
    expect(row?.note).toBe('held');
    const issue = row?.issues.find(({ kind }) => kind === 'discriminatory');
    expect(issue).toMatchObject({ action: 'flag', column: 'sex', words: '限男性' });
    expect(issue?.source).toMatch(/法|规定|条/);
    const mended = await mend(sugar, id, 0, cell('sex', issue?.proposal ?? '限男性'));
    expect(mended.note).toBeNull();
    expect(kindsOf(mended)).not.toContain('discriminatory');
    await confirm(sugar, id);
    expect(await own('仓管员')).toMatchObject([{ status: 'open', holdReasons: [] }]);
  });

  it('written into a clean row by a correction holds it', async () => {
    const id = await preview(sugar, about('巡检员'));
    const row = await mend(sugar, id, 0, cell('description', '按排班上岗，入职交押金500元'));
    expect(row.note).toBe('held');
    await confirm(sugar, id);
    expect(await own('巡检员')).toMatchObject([{ status: 'held' }]);
  });

  it('left as it is comes in held, the other rows open', async () => {
    const id = await preview(sugar, about('锅炉工', { 性别要求: '限男性' }), about('质检员'));
    expect((await confirm(sugar, id)).written).toBe(2);
    expect(await own('锅炉工')).toMatchObject([{ status: 'held' }]);
    expect(await own('质检员')).toMatchObject([{ status: 'open' }]);
  });
});

describe('an employer', () => {
  it('that is missing is named in the row, and made', async () => {
    const id = await preview(bureau, about('勤杂工', { 企业名称: '' }));
    const [row] = await rowsOf(bureau, id);
    expect(row?.status).toBe('wrong');
    expect(kindsOf(row)).toContain('employer_missing');
    const named = await mend(bureau, id, 0, cell('employer', '云岭县新冒头有限公司'));
    expect(kindsOf(named)).not.toContain('employer_missing');
    expect(named.label).toBe('勤杂工 · 云岭县新冒头有限公司');
    await confirm(bureau, id);
    const { items } = await bureau.call(contract.listEmployers, { query: { limit: 100 } });
    expect(items).toContainEqual(
      expect.objectContaining({ name: '云岭县新冒头有限公司', openPositions: 1 }),
    );
  });

  it('that is missing is one’s own for a firm’s user, once it is named', async () => {
    const id = await preview(sugar, about('包装工', { 企业名称: '' }));
    expect(await statuses(sugar, id)).toEqual(['wrong']);
    const row = await mend(sugar, id, 0, cell('employer', firms.sugar));
    expect(row.status).not.toBe('wrong');
    expect(await confirm(sugar, id)).toMatchObject({ written: 1 });
  });

  it('cannot be turned into another firm by its user, nor into a new one', async () => {
    const tables = ['positions', 'employers', 'field_events'];
    const before = await fingerprint(county.api.database.adminUrl, tables);
    const id = await preview(sugar, about('冒名工'));
    for (const name of [firms.freight, '云岭县没有的有限公司', `${firms.sugar}二分厂`]) {
      const row = await mend(sugar, id, 0, cell('employer', name));
      expect(row.status, name).toBe('wrong');
      expect(kindsOf(row)).toContain('other_employer');
    }
    await confirm(sugar, id);
    expect(await fingerprint(county.api.database.adminUrl, tables)).toBe(before);
  });

  it('stays the firm’s own in its file when the bureau corrects a row of it', async () => {
    const id = await preview(sugar, about('县改工'));
    const other = await mend(bureau, id, 0, cell('employer', firms.freight));
    expect(other.status).toBe('wrong');
    const back = await mend(bureau, id, 0, cell('employer', firms.sugar));
    expect(back.status).not.toBe('wrong');
    expect(await confirm(bureau, id)).toMatchObject({ written: 1 });
    expect(await own('县改工')).toHaveLength(1);
  });

  it('is corrected for the row alone: the others keep theirs', async () => {
    const id = await preview(bureau, about('分拣工甲'), about('分拣工乙'));
    await mend(bureau, id, 0, cell('employer', firms.freight));
    const labels = (await rowsOf(bureau, id)).map(({ label }) => label);
    expect(labels).toEqual([`分拣工甲 · ${firms.freight}`, `分拣工乙 · ${firms.sugar}`]);
  });
});

describe('a position', () => {
  it('without a title is wrong, and its correction is refused at a column of rosters', async () => {
    const id = await preview(sugar, about('临时名'));
    expect((await mend(sugar, id, 0, cell('title', ''))).status).toBe('wrong');
    expect((await correct(sugar, id, 0, cell('fullName', '韦某'))).statusCode).toBe(400);
    expect((await correct(sugar, id, 0, cell('idCardNo', '1'))).statusCode).toBe(400);
    expect((await mend(sugar, id, 0, cell('title', '正式名'))).status).not.toBe('wrong');
  });

  it('that is known is changed as chosen, field by field', async () => {
    await confirm(sugar, await preview(sugar, about('配电工')));
    const again = about('配电工', { 招聘人数: '8', '薪资待遇（元/月）': '4000-5000' });
    const id = await preview(sugar, again);
    const [row] = await rowsOf(sugar, id);
    const fields = row?.changes.map(({ field }) => field);
    expect(fields).toEqual(expect.arrayContaining(['headcount', 'salaryMin', 'salaryMax']));
    await mend(sugar, id, 0, {
      take: { salaryText: false, salaryMin: false, salaryMax: false },
    });
    expect((await confirm(sugar, id)).written).toBe(1);
    expect(await own('配电工')).toMatchObject([{ headcount: 8, salaryMin: 3000, salaryMax: 4000 }]);
    await undo(sugar, id);
    expect(await own('配电工')).toMatchObject([{ headcount: 3, salaryMin: 3000 }]);
  });

  it('retitled to one that is known is recognised as it; retitled away it is new', async () => {
    await confirm(sugar, await preview(sugar, about('钳工')));
    const id = await preview(sugar, about('前工', { 招聘人数: '9' }));
    const known = await mend(sugar, id, 0, cell('title', '钳工'));
    expect(known.changes.map(({ field }) => field)).toEqual(['headcount']);
    const away = await mend(sugar, id, 0, cell('title', '钳工学徒'));
    expect(away.changes).toEqual([]);
    await confirm(sugar, id);
    expect(await own('钳工')).toMatchObject([{ headcount: 3 }]);
    expect(await own('钳工学徒')).toMatchObject([{ headcount: 9 }]);
  });

  it('of two with one title, the one that is retitled takes no other’s record', async () => {
    await confirm(sugar, await preview(sugar, about('普工'), about('杂工')));
    const id = await preview(
      ...([sugar, about('普工', { 招聘人数: '5' })] as const),
      about('杂工', { 招聘人数: '6' }),
    );
    await mend(sugar, id, 1, cell('title', '普工'));
    const rows = await rowsOf(sugar, id);
    const ids = rows.map(({ entityId }) => entityId).filter((one) => one !== null);
    expect(new Set(ids).size).toBe(ids.length);
    await confirm(sugar, id);
    expect((await own('普工')).map(({ headcount }) => headcount).sort()).toEqual([5, 6]);
    expect(await own('杂工')).toMatchObject([{ headcount: 3 }]);
  });

  it('keeps hostile texts as texts', async () => {
    const id = await preview(sugar, about('文本工'));
    for (const text of [
      '<script>alert(1)</script>',
      '=cmd|"/c calc"!A0',
      '👍🏽优先',
      '𠮷'.repeat(999),
    ]) {
      const row = await mend(sugar, id, 0, cell('description', text));
      expect(row.cells).toContainEqual({ field: 'description', text });
    }
    expect((await confirm(sugar, id)).written).toBe(1);
  });

  it('shows the contact’s phone masked, and keeps it sealed', async () => {
    const id = await preview(sugar, about('门岗'));
    const row = await mend(sugar, id, 0, cell('contactAndPhone', '李工 13955556666'));
    expect(JSON.stringify(row)).not.toContain('13955556666');
    await confirm(sugar, id);
    const stored = await behind(
      county.api.database.adminUrl,
      (sql) => sql<{ text: string }[]>`
        select p::text as text from positions p where title = '门岗'
        union all select e::text from field_events e union all select r::text from import_rows r`,
    );
    for (const { text } of stored) expect(text).not.toContain('13955556666');
  });
});
