/** Where people live and where work is, by code: from what a list says, and as a clerk corrects it. */
import * as contract from '@xincheng/api/contract';
import type { ErrorBody } from '@xincheng/api/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importFile } from '../support/demo.ts';
import {
  csv,
  firms,
  type ImportCounty,
  positions,
  startImportCounty,
} from '../support/import-county.ts';
import { behind } from '../support/sql.ts';
import { areas } from '../support/world.ts';

let county: ImportCounty;
beforeAll(async () => {
  county = await startImportCounty();
});
afterAll(() => county.api.close());

const namaVillage = '459921101201';
const pingyongVillage = '459921102202';

async function sendRoster(name: string, idCardNo: string, home: string, residence: string) {
  const rows = csv(
    ['姓名', '性别', '公民身份号码', '联系电话', '户籍地', '现居住地'],
    [name, '男', idCardNo, '', home, residence],
  );
  return importFile(county.bureau, 'roster', '居住地.csv', rows);
}
async function personNamed(name: string) {
  const { items } = await county.bureau.call(contract.listPeople, { query: { q: name } });
  return county.bureau.call(contract.getPerson, { params: { id: items[0]?.id ?? '' } });
}

describe('a residence in a list', () => {
  it.each([
    ['a village of another township', '青石镇那马村', '河口镇平用村5组', pingyongVillage],
    ['another township', '青石镇那马村', '河口镇街上', areas.hekou],
    ['the own village, or the township of it', '青石镇那马村', '青石镇', null],
    ['a village where only the township was known', '青石镇', '青石镇那马村', namaVillage],
    ['somewhere else in the country', '青石镇那马村', '广东省东莞市长安镇', null],
    ['nothing', '青石镇那马村', '', null],
  ])('%s', async (_, home, residence, code) => {
    const idCardNo = county.newId();
    const name = `居${'甲乙丙丁戊己庚辛'[Number(idCardNo.slice(-4, -1)) % 8] ?? ''}${idCardNo.slice(-4, -1).replace(/\d/g, (d) => '零一二三四五六七八九'[Number(d)] ?? '')}`;
    await sendRoster(name, idCardNo, home, residence);
    expect((await personNamed(name)).residenceCode).toBe(code);
  });

  it('follows the residence: elsewhere, out of the county, and home when the list names the household only', async () => {
    const idCardNo = county.newId();
    const send = async (residence: string) => {
      await sendRoster('居搬家', idCardNo, '青石镇那马村', residence);
      return (await personNamed('居搬家')).residenceCode;
    };
    expect(await send('河口镇平用村')).toBe(pingyongVillage);
    expect(await send('河口镇')).toBe(areas.hekou);
    expect(await send('')).toBeNull();
    expect(await send('河口镇平用村')).toBe(pingyongVillage);
    expect(await send('广东省东莞市长安镇')).toBeNull();
  });
});

describe('a clerk', () => {
  it('corrects it, with an event, to a place of the county and no other', async () => {
    const { id } = await county.world.person({ fullName: '居更正' });
    const change = (residenceCode: string | null, version: number) =>
      county.qingshi.ask(contract.changePerson, {
        params: { id },
        body: { version, residenceCode },
      });
    for (const nowhere of ['459921999', '459921101999', '459921101000', '110101001'])
      expect((await change(nowhere, 1)).json<ErrorBody>().fields, nowhere).toHaveProperty(
        'residenceCode',
      );
    const moved = await change(pingyongVillage, 1);
    expect(moved.json()).toMatchObject({ residenceCode: pingyongVillage, version: 2 });
    const { items } = await county.qingshi.call(contract.listPersonEvents, { params: { id } });
    expect(items[0]).toMatchObject({ field: 'residenceCode', after: pingyongVillage });
    // Living elsewhere takes nobody out of the station's care.
    expect((await change(null, 2)).statusCode).toBe(200);
  });

  it('gives a speciality that is in the tables, and no other', async () => {
    const { id } = await county.world.person();
    const reply = await county.qingshi.ask(contract.changePerson, {
      params: { id },
      body: { version: 1, specialityKey: 'drive.truck' },
    });
    expect(reply.statusCode).toBe(400);
    expect(reply.json<ErrorBody>().fields).toHaveProperty('specialityKey');
  });
});

it('a position stands in the village that its workplace names', async () => {
  const about = { 企业名称: firms.sugar, 招聘人数: '2', '薪资待遇（元/月）': '4000-5000' };
  await importFile(
    county.sugar,
    'positions',
    '地点.csv',
    positions(
      { ...about, 岗位名称: '村里的工', 工作地点: '青石镇那马村' },
      { ...about, 岗位名称: '镇上的工', 工作地点: '青石镇' },
    ),
  );
  const rows = await behind(
    county.api.database.adminUrl,
    (sql) => sql`select title, place_code, lat is null as nowhere from positions order by title`,
  );
  expect([...rows]).toEqual([
    { title: '村里的工', place_code: namaVillage, nowhere: false },
    { title: '镇上的工', place_code: null, nowhere: true },
  ]);
});
