/** What a veteran sees, whom an employer sees, and consent between the two. */
import { randomUUID } from 'node:crypto';
import * as contract from '@xincheng/api/contract';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type SignedIn, startTestApi, type TestApi } from '../support/api.ts';
import { type Cast, castOf } from '../support/cast.ts';
import { demoCounty, importFile, positionFile } from '../support/demo.ts';
import { behind } from '../support/sql.ts';
import { areas, makeWorld, type Person, type World } from '../support/world.ts';

/** The ranked answer; somebody who refused gets another one. */
async function matchesOf(caller: SignedIn, limit = 20) {
  const reply = await caller.call(contract.getMatches, { query: { limit } });
  if (!reply.ranked) throw new Error('not ranked');
  return reply;
}

describe('matches', () => {
  let api: TestApi;
  let world: World;
  let veteran: SignedIn;
  beforeAll(async () => {
    api = await startTestApi();
    world = await makeWorld(api, demoCounty());
    const bureau = await api.signIn(
      await world.account('bureau', { role: 'bureau_staff', area: '459921' }),
    );
    for (const form of [
      '03-云岭县顺安物流有限公司岗位需求信息表.xlsx',
      '04-云岭县铁卫保安服务有限公司岗位需求信息表.xlsx',
    ])
      await importFile(bureau, 'positions', form, positionFile(form));
    const person = await world.person({
      ...{ fullName: '韦驾驶', specialityKey: 'mil.drive.wheeled', licences: ['A2', 'B2'] },
      ...{ educationCode: '60', jobs: ['货车司机'], birthDate: '1992-05-01', serviceYears: 8 },
    });
    veteran = await api.signIn(
      await world.account('veteran', { role: 'veteran', personId: person.id }),
    );
  });
  afterAll(() => api.close());

  it('have the shape that scripts go by', async () => {
    const reply = await veteran.send({ method: 'GET', url: '/me/matches?limit=20' });
    expect(reply.statusCode).toBe(200);
    const body = contract.getMatches.response.parse(reply.json());
    if (!body.ranked) throw new Error('not ranked');
    expect(body.items.length).toBeGreaterThan(3);
    expect(body.total).toBeGreaterThanOrEqual(body.items.length);
    const [first] = body.items;
    expect(Object.keys(first ?? {}).sort()).toEqual([
      ...['distanceKm', 'missing', 'parts', 'position', 'score', 'suits'],
    ]);
    expect(first?.position).toMatchObject({
      ...{ id: expect.any(String) as string, title: expect.any(String) as string },
      ...{ employer: expect.any(String) as string, township: expect.any(String) as string },
    });
    expect(Object.keys(first?.parts[0] ?? {}).sort()).toEqual(['have', 'need', 'part', 'points']);
    for (const miss of body.nearMisses) {
      expect(Object.keys(miss)).toEqual(expect.arrayContaining(['position', 'gates', 'actions']));
      expect(miss.gates.some(({ passed }) => !passed)).toBe(true);
      for (const gate of miss.gates) expect(gate.source).not.toBe('');
    }
    expect(body.nearMisses.length).toBeGreaterThan(0);
  });

  it('score in whole points that their parts add up to, best first', async () => {
    const { items } = await matchesOf(veteran, 100);
    for (const { score, parts } of items)
      expect(parts.reduce((sum, { points }) => sum + points, 0)).toBe(score);
    const scores = items.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(new Set(scores).size).toBeGreaterThan(1);
  });

  it('are the same for the same question, and the shorter list begins the longer', async () => {
    const long = await matchesOf(veteran, 30);
    const again = await matchesOf(veteran, 30);
    const short = await matchesOf(veteran, 3);
    expect(again).toEqual(long);
    expect(short.items).toEqual(long.items.slice(0, 3));
    expect(short.total).toBe(long.total);
  });

  it('are explained one by one with the same score and every gate', async () => {
    const { items, nearMisses } = await matchesOf(veteran);
    for (const item of items.slice(0, 5)) {
      const { gates, version, ...explained } = await veteran.call(contract.explainMatch, {
        params: { positionId: item.position.id },
      });
      expect(explained).toEqual(item);
      expect(version).toMatch(/^\d{4}-\d\d-\d\d\|\d+\|\d+$/);
      expect(gates.length).toBeGreaterThan(0);
      expect(gates.every(({ passed }) => passed)).toBe(true);
    }
    const [miss] = nearMisses;
    const why = await veteran.call(contract.explainMatch, {
      params: { positionId: miss?.position.id ?? '' },
    });
    expect(why.gates.filter(({ passed }) => !passed)).toEqual(
      miss?.gates.filter(({ passed }) => !passed),
    );
  });

  it('follow the wishes a person changes', async () => {
    const before = await veteran.call(contract.getOwnProfile);
    expect(before.wishes.jobs).toEqual(['货车司机']);
    const [best] = (await matchesOf(veteran)).items;
    expect(best?.position.employer).toBe('云岭县顺安物流有限公司');
    const wishes = {
      ...{ jobs: ['保安员'], salaryMin: null, maxDistanceKm: null },
      ...{ acceptShift: true, acceptLodging: null, payFirm: false, restrictions: [] },
    };
    const after = await veteran.call(contract.changeWishes, {
      body: { version: before.version, ...wishes },
    });
    expect(after.wishes).toEqual(wishes);
    const stale = await veteran.ask(contract.changeWishes, {
      body: { version: before.version, ...wishes, jobs: [] },
    });
    expect(stale.statusCode).toBe(409);
    // The law asks guards for their certificate, so what is wished for now is near, not open.
    const { nearMisses, steps } = await matchesOf(veteran);
    expect(nearMisses.map(({ position }) => position.employer)).toContain(
      '云岭县铁卫保安服务有限公司',
    );
    expect(steps.map(({ what }) => what)).toContain('保安员证');
  });

  it('search positions by word and township, all of them where nothing is asked', async () => {
    const search = (query: Record<string, string | number>) =>
      api.visitor.call(contract.listPositions, { query: { limit: 100, ...query } });
    const all = await search({});
    expect(all.total).toBe(all.items.length);
    const guards = await search({ q: '保安' });
    expect(guards.total).toBeGreaterThan(0);
    expect(guards.total).toBeLessThan(all.total);
    expect(guards.items[0]?.title).toContain('保安');
    const code = all.items.find(({ townshipCode }) => townshipCode !== null)?.townshipCode ?? '';
    const there = await search({ township: code });
    expect(there.total).toBe(all.items.filter(({ townshipCode }) => townshipCode === code).length);
    expect(await search({ township: '459921999' })).toMatchObject({ items: [], total: 0 });
    expect((await search({ q: '量子引力' })).total).toBe(0);
    const pages = await Promise.all([0, 5, 10].map((offset) => search({ limit: 5, offset })));
    expect(pages.flatMap(({ items }) => items)).toEqual(all.items.slice(0, 15));
  });

  it('leave a closed position out as soon as it is closed', async () => {
    const employerId = await world.employer('云岭县新开的厂');
    const id = await world.position(employerId, { title: '量子货车司机', licences: ['A2'] });
    const user = await api.signIn(
      await world.account('newfirm', { role: 'employer_user', employerId }),
    );
    const listed = async () =>
      (await api.visitor.call(contract.listPositions, { query: { q: '量子货车司机' } })).items.map(
        (item) => item.id,
      );
    await vi.waitFor(async () => expect(await listed()).toContain(id), 5000);
    await user.call(contract.changePositionStatus, {
      ...{ params: { id }, body: { status: 'closed' } },
    });
    await vi.waitFor(async () => expect(await listed()).not.toContain(id), 5000);
    const explain = await veteran.ask(contract.explainMatch, { params: { positionId: id } });
    expect(explain.statusCode).toBe(404);
    expect(api.errors).toEqual([]);
  });
});

describe('what a person can do about it', () => {
  let api: TestApi;
  let cast: Cast;
  beforeAll(async () => {
    api = await startTestApi();
    cast = await castOf(api);
  });
  afterAll(() => api.close());

  const seeker = async (about: Parameters<World['person']>[0], name: string) => {
    const person = await cast.world.person(about);
    const account = await cast.world.account(name, { role: 'veteran', personId: person.id });
    return { person, caller: await api.signIn(account) };
  };
  const posts = async (firm: string, titles: Parameters<World['position']>[1][]) => {
    const employerId = await cast.world.employer(firm);
    const ids = [];
    for (const title of titles) ids.push(await cast.world.position(employerId, title));
    return { employerId, ids };
  };

  it('is told with how many posts it opens, as many as a new ranking then has', async () => {
    const guard = { title: '保安员', certificates: ['保安员证'] };
    await posts('云岭县安保新公司', [guard, guard, { ...guard, licences: ['C1'] }]);
    const { person, caller } = await seeker(
      { jobs: ['保安员'], birthDate: '1995-01-01' },
      'stepping',
    );
    await vi.waitFor(async () => {
      const { steps } = await matchesOf(caller);
      expect(steps.find(({ what }) => what === '保安员证')?.gain).toBeGreaterThanOrEqual(2);
    }, 5000);
    const before = await matchesOf(caller);
    const step = before.steps.find(({ what }) => what === '保安员证');
    expect(step).toMatchObject({ kind: 'obtain_certificate', days: { from: 15, to: 30 } });
    const detail = await cast.as.bureau_staff.call(contract.getPerson, {
      params: { id: person.id },
    });
    await cast.as.bureau_staff.call(contract.changePerson, {
      params: { id: person.id },
      body: { version: detail.version, certificates: ['保安员证'] },
    });
    const after = await matchesOf(caller);
    expect(after.total - before.total).toBe(step?.gain);
    expect(after.steps.map(({ what }) => what)).not.toContain('保安员证');
  });

  it('is to refuse automated ranking: then a plain list by distance, and back again', async () => {
    const { person, caller } = await seeker({ jobs: ['货车司机'], licences: ['A2'] }, 'refusing');
    const { version } = await caller.call(contract.getOwnProfile);
    const ranked = await matchesOf(caller);
    const refused = await caller.call(contract.changeRanking, {
      body: { version, refusesRanking: true },
    });
    expect(refused.refusesRanking).toBe(true);
    const plain = await caller.call(contract.getMatches, { query: { limit: 100 } });
    if (plain.ranked) throw new Error('ranked all the same');
    expect(plain.total).toBe(ranked.total);
    expect(JSON.stringify(plain)).not.toContain('score');
    const km = plain.items.map(({ distanceKm }) => distanceKm ?? Infinity);
    expect(km).toEqual(km.toSorted((a, b) => a - b));

    // An employer whom the person agreed to sees them, but not ranked.
    const { employerId, ids } = await posts('云岭县不排序的厂', [{ title: '货车司机' }]);
    const user = await api.signIn(
      await cast.world.account('plainfirm', { role: 'employer_user', employerId }),
    );
    await caller.call(contract.giveConsent, { body: { employerId } });
    const { items } = await user.call(contract.listCandidates, { params: { id: ids[0] ?? '' } });
    expect(items).toMatchObject([{ personId: person.id, score: null, parts: [] }]);

    await caller.call(contract.changeRanking, {
      body: { version: refused.version, refusesRanking: false },
    });
    expect((await matchesOf(caller)).total).toBe(ranked.total + ids.length);
  });

  it('is to see what was read from the record, and to strike out what is wrong', async () => {
    const { caller } = await seeker(
      { skills: ['电焊', '不会开车'], experience: '在部队食堂炒菜三年' },
      'reading',
    );
    const own = await caller.call(contract.getOwnProfile);
    const names = own.readSkills.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['焊接切割', '烹饪炒菜']));
    expect(own.readSkills.flatMap(({ sources }) => sources.map(({ text }) => text))).not.toContain(
      '开车',
    );
    for (const { sources } of own.readSkills)
      for (const { field, text, start, end } of sources) {
        const whole = field === 'skills' ? own.skills.join('、') : own.experience;
        if (field === 'skills' || field === 'experience')
          expect(whole?.slice(start, end)).toBe(text);
      }
    const cooking = own.readSkills.find(({ name }) => name === '烹饪炒菜')?.skill ?? '';
    const { ids } = await posts('云岭县小饭馆', [{ title: '厨师', description: '炒菜' }]);
    const points = async () => {
      const reply = await caller.call(contract.explainMatch, {
        params: { positionId: ids[0] ?? '' },
      });
      return reply.parts.find(({ part }) => part === 'skills')?.points ?? 0;
    };
    const before = await points();
    const struck = await caller.call(contract.changeRanking, {
      body: { version: own.version, deniedSkills: [cooking] },
    });
    expect(struck.readSkills.find(({ skill }) => skill === cooking)?.denied).toBe(true);
    expect(await points()).toBeLessThan(before);
  });

  it('keeps what was wished from an employer, also where it is only near', async () => {
    const { caller } = await seeker(
      { jobs: ['挖掘机司机'], specialityKey: null, licences: ['B2'] },
      'wishing',
    );
    const { employerId, ids } = await posts('云岭县工程新公司', [
      { title: '装载机司机' },
      { title: '叉车司机' },
    ]);
    const user = await api.signIn(
      await cast.world.account('wishfirm', { role: 'employer_user', employerId }),
    );
    await caller.call(contract.giveConsent, { body: { employerId } });
    for (const id of ids) {
      const { items } = await user.call(contract.listCandidates, { params: { id } });
      expect(JSON.stringify(items)).not.toContain('意向');
    }
  });
});

describe('consent', () => {
  let api: TestApi;
  let cast: Cast;
  beforeAll(async () => {
    api = await startTestApi();
    cast = await castOf(api);
  });
  afterAll(() => api.close());

  const candidates = (by: SignedIn, id: string) =>
    by.call(contract.listCandidates, { params: { id } });
  const seeker = async (about: Parameters<World['person']>[0], name: string) => {
    const person: Person = await cast.world.person(about);
    const account = await cast.world.account(name, { role: 'veteran', personId: person.id });
    return { person, caller: await api.signIn(account) };
  };

  it('shows a person to the one employer it names, masked, and to no other', async () => {
    const { person, caller } = await seeker(
      { fullName: '韦同意', licences: ['A2'], birthDate: '1991-01-01' },
      'agreeing',
    );
    const freight = cast.others.freightUser;
    expect(await candidates(freight, cast.positions.freight)).toEqual({ items: [], total: 0 });
    const given = await caller.call(contract.giveConsent, {
      body: { employerId: cast.employers.freight },
    });
    expect(given.employer).toBe('云岭县顺安物流有限公司');

    const { items, total } = await candidates(freight, cast.positions.freight);
    expect(total).toBe(1);
    expect(items[0]).toMatchObject({
      ...{ personId: person.id, name: '韦**', age: 35, township: '青石镇', licences: ['A2'] },
      mobile: `138****${(person.mobile ?? '').slice(-4)}`,
      consentedAt: given.givenAt,
    });
    expect(items[0]?.parts.reduce((sum, { points }) => sum + points, 0)).toBe(items[0]?.score);
    const sugar = await candidates(cast.as.employer_user, cast.positions.open);
    expect(sugar.items.map(({ personId }) => personId)).not.toContain(person.id);
    const own = await freight.call(contract.listOwnPositions);
    expect(own.items[0]?.candidates).toBe(1);

    await caller.call(contract.withdrawConsent, { params: { id: given.id } });
    expect(await candidates(freight, cast.positions.freight)).toEqual({ items: [], total: 0 });
    expect((await freight.call(contract.listOwnPositions)).items[0]?.candidates).toBe(0);
    expect(await caller.call(contract.listConsents)).toEqual({ items: [], total: 0 });
    const twice = await caller.ask(contract.withdrawConsent, { params: { id: given.id } });
    expect(twice.statusCode).toBe(404);
  });

  it('given twice is one consent; given again after withdrawal it is a new one', async () => {
    const { caller } = await seeker({}, 'twice');
    const give = () =>
      caller.call(contract.giveConsent, { body: { employerId: cast.employers.sugar } });
    const [one, two] = await Promise.all([give(), give()]);
    expect(two.id).toBe(one.id);
    expect((await caller.call(contract.listConsents)).total).toBe(1);
    await caller.call(contract.withdrawConsent, { params: { id: one.id } });
    const three = await give();
    expect(three.id).not.toBe(one.id);
    const kept = await behind(
      api.database.adminUrl,
      (sql) => sql`select 1 from consents where id = ${one.id} and withdrawn_at is not null`,
    );
    expect(kept).toHaveLength(1);
  });

  it('to nobody that exists is not given', async () => {
    const reply = await cast.as.veteran.ask(contract.giveConsent, {
      body: { employerId: randomUUID() },
    });
    expect(reply.statusCode).toBe(404);
  });

  it('is audited with whom it names', async () => {
    const { caller } = await seeker({}, 'audited');
    const { id } = await caller.call(contract.giveConsent, {
      body: { employerId: cast.employers.sugar },
    });
    await caller.call(contract.withdrawConsent, { params: { id } });
    const { items } = await cast.as.auditor.call(contract.listAudit);
    expect(items.slice(0, 2).map(({ action, subject }) => ({ action, subject }))).toEqual([
      { action: 'DELETE /me/consents/:id', subject: id },
      { action: 'POST /me/consents', subject: cast.employers.sugar },
    ]);
  });

  it('ranks those who agreed by how well they fit', async () => {
    const driver = await seeker(
      {
        ...{ fullName: '韦善驾', licences: ['A2', 'B2'], specialityKey: 'mil.drive.wheeled' },
        ...{ jobs: ['货车司机'], areaCode: areas.qingshi },
      },
      'driver',
    );
    const cook = await seeker(
      { fullName: '韦善厨', specialityKey: 'mil.cook.hot', jobs: ['厨师'] },
      'cook',
    );
    const employerId = await cast.world.employer('云岭县货运新厂');
    const position = await cast.world.position(employerId, {
      ...{ title: '货车司机', licences: ['B2'], skillsText: '货车驾驶、车辆维护' },
    });
    const user = await api.signIn(
      await cast.world.account('newfirm', { role: 'employer_user', employerId }),
    );
    for (const { caller } of [cook, driver])
      await caller.call(contract.giveConsent, { body: { employerId } });
    const { items } = await candidates(user, position);
    expect(items[0]?.personId).toBe(driver.person.id);
    const scores = items.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => (b ?? 0) - (a ?? 0)));
  });
});
