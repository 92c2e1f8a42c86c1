import { createEmbeddedEngine, createPeopleIndex } from '@xincheng/search/embedded';
import type { SearchFilter } from '@xincheng/search/engine';
import { nearMissOf, scorePair, withGrant, type PositionDocument } from '@xincheng/search/matching';
import { beforeEach, describe, expect, it } from 'vitest';

import { person, position, setting } from './support/pairs.ts';

const positions: PositionDocument[] = [
  position({
    id: 'p-cook',
    title: '食堂厨师',
    description: '炒菜、留样',
    certificates: ['健康证'],
  }),
  position({ id: 'p-guard', title: '保安员', shift: '三班', certificates: ['保安员证'] }),
  position({ id: 'p-driver', title: '货车司机', description: '送货', licences: ['B2'] }),
  position({ id: 'p-worker-b', title: '普工' }),
  position({ id: 'p-worker-a', title: '普工', townshipCode: '459921101' }),
];

let engine = createEmbeddedEngine(setting);

beforeEach(async () => {
  engine = createEmbeddedEngine(setting);
  await engine.replaceAll(positions, 'v1');
});

const all = { limit: 100, offset: 0 };
const search = (text: string, filter: SearchFilter = {}) =>
  engine.search({ text, filter, sort: 'relevance', page: all });
const ids = (items: readonly { id: string }[]) => items.map(({ id }) => id);

describe('ranking', () => {
  it('equals scoring every pair, sorted, with ties by id', async () => {
    const who = person({ intents: ['普工'], licences: ['B2'] });
    const items = await engine.rank(who, all);
    const expected = positions
      .map((one) => ({ id: one.id, pair: scorePair(who, one, setting) }))
      .filter(({ pair }) => pair.gates.every(({ passed }) => passed))
      .map(({ id, pair }) => ({ id, score: pair.score }))
      .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
    expect(items).toEqual(expected);
    expect(items).toHaveLength(4);
    expect(await engine.count(who)).toBe(4);
    expect(ids(items).slice(0, 2)).toEqual(['p-worker-a', 'p-worker-b']);
  });

  it('gives pages of one list', async () => {
    const whole = await engine.rank(person(), all);
    expect(whole).toHaveLength(3);
    expect(await engine.rank(person(), { limit: 1, offset: 1 })).toEqual(whole.slice(1, 2));
    expect(await engine.rank(person(), { limit: 5, offset: 3 })).toEqual([]);
    expect(await engine.rank(person(), { limit: 0, offset: 0 })).toEqual([]);
  });

  it('keeps near misses out of the list and in their own', async () => {
    const who = person({ intents: ['保安'] });
    const near = await engine.nearMisses(who, { limit: 10 });
    expect(ids(near)).toEqual(['p-guard']);
    expect(ids(await engine.rank(who, all))).not.toContain('p-guard');
    const guard = positions.find(({ id }) => id === 'p-guard') ?? position();
    const miss = nearMissOf(scorePair(who, guard, setting));
    expect(miss?.actions[0]?.what).toBe('保安员证');
  });

  it('tells what a certificate would gain: as many as a re-run lists more', async () => {
    const grant = { kind: 'certificate', value: '保安员证' } as const;
    const who = person({ intents: ['保安'] });
    expect(await engine.gain(who, [grant])).toBe(1);
    expect(await engine.gain(withGrant(who, grant), [grant])).toBe(0);
    expect(ids(await engine.rank(withGrant(who, grant), all))).toContain('p-guard');
  });

  it('leaves out what is closed or full', async () => {
    const before = await engine.count(person());
    await engine.upsert(position({ id: 'p-worker-a', state: 'full' }));
    await engine.upsert(position({ id: 'p-shut', state: 'closed' }));
    expect(await engine.count(person())).toBe(before - 1);
    expect((await search('')).items.map(({ id }) => id)).not.toContain('p-shut');
  });

  it('refuses more units of a skill than a record can hold', async () => {
    const { reference } = setting;
    const weights = { ...reference.weights, skills: { ...reference.weights.skills, units: 640 } };
    const swollen = createEmbeddedEngine({ ...setting, reference: { ...reference, weights } });
    const asking = position({ description: '炒菜' });
    await expect(async () => swollen.upsert(asking)).rejects.toThrow(RangeError);
  });
});

describe('people', () => {
  const post = position({ title: '保安员', certificates: ['保安员证'] });
  const people = [
    person({ id: 'b', certificates: ['保安员证'] }),
    person({ id: 'a', certificates: ['保安员证'] }),
    person({ id: 'c', certificates: ['保安员证'], specialityText: '警卫' }),
    person({ id: 'd' }),
  ];

  it('are ranked for a position with the same scores', () => {
    const index = createPeopleIndex(setting);
    index.replaceAll(people);
    const items = index.rank(post, all);
    expect(ids(items)).toEqual(['c', 'a', 'b']);
    expect(index.count(post)).toBe(3);
    for (const { id, score } of items) {
      const who = people.find((one) => one.id === id) ?? person();
      expect(score).toBe(scorePair(who, post, setting).score);
    }
    expect(index.rank({ ...post, state: 'closed' }, all)).toEqual([]);
  });

  it('can be limited to some, changed and removed', () => {
    const index = createPeopleIndex(setting);
    index.replaceAll(people);
    const among = new Set(['b', 'c', 'd', 'unknown']);
    expect(ids(index.rank(post, { ...all, among }))).toEqual(['c', 'b']);
    expect(index.count(post, among)).toBe(2);
    index.upsert(person({ id: 'c' }));
    index.remove('b');
    index.remove('b');
    expect(ids(index.rank(post, all))).toEqual(['a']);
  });
});

describe('documents', () => {
  it('are all replaced, and the version tells', async () => {
    expect(createEmbeddedEngine(setting).version).toBeNull();
    await engine.replaceAll([position({ id: 'only' })], 'v2');
    expect(engine.version).toBe('v2');
    expect((await search('')).items).toEqual([{ id: 'only', score: 0 }]);
  });

  it('can be changed and removed one by one, repeatedly', async () => {
    const changed = position({ id: 'p-driver', title: '驾校教练员' });
    await engine.upsert(changed);
    await engine.upsert(changed);
    expect(ids((await search('货车司机')).items)).toEqual([]);
    expect(ids((await search('教练')).items)).toEqual(['p-driver']);
    await engine.remove('p-driver');
    await engine.remove('p-driver');
    await engine.remove('never there');
    expect((await search('')).total).toBe(4);
  });
});

describe('keyword search', () => {
  it('lists everything by id for an empty query, by township when asked', async () => {
    const listed = await search('  ');
    expect(ids(listed.items)).toEqual([
      'p-cook',
      'p-driver',
      'p-guard',
      'p-worker-a',
      'p-worker-b',
    ]);
    const there = await search('', { townships: ['459921101'] });
    expect(ids(there.items)).toEqual(['p-worker-a']);
  });

  it('puts a title before a duty', async () => {
    await engine.upsert(position({ id: 'p-duty', title: '后勤', description: '协助厨师备料' }));
    expect(ids((await search('厨师')).items)).toEqual(['p-cook', 'p-duty']);
  });

  it('reads full width and capitals as typed otherwise, and a single character', async () => {
    await engine.upsert(position({ id: 'p-forklift', title: '叉车司机（N1）' }));
    expect(ids((await search('Ｎ１')).items)).toEqual(['p-forklift']);
    expect(ids((await search('叉')).items)).toEqual(['p-forklift']);
  });

  it('finds nothing when less than half of the query occurs', async () => {
    expect((await search('厨师长助理岗位')).total).toBe(0);
    expect(ids((await search('食堂大厨师')).items)).toEqual(['p-cook']);
  });

  it('lists all for a query of signs only', async () => {
    expect((await search('%_*')).total).toBe(positions.length);
  });
});
