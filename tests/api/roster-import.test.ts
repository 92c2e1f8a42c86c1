/** A roster from preview to record, its undoing, and whom a station may bring in. */
import { randomUUID } from 'node:crypto';
import * as contract from '@xincheng/api/contract';
import type { ErrorBody } from '@xincheng/api/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SignedIn, startTestApi, type TestApi } from '../support/api.ts';
import { demoCounty, importFile, roster, rosterFile, rowsOf, upload } from '../support/demo.ts';
import { behind, fingerprint } from '../support/sql.ts';
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

const state = () => fingerprint(api.database.adminUrl, ['people', 'field_events']);

let serial = 100;
const newId = () => madeUpIdCard((serial += 1));
const inQingshi = '青石镇那马村';
const inHekou = '河口镇平用村';

const undo = (by: SignedIn, id: string) => by.ask(contract.undoImport, { params: { id } });
const confirm = (by: SignedIn, id: string) => by.ask(contract.confirmImport, { params: { id } });
const personNamed = async (name: string) => {
  const { items } = await bureau.call(contract.listPeople, { query: { q: name } });
  return items[0];
};

describe('the sample rosters', () => {
  it('show no whole ID number or mobile in the preview, and keep none in clear', async () => {
    const name = 'roster-2023-autumn-青石镇.csv';
    const { id } = await upload(qingshi, 'roster', name, rosterFile(name));
    const rows = await rowsOf(qingshi, id);
    expect(rows.length).toBeGreaterThan(20);
    expect(JSON.stringify(rows)).not.toMatch(/(?<![\d.])1[3-9]\d{9}(?!\d)|\d{17}[\dXx]/);
    const stored = await behind(
      api.database.adminUrl,
      (sql) => sql<{ text: string }[]>`
        select (to_jsonb(r) - array['record_sealed', 'id', 'batch_id', 'county_id', 'entity_id'])::text as text
        from import_rows r where batch_id = ${id}`,
    );
    for (const { text } of stored)
      expect(text).not.toMatch(/\d{17}[\dXx]|(?<!\d)1[3-9]\d{9}(?!\d)/);
  });

  it('leave in each field where it came from: file, sheet and row, clerk and times', async () => {
    const file = roster({
      name: '韦出处',
      idCardNo: newId(),
      place: inQingshi,
      mobile: '13812345678',
      skill: '焊接',
    });
    const { uploadedAt, id } = await upload(qingshi, 'roster', '春季登记.csv', file);
    api.clock.advance({ minutes: 5 });
    await qingshi.call(contract.confirmImport, { params: { id } });
    const person = await personNamed('韦出处');
    const { items } = await qingshi.call(contract.listPersonEvents, {
      ...{ params: { id: person?.id ?? '' }, query: { limit: 100 } },
    });
    const byField = Object.fromEntries(items.map((event) => [event.field, event]));
    expect(Object.keys(byField)).toEqual(
      expect.arrayContaining(['record', 'fullName', 'idCardNo', 'mobile', 'areaCode', 'birthDate']),
    );
    for (const event of items)
      expect(event).toMatchObject({
        ...{ source: 'roster', sourceText: '春季登记.csv · 第 2 行', by: 'qingshi的账号' },
        ...{ occurredAt: uploadedAt, recordedAt: api.clock.now().toISOString() },
      });
    expect(byField['idCardNo']?.after).toMatch(/^\d{6}\*{8}[\dX]{4}$/);
    expect(byField['mobile']?.after).toBe('138****5678');
  });
});

describe('an undo', () => {
  const change = (id: string, version: number, experience: string) =>
    qingshi.call(contract.changePerson, { params: { id }, body: { version, experience } });

  it('keeps a person whom somebody has worked on since', async () => {
    const one = { name: '韦已改', idCardNo: newId(), place: inQingshi };
    const two = { name: '韦未改', idCardNo: newId(), place: inQingshi };
    const batch = await importFile(qingshi, 'roster', '名单.csv', roster(one, two));
    const person = await personNamed('韦已改');
    await change(person?.id ?? '', 1, '货运三年');
    expect((await undo(qingshi, batch.id)).statusCode).toBe(200);
    expect(await personNamed('韦未改')).toBeUndefined();
    expect(await personNamed('韦已改')).toMatchObject({ id: person?.id });
  });

  it('keeps a field that was changed after, and restores the others', async () => {
    const idCardNo = newId();
    const first = {
      name: '韦改二',
      idCardNo,
      place: inQingshi,
      mobile: '13800000001',
      skill: '焊接',
    };
    await importFile(qingshi, 'roster', '一.csv', roster(first));
    const second = { ...first, mobile: '13900000002', skill: '电工' };
    const batch = await importFile(qingshi, 'roster', '二.csv', roster(second));
    expect(batch.counts.changed).toBe(1);
    const { id = '' } = (await personNamed('韦改二')) ?? {};
    const now = await qingshi.call(contract.getPerson, { params: { id } });
    expect(now).toMatchObject({ mobile: '139****0002', skills: ['电工'] });
    await qingshi.call(contract.changePerson, {
      ...{ params: { id }, body: { version: now.version, skills: ['叉车'] } },
    });
    expect((await undo(qingshi, batch.id)).statusCode).toBe(200);
    const after = await qingshi.call(contract.getPerson, { params: { id } });
    expect(after).toMatchObject({ mobile: '138****0001', skills: ['叉车'] });
    const whole = await qingshi.call(contract.revealPerson, {
      ...{ params: { id }, body: { reason: '核对撤销结果' } },
    });
    expect(whole).toEqual({ idCardNo, mobile: '13800000001' });
  });

  it('of a person who has an account by now keeps both', async () => {
    const file = roster({ name: '韦有号', idCardNo: newId(), place: inQingshi });
    const batch = await importFile(qingshi, 'roster', '号.csv', file);
    const person = await personNamed('韦有号');
    const made = await qingshi.call(contract.openPersonAccount, {
      params: { id: person?.id ?? '' },
    });
    expect((await undo(qingshi, batch.id)).statusCode).toBe(200);
    const veteran = await api.signIn(made);
    expect((await veteran.ask(contract.getOwnProfile)).statusCode).toBe(200);
  });
});

describe('a person of another station', () => {
  it('is for the county: the row says so and reveals nothing', async () => {
    const idCardNo = newId();
    await importFile(
      ...([hekou, 'roster', '河口.csv'] as const),
      roster({ name: '韦河口人', idCardNo, place: inHekou, mobile: '13811112222' }),
    );
    const file = roster({ name: '韦冒名', idCardNo, place: inQingshi });
    const { id, counts } = await upload(qingshi, 'roster', '青石.csv', file);
    expect(counts).toMatchObject({ duplicate: 1, new: 0, changed: 0, doubtful: 0 });
    const [row] = await rowsOf(qingshi, id);
    expect(row?.issues).toEqual([
      expect.objectContaining({ kind: 'person_elsewhere', action: 'flag' }),
    ]);
    expect(row?.issues[0]?.reason).toContain('县局');
    expect(row?.changes).toEqual([]);
    expect(JSON.stringify(row)).not.toMatch(/韦河口人|河口|1381111|2222/);
    const confirmed = await qingshi.call(contract.confirmImport, { params: { id } });
    expect(confirmed.written).toBe(0);
    expect(await personNamed('韦冒名')).toBeUndefined();

    // The county sees whom it is about.
    const atCounty = await upload(bureau, 'roster', '青石.csv', file);
    expect(atCounty.counts).toMatchObject({ duplicate: 1, wrong: 0 });
    const [seen] = await rowsOf(bureau, atCounty.id);
    expect(seen?.issues.map(({ kind }) => kind)).toEqual(['person_differs']);
  });

  it('cannot be brought in by a station: the place lies outside', async () => {
    const file = roster({ name: '韦外站', idCardNo: newId(), place: inHekou });
    const { id } = await upload(qingshi, 'roster', '外站.csv', file);
    const [row] = await rowsOf(qingshi, id);
    expect(row?.status).toBe('wrong');
    expect(row?.issues.map(({ kind }) => kind)).toContain('outside_area');
    expect((await confirm(qingshi, id)).json()).toMatchObject({ written: 0 });
  });

  it('previewed by two stations is written by the first; the second is told to ask the county', async () => {
    const idCardNo = newId();
    const one = await upload(
      qingshi,
      'roster',
      '甲.csv',
      roster({ name: '韦两报', idCardNo, place: inQingshi }),
    );
    const two = await upload(
      hekou,
      'roster',
      '乙.csv',
      roster({ name: '韦两报', idCardNo, place: inHekou }),
    );
    expect([one.counts.new, two.counts.new]).toEqual([1, 1]);
    expect((await confirm(qingshi, one.id)).statusCode).toBe(200);
    expect((await confirm(hekou, two.id)).statusCode).toBe(200);
    const late = await hekou.call(contract.getImport, { params: { id: two.id } });
    expect(late).toMatchObject({ status: 'confirmed', written: 0, counts: { duplicate: 1 } });
    const [row] = await rowsOf(hekou, two.id);
    expect(row?.issues.map(({ kind }) => kind)).toEqual(['person_elsewhere']);
    expect(JSON.stringify(row?.issues)).not.toContain('青石');
    expect((await bureau.call(contract.listPeople, { query: { q: '韦两报' } })).total).toBe(1);
  });
});

describe('a batch', () => {
  const file = () => roster({ name: `韦批${String(serial)}`, idCardNo: newId(), place: inQingshi });

  it('is decided once', async () => {
    const { id } = await upload(qingshi, 'roster', '一次.csv', file());
    expect((await undo(qingshi, id)).statusCode).toBe(409);
    const both = await Promise.all([
      confirm(qingshi, id),
      confirm(qingshi, id),
      confirm(bureau, id),
    ]);
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409, 409]);
    const discard = await qingshi.ask(contract.discardImport, { params: { id } });
    expect(discard.statusCode).toBe(409);
    expect(discard.json<ErrorBody>().code).toBe('illegal_transition');
    expect((await undo(qingshi, id)).statusCode).toBe(200);
    expect((await undo(qingshi, id)).statusCode).toBe(409);
    expect((await confirm(qingshi, id)).statusCode).toBe(409);
  });

  it('discarded writes nothing, ever', async () => {
    const before = await state();
    const { id } = await upload(qingshi, 'roster', '放弃.csv', file());
    await qingshi.call(contract.discardImport, { params: { id } });
    expect((await confirm(qingshi, id)).statusCode).toBe(409);
    expect(await state()).toBe(before);
  });

  it('of the same people confirmed at once by two clerks writes each person once', async () => {
    const idCardNo = newId();
    const same = roster({ name: '韦同时', idCardNo, place: inQingshi });
    const one = await upload(qingshi, 'roster', '同时.csv', same);
    const two = await upload(bureau, 'roster', '同时.csv', same);
    const replies = await Promise.all([confirm(qingshi, one.id), confirm(bureau, two.id)]);
    expect(replies.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
    const written = await Promise.all(
      [one, two].map(({ id }) => bureau.call(contract.getImport, { params: { id } })),
    );
    expect(written.map((batch) => batch.written).sort()).toEqual([0, 1]);
    expect((await bureau.call(contract.listPeople, { query: { q: '韦同时' } })).total).toBe(1);
  });

  it('named like a path stays a name', async () => {
    const fileName = '../../../etc/passwd.csv';
    const { id } = await upload(qingshi, 'roster', fileName, file());
    expect((await qingshi.call(contract.getImport, { params: { id } })).fileName).toBe(fileName);
  });

  it('with the same person twice writes the first row and keeps the second for a merge', async () => {
    const idCardNo = newId();
    const row = { name: '韦两行', idCardNo, place: inQingshi };
    const { id, counts } = await upload(qingshi, 'roster', '重复.csv', roster(row, row));
    expect(counts).toMatchObject({ new: 1, duplicate: 1, wrong: 0 });
    const [, second] = await rowsOf(qingshi, id);
    expect(second?.issues.some(({ reason }) => reason.includes('第 2 行'))).toBe(true);
  });
});

describe('a file that cannot be read', () => {
  it.each([
    ['empty', Buffer.alloc(0)],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
    ['a page', Buffer.from('<html><script>alert(1)</script></html>')],
    ['a cut-off workbook', rosterFile('roster-2023-spring.xlsx').subarray(0, 5000)],
    ['no roster', Buffer.from('你好,世界\n1,2\n')],
  ])('%s: refused with what to do about it, and not kept', async (_, body) => {
    const before = await state();
    const batch = await upload(qingshi, 'roster', '表.xlsx', body);
    expect(batch).toMatchObject({ status: 'refused', progress: null });
    expect(batch.refusal).toMatch(/^.{8,}。$/);
    expect((await confirm(qingshi, batch.id)).statusCode).toBe(409);
    expect(await state()).toBe(before);
    const files = await behind(
      api.database.adminUrl,
      (sql) => sql`select from import_files where batch_id = ${batch.id}`,
    );
    expect(files).toHaveLength(0);
    expect(api.errors).toEqual([]);
  });

  it('leaves the process able to answer', async () => {
    expect((await api.visitor.ask(contract.live)).statusCode).toBe(200);
    const { total } = await qingshi.call(contract.listImports);
    expect(total).toBeGreaterThanOrEqual(0);
  });
});

describe('who imports what', () => {
  it('rosters: stations and the county; an employer is told so: 403', async () => {
    const employerId = await world.employer(`某厂${randomUUID().slice(0, 4)}`);
    const user = await api.signIn(
      await world.account(`u${randomUUID().slice(0, 6)}`, { role: 'employer_user', employerId }),
    );
    const reply = await user.ask(contract.uploadImport, {
      query: { kind: 'roster', fileName: '名单.csv' },
      body: roster({ name: '韦某', idCardNo: newId(), place: inQingshi }),
    });
    expect(reply.statusCode).toBe(403);
  });

  it('position forms: employers and the county; a station is told so: 403', async () => {
    const reply = await qingshi.ask(contract.uploadImport, {
      query: { kind: 'positions', fileName: '岗位.csv' },
      body: Buffer.from('岗位名称,企业名称\n司机,某厂\n'),
    });
    expect(reply.statusCode).toBe(403);
  });
});
