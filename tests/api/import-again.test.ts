/** Files that come a second time: what they must not do to records that moved on meanwhile. */
import * as contract from '@xincheng/api/contract';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type SignedIn, startTestApi, type TestApi } from '../support/api.ts';
import { demoCounty, importFile, roster, rowsOf, upload } from '../support/demo.ts';
import { areas, countyCode, madeUpIdCard, makeWorld, type World } from '../support/world.ts';

let api: TestApi;
let world: World;
let bureau: SignedIn;
let qingshi: SignedIn;
let hekou: SignedIn;

beforeAll(async () => {
  api = await startTestApi();
  world = await makeWorld(api, demoCounty());
  const signIn = async (name: string, role: 'bureau_staff' | 'station_clerk', area: string) =>
    api.signIn(await world.account(name, { role, area }));
  bureau = await signIn('bureau', 'bureau_staff', countyCode);
  qingshi = await signIn('qingshi', 'station_clerk', areas.qingshi);
  hekou = await signIn('hekou', 'station_clerk', areas.hekou);
});
afterAll(() => api.close());

let serial = 300;
const newId = () => madeUpIdCard((serial += 1));
const inQingshi = '青石镇那马村';
const inHekou = '河口镇平用村';
const personNamed = async (by: SignedIn, name: string) =>
  (await by.call(contract.listPeople, { query: { q: name } })).items[0];
const detailOf = async (by: SignedIn, name: string) => {
  const found = await personNamed(by, name);
  return by.call(contract.getPerson, { params: { id: found?.id ?? '' } });
};

describe('a roster sent again', () => {
  it('keeps what a clerk set by hand, and clears nothing by an empty cell', async () => {
    const about = { name: '卢更正', idCardNo: newId(), place: inQingshi };
    const file = roster({ ...about, skill: '焊接' });
    await importFile(qingshi, 'roster', '名单.csv', file);
    const person = await detailOf(qingshi, '卢更正');
    await qingshi.call(contract.changePerson, {
      params: { id: person.id },
      body: { version: person.version, mobile: '13812340001', skills: ['焊接', '叉车'] },
    });
    const again = await upload(qingshi, 'roster', '名单.csv', file);
    expect(again.counts).toMatchObject({ identical: 1, changed: 0, new: 0 });
    await importFile(qingshi, 'roster', '空格.csv', roster(about));
    expect(await detailOf(qingshi, '卢更正')).toMatchObject({
      mobile: '138****0001',
      skills: ['焊接', '叉车'],
    });
  });

  it('brings an undone person back as the new file has it, with nothing of the old one', async () => {
    const about = { name: '卢回来', idCardNo: newId(), place: inQingshi };
    const wrong = roster({ ...about, mobile: '13812340002', skill: '写错的技能' });
    const { id } = await importFile(qingshi, 'roster', '错.csv', wrong);
    await qingshi.call(contract.undoImport, { params: { id } });
    await importFile(qingshi, 'roster', '对.csv', roster(about));
    expect(await detailOf(qingshi, '卢回来')).toMatchObject({ mobile: null, skills: [] });
  });

  it('lets the right station register whom the wrong one took back', async () => {
    const about = { name: '卢换站', idCardNo: newId() };
    const wrong = await importFile(
      qingshi,
      'roster',
      '甲.csv',
      roster({ ...about, place: inQingshi }),
    );
    await qingshi.call(contract.undoImport, { params: { id: wrong.id } });
    const right = await importFile(hekou, 'roster', '乙.csv', roster({ ...about, place: inHekou }));
    expect(right.counts).toMatchObject({ new: 1, wrong: 0 });
    expect(await personNamed(hekou, '卢换站')).toBeDefined();
    expect(await personNamed(qingshi, '卢换站')).toBeUndefined();
  });

  it('shows a clerk the file of the county where a value came from, and undoes by it', async () => {
    const about = { name: '卢来历', idCardNo: newId(), place: inQingshi };
    const first = await importFile(
      bureau,
      'roster',
      '县里.csv',
      roster({ ...about, skill: '电工' }),
    );
    const second = await importFile(
      qingshi,
      'roster',
      '镇里.csv',
      roster({ ...about, skill: '水工' }),
    );
    const person = await detailOf(qingshi, '卢来历');
    const { items } = await qingshi.call(contract.listPersonEvents, {
      params: { id: person.id },
      query: { limit: 100 },
    });
    expect(items.map(({ sourceText }) => sourceText).join()).toContain('县里.csv');
    await bureau.call(contract.undoImport, { params: { id: first.id } });
    await qingshi.call(contract.undoImport, { params: { id: second.id } });
    expect(await personNamed(bureau, '卢来历')).toBeUndefined();
  });

  it('masks numbers however they are written', async () => {
    const file = roster({
      name: '卢空格',
      idCardNo: newId(),
      place: inQingshi,
      mobile: '138 1234 0003',
      skill: '家里电话 0771-5678123，另一个 １３８１２３４０００４',
    });
    const { id } = await upload(qingshi, 'roster', '空格号码.csv', file);
    const shown = JSON.stringify(await rowsOf(qingshi, id));
    expect(shown).not.toMatch(/1234 ?000[34]|5678123|１３８１２３４０００４/);
  });
});

describe('a form sent again', () => {
  const head = ['企业名称', '岗位名称', '招聘人数', '岗位职责', '工作地点', '薪资待遇（元/月）'];
  const firm = '云岭县两个普工有限公司';
  const form = (...counts: [number, number]) =>
    Buffer.from(
      [
        head,
        [firm, '普工', String(counts[0]), '一号车间搬运', '青石镇', '3000-3500'],
        [firm, '普工', String(counts[1]), '二号车间包装', '青石镇', '3600-4000'],
      ]
        .map((cells) => cells.join(','))
        .join('\r\n'),
    );
  const both = async () => {
    const query = { limit: 100, q: '普工' };
    const { items } = await api.visitor.call(contract.listPositions, { query });
    return items
      .filter(({ employer }) => employer === firm)
      .map(({ headcount, salaryMin }) => ({ headcount, salaryMin }))
      .sort((a, b) => (a.salaryMin ?? 0) - (b.salaryMin ?? 0));
  };

  /** The portal follows commits by notice, a moment later. */
  const portalShows = (...rows: [headcount: number, salaryMin: number][]) =>
    vi.waitFor(async () => {
      expect(await both()).toEqual(
        rows.map(([headcount, salaryMin]) => ({ headcount, salaryMin })),
      );
    });

  it('changes the very position that the preview showed, of two with one title', async () => {
    await importFile(bureau, 'positions', '普工.csv', form(3, 5));
    await portalShows([3, 3000], [5, 3600]);
    const preview = await upload(bureau, 'positions', '普工.csv', form(3, 9));
    expect(preview.counts).toMatchObject({ identical: 1, changed: 1 });
    await bureau.call(contract.confirmImport, { params: { id: preview.id } });
    await portalShows([3, 3000], [9, 3600]);
  });

  it('gives a firm back what it said before, when it is undone', async () => {
    const filled = (address: string) =>
      Buffer.from(
        [
          `企业名称：云岭县改地址有限公司`,
          `地址：${address}`,
          `联系电话：0780-3001001`,
          head.slice(1).join(','),
          `保洁员,1,打扫,青石镇,2000-2500`,
        ].join('\r\n'),
      );
    const address = async () => {
      const query = { limit: 10, q: '改地址' };
      const { items } = await api.visitor.call(contract.listPositions, { query });
      const [found] = items.filter(({ employer: name }) => name.includes('改地址'));
      const detail = await api.visitor.call(contract.getPosition, {
        params: { id: found?.id ?? '' },
      });
      return detail.employerAddress;
    };
    await importFile(bureau, 'positions', '一.csv', filled('云岭县青石镇老街1号'));
    await vi.waitFor(async () => {
      expect(await address()).toBe('云岭县青石镇老街1号');
    });
    const form = filled('云岭县河口镇新街9号').toString().replace('打扫', '打扫和巡查');
    const second = await importFile(bureau, 'positions', '二.csv', Buffer.from(form));
    expect(await address()).toBe('云岭县河口镇新街9号');
    await bureau.call(contract.undoImport, { params: { id: second.id } });
    expect(await address()).toBe('云岭县青石镇老街1号');
  });

  it('leaves out what somebody wrote to since its preview, and says so', async () => {
    const stale = await upload(bureau, 'positions', '普工.csv', form(4, 9));
    const other = await upload(bureau, 'positions', '普工.csv', form(6, 9));
    await bureau.call(contract.confirmImport, { params: { id: other.id } });
    await bureau.call(contract.confirmImport, { params: { id: stale.id } });
    const late = await bureau.call(contract.getImport, { params: { id: stale.id } });
    expect(late).toMatchObject({ status: 'confirmed', written: 0 });
    const wrong = (await rowsOf(bureau, stale.id)).filter(({ status }) => status === 'wrong');
    expect(wrong.length).toBeGreaterThan(0);
    for (const { issues } of wrong) expect(issues.at(-1)?.reason).toContain('请重新上传');
  });
});
