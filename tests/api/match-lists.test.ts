/** Stored best matches: kept up to date, and only what something touches is ranked anew. */
import * as contract from '@xincheng/api/contract';
import { refreshMatchLists } from '@xincheng/api/match-lists';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type SignedIn, startTestApi, type TestApi } from '../support/api.ts';
import { type Cast, castOf } from '../support/cast.ts';
import { areas } from '../support/world.ts';

describe('stored matches', () => {
  let api: TestApi;
  let cast: Cast;
  let driver: string;
  let cook: string;
  let staff: SignedIn;
  beforeAll(async () => {
    api = await startTestApi();
    cast = await castOf(api);
    staff = cast.as.bureau_staff;
    const { world } = cast;
    const employerId = await world.employer('云岭县存单新公司');
    for (const title of ['货车司机', '厨师', '仓管员']) await world.position(employerId, { title });
    driver = (await world.person({ jobs: ['货车司机'], areaCode: areas.qingshi })).id;
    cook = (await world.person({ jobs: ['厨师'], areaCode: areas.qingshi })).id;
    await refresh();
  });
  afterAll(() => api.close());

  const refresh = async () => {
    await api.deps.matching.settled();
    return refreshMatchLists(api.deps);
  };
  const listOf = (id: string) => staff.call(contract.listPersonMatches, { params: { id } });
  const titles = async (id: string) =>
    (await listOf(id)).items.map(({ position }) => position.title);

  it('are the best of a ranking, with the version they were computed from', async () => {
    const { items, version, computedAt } = await listOf(driver);
    expect(items[0]?.position.title).toBe('货车司机');
    expect((await titles(cook))[0]).toBe('厨师');
    const view = await api.deps.matching.view();
    expect(version).toBe(view.version);
    expect(computedAt).not.toBeNull();
    const scores = items.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  });

  it('are left alone while nothing has changed', async () => {
    expect(await refresh()).toBe(0);
  });

  it('follow one person’s change alone', async () => {
    const { version } = await staff.call(contract.getPerson, { params: { id: cook } });
    await staff.call(contract.changePerson, {
      params: { id: cook },
      body: { version, skills: ['叉车', '出入库'] },
    });
    expect(await refresh()).toBe(1);
  });

  it('follow a new and a closed position for those whom it concerns', async () => {
    const employerId = await cast.world.employer('云岭县又一家');
    const id = await cast.world.position(employerId, { title: '货车司机', licences: ['A1'] });
    await vi.waitFor(async () => {
      const { items } = await api.visitor.call(contract.listPositions, {
        query: { q: '货车司机' },
      });
      expect(items.map((item) => item.id)).toContain(id);
    }, 5000);
    // Nobody holds A1, so no list changes.
    expect(await refresh()).toBe(0);
    const open = await cast.world.position(employerId, { title: '货车司机' });
    await vi.waitFor(async () => {
      const { items } = await api.visitor.call(contract.listPositions, {
        query: { q: '货车司机' },
      });
      expect(items.map((item) => item.id)).toContain(open);
    }, 5000);
    expect(await refresh()).toBeGreaterThan(0);
    expect((await listOf(driver)).items.map(({ position }) => position.id)).toContain(open);
    const user = await api.signIn(
      await cast.world.account('another', { role: 'employer_user', employerId }),
    );
    await user.call(contract.changePositionStatus, {
      params: { id: open },
      body: { status: 'closed' },
    });
    await refresh();
    expect((await listOf(driver)).items.map(({ position }) => position.id)).not.toContain(open);
  });

  it('are ranked anew after an edit only for those whom it touches', async () => {
    const skill = await staff.call(contract.getReferenceEntry, {
      params: { kind: 'skill', key: 'kitchen.cook' },
    });
    if (skill.entry.kind !== 'skill') throw new Error('no skill');
    const { name, value, version } = skill.entry;
    await staff.call(contract.changeReferenceEntry, {
      params: { kind: 'skill', key: 'kitchen.cook' },
      body: {
        version,
        name,
        value: { ...value, words: [...value.words, '焗盐焗鸡'] },
        reason: '补一个本地说法',
      },
    });
    const before = (await listOf(driver)).version;
    await vi.waitFor(async () => {
      expect((await api.deps.matching.view()).version).not.toBe(before);
    }, 5000);
    // A word that nobody uses changes no pair; the lists still get the new version.
    expect(await refresh()).toBe(0);
    expect((await listOf(driver)).version).not.toBe(before);
  });

  it('are none of somebody who refused to be ranked', async () => {
    const person = await cast.world.person({ jobs: ['货车司机'] });
    const account = await cast.world.account('nolist', { role: 'veteran', personId: person.id });
    const caller = await api.signIn(account);
    await refresh();
    expect((await listOf(person.id)).items.length).toBeGreaterThan(0);
    const { version } = await caller.call(contract.getOwnProfile);
    await caller.call(contract.changeRanking, { body: { version, refusesRanking: true } });
    await refresh();
    expect(await listOf(person.id)).toEqual({ items: [], version: '', computedAt: null });
  });
});
