/** What the columns of a file mean: told by a clerk, read again, remembered for that sender alone. */
import * as contract from '@xincheng/api/contract';
import type { ErrorBody, ImportDetail } from '@xincheng/api/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SignedIn } from '../support/api.ts';
import { rowsOf, upload } from '../support/demo.ts';
import {
  batchOf,
  confirm,
  csv,
  firms,
  type ImportCounty,
  mend,
  personNamed,
  places,
  startImportCounty,
  statuses,
} from '../support/import-county.ts';
import { behind } from '../support/sql.ts';

let county: ImportCounty;
let bureau: SignedIn;
let qingshi: SignedIn;
let hekou: SignedIn;
beforeAll(async () => {
  county = await startImportCounty();
  ({ bureau, qingshi, hekou } = county);
});
afterAll(() => county.api.close());

const newId = () => county.newId();
type Said = { heading: string; column: string | null };
const say = (by: SignedIn, id: string, ...columns: Said[]) =>
  by.ask(contract.setImportColumns, { params: { id }, body: { columns } });
/** Tells the meanings; the batch as it was read again. */
async function told(by: SignedIn, id: string, ...columns: Said[]): Promise<ImportDetail> {
  const reply = await say(by, id, ...columns);
  if (reply.statusCode !== 200) throw new Error(`${String(reply.statusCode)} ${reply.body}`);
  return batchOf(by, id);
}
const columnOf = ({ tables }: ImportDetail, heading: string) =>
  tables.flatMap(({ columns }) => columns).find((column) => column.heading === heading);

/** A roster with some headings of its own. */
const withHeadings = (headings: Partial<Record<string, string>>, ...rows: string[][]) =>
  csv(
    ['姓名', '性别', '公民身份号码', '户籍地', '备注'].map((name) => headings[name] ?? name),
    ...rows,
  );
const line = (name: string, idCardNo = newId(), place: string = places.qingshi, remark = '') => [
  ...[name, '男', idCardNo, place, remark],
];

describe('a heading that nobody knows', () => {
  it('told to be the ID number lets the rows in', async () => {
    const file = withHeadings({ 公民身份号码: '个人识别码' }, line('韦识别'), line('韦识别二'));
    const before = await upload(qingshi, 'roster', '识别码.csv', file);
    expect(before.counts).toMatchObject({ wrong: 2, new: 0 });
    expect(columnOf(before, '个人识别码')).toMatchObject({ column: null, by: 'none' });
    const after = await told(qingshi, before.id, { heading: '个人识别码', column: 'idCardNo' });
    expect(after).toMatchObject({ status: 'preview', counts: { new: 2, wrong: 0 } });
    expect(columnOf(after, '个人识别码')).toMatchObject({ column: 'idCardNo', by: 'said' });
    expect((await confirm(qingshi, before.id)).written).toBe(2);
    expect(await personNamed(qingshi, '韦识别二')).not.toBeNull();
  });

  it('told to be the name lets the table be found', async () => {
    const file = withHeadings({ 姓名: '称谓' }, line('韦称谓'), line('韦称谓二'));
    const before = await upload(qingshi, 'roster', '称谓.csv', file);
    const after = await told(qingshi, before.id, { heading: '称谓', column: 'fullName' });
    expect(after).toMatchObject({ status: 'preview', counts: { new: 2 } });
  });

  it('is remembered for the next file of this station, for nobody else', async () => {
    const file = (name: string, place: string) =>
      withHeadings({ 备注: '本站记事' }, line(name, newId(), place, '会修拖拉机'));
    const { id } = await upload(qingshi, 'roster', '一.csv', file('韦记得', places.qingshi));
    await told(qingshi, id, { heading: ' 本站记事（新） ', column: 'experience' });
    const meaning = async (by: SignedIn, place: string) =>
      columnOf(await upload(by, 'roster', '二.csv', file('韦记得二', place)), '本站记事')?.column;
    expect(await meaning(qingshi, places.qingshi)).toBe('experience');
    expect(await meaning(hekou, places.hekou)).toBeNull();
    expect(await meaning(bureau, places.qingshi)).toBeNull();
  });

  it('of a village is not the township’s, nor the other way round', async () => {
    const village = await county.api.signIn(
      await county.world.account('village', { role: 'station_clerk', area: '459921101201' }),
    );
    const file = () => withHeadings({ 备注: '村里记事' }, line('韦村记', newId(), '青石镇弄岩村'));
    const { id } = await upload(village, 'roster', '村.csv', file());
    await told(village, id, { heading: '村里记事', column: 'experience' });
    const ofTownship = await upload(qingshi, 'roster', '镇.csv', file());
    expect(columnOf(ofTownship, '村里记事')?.column).toBeNull();
    const ofVillage = await upload(village, 'roster', '村.csv', file());
    expect(columnOf(ofVillage, '村里记事')?.column).toBe('experience');
  });

  it('told in a station’s file by the bureau is the station’s', async () => {
    const file = () => withHeadings({ 备注: '县里教的' }, line('韦县教'));
    const { id } = await upload(qingshi, 'roster', '站.csv', file());
    await told(bureau, id, { heading: '县里教的', column: 'hobby' });
    const station = await upload(qingshi, 'roster', '站.csv', file());
    expect(columnOf(station, '县里教的')).toMatchObject({ column: 'hobby', by: 'said' });
    const own = await upload(bureau, 'roster', '县.csv', file());
    expect(columnOf(own, '县里教的')).toMatchObject({ column: null, by: 'none' });
  });

  it('told otherwise later: the last word counts', async () => {
    const file = () =>
      withHeadings({ 备注: '两说' }, line('韦两说', newId(), places.qingshi, '棋'));
    const { id } = await upload(qingshi, 'roster', '两说.csv', file());
    await told(qingshi, id, { heading: '两说', column: 'hobby' });
    const again = await told(qingshi, id, { heading: '两说', column: 'skills' });
    expect(columnOf(again, '两说')?.column).toBe('skills');
    const next = await upload(qingshi, 'roster', '两说.csv', file());
    expect(columnOf(next, '两说')?.column).toBe('skills');
    const rows = await behind(
      county.api.database.adminUrl,
      (sql) => sql`select from column_meanings where heading = '两说'`,
    );
    expect(rows).toHaveLength(1);
  });
});

describe('a heading that is known', () => {
  it('told to mean nothing is not read, and shown as said', async () => {
    const file = () => withHeadings({}, line('韦不读', newId(), places.qingshi, '别读我'));
    const { id } = await upload(hekou, 'roster', '不读.csv', file());
    const after = await told(hekou, id, { heading: '备注', column: null });
    expect(columnOf(after, '备注')).toMatchObject({ column: null, by: 'said' });
    const [row] = await rowsOf(hekou, id);
    expect(row?.cells.map(({ field }) => field)).not.toContain('remark');
    // Nothing is lost: the text still stands in the row.
    expect(row?.source.map(({ text }) => text)).toContain('别读我');
    await told(hekou, id, { heading: '备注', column: 'remark' });
    expect((await rowsOf(hekou, id))[0]?.cells.map(({ field }) => field)).toContain('remark');
  });

  it('that the table stands on: a slip can be taken back, for this file and the next', async () => {
    const station = await county.api.signIn(
      await county.world.account('slip', { role: 'station_clerk', area: '459921103' }),
    );
    const file = () => withHeadings({}, line('韦点错'));
    const { id } = await upload(station, 'roster', '点错.csv', file());
    await say(station, id, { heading: '姓名', column: null });
    const back = await say(station, id, { heading: '姓名', column: 'fullName' });
    expect(back.statusCode).toBe(200);
    const next = await upload(station, 'roster', '下一份.csv', file());
    expect(next.status).toBe('preview');
  });

  it('given to two columns is given to the one that was said', async () => {
    const file = csv(
      ['姓名', '性别', '公民身份号码', '户籍地', '原证件', '备注'],
      ['韦两列', '男', '不是号码', places.qingshi, newId(), ''],
    );
    const { id } = await upload(qingshi, 'roster', '两列.csv', file);
    const after = await told(qingshi, id, { heading: '原证件', column: 'idCardNo' });
    expect(columnOf(after, '原证件')?.column).toBe('idCardNo');
    expect(columnOf(after, '公民身份号码')?.column).toBeNull();
    expect(after.counts).toMatchObject({ new: 1 });
  });
});

describe('reading again', () => {
  it('drops corrections that were made before', async () => {
    const file = withHeadings({ 备注: '重读用' }, line('韦重读', '45992119900101'));
    const { id } = await upload(qingshi, 'roster', '重读.csv', file);
    const first = (await rowsOf(qingshi, id))[0]?.id;
    await mend(qingshi, id, 0, { cells: [{ column: 'idCardNo', text: newId() }] });
    expect(await statuses(qingshi, id)).toEqual(['new']);
    await told(qingshi, id, { heading: '重读用', column: 'remark' });
    const rows = await rowsOf(qingshi, id);
    expect(rows.map(({ status }) => status)).toEqual(['wrong']);
    expect(rows[0]?.id).not.toBe(first);
    expect(rows[0]?.source.some(({ edited }) => edited)).toBe(false);
  });

  it('is not done once the batch is decided on: 409', async () => {
    const { id } = await upload(qingshi, 'roster', '晚了.csv', withHeadings({}, line('韦晚了')));
    await confirm(qingshi, id);
    const said = { heading: '备注', column: 'hobby' };
    expect((await say(qingshi, id, said)).statusCode).toBe(409);
    const other = await upload(qingshi, 'roster', '弃了.csv', withHeadings({}, line('韦弃了')));
    await qingshi.call(contract.discardImport, { params: { id: other.id } });
    expect((await say(qingshi, other.id, said)).statusCode).toBe(409);
    const after = await upload(qingshi, 'roster', '新.csv', withHeadings({}, line('韦新')));
    expect(columnOf(after, '备注')?.by).toBe('synonym');
  });

  it('by a column that such a file has not is refused: 400, nothing remembered', async () => {
    const { id } = await upload(qingshi, 'roster', '没有.csv', withHeadings({}, line('韦没有')));
    for (const column of ['title', 'headcount', 'areaCode', '姓名', '', '__proto__']) {
      const reply = await say(qingshi, id, { heading: '备注', column });
      expect(reply.statusCode, column).toBe(400);
    }
    const mixed = await say(...([qingshi, id, { heading: '户籍地', column: 'village' }] as const), {
      heading: '备注',
      column: 'salary',
    });
    expect(mixed.json<ErrorBody>().fields).toEqual({ 备注: '没有这一列' });
    const none = await say(qingshi, id);
    expect(none.statusCode).toBe(400);
    const after = await upload(qingshi, 'roster', '还是.csv', withHeadings({}, line('韦还是')));
    expect(after.tables[0]?.columns.every(({ by }) => by === 'synonym')).toBe(true);
    expect((await batchOf(qingshi, id)).status).toBe('preview');
  });

  it('of another’s batch: 404', async () => {
    const { id } = await upload(qingshi, 'roster', '别人.csv', withHeadings({}, line('韦别人')));
    const said = { heading: '备注', column: 'hobby' };
    for (const by of [hekou, county.sugar]) expect((await say(by, id, said)).statusCode).toBe(404);
  });

  it('twice at once ends in one preview with each row once', async () => {
    const file = withHeadings({ 备注: '两人' }, line('韦两人甲'), line('韦两人乙'));
    const { id } = await upload(qingshi, 'roster', '两人.csv', file);
    await Promise.all([
      say(qingshi, id, { heading: '两人', column: 'hobby' }),
      say(bureau, id, { heading: '两人', column: 'hobby' }),
    ]);
    expect(await batchOf(qingshi, id)).toMatchObject({ status: 'preview', counts: { new: 2 } });
    expect(await rowsOf(qingshi, id)).toHaveLength(2);
  });
});

describe('a column without a heading', () => {
  const file = (idCardNo: string) =>
    csv(
      ['姓名', '性别', '户籍地', '备注', ''],
      ['韦无头甲', '男', places.qingshi, '', idCardNo],
      ['韦无头乙', '男', places.qingshi, '', newId()],
    );

  it('cannot be told: the answer says to give it a heading first', async () => {
    const { id, tables } = await upload(qingshi, 'roster', '无头.csv', file(newId()));
    const heading = tables[0]?.columns.at(-1)?.heading ?? '';
    expect(heading).toBe('E列');
    const reply = await say(qingshi, id, { heading, column: 'idCardNo' });
    expect(reply.statusCode).toBe(400);
    expect(reply.json<ErrorBody>().fields?.['E列']).toContain('表头');
    expect((await batchOf(qingshi, id)).status).toBe('preview');
  });

  it('is not what a heading of signs alone is remembered as', async () => {
    const signs = withHeadings({ 备注: '———' }, line('韦符号', newId(), places.qingshi, '字'));
    const { id } = await upload(hekou, 'roster', '符号.csv', signs);
    await say(hekou, id, { heading: '———', column: 'experience' });
    const other = withHeadings({ 备注: '***' }, line('韦别号', newId(), places.hekou, '字'));
    const next = await upload(hekou, 'roster', '别号.csv', other);
    expect(columnOf(next, '***')?.column ?? null).toBeNull();
    const blank = await upload(hekou, 'roster', '空头.csv', file(newId()));
    const meanings = blank.tables.flatMap(({ columns }) => columns.map(({ column }) => column));
    expect(meanings).not.toContain('experience');
  });
});

describe('an employer’s headings', () => {
  const form = (firm: string) =>
    csv(
      ['企业名称', '岗位名称', '招聘人数', '工作地点', '薪资待遇', '每月给多少'],
      [firm, '装卸工', '3', '青石镇', '', '4000-5000'],
    );

  it('are its own: another firm and the bureau read theirs as before', async () => {
    const { sugar, freight } = county;
    const mapped = { heading: '每月给多少', column: 'salary' };
    const before = await upload(sugar, 'positions', '岗位.csv', form(firms.sugar));
    const after = await told(sugar, before.id, mapped);
    expect(columnOf(after, '每月给多少')).toMatchObject({ column: 'salary', by: 'said' });
    const [row] = await rowsOf(sugar, before.id);
    expect(row?.cells).toContainEqual({ field: 'salaryMin', text: '4000' });
    const meaning = async (by: SignedIn, firm: string) =>
      columnOf(await upload(by, 'positions', '岗位.csv', form(firm)), '每月给多少')?.column;
    expect(await meaning(sugar, firms.sugar)).toBe('salary');
    expect(await meaning(freight, firms.freight)).toBeNull();
    expect(await meaning(bureau, firms.sugar)).toBeNull();
  });

  it('told by the bureau in a firm’s file are the firm’s', async () => {
    const { freight } = county;
    const { id } = await upload(freight, 'positions', '岗位.csv', form(firms.freight));
    const after = await told(bureau, id, { heading: '每月给多少', column: 'salary' });
    expect(after).toMatchObject({ status: 'preview' });
    expect(columnOf(after, '每月给多少')).toMatchObject({ column: 'salary', by: 'said' });
    const next = await upload(freight, 'positions', '岗位.csv', form(firms.freight));
    expect(columnOf(next, '每月给多少')?.column).toBe('salary');
    const own = await upload(bureau, 'positions', '岗位.csv', form(firms.freight));
    expect(columnOf(own, '每月给多少')?.column).toBeNull();
  });

  it('of a list of positions say nothing about rosters', async () => {
    const list = csv(
      ['企业名称', '岗位名称', '招聘人数', '工作地点', '薪资待遇', '两用'],
      [firms.sugar, '包装工', '3', '青石镇', '3000-4000', '倒班'],
    );
    const { id } = await upload(bureau, 'positions', '两用.csv', list);
    await told(bureau, id, { heading: '两用', column: 'shift' });
    const people = withHeadings({ 备注: '两用' }, line('韦两用'));
    const next = await upload(bureau, 'roster', '两用.csv', people);
    expect(columnOf(next, '两用')).toMatchObject({ column: null, by: 'none' });
  });
});
