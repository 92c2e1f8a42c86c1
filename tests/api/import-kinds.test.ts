/** What a file is without anybody having said so, and who may bring it in. */
import { randomUUID } from 'node:crypto';
import * as contract from '@xincheng/api/contract';
import type { ErrorBody, ImportDetail } from '@xincheng/api/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SignedIn } from '../support/api.ts';
import { positionFile, rosterFile, rowsOf, upload } from '../support/demo.ts';
import {
  batchOf,
  confirm,
  csv,
  firms,
  type ImportCounty,
  people,
  places,
  positions,
  startImportCounty,
} from '../support/import-county.ts';
import { behind, fingerprint } from '../support/sql.ts';

let county: ImportCounty;
let bureau: SignedIn;
let qingshi: SignedIn;
let sugar: SignedIn;
beforeAll(async () => {
  county = await startImportCounty();
  ({ bureau, qingshi, sugar } = county);
});
afterAll(() => county.api.close());

async function dropped(by: SignedIn, fileName: string, body: Uint8Array): Promise<ImportDetail> {
  const { id } = await by.call(contract.uploadImport, { query: { fileName }, body });
  return batchOf(by, id);
}
const roster = (name: string) =>
  people({ 姓名: name, 公民身份号码: county.newId(), 户籍地: places.qingshi });
const form = (title: string) =>
  positions({
    ...{ 企业名称: firms.sugar, 岗位名称: title, 招聘人数: '2', 工作地点: '青石镇' },
    '薪资待遇（元/月）': '3000-4000',
  });
const kept = async (id: string) => {
  const [row] = await behind(
    county.api.database.adminUrl,
    (sql) => sql<{ n: number }[]>`
      select (select count(*) from import_rows where batch_id = ${id})::int
        + (select count(*) from import_files where batch_id = ${id})::int as n`,
  );
  return row?.n;
};
const state = () =>
  fingerprint(county.api.database.adminUrl, ['people', 'positions', 'employers', 'field_events']);

describe('a file without a kind', () => {
  it.each([
    ['roster-2023-spring.xlsx', 'roster'],
    ['roster-2023-autumn-青石镇.csv', 'roster'],
  ] as const)('%s is a %s', async (name, kind) => {
    expect(await dropped(bureau, name, rosterFile(name))).toMatchObject({
      status: 'preview',
      kind,
    });
  });

  it.each(['01-云岭县桂源糖业有限公司岗位需求信息表.xlsx', '招聘会岗位汇总表.xlsx'])(
    '%s is a list of positions',
    async (name) => {
      const batch = await dropped(bureau, name, positionFile(name));
      expect(batch).toMatchObject({ status: 'preview', kind: 'positions' });
      expect(batch.columns).toContain('headcount');
      expect(batch.columns).not.toContain('idCardNo');
    },
  );

  it('is what its headings say, not what its name says', async () => {
    expect(await dropped(bureau, '岗位需求信息表.csv', roster('韦名不副'))).toMatchObject({
      kind: 'roster',
    });
    expect(await dropped(bureau, '花名册.csv', form('名不副工'))).toMatchObject({
      kind: 'positions',
    });
  });

  it('that is neither is refused with a word about it', async () => {
    const batch = await dropped(bureau, '菜单.csv', csv(['菜', '价'], ['豆腐', '3']));
    expect(batch).toMatchObject({ status: 'refused', tables: [] });
    expect(batch.refusal).toMatch(/。$/);
  });

  it('from an employer that is neither is refused with words for employers', async () => {
    const batch = await dropped(sugar, '菜单.csv', csv(['菜', '价'], ['豆腐', '3']));
    expect(batch.refusal).toContain('岗位');
    expect(batch.refusal).not.toMatch(/身份证|花名册表头/);
  });
});

describe('whose file it is', () => {
  it('a station’s list of positions is refused in words, and nothing is kept', async () => {
    const before = await state();
    const batch = await dropped(qingshi, '岗位.csv', form('站里招工'));
    expect(batch).toMatchObject({ status: 'refused', progress: null });
    expect(batch.refusal).toMatch(/用人单位或县局/);
    expect(await rowsOf(qingshi, batch.id)).toEqual([]);
    expect(await kept(batch.id)).toBe(0);
    const reply = await qingshi.ask(contract.confirmImport, { params: { id: batch.id } });
    expect(reply.statusCode).toBe(409);
    expect(await state()).toBe(before);
  });

  it('an employer’s roster is refused, and nothing of it is kept', async () => {
    const before = await state();
    const batch = await dropped(sugar, '员工.csv', roster('韦员工'));
    expect(batch.status).toBe('refused');
    expect(batch.refusal).toMatch(/服务站或县局/);
    expect(batch.tables).toEqual([]);
    expect(await kept(batch.id)).toBe(0);
    expect(await state()).toBe(before);
    const stored = await behind(
      county.api.database.adminUrl,
      (sql) => sql<{ text: string }[]>`
        select b::text as text from import_batches b where id = ${batch.id}`,
    );
    expect(stored[0]?.text).not.toMatch(/韦员工|4599211/);
  });

  it('an employer’s roster stays out when its headings are told one by one', async () => {
    const file = csv(
      ['序号', '称谓', '性别', '公民身份号码', '政治面貌', '户籍地'],
      ['1', '韦绕道', '男', county.newId(), '群众', places.qingshi],
    );
    const { id } = await dropped(sugar, '绕道.csv', file);
    const columns = [{ heading: '称谓', column: 'fullName' }];
    await sugar.ask(contract.setImportColumns, { params: { id }, body: { columns } });
    const { status, counts } = await batchOf(sugar, id);
    expect(status).toBe('refused');
    expect(counts.new).toBe(0);
    expect((await sugar.ask(contract.confirmImport, { params: { id } })).statusCode).toBe(409);
    const shown = JSON.stringify([await batchOf(sugar, id), await rowsOf(sugar, id)]);
    expect(shown).not.toContain('韦绕道');
  });

  it('told by the wrong kind is refused at the door, before the file is kept', async () => {
    const files = () =>
      fingerprint(county.api.database.adminUrl, ['import_files', 'import_batches']);
    const before = await files();
    for (const [by, kind] of [
      [qingshi, 'positions'],
      [sugar, 'roster'],
    ] as const) {
      const reply = await by.ask(contract.uploadImport, {
        ...{ query: { kind, fileName: '表.csv' }, body: roster('韦门外') },
      });
      expect(reply.statusCode).toBe(403);
      expect(reply.json<ErrorBody>().message).toMatch(/请上传/);
    }
    expect(await files()).toBe(before);
  });

  it('of an unknown kind, a merge, or no name: 400', async () => {
    const send = (search: string) =>
      bureau.send({
        ...{ method: 'POST', url: `/imports?${search}`, payload: roster('韦四百') },
        headers: { 'content-type': 'application/octet-stream' },
      });
    const long = encodeURIComponent('长'.repeat(201));
    for (const search of [
      ...['kind=merge&fileName=a.csv', 'kind=people&fileName=a.csv', 'kind=roster'],
      ...['fileName=', 'fileName=%20', `fileName=${long}`, 'fileName=a.csv&status=confirmed'],
    ])
      expect((await send(search)).statusCode, search).toBe(400);
  });
});

describe('a kind that was said wrongly', () => {
  it('by the bureau is refused in words, and the file can be sent again without it', async () => {
    const asRoster = await upload(bureau, 'roster', '岗位.csv', form('错种工'));
    expect(asRoster).toMatchObject({ status: 'refused', kind: 'roster' });
    expect(asRoster.refusal).toMatch(/。$/);
    const asPositions = await upload(bureau, 'positions', '名单.csv', roster('韦错种'));
    expect(asPositions).toMatchObject({ status: 'refused', kind: 'positions' });
    const right = await dropped(bureau, '岗位.csv', form('错种工'));
    expect((await confirm(bureau, right.id)).written).toBe(1);
  });

  it('is not read as the other by telling its columns', async () => {
    const { id } = await dropped(bureau, '名单.csv', roster('韦改种'));
    const columns = [{ heading: '备注', column: 'salary' }];
    const reply = await bureau.ask(contract.setImportColumns, {
      params: { id },
      body: { columns },
    });
    expect(reply.statusCode).toBe(400);
    expect((await batchOf(bureau, id)).kind).toBe('roster');
  });
});

describe('rows that are not read', () => {
  it('are told: a line without name and number stands in the notices or in a row', async () => {
    const file = csv(
      ['姓名', '性别', '公民身份号码', '户籍地', '备注'],
      ['韦读到', '男', county.newId(), places.qingshi, ''],
      ['', '', '', '', '下面三人材料不全，待补'],
    );
    const batch = await dropped(qingshi, '漏.csv', file);
    const told = JSON.stringify([batch.notices, batch.tables, await rowsOf(qingshi, batch.id)]);
    expect(told).toContain('第 3 行');
  });
});

describe('the same request twice', () => {
  const key = () => ({ 'idempotency-key': randomUUID() });

  it('uploads once', async () => {
    const request = { query: { fileName: '一键.csv' }, body: roster('韦一键') };
    const headers = key();
    const replies = await Promise.all(
      [1, 2, 3].map(() => qingshi.ask(contract.uploadImport, request, headers)),
    );
    replies.push(await qingshi.ask(contract.uploadImport, request, headers));
    expect(replies.map(({ statusCode }) => statusCode)).toEqual([201, 201, 201, 201]);
    expect(new Set(replies.map((reply) => reply.json<{ id: string }>().id)).size).toBe(1);
    const { items } = await qingshi.call(contract.listImports, { query: { limit: 100 } });
    expect(items.filter(({ fileName }) => fileName === '一键.csv')).toHaveLength(1);
    const id = replies[0]?.json<{ id: string }>().id ?? '';
    expect(await batchOf(qingshi, id)).toMatchObject({ status: 'preview', counts: { new: 1 } });
  });

  it('with other bytes under one key is refused: 422', async () => {
    const headers = key();
    const query = { fileName: '换.csv' };
    await qingshi.ask(contract.uploadImport, { query, body: roster('韦换一') }, headers);
    const body = roster('韦换二');
    const reply = await qingshi.ask(contract.uploadImport, { query, body }, headers);
    expect(reply.statusCode).toBe(422);
  });

  it('confirms and undoes once, with the first answer', async () => {
    const { id } = await dropped(qingshi, '两下.csv', roster('韦两下'));
    for (const endpoint of [contract.confirmImport, contract.undoImport]) {
      const headers = key();
      const first = await qingshi.ask(endpoint, { params: { id } }, headers);
      const again = await qingshi.ask(endpoint, { params: { id } }, headers);
      expect([first.statusCode, again.statusCode]).toEqual([200, 200]);
      expect(again.body).toBe(first.body);
      expect(again.headers['idempotency-replayed']).toBe('true');
      expect((await qingshi.ask(endpoint, { params: { id } }, key())).statusCode).toBe(409);
    }
  });

  it('merges once', async () => {
    const idCardNo = county.newId();
    const row = (name: string) =>
      people({ 姓名: name, 公民身份号码: idCardNo, 户籍地: places.qingshi });
    await confirm(qingshi, (await dropped(qingshi, '并原.csv', row('韦并原'))).id);
    const second = await dropped(qingshi, '并改.csv', row('韦并改'));
    await confirm(qingshi, second.id);
    const id = (await rowsOf(qingshi, second.id))[0]?.id ?? '';
    const { version } = await qingshi.call(contract.getDuplicate, { params: { id } });
    const request = { params: { id }, body: { version, take: { fullName: 'offered' } } };
    const headers = key();
    const replies = await Promise.all(
      [1, 2].map(() => qingshi.ask(contract.mergeDuplicate, request, headers)),
    );
    replies.push(await qingshi.ask(contract.mergeDuplicate, request, headers));
    expect(replies.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
    expect(new Set(replies.map(({ body }) => body)).size).toBe(1);
  });

  it('corrects a row once: the answer of the first time, though the row moved on', async () => {
    const { id } = await dropped(qingshi, '改一.csv', roster('韦改一次'));
    const rowId = (await rowsOf(qingshi, id))[0]?.id ?? '';
    const send = (text: string, headers: Record<string, string>) =>
      qingshi.ask(
        contract.correctImportRow,
        { params: { id, rowId }, body: { cells: [{ column: 'rank', text }] } },
        headers,
      );
    const headers = key();
    const first = await send('上士', headers);
    await send('中士', key());
    expect((await send('上士', headers)).body).toBe(first.body);
    const [row] = await rowsOf(qingshi, id);
    expect(row?.source.find(({ column }) => column === 'rank')?.text).toBe('中士');
  });
});
