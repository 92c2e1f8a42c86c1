/** The county's own work: figures, accounts and posts, places, rules, audit. */
import * as contract from '@xincheng/api/contract';
import type { ErrorBody } from '@xincheng/api/contract';
import { roles } from '@xincheng/db/vocabulary/roles';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SignedIn, startTestApi, type TestApi } from '../support/api.ts';
import { type Cast, castOf } from '../support/cast.ts';
import { demoCounty, importFile, positionFile, rosterFile } from '../support/demo.ts';
import { behind } from '../support/sql.ts';
import { areas, countyCode, makeWorld } from '../support/world.ts';

describe('the dashboard', () => {
  let api: TestApi;
  let bureau: SignedIn;
  let clerk: SignedIn;
  let auditor: SignedIn;
  let admin: SignedIn;
  beforeAll(async () => {
    api = await startTestApi();
    const world = await makeWorld(api, demoCounty());
    const signIn = async (role: 'bureau_staff' | 'station_clerk' | 'auditor' | 'administrator') =>
      api.signIn(
        await world.account(role, {
          role,
          area: role === 'station_clerk' ? areas.qingshi : countyCode,
        }),
      );
    bureau = await signIn('bureau_staff');
    clerk = await signIn('station_clerk');
    auditor = await signIn('auditor');
    admin = await signIn('administrator');
    for (const name of ['roster-2023-autumn.xlsx', 'family-2023.xlsx'])
      await importFile(bureau, 'roster', name, rosterFile(name));
    const form = '04-云岭县铁卫保安服务有限公司岗位需求信息表.xlsx';
    api.clock.advance({ minutes: 1 });
    await importFile(bureau, 'positions', form, positionFile(form));
    const { items } = await bureau.call(contract.listPeople, { query: { limit: 3 } });
    for (const { id } of items) await bureau.call(contract.openPersonAccount, { params: { id } });
  });
  afterAll(() => api.close());

  const total = async (by: SignedIn, query: Record<string, string>) =>
    (await by.call(contract.listPeople, { query: { limit: 1, ...query } })).total;

  it.each(['county', 'township'])(
    'shows a %s the figures behind which its lists stand',
    async (level) => {
      const by = level === 'county' ? bureau : clerk;
      const { people, stations, townships } = await by.call(contract.dashboard);
      expect(people.total).toBe(await total(by, {}));
      expect(people.total).toBeGreaterThan(10);
      expect(people.veterans).toBe(await total(by, { kind: 'veteran' }));
      expect(people.family).toBe(await total(by, { kind: 'family' }));
      expect(people.total - people.withMobile).toBe(await total(by, { lack: 'mobile' }));
      expect(people.total - people.withAccount).toBe(await total(by, { lack: 'account' }));
      for (const { code, people: there } of townships)
        expect(there, code).toBe(await total(by, { station: code }));
      for (const { code, people: there } of stations.filter((row) => !row.code.endsWith('000')))
        expect(there, code).toBe(await total(by, { station: code }));
      expect(stations.reduce((sum, row) => sum + row.people, 0)).toBe(people.total);
      expect(townships.reduce((sum, row) => sum + row.people, 0)).toBe(people.total);
    },
  );

  it('counts accounts as the list does when a post has ended', async () => {
    const { items } = await bureau.call(contract.listPeople, { query: { limit: 1 } });
    const [post] = await behind(
      api.database.adminUrl,
      (sql) => sql<{ id: string }[]>`
        select id from appointments where person_id = ${items[0]?.id ?? ''}`,
    );
    await admin.call(contract.endAppointment, { params: { id: post?.id ?? '' } });
    const { people } = await bureau.call(contract.dashboard);
    expect(people.total - people.withAccount).toBe(await total(bureau, { lack: 'account' }));
  });

  it('counts positions as the portal lists them', async () => {
    const { positions, townships } = await bureau.call(contract.dashboard);
    const portal = await api.visitor.call(contract.listPositions, { query: { limit: 100 } });
    expect(positions.open).toBe(portal.total);
    const heads = portal.items.reduce((sum, { headcount }) => sum + (headcount ?? 0), 0);
    expect(positions.headcount).toBe(heads);
    expect(positions.employers).toBe(
      new Set(portal.items.map(({ employerId }) => employerId)).size,
    );
    for (const { code, positions: there } of townships)
      expect(there).toBe(portal.items.filter(({ townshipCode }) => townshipCode === code).length);
  });

  it('shows the auditor the same figures and not one name', async () => {
    const figures = await auditor.call(contract.dashboard);
    expect(figures.people).toEqual((await bureau.call(contract.dashboard)).people);
    const names = await behind(
      api.database.adminUrl,
      (sql) => sql<{ name: string }[]>`select full_name as name from people`,
    );
    const text = JSON.stringify(figures);
    for (const { name } of names) expect(text).not.toContain(`"${name}"`);
  });

  it('lists the imports of one’s own area, the latest first', async () => {
    const county = await bureau.call(contract.dashboard);
    expect(county.imports.map(({ fileName }) => fileName)[0]).toContain('铁卫');
    expect((await clerk.call(contract.dashboard)).imports).toEqual([]);
  });
});

describe('accounts and posts', () => {
  let api: TestApi;
  let cast: Cast;
  let admin: SignedIn;
  beforeAll(async () => {
    api = await startTestApi();
    cast = await castOf(api);
    admin = cast.as.administrator;
  });
  afterAll(() => api.close());

  it('are opened with a first password, and given further posts', async () => {
    const body = {
      ...{ name: 'xin-zhanzhang', displayName: '新站长', place: areas.hekou },
      role: 'station_head' as const,
    };
    const made = await admin.call(contract.createAccount, { body });
    const signedIn = await api.signIn({ account: body.name, password: made.password });
    const session = await signedIn.call(contract.getSession);
    expect(session.account.mustChangePassword).toBe(true);
    expect(session.appointment).toMatchObject({ role: 'station_head', place: '河口镇' });
    const { id } = await admin.call(contract.addAppointment, {
      params: { id: made.id },
      body: { role: 'employer_user', place: cast.employers.freight },
    });
    await signedIn.call(contract.switchAppointment, { body: { appointmentId: id } });
    expect((await signedIn.call(contract.getSession)).appointment.place).toBe(
      '云岭县顺安物流有限公司',
    );
    const again = await admin.ask(contract.createAccount, { body });
    expect(again.statusCode).toBe(400);
    expect(Object.keys(again.json<ErrorBody>().fields ?? {})).toEqual(['name']);
    const { items } = await admin.call(contract.listAccounts, { query: { limit: 100 } });
    const listed = items.find((account) => account.id === made.id);
    expect(listed?.appointments.map(({ role }) => role)).toEqual(['station_head', 'employer_user']);
    expect(JSON.stringify(items)).not.toMatch(/argon2|hash/i);
  });

  it.each([
    ['a seeker’s role', { role: 'veteran', place: areas.qingshi }],
    ['a role that does not exist', { role: 'root', place: countyCode }],
    ['a name in capitals', { name: 'BIG', role: 'auditor', place: countyCode }],
    ['no such firm', { role: 'employer_user', place: '0190163d-8694-739b-aea5-966c26f8ad91' }],
    ['a firm that is no id', { role: 'employer_user', place: areas.qingshi }],
    ['a post of dashes for a firm', { role: 'employer_user', place: '-'.repeat(36) }],
  ])('are not opened with %s: 400', async (_, wrong) => {
    const reply = await admin.ask(contract.createAccount, {
      body: { name: 'somebody-new', displayName: '新人', ...wrong },
    });
    expect(reply.statusCode).toBe(400);
  });

  it('of one’s own cannot be disabled, reset or ended by oneself: 409', async () => {
    const id = cast.accounts['admin'] ?? '';
    const { appointment } = await admin.call(contract.getSession);
    const replies = [
      await admin.ask(contract.disableAccount, { params: { id } }),
      await admin.ask(contract.resetPassword, { params: { id } }),
      await admin.ask(contract.endAppointment, { params: { id: appointment.id } }),
    ];
    expect(replies.map(({ statusCode }) => statusCode)).toEqual([409, 409, 409]);
  });
});

describe('places', () => {
  let api: TestApi;
  let cast: Cast;
  beforeAll(async () => {
    api = await startTestApi();
    cast = await castOf(api);
  });
  afterAll(() => api.close());

  const row = (code: string, name: string) => ({
    ...{ code, name, lat: 23.7, lng: 107.8, head: '张站长', phone: '0776-1234567' },
  });
  const paste = (rows: ReturnType<typeof row>[]) =>
    cast.as.administrator.ask(contract.addStations, { body: { rows } });

  it('are added with their township, and brought up to date by code', async () => {
    const rows = [row('459921103000', '龙潭镇退役军人服务站'), row('459921103201', '龙潭村服务站')];
    expect((await paste(rows)).json()).toEqual({ written: 2 });
    await paste([row('459921103201', '龙潭村退役军人服务站')]);
    const { items } = await cast.as.bureau_staff.call(contract.listStations);
    expect(items.find(({ code }) => code === '459921103201')?.name).toBe('龙潭村退役军人服务站');
    const townships = await api.visitor.call(contract.listTownships);
    expect(townships.items).toContainEqual({ code: '459921103', name: '龙潭镇' });
  });

  it.each([
    ['a village without its township', [row('459921777201', '无名村')]],
    ['the same code twice', [row('459921104000', '那良镇站'), row('459921104000', '那良镇站')]],
    ['a code of another county', [row('459922101000', '别县站')]],
    ['a code too short', [row('459921101', '青石镇')]],
    ['no row', []],
    ['a latitude that is none', [{ ...row('459921105000', '某镇站'), lat: 91 }]],
  ])('with %s are refused with what is wrong: 400', async (_, rows) => {
    const reply = await paste(rows);
    expect(reply.statusCode).toBe(400);
    expect(Object.keys(reply.json<ErrorBody>().fields ?? {}).length).toBeGreaterThan(0);
  });
});

describe('rules and audit', () => {
  let api: TestApi;
  let cast: Cast;
  beforeAll(async () => {
    api = await startTestApi();
    cast = await castOf(api);
  });
  afterAll(() => api.close());

  it('rules in force today name document and dates, to every role', async () => {
    for (const role of roles) {
      const { items } = await cast.as[role].call(contract.listRules);
      expect(items.length).toBeGreaterThan(3);
      const today = api.clock.today();
      for (const rule of items) {
        expect(rule.document).not.toBe('');
        expect(rule.validFrom <= today && (rule.validTo ?? today) >= today, rule.key).toBe(true);
      }
      expect(new Set(items.map(({ key }) => key)).size).toBe(items.length);
    }
  });

  it('every change leaves an entry with who, from which post, what, to whom and whence', async () => {
    const person = await cast.world.person();
    await cast.as.station_clerk.send({
      method: 'PATCH',
      url: `/people/${person.id}`,
      payload: { version: 1, experience: '一段只在档案里的经历' },
      headers: { 'x-forwarded-for': '203.0.113.20' },
    });
    const { items, total } = await cast.as.auditor.call(contract.listAudit, {
      query: { limit: 1 },
    });
    expect(items[0]).toMatchObject({
      ...{ action: 'PATCH /people/:id', subject: person.id, role: 'station_clerk' },
      ...{ by: 'clerk的账号', at: api.clock.now().toISOString(), ip: '203.0.113.20' },
    });
    expect(total).toBeGreaterThan(10);
    const kept = await behind(
      api.database.adminUrl,
      (sql) => sql<{ text: string }[]>`select a::text as text from audit_entries a`,
    );
    for (const { text } of kept) expect(text).not.toContain('一段只在档案里的经历');
  });

  it('a refused change leaves none', async () => {
    const before = (await cast.as.auditor.call(contract.listAudit)).total;
    await cast.as.station_clerk.ask(contract.changePerson, {
      params: { id: cast.people.hekou.id },
      body: { version: 1, experience: 'x' },
    });
    await cast.as.veteran.ask(contract.changePerson, {
      params: { id: cast.people.qingshi.id },
      body: { version: 1, experience: 'x' },
    });
    expect((await cast.as.auditor.call(contract.listAudit)).total).toBe(before);
  });
});
