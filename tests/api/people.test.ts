import * as contract from '@xincheng/api/contract';
import type { ErrorBody } from '@xincheng/api/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../support/api.ts';
import { type Cast, castOf } from '../support/cast.ts';
import { behind } from '../support/sql.ts';
import { areas } from '../support/world.ts';

let api: TestApi;
let cast: Cast;
beforeAll(async () => {
  api = await startTestApi();
  cast = await castOf(api);
});
afterAll(() => api.close());

const list = (query: Record<string, string | number>) =>
  cast.as.bureau_staff.ask(contract.listPeople, { query });
const namesIn = async (query: Record<string, string | number>) => {
  const reply = await list(query);
  expect(reply.statusCode).toBe(200);
  const { items } = reply.json<{ items: contract.PersonSummary[] }>();
  return items.map(({ fullName }) => fullName);
};

describe('the list of people', () => {
  it('masks identifiers and shows names to those who work by them', async () => {
    const { idCardNo, mobile } = cast.people.hekou;
    const { items, total } = await cast.others.hekouClerk.call(contract.listPeople);
    expect(total).toBe(1);
    expect(items[0]).toMatchObject({
      ...{ fullName: '韦河口', kind: 'veteran', station: '河口镇退役军人服务站', age: 36 },
      idCardNo: `459921********${idCardNo.slice(-4)}`,
      mobile: `138****${(mobile ?? '').slice(-4)}`,
    });
  });

  it('finds by part of a name, by a whole ID number or mobile, and by no part of those', async () => {
    const { idCardNo, mobile } = cast.people.hekou;
    expect(await namesIn({ q: '河口' })).toEqual(['韦河口']);
    expect(await namesIn({ q: idCardNo })).toEqual(['韦河口']);
    expect(await namesIn({ q: idCardNo.toLowerCase() })).toEqual(['韦河口']);
    expect(await namesIn({ q: ` ${idCardNo.slice(0, 6)} ${idCardNo.slice(6)} ` })).toEqual([
      '韦河口',
    ]);
    expect(await namesIn({ q: mobile ?? '' })).toEqual(['韦河口']);
    expect(await namesIn({ q: `+86 ${mobile ?? ''}` })).toEqual(['韦河口']);
    expect(
      await namesIn({ q: `${(mobile ?? '').slice(0, 3)} ${(mobile ?? '').slice(3)}` }),
    ).toEqual(['韦河口']);
    expect(await namesIn({ q: idCardNo.slice(-4) })).toEqual([]);
    expect(await namesIn({ q: (mobile ?? '').slice(-4) })).toEqual([]);
    expect(await namesIn({ q: '459921' })).toEqual([]);
  });

  it('finds by the ID number of before 1999, which has fifteen digits', async () => {
    const { idCardNo } = await cast.world.person({ fullName: '韦十五', birthDate: '1970-06-01' });
    expect(await namesIn({ q: `${idCardNo.slice(0, 6)}${idCardNo.slice(8, 17)}` })).toEqual([
      '韦十五',
    ]);
  });

  it('filters by station, kind and what is lacking', async () => {
    const { id } = await cast.world.person({
      ...{ fullName: '韦无机', areaCode: areas.hekou, mobile: null },
    });
    expect(await namesIn({ station: areas.hekou })).toEqual(['韦河口', '韦无机']);
    expect(await namesIn({ station: `${areas.hekou}000` })).toEqual(['韦河口', '韦无机']);
    expect(await namesIn({ station: areas.nongyan })).toEqual(['韦弄岩']);
    expect(await namesIn({ kind: 'family' })).toEqual(['韦家属']);
    expect(await namesIn({ lack: 'mobile' })).toEqual(['韦无机']);
    const lacking = { lack: 'account', kind: 'veteran', station: areas.hekou };
    expect(await namesIn(lacking)).toEqual(['韦无机']);
    await cast.as.bureau_staff.call(contract.openPersonAccount, { params: { id } });
    expect(await namesIn(lacking)).toEqual([]);
    await behind(
      api.database.adminUrl,
      (sql) => sql`update people set removed_at = ${api.clock.now()} where id = ${id}`,
    );
    expect(await namesIn({ lack: 'mobile' })).toEqual([]);
    expect(await namesIn({ station: areas.hekou })).toEqual(['韦河口']);
  });

  it('is paged without losing or repeating anybody, always in the same order', async () => {
    const whole = await namesIn({ limit: 100 });
    const pages = await Promise.all(whole.map((_, offset) => namesIn({ limit: 1, offset })));
    expect(pages.flat()).toEqual(whole);
    expect(await namesIn({ limit: 100, offset: 100 })).toEqual([]);
  });
});

describe('revealing', () => {
  it('gives the whole numbers for a reason, and leaves an entry with it', async () => {
    const { id, idCardNo, mobile } = cast.people.qingshi;
    const reason = '电话通知招聘会';
    const shown = await cast.as.station_clerk.call(contract.revealPerson, {
      ...{ params: { id }, body: { reason } },
    });
    expect(shown).toEqual({ idCardNo, mobile });
    const { items } = await cast.as.auditor.call(contract.listAudit);
    expect(items[0]).toMatchObject({
      ...{ action: 'POST /people/:id/reveal', subject: id, reason },
      ...{ role: 'station_clerk', by: 'clerk的账号', ip: '127.0.0.1' },
    });
    expect(JSON.stringify(items)).not.toContain(idCardNo);
  });

  it('keeps no number that was typed into the reason', async () => {
    const { id, idCardNo, mobile } = cast.people.nongyan;
    await cast.as.station_clerk.call(contract.revealPerson, {
      ...{ params: { id }, body: { reason: `核对 ${idCardNo}，电话${mobile ?? ''}` } },
    });
    const { items } = await cast.as.auditor.call(contract.listAudit);
    expect(items[0]?.subject).toBe(id);
    expect(items[0]?.reason).toContain('核对');
    expect(items[0]?.reason).not.toContain(idCardNo);
    expect(items[0]?.reason).not.toContain(mobile);
  });

  it('needs a reason, and leaves no entry without one', async () => {
    const before = await cast.as.auditor.call(contract.listAudit);
    for (const reason of ['', '   ', '看', undefined]) {
      const reply = await cast.as.station_clerk.ask(contract.revealPerson, {
        ...{ params: { id: cast.people.qingshi.id }, body: { reason } },
      });
      expect(reply.statusCode).toBe(400);
    }
    const after = await cast.as.auditor.call(contract.listAudit);
    expect(after.total).toBe(before.total);
  });
});

describe('correcting a record', () => {
  it('keeps who, when, from where and what it was', async () => {
    const { id } = await cast.world.person({ fullName: '韦改正', licences: ['C1'] });
    const before = await cast.as.station_clerk.call(contract.getPerson, { params: { id } });
    const changed = await cast.as.station_clerk.call(contract.changePerson, {
      params: { id },
      body: { version: before.version, licences: ['A2', 'B2'], mobile: '13912345678' },
    });
    expect(changed).toMatchObject({
      ...{ licences: ['A2', 'B2'], mobile: '139****5678', version: before.version + 1 },
    });
    const { items, total } = await cast.as.station_clerk.call(contract.listPersonEvents, {
      params: { id },
    });
    expect(total).toBe(2);
    const now = api.clock.now().toISOString();
    const common = { source: 'clerk', by: 'clerk的账号', occurredAt: now, recordedAt: now };
    const byField = Object.fromEntries(items.map((event) => [event.field, event]));
    expect(byField['licences']).toMatchObject({ before: 'C1', after: 'A2、B2', ...common });
    expect(byField['mobile']).toMatchObject({ after: '139****5678', ...common });
    const stored = await behind(
      api.database.adminUrl,
      (sql) =>
        sql<{ text: string }[]>`select e::text as text from field_events e where entity_id = ${id}`,
    );
    for (const { text } of stored) expect(text).not.toContain('13912345678');
  });

  it('records actor and post of the write', async () => {
    const { id } = await cast.world.person();
    await cast.as.station_head.call(contract.changePerson, {
      ...{ params: { id }, body: { version: 1, experience: '货运三年' } },
    });
    const [event] = await behind(
      api.database.adminUrl,
      (sql) => sql<{ account: string; role: string }[]>`
        select e.actor_account as account, a.role from field_events e
        join appointments a on a.id = e.actor_appointment where e.entity_id = ${id}`,
    );
    expect(event).toEqual({ account: cast.accounts['head'], role: 'station_head' });
  });

  it('nothing changed leaves nothing behind', async () => {
    const { id } = await cast.world.person({ licences: ['C1'] });
    const same = await cast.as.station_clerk.call(contract.changePerson, {
      ...{ params: { id }, body: { version: 1, licences: ['C1'] } },
    });
    expect(same.version).toBe(1);
    const events = await cast.as.station_clerk.call(contract.listPersonEvents, { params: { id } });
    expect(events.total).toBe(0);
  });

  it('of somebody who was faster is a conflict: 409, the first one stays', async () => {
    const { id } = await cast.world.person();
    const change = (experience: string) =>
      cast.as.station_clerk.ask(contract.changePerson, {
        ...{ params: { id }, body: { version: 1, experience } },
      });
    const replies = await Promise.all([change('甲'), change('乙'), change('丙')]);
    expect(replies.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409, 409]);
    expect((await change('丁')).statusCode).toBe(409);
    const winner = replies.find(({ statusCode }) => statusCode === 200);
    const stands = await cast.as.station_clerk.call(contract.getPerson, { params: { id } });
    expect(stands.experience).toBe(winner?.json<contract.PersonDetail>().experience);
    expect(stands.version).toBe(2);
  });

  it.each([
    ['a licence that does not exist', { licences: ['Z9'] }],
    ['a mobile too short', { mobile: '1391234' }],
    ['too many skills', { skills: Array.from({ length: 41 }, () => '焊') }],
    ['an overlong text', { experience: '长'.repeat(2001) }],
    ['a speciality that is not in the table', { specialityKey: 'mil.no.such' }],
  ])('%s: 400', async (_, change) => {
    const { id } = await cast.world.person();
    const reply = await cast.as.station_clerk.ask(contract.changePerson, {
      ...{ params: { id }, body: { version: 1, ...change } },
    });
    expect(reply.statusCode).toBe(400);
    expect(reply.json<ErrorBody>().code).toBe('invalid_input');
  });
});

describe('an account for a person', () => {
  it('is opened once, with a first password that works', async () => {
    const person = await cast.world.person({ fullName: '韦新号' });
    const made = await cast.as.station_clerk.call(contract.openPersonAccount, {
      params: { id: person.id },
    });
    expect(made.account).toMatch(/^t\d{8}$/);
    expect(made.password).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){2}$/);
    const veteran = await api.signIn(made);
    const session = await veteran.call(contract.getSession);
    expect(session.appointment).toMatchObject({ role: 'veteran', place: '韦新号' });
    expect(session.account.mustChangePassword).toBe(true);
    const again = await cast.as.station_clerk.ask(contract.openPersonAccount, {
      params: { id: person.id },
    });
    expect(again.statusCode).toBe(409);
    expect(again.json<ErrorBody>().code).toBe('duplicate');
  });

  it('of somebody who is staff too gets no new password from a colleague', async () => {
    const person = await cast.world.person();
    const both = await cast.world.account(
      'both-posts',
      { role: 'veteran', personId: person.id },
      { role: 'bureau_staff', area: '459921' },
    );
    const reply = await cast.as.station_clerk.ask(contract.resetPersonPassword, {
      params: { id: person.id },
    });
    expect(reply.statusCode).toBe(404);
    await api.signIn(both);
  });
});

describe('stations', () => {
  it('lists one’s own with their people, villages inside their township', async () => {
    const { items } = await cast.others.nongyanClerk.call(contract.listStations);
    expect(items.map(({ code }) => code)).toEqual([areas.nongyan]);
    const county = await cast.as.auditor.call(contract.listStations);
    const people = Object.fromEntries(county.items.map(({ code, people: n }) => [code, n]));
    const total = (await cast.as.bureau_staff.call(contract.listPeople)).total;
    expect((people[`${areas.qingshi}000`] ?? 0) + (people[`${areas.hekou}000`] ?? 0)).toBe(total);
    expect(people[areas.nongyan]).toBe(items[0]?.people);
  });
});
