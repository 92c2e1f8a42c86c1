import { createEmbeddedEngine, KeywordIndex } from '@xincheng/search/embedded';
import type { SearchFilter, SearchSort } from '@xincheng/search/engine';
import { compile, entryOf, highlight, lexiconOf, Suggester } from '@xincheng/search/keyword';
import { preparePosition, type PositionDocument } from '@xincheng/search/matching';
import { crosswalkOf, shippedReference } from '@xincheng/search/reference';
import { SyntheticCounty } from '@xincheng/search/synthetic';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';

import { at, person, position, setting, TODAY } from './support/pairs.ts';

const townships = [
  { code: '459921101', name: '青石镇' },
  { code: '459921102', name: '城关镇' },
];
const home = at(23.6, 107.9);
/** Some 11 km north of home. */
const away = at(23.7, 107.9);

const positions: PositionDocument[] = [
  position({
    id: 'cook',
    title: '中式烹调师',
    description: '食堂炒菜、留样',
    townshipCode: '459921101',
    place: home,
    salaryMax: 4000,
    lodging: '包吃住',
    postedAt: 3,
  }),
  position({
    id: 'guard',
    title: '保安队长',
    shift: '三班',
    townshipCode: '459921102',
    place: away,
    salaryMax: 3500,
    postedAt: 2,
  }),
  position({
    id: 'electrician',
    title: '电工',
    description: '双休，缴纳五险',
    townshipCode: '459921101',
    place: home,
    educationMin: '60',
    salaryMax: 5000,
    postedAt: 1,
  }),
  position({
    id: 'porter',
    title: '门卫',
    description: '有电工证优先',
    place: null,
    salaryMin: null,
    salaryMax: null,
    townshipCode: null,
  }),
];

let engine = createEmbeddedEngine(setting, townships);

beforeEach(async () => {
  engine = createEmbeddedEngine(setting, townships);
  await engine.replaceAll(positions, 'v1');
});

const search = (text: string, filter: SearchFilter = {}, sort: SearchSort = 'relevance') =>
  engine.search({
    text,
    filter,
    sort,
    page: { limit: 1000, offset: 0 },
    origin: home,
    profile: person({ intents: ['电工'] }),
  });
const found = async (...args: Parameters<typeof search>) =>
  (await search(...args)).items.map(({ id }) => id);
const terms = (text: string) => compile(text, engine.lexicon, engine.keywords);

describe('a typed text', () => {
  it.each([
    ['青石镇 电工 双休', ['青石镇', '电工', '双休']],
    ['招聘电工', ['电工']],
    ['附近的保安', ['保安']],
    ['保按', ['保按']],
  ])('%s is parted into %j', (text, words) => {
    expect(terms(text).terms.map((term) => term.text)).toEqual(words);
  });

  it.each([
    [0, 0],
    [1, 1],
    [2, 2],
    [3, 2],
    [4, 3],
    [5, 4],
    [8, 6],
  ])('of %i words needs %i', (count, needed) => {
    const text = ['电工', '保安', '司机', '厨师', '会计', '文员', '焊工', '护士']
      .slice(0, count)
      .join(' ');
    expect(terms(text)).toMatchObject({ needed, terms: { length: count } });
  });

  it('of anything at all compiles and answers', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 80 }), async (text) => {
        const { needed, terms: asked } = terms(text);
        expect(needed).toBeLessThanOrEqual(asked.length);
        expect((await search(text)).total).toBeLessThanOrEqual(positions.length);
      }),
    );
  });
});

describe('a position is found', () => {
  it.each([
    ['by its trade name', '厨师', 'cook'],
    ['by its spelling', 'diangong', 'electrician'],
    ['by a spelling begun', 'diang', 'electrician'],
    ['by its initials', 'dg', 'electrician'],
    ['by what sounds like it', '电公', 'electrician'],
    ['by what looks like it', '电土', 'electrician'],
    ['by a mistyped character', '保按队长', 'guard'],
    ['by place and wish', '青石镇 电工 双休', 'electrician'],
    ['by a wish', '包住', 'cook'],
  ])('%s', async (_, text, id) => {
    expect((await found(text))[0]).toBe(id);
  });

  it('by its title before one that only mentions it', async () => {
    expect(await found('电工')).toEqual(['electrician', 'porter']);
  });

  it('by a part of the words apart from the others', async () => {
    const page = await search('电工 保安队长');
    expect(page.items).toEqual([]);
    expect(page.loose.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['electrician', 'guard']),
    );
  });

  it('no more once it is removed or says otherwise', async () => {
    await engine.upsert(position({ id: 'electrician', title: '焊工' }));
    expect(await found('电工')).toEqual(['porter']);
    await engine.remove('porter');
    expect(await found('电工')).toEqual([]);
    expect(engine.keywords.has('电工')).toBe(false);
  });
});

describe('facets', () => {
  it('count what another choice would give', async () => {
    const { total, facets } = await search('', { townships: ['459921101'] });
    expect(total).toBe(2);
    expect([...facets.townships].sort()).toEqual([
      ['459921101', 2],
      ['459921102', 1],
    ]);
    expect([...facets.shifts]).toEqual([['day', 2]]);
  });

  it('hold together, wishes all of them', async () => {
    expect(await found('', { wishes: ['weekends'] })).toEqual(['electrician']);
    expect(await found('', { wishes: ['weekends', 'lodging'] })).toEqual([]);
    expect(
      await found('', { townships: ['459921101', '459921102'], shifts: ['rotating'] }),
    ).toEqual(['guard']);
  });

  it('ask for no more schooling and no less pay than said', async () => {
    expect(await found('', { education: '70' })).not.toContain('electrician');
    expect(await found('', { salaryMin: 4000 })).toEqual(['cook', 'electrician']);
  });

  it('never lose a hit to a wider box', async () => {
    const county = new SyntheticCounty(shippedReference(), { seed: 3 });
    await engine.replaceAll(
      Array.from({ length: 300 }, () => county.position()),
      'v2',
    );
    const before = { near: new Set<string>() };
    for (const withinKm of [1, 2, 5, 10, 20, 50]) {
      const ids = new Set(await found('', { withinKm }));
      expect([...before.near].filter((id) => !ids.has(id))).toEqual([]);
      before.near = ids;
    }
    expect(before.near.size).toBeGreaterThan(10);
  });
});

describe('the order', () => {
  it.each([
    ['newest', ['cook', 'guard', 'electrician', 'porter']],
    ['pay', ['electrician', 'cook', 'guard', 'porter']],
    ['distance', ['cook', 'electrician', 'guard', 'porter']],
  ] as const)('by %s', async (sort, ids) => {
    expect(await found('', {}, sort)).toEqual(ids);
  });

  it('by the match is that of the ranking, what a gate keeps away last', async () => {
    const ranked = await engine.rank(person({ intents: ['电工'] }), { limit: 10, offset: 0 });
    const { items } = await search('', {}, 'match');
    expect(items.slice(0, ranked.length)).toEqual(ranked);
    expect(items).toHaveLength(positions.length);
  });
});

describe('an index changed step by step', () => {
  it('answers as one built at once', () => {
    const crosswalk = crosswalkOf(shippedReference());
    const lexicon = lexiconOf(crosswalk, townships);
    const county = new SyntheticCounty(crosswalk.reference, { seed: 5 });
    const entries = Array.from({ length: 120 }, () =>
      entryOf(preparePosition(county.position(), crosswalk, TODAY), crosswalk, lexicon),
    );
    const changed = new KeywordIndex();
    for (const entry of entries) changed.put(entry);
    for (const entry of entries.slice(0, 60)) changed.remove(entry.id);
    for (const entry of entries.slice(30, 60)) changed.put(entry);
    const fresh = new KeywordIndex();
    for (const entry of entries.slice(30)) fresh.put(entry);
    for (const text of ['电工', '司机 双休', 'baoan', '保按']) {
      const [one, other] = [changed, fresh].map((index) =>
        index
          .find(compile(text, lexicon, index))
          .hits.map(({ id }) => id)
          .sort(),
      );
      expect(one).toEqual(other);
    }
  });
});

describe('marks', () => {
  it('stand where the words do', () => {
    const text = '高低压电工，ＰＬＣ调试';
    const marked = (query: string) =>
      highlight(text, terms(query)).map(({ start, end }) => text.slice(start, end));
    expect(marked('电工')).toEqual(['电工']);
    expect(marked('plc 电工')).toEqual(['电工', 'ＰＬＣ']);
    expect(marked('会计')).toEqual([]);
  });
});

describe('suggestions', () => {
  const suggester = new Suggester(shippedReference(), townships);
  const labels = (text: string) => suggester.suggest(text, 8).map(({ label }) => label);

  it.each(['青石', 'qingshi', 'qsz'])('complete %s to a place', (text) => {
    expect(labels(text)).toContain('青石镇');
  });

  it('tell the official name of a trade name', () => {
    expect(suggester.suggest('大车司机', 3)[0]).toMatchObject({
      label: '大车司机',
      official: '道路货运汽车驾驶员',
    });
  });

  it('are none for nothing', () => {
    expect(labels('  ')).toEqual([]);
  });
});
