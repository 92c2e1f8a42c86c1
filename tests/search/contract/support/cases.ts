import type { SearchFilter, SearchPage, SearchQuery } from '@xincheng/search/engine';
import type { PositionDocument } from '@xincheng/search/matching';
import { beforeAll, describe, expect, it } from 'vitest';

import { at, person, position } from '../../support/pairs.ts';
import type { Subject } from './subject.ts';

const SEAT = at(23.593, 107.891);
const NORTH = at(23.653, 107.891);
const FAR = at(23.893, 107.891);

const electrician = position({
  id: 'p-electrician',
  title: '维修电工',
  employerName: '青石水泥厂',
  description: '负责厂区电路检修，双休，包住。',
  townshipCode: '459921101',
  place: NORTH,
  salaryMin: 5000,
  salaryMax: 6500,
  shift: '白班',
  lodging: '提供宿舍',
  certificates: ['低压电工作业证'],
  postedAt: 3000,
});
const cook = position({
  id: 'p-cook',
  title: '食堂厨师',
  employerName: '云岭县第一中学',
  description: '炒菜、备餐，双休。',
  salaryMin: 4000,
  salaryMax: 4800,
  shift: '早班',
  postedAt: 5000,
});
const guard = position({
  id: 'p-guard',
  title: '保安队长',
  employerName: '云岭县安达物业公司',
  description: '门岗值守、带班巡逻。',
  salaryMin: 3000,
  salaryMax: 3600,
  shift: '三班倒',
  educationMin: '60',
  postedAt: 1000,
});
const driver = position({
  id: 'p-driver',
  title: '货车司机',
  employerName: '白水物流有限公司',
  description: '县内送货，包吃。',
  townshipCode: '459921102',
  place: FAR,
  salaryMin: null,
  salaryMax: null,
  shift: '长途',
  licences: ['B2'],
  postedAt: 4000,
});
const workers = ['c', 'a', 'b'].map((name) =>
  position({
    id: `p-worker-${name}`,
    title: '普工',
    employerName: '青石木业有限公司',
    description: '车间流水线作业。',
    townshipCode: '459921101',
    place: NORTH,
    postedAt: 2000,
  }),
);
const placeless = position({
  id: 'p-placeless',
  title: '业务员',
  employerName: '云岭县好味食品厂',
  description: '上门推销。',
  townshipCode: null,
  place: null,
  salaryMin: 2500,
  salaryMax: 3000,
  shift: null,
  educationMin: '30',
  postedAt: 6000,
});
const all: PositionDocument[] = [electrician, cook, guard, driver, ...workers, placeless];

/** What both engines have to do alike, on the same positions. */
export function describeSearch(name: string, subjectFor: () => Promise<Subject>): void {
  let subject: Subject;
  beforeAll(async () => {
    subject = await subjectFor();
  }, 60_000);

  const search = (query: Partial<SearchQuery> = {}): Promise<SearchPage> =>
    subject.engine.search({
      ...{ text: '', filter: {}, sort: 'relevance', page: { limit: 50, offset: 0 } },
      ...query,
    });
  const idsOf = ({ items }: SearchPage) => items.map(({ id }) => id);
  const find = async (text: string, filter: SearchFilter = {}) =>
    idsOf(await search({ text, filter })).sort();

  describe(`${name}: what is found`, () => {
    beforeAll(() => subject.fill(all), 60_000);

    it('lists everything by id when nothing is asked', async () => {
      const page = await search();
      expect(idsOf(page)).toEqual(all.map(({ id }) => id).sort());
      expect(page.total).toBe(8);
      expect(page.loose).toEqual([]);
    });

    it('finds words in titles, employers and duties', async () => {
      expect(await find('电工')).toEqual(['p-electrician']);
      expect(await find('木业')).toEqual(['p-worker-a', 'p-worker-b', 'p-worker-c']);
      expect(await find('巡逻')).toEqual(['p-guard']);
    });

    it('takes trade names, spellings and mistyped words for what they mean', async () => {
      expect(await find('炊事员')).toEqual(['p-cook']);
      expect(await find('chushi')).toEqual(['p-cook']);
      expect(await find('保按')).toEqual(['p-guard']);
    });

    it('reads a place and a wish beside the word', async () => {
      expect(await find('青石镇 电工')).toEqual(['p-electrician']);
      expect(await find('双休 厨师')).toEqual(['p-cook']);
      expect(await find('白水乡 电工')).toEqual([]);
    });

    it('wants both of two words, and two of three', async () => {
      expect(await find('厨师 司机')).toEqual([]);
      expect(await find('青石镇 双休 电工')).toContain('p-electrician');
      expect(await find('青石镇 双休 保安')).toEqual(['p-electrician']);
    });

    it('gives hits with a part of the words only beside the others, with the first page', async () => {
      const first = await search({ text: '电工 学徒' });
      expect(first.total).toBe(0);
      expect(first.loose.map(({ id }) => id)).toContain('p-electrician');
      const second = await search({ text: '电工 学徒', page: { limit: 5, offset: 5 } });
      expect(second.loose).toEqual([]);
    });

    it.each([
      ['a quote', '"'],
      ['a backslash', '\\'],
      ['a filter that ends quotes', `"' OR id EXISTS OR "`],
      ['a filter', `tokens IN ["电工"]`],
      ['a place in filter language', 'id != x AND _geoRadius(1,2,3)'],
      ['joined characters', '👨‍🍳'],
      ['half a character', '\ud800'],
      ['a zero', 'a\u0000b'],
      ['blanks', '   '],
      ['a long text', '电工'.repeat(2000)],
      ['a long word', 'x'.repeat(5000)],
    ])('answers %s without harm', async (_, text) => {
      const page = await search({ text });
      expect(page.total).toBe(page.items.length);
      const expected = await subject.own.search({
        ...{ text, filter: {}, sort: 'relevance', page: { limit: 50, offset: 0 } },
      });
      expect(page).toEqual(expected);
    });
  });

  describe(`${name}: filters and facets`, () => {
    beforeAll(() => subject.fill(all), 60_000);

    it('takes values of one facet as alternatives and facets together', async () => {
      expect(await find('', { townships: ['459921102'] })).toEqual(['p-driver']);
      expect(await find('', { townships: ['459921102', '459921101'] })).toHaveLength(5);
      expect(await find('', { townships: ['459921101'], shifts: ['away'] })).toEqual([]);
      expect(await find('', { shifts: ['early', 'away'] })).toEqual(['p-cook', 'p-driver']);
    });

    it('takes an empty choice for none', async () => {
      expect(await find('', { townships: [], trades: [], shifts: [], wishes: [] })).toHaveLength(8);
    });

    it('limits by education and pay, where unknown pay is not enough', async () => {
      expect(await find('', { education: '70' })).not.toContain('p-guard');
      expect(await find('', { education: '60' })).toContain('p-guard');
      expect(await find('', { education: '60' })).not.toContain('p-placeless');
      expect(await find('', { salaryMin: 4800 })).toEqual(['p-cook', 'p-electrician']);
      expect(await find('', { salaryMin: 4801 })).toEqual(['p-electrician']);
    });

    it('limits by distance, and widening it loses nothing', async () => {
      const within = async (withinKm: number) =>
        idsOf(await search({ filter: { withinKm }, origin: SEAT }));
      expect((await within(1)).sort()).toEqual(['p-cook', 'p-guard']);
      expect(await within(8)).toHaveLength(6);
      expect(await within(50)).toHaveLength(7);
      for (const id of await within(8)) expect(await within(50)).toContain(id);
    });

    it('counts each facet as if nothing of it was chosen', async () => {
      const { facets, total } = await search({ filter: { townships: ['459921101'] } });
      expect(total).toBe(4);
      expect(facets.townships).toEqual(
        new Map([
          ['459921100', 2],
          ['459921101', 4],
          ['459921102', 1],
        ]),
      );
      expect(facets.shifts).toEqual(new Map([['day', 4]]));
    });

    it('counts wishes beside those chosen', async () => {
      const [wish = ''] = (await search({ text: '双休' })).facets.wishes.keys();
      const { total, facets } = await search({ filter: { wishes: [wish] } });
      expect(total).toBe(facets.wishes.get(wish));
    });

    it('keeps counting facets when nothing is found', async () => {
      const { total, facets } = await search({
        text: '厨师',
        filter: { townships: ['459921102'] },
      });
      expect(total).toBe(0);
      expect(facets.townships).toEqual(new Map([['459921100', 1]]));
    });

    it.each(['" OR id EXISTS', '\\"', "'", '459921101" , "459921102'])(
      'finds nothing by the value %j',
      async (value) => {
        expect(await find('', { townships: [value] })).toEqual([]);
        expect(await find('', { trades: [value], wishes: [value] })).toEqual([]);
      },
    );
  });

  describe(`${name}: order and pages`, () => {
    beforeAll(() => subject.fill(all), 60_000);

    it('sorts by pay, the unknown last, ties by id', async () => {
      expect(idsOf(await search({ sort: 'pay' }))).toEqual([
        'p-electrician',
        'p-cook',
        'p-worker-a',
        'p-worker-b',
        'p-worker-c',
        'p-guard',
        'p-placeless',
        'p-driver',
      ]);
    });

    it('sorts by date, the newest first', async () => {
      expect(idsOf(await search({ sort: 'newest' }))).toEqual([
        'p-placeless',
        'p-cook',
        'p-driver',
        'p-electrician',
        'p-worker-a',
        'p-worker-b',
        'p-worker-c',
        'p-guard',
      ]);
    });

    it('sorts by distance, the unknown last', async () => {
      expect(idsOf(await search({ sort: 'distance', origin: NORTH }))).toEqual([
        'p-electrician',
        'p-worker-a',
        'p-worker-b',
        'p-worker-c',
        'p-cook',
        'p-guard',
        'p-driver',
        'p-placeless',
      ]);
    });

    it('sorts by match, what a gate keeps away last', async () => {
      const profile = person({ intents: ['厨师'], licences: ['C1'] });
      const page = await search({ sort: 'match', profile });
      const open = await subject.own.rank(profile, { limit: 50, offset: 0 });
      expect(page.items.slice(0, open.length)).toEqual(open);
      expect(idsOf(page)[0]).toBe('p-cook');
      expect(idsOf(page).slice(open.length)).toEqual(['p-driver', 'p-electrician', 'p-placeless']);
    });

    it('sorts by match within words and a place', async () => {
      const profile = person({ intents: ['普工'], restrictions: ['night'] });
      const filter = { townships: ['459921101'] };
      const page = await search({ text: '普工', sort: 'match', profile, filter });
      expect(idsOf(page)).toEqual(['p-worker-a', 'p-worker-b', 'p-worker-c']);
    });

    it('gives pages of one list', async () => {
      const whole = idsOf(await search({ sort: 'newest' }));
      const pages = await Promise.all(
        [0, 3, 6].map((offset) => search({ sort: 'newest', page: { limit: 3, offset } })),
      );
      expect(pages.flatMap(idsOf)).toEqual(whole);
      expect(pages.map(({ total }) => total)).toEqual([8, 8, 8]);
      expect(idsOf(await search({ page: { limit: 5, offset: 8 } }))).toEqual([]);
      expect((await search({ page: { limit: 0, offset: 0 } })).total).toBe(8);
    });
  });

  describe(`${name}: what changes`, () => {
    it('replaces, closes and takes out', async () => {
      await subject.fill(all);
      await subject.put({ ...cook, title: '面点师', description: '做包子、馒头。' });
      expect(await find('面点')).toEqual(['p-cook']);
      expect(await find('备餐')).toEqual([]);
      expect((await search()).total).toBe(8);
      await subject.put({ ...guard, state: 'closed' });
      expect(await find('保安')).toEqual([]);
      await subject.remove('p-driver');
      await subject.remove('p-nobody-knows');
      expect((await search()).total).toBe(6);
      await subject.put(guard);
      await subject.put(guard);
      expect(await find('保安')).toEqual(['p-guard']);
      expect((await search()).total).toBe(7);
    }, 60_000);

    it('forgets all others when it is filled', async () => {
      await subject.fill([cook]);
      expect(idsOf(await search())).toEqual(['p-cook']);
      await subject.fill([]);
      const page = await search();
      expect(page).toMatchObject({ total: 0, items: [], loose: [] });
      expect(page.facets.townships.size).toBe(0);
    }, 60_000);
  });
}
