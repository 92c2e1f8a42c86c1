/** Batches taken back in any order, by whoever may, after whatever happened in between. */
import * as contract from '@xincheng/api/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SignedIn } from '../support/api.ts';
import { importFile, rowsOf, upload } from '../support/demo.ts';
import {
  confirm,
  firms,
  type ImportCounty,
  people,
  personNamed,
  places,
  positions,
  startImportCounty,
  undo,
  type RosterRow,
  type PositionRow,
} from '../support/import-county.ts';
import { behind } from '../support/sql.ts';

let county: ImportCounty;
let bureau: SignedIn;
let qingshi: SignedIn;
let hekou: SignedIn;
let sugar: SignedIn;
beforeAll(async () => {
  county = await startImportCounty();
  ({ bureau, qingshi, hekou, sugar } = county);
});
afterAll(() => county.api.close());

const about = (name: string, idCardNo: string, more: RosterRow = {}): RosterRow => ({
  ...{ 姓名: name, 公民身份号码: idCardNo, 户籍地: places.qingshi, ...more },
});
const brought = (by: SignedIn, fileName: string, ...rows: RosterRow[]) =>
  importFile(by, 'roster', fileName, people(...rows));
const eventsOf = async (by: SignedIn, id: string) =>
  (await by.call(contract.listPersonEvents, { params: { id }, query: { limit: 100 } })).items;

/** All orders of three. */
const orders = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
] as const;

describe('three files about one person', () => {
  it.each(orders)('undone in the order %i %i %i leave nobody', async (...order) => {
    const idCardNo = county.newId();
    const name = `莫${order.map((at) => '甲乙丙'[at] ?? '').join('')}`;
    const batches = [
      await brought(qingshi, '一.csv', about(name, idCardNo, { 专业技能: '焊接' })),
      await brought(bureau, '二.csv', about(name, idCardNo, { 专业技能: '电工', 备注: '二' })),
      await brought(qingshi, '三.csv', about(name, idCardNo, { 工作经历: '三年', 备注: '三' })),
    ];
    for (const at of order) {
      const batch = batches[at];
      if (batch === undefined) throw new Error('no such batch');
      await undo(at === 1 ? bureau : qingshi, batch.id);
    }
    expect(await personNamed(bureau, name)).toBeNull();
  });

  it('the one in the middle undone leaves what the others say', async () => {
    const idCardNo = county.newId();
    const name = '莫中间';
    await brought(qingshi, '一.csv', about(name, idCardNo, { 专业技能: '焊接' }));
    const second = await brought(
      ...([qingshi, '二.csv'] as const),
      about(name, idCardNo, { 专业技能: '电工', 工作经历: '二年', 联系电话: '13811110000' }),
    );
    await brought(qingshi, '三.csv', about(name, idCardNo, { 工作经历: '三年' }));
    await undo(qingshi, second.id);
    expect(await personNamed(qingshi, name)).toMatchObject({
      ...{ skills: ['焊接'], experience: '三年', mobile: null },
    });
  });
});

describe('who takes it back', () => {
  it('stands in the history: the county, for a station’s file', async () => {
    const idCardNo = county.newId();
    await brought(qingshi, '先.csv', about('莫县退', idCardNo, { 专业技能: '焊接' }));
    const batch = await brought(qingshi, '后.csv', about('莫县退', idCardNo, { 专业技能: '电工' }));
    const person = await personNamed(qingshi, '莫县退');
    await undo(bureau, batch.id);
    const [event] = await eventsOf(qingshi, person?.id ?? '');
    expect(event).toMatchObject({
      ...{ field: 'skills', before: '电工', after: '焊接' },
      ...{ source: 'undo', by: 'bureau的账号' },
    });
  });

  it('a village’s file by its township', async () => {
    const village = await county.api.signIn(
      await county.world.account('village', { role: 'station_clerk', area: '459921101201' }),
    );
    const row = about('莫村里', county.newId(), { 户籍地: '青石镇弄岩村' });
    const batch = await brought(village, '村.csv', row);
    await undo(qingshi, batch.id);
    expect(await personNamed(bureau, '莫村里')).toBeNull();
  });
});

describe('a person whom the county has moved to another station', () => {
  /** Registered by 青石, then claimed by 河口 and given there by the county. */
  async function moved(name: string) {
    const idCardNo = county.newId();
    const first = await brought(qingshi, `${name}一.csv`, about(name, idCardNo));
    const id = (await personNamed(qingshi, name))?.id ?? '';
    const claim = await brought(
      ...([hekou, `${name}二.csv`] as const),
      about(name, idCardNo, { 户籍地: places.hekou }),
    );
    const row = (await rowsOf(hekou, claim.id))[0]?.id ?? '';
    const { version } = await bureau.call(contract.getDuplicate, { params: { id: row } });
    const merge = await bureau.call(contract.mergeDuplicate, {
      ...{ params: { id: row }, body: { version, take: { areaCode: 'offered' } } },
    });
    expect(await personNamed(hekou, name)).toMatchObject({ id });
    return { id, first, merge };
  }

  it('stays there when the first station takes its file back, and the history says nothing else', async () => {
    const { id, first } = await moved('莫搬走');
    await undo(qingshi, first.id);
    expect(await personNamed(hekou, '莫搬走')).toMatchObject({ id });
    const events = await behind(
      county.api.database.adminUrl,
      (sql) => sql<{ field: string }[]>`
        select field from field_events where entity_id = ${id} and source = 'undo'`,
    );
    expect(events.map(({ field }) => field)).toEqual([]);
  });

  it('comes back when the move is undone', async () => {
    const { id, merge } = await moved('莫搬回');
    await undo(bureau, merge.id);
    expect(await personNamed(qingshi, '莫搬回')).toMatchObject({ id });
  });

  it('is not shown to the first station any more, in its old file neither', async () => {
    const { id, first } = await moved('莫看不到');
    const { version } = await bureau.call(contract.getPerson, { params: { id } });
    await hekou.call(contract.changePerson, {
      ...{ params: { id }, body: { version, experience: '河口记下的话' } },
    });
    expect((await qingshi.ask(contract.getPerson, { params: { id } })).statusCode).toBe(404);
    const shown = JSON.stringify(await rowsOf(qingshi, first.id));
    expect(shown).not.toMatch(/河口|459921102/);
    // The contract: the record is named "where it may be seen".
    expect(shown).not.toContain(id);
  });
});

describe('positions', () => {
  const form = (count: string, more: PositionRow = {}) =>
    positions({
      ...{ 企业名称: firms.sugar, 岗位名称: '打包工', 招聘人数: count, 工作地点: '青石镇' },
      ...{ '薪资待遇（元/月）': '3000-4000', 岗位职责: '打包', ...more },
    });
  const own = async () => {
    const { items } = await sugar.call(contract.listOwnPositions, { query: { limit: 100 } });
    return items.find(({ title }) => title === '打包工');
  };

  it('of the firm’s own form, then the bureau’s, are taken back one by one', async () => {
    const first = await importFile(sugar, 'positions', '企.csv', form('3'));
    const second = await importFile(bureau, 'positions', '局.csv', form('8'));
    expect(await own()).toMatchObject({ headcount: 8 });
    await undo(bureau, second.id);
    expect(await own()).toMatchObject({ headcount: 3 });
    await undo(sugar, first.id);
    expect(await own()).toBeUndefined();
  });

  it('of the firm’s own form are confirmed and taken back by the bureau', async () => {
    const { id } = await upload(sugar, 'positions', '企.csv', form('5'));
    expect(await confirm(bureau, id)).toMatchObject({ status: 'confirmed', written: 1 });
    expect(await own()).toMatchObject({ headcount: 5 });
    expect(await undo(bureau, id)).toMatchObject({ status: 'undone' });
    expect(await own()).toBeUndefined();
  });

  it('that their firm has corrected by hand stay', async () => {
    const batch = await importFile(bureau, 'positions', '手.csv', form('3'));
    const position = await own();
    await sugar.call(contract.correctPosition, {
      params: { id: position?.id ?? '' },
      body: {
        ...{ version: position?.version ?? 0, title: '打包工', sexText: null },
        ...{ skillsText: null, description: '打包、贴标', veteranPriority: null },
      },
    });
    await undo(bureau, batch.id);
    expect(await own()).toMatchObject({ id: position?.id });
  });
});
