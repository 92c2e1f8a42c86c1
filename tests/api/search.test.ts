/** Finding positions: filters, facets, orders, marks, what to leave out; saved searches; what nobody found. */
import * as contract from '@xincheng/api/contract';
import type { FoundPositions } from '@xincheng/api/contract';
import { tidyUp } from '@xincheng/db/housekeeping';
import { connect } from '@xincheng/db/client';
import type { NewPosition } from '@xincheng/db/positions';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SignedIn, startTestApi, type TestApi } from '../support/api.ts';
import { demoCounty } from '../support/demo.ts';
import { behind } from '../support/sql.ts';
import { areas, makeWorld, type World } from '../support/world.ts';

let api: TestApi;
let world: World;
let hotel: string;
let veteran: SignedIn;
let unranked: SignedIn;
let other: SignedIn;
let clerk: SignedIn;
let bureau: SignedIn;
/** Titles by township; 城关 is 24 km from 青石, 那良 farther. */
const seat = '459921100';

const post = (title: string, about: Partial<NewPosition> = {}) =>
  world.position(hotel, { title, ...about });

beforeAll(async () => {
  api = await startTestApi();
  world = await makeWorld(api, demoCounty());
  hotel = await world.employer('云岭县云岭国际大酒店');
  await post('炒锅厨师', { townshipCode: seat, salaryMin: 4000, salaryMax: 4800 });
  await post('食堂厨师', {
    ...{ townshipCode: areas.qingshi, salaryMin: 3500, salaryMax: 4000, shift: '三班倒' },
    description: '每周双休，负责职工食堂炒菜，会做面点的优先考虑。',
  });
  await post('维修电工', { townshipCode: areas.hekou, skillsText: '会看图纸，持低压电工作业证' });
  await post('保安员', { townshipCode: areas.qingshi, shift: '白班' });
  const person = await world.person({
    ...{ fullName: '韦厨师', areaCode: areas.nongyan, jobs: ['厨师'], educationCode: '60' },
    ...{ specialityKey: 'mil.cook', serviceYears: 5 },
  });
  const refuser = await world.person({ fullName: '韦不排', refusesRanking: true });
  const elder = await world.person({ fullName: '韦旁人', areaCode: areas.hekou });
  const signIn = async (name: string, role: 'veteran', personId: string) =>
    api.signIn(await world.account(name, { role, personId }));
  veteran = await signIn('veteran', 'veteran', person.id);
  unranked = await signIn('unranked', 'veteran', refuser.id);
  other = await signIn('other', 'veteran', elder.id);
  clerk = await api.signIn(
    await world.account('clerk', { role: 'station_clerk', area: areas.qingshi }),
  );
  bureau = await api.signIn(
    await world.account('bureau', { role: 'bureau_staff', area: '459921' }),
  );
  await api.deps.matching.settled();
});
afterAll(() => api.close());

type Query = NonNullable<Parameters<typeof search>[0]>;
async function search(
  query: {
    [Key in keyof contract.SearchState]?: contract.SearchState[Key];
  } & { limit?: number; offset?: number } = {},
  by: Pick<SignedIn, 'call'> = api.visitor,
): Promise<FoundPositions> {
  return by.call(contract.listPositions, { query });
}
const titles = async (query: Query, by?: Pick<SignedIn, 'call'>) =>
  (await search(query, by)).items.map(({ title }) => title);

describe('the list of open positions', () => {
  it('is found by what people say, by pinyin and by a part of a word', async () => {
    expect((await titles({ q: '炊事员' })).sort()).toEqual(['炒锅厨师', '食堂厨师']);
    expect((await titles({ q: '中式烹调师' })).sort()).toEqual(['炒锅厨师', '食堂厨师']);
    expect((await titles({ q: 'chushi' })).sort()).toEqual(['炒锅厨师', '食堂厨师']);
    expect(await titles({ q: '青石镇 厨师' })).toEqual(['食堂厨师']);
  });

  it('marks the words that hit, in the title and in a piece of the duties', async () => {
    const [found] = (await search({ q: '低压电工' })).items;
    if (found === undefined) throw new Error('nothing found');
    const words = (text: string, marks: readonly contract.Mark[]) =>
      marks.map(({ start, end }) => text.slice(start, end));
    expect(found.title).toBe('维修电工');
    expect(words(found.title, found.titleMarks)).toEqual(['电工']);
    expect(words(found.snippet?.text ?? '', found.snippet?.marks ?? []).join('')).toContain('电工');
  });

  it('takes several values of a filter as alternatives and filters together', async () => {
    const both = await titles({ township: `${areas.qingshi},${areas.hekou}`, sort: 'pay' });
    expect(both.toSorted()).toEqual(['保安员', '维修电工', '食堂厨师'].toSorted());
    expect(await titles({ township: areas.qingshi, shift: 'rotating' })).toEqual(['食堂厨师']);
    expect(await titles({ pay: 4500, q: '厨师' })).toEqual(['炒锅厨师']);
  });

  it('counts every value of every facet, those without a hit too', async () => {
    const all = await search();
    const none = await search({ q: '厨师', township: areas.hekou });
    expect(none.total).toBe(0);
    for (const facet of ['township', 'trade', 'shift', 'wish'] as const) {
      const values = (found: FoundPositions) => found.facets[facet].map(({ value }) => value);
      expect(values(none)).toEqual(values(all));
      expect(values(all).length).toBeGreaterThan(0);
    }
    // The choice of a facet does not count against its own values.
    const counts = new Map(none.facets.township.map(({ value, count }) => [value, count]));
    expect([counts.get(seat), counts.get(areas.qingshi), counts.get(areas.hekou)]).toEqual([
      1, 1, 0,
    ]);
    expect(all.facets.township.reduce((sum, { count }) => sum + count, 0)).toBe(all.total);
  });

  it('says what finds nothing, and how many hits each smaller search has', async () => {
    const { total, dropped } = await search({ q: '飞船 厨师', township: areas.hekou, pay: 1000 });
    expect(total).toBe(0);
    expect(dropped?.words.find(({ word }) => word === '飞船')).toMatchObject({ alone: 0 });
    expect(dropped?.words.find(({ word }) => word === '厨师')).toMatchObject({ alone: 2 });
    expect(dropped?.filters.map(({ filter }) => filter).sort()).toEqual(['pay', 'township']);
    const mixed = await search({ q: '飞船 潜水 厨师' });
    expect(mixed.dropped?.known).toEqual({ text: '厨师', hits: 2 });
    const { dropped: one } = await search({ q: '厨师', township: areas.hekou });
    expect(one?.words).toEqual([{ word: '厨师', alone: 2, rest: '', without: 1 }]);
    expect(one?.filters).toEqual([{ filter: 'township', without: 2 }]);
    // What is offered is what one then gets.
    expect((await search({ q: '厨师' })).total).toBe(2);
    expect((await search({ township: areas.hekou })).total).toBe(1);
    expect((await search({ q: '厨师' })).dropped).toBeNull();
  });

  it('orders by pay, by distance from a chosen township, by date', async () => {
    expect((await titles({ q: '厨师', sort: 'pay' }))[0]).toBe('炒锅厨师');
    const near = await search({ sort: 'distance', from: areas.hekou });
    const km = near.items.map(({ distanceKm }) => distanceKm ?? NaN);
    expect(near.items[0]?.title).toBe('维修电工');
    expect(km).toEqual(km.toSorted((a, b) => a - b));
    expect(near.origin).toEqual({ name: '河口镇', own: false });
    expect((await search()).sort).toBe('newest');
    expect((await search({ q: '厨师' })).sort).toBe('relevance');
  });

  it('never loses a hit when the distance is widened', async () => {
    let before: string[] = [];
    for (const km of contract.searchRadii) {
      const now = await titles({ km, from: areas.qingshi, limit: 100 });
      expect(now).toEqual(expect.arrayContaining(before));
      before = now;
    }
    expect(before.length).toBeGreaterThan((await titles({ km: 5, from: areas.qingshi })).length);
  });

  it('gives no order of one’s own match to whom it is not for', async () => {
    for (const by of [api.visitor, clerk, unranked]) {
      const found = await search({ q: '厨师', sort: 'match' }, by);
      expect(found.sort).toBe('relevance');
      expect(found.sorts).not.toContain('match');
      expect(found.items.every(({ match }) => match === null)).toBe(true);
    }
    expect((await search({ sort: 'distance' })).sort).toBe('newest');
  });

  it('refuses what no address of ours has', async () => {
    const urls = ['township=45', 'township=x" OR 1', 'km=7', 'sort=constructor', 'limit=1000'];
    for (const url of urls) {
      const reply = await api.visitor.send({ method: 'GET', url: `/positions?${encodeURI(url)}` });
      expect([url, reply.statusCode]).toEqual([url, 400]);
    }
  });
});

describe('a signed-in veteran', () => {
  it('is ordered by the own match, from the own home, scores as in the list of matches', async () => {
    const found = await search({ q: '厨师', sort: 'match' }, veteran);
    expect(found).toMatchObject({ sort: 'match', origin: { name: '青石镇', own: true } });
    const scores = found.items.flatMap(({ match }) => (match?.admitted ? [match.score] : []));
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    const matches = await veteran.call(contract.getMatches, { query: { limit: 100 } });
    if (!matches.ranked) throw new Error('not ranked');
    const byId = new Map(matches.items.map(({ position, score }) => [position.id, score]));
    const compared = found.items.filter(({ match }) => match?.admitted);
    expect(compared.length).toBeGreaterThan(0);
    for (const { id, match } of compared) expect(match?.score).toBe(byId.get(id));
  });

  it('keeps the distances without a ranking that was refused', async () => {
    const found = await search({ sort: 'distance' }, unranked);
    expect(found).toMatchObject({ sort: 'distance', home: '青石镇' });
    expect(found.items[0]?.distanceKm).not.toBeNull();
  });
});

describe('completions', () => {
  const complete = async (q: string, kinds = '') =>
    (await api.visitor.call(contract.complete, { query: { q, kinds } })).items;

  it('name the official occupation, by characters, pinyin and initials', async () => {
    for (const q of ['厨师', 'chushi', 'cs'])
      expect(await complete(q)).toContainEqual(
        expect.objectContaining({ label: '厨师', official: '中式烹调师' }),
      );
    expect(await complete('qsz')).toContainEqual(
      expect.objectContaining({ kind: 'township', label: '青石镇' }),
    );
  });

  it('are of the kinds asked for, and few', async () => {
    const kinds = new Set((await complete('电', 'skill')).map(({ kind }) => kind));
    expect([...kinds]).toEqual(['skill']);
    expect(await complete('')).toEqual([]);
    const all = await api.visitor.call(contract.complete, { query: { q: '电', limit: 3 } });
    expect(all.items).toHaveLength(3);
  });
});

describe('saved searches', () => {
  const list = async (by: SignedIn) => (await by.call(contract.listSavedSearches)).items;

  it('count what was posted since the last look, and nothing else', async () => {
    const body = { name: '青石镇的厨师', search: { q: '厨师', township: areas.qingshi } };
    const { id } = await veteran.call(contract.saveSearch, { body });
    expect(await list(veteran)).toMatchObject([{ id, ...body, fresh: 0 }]);
    api.clock.advance({ minutes: 1 });
    await post('小炒厨师', { townshipCode: areas.qingshi });
    await post('酒店厨师', { townshipCode: seat });
    await post('厨师学徒', { townshipCode: areas.qingshi, status: 'held' });
    await api.deps.matching.settled();
    await expect.poll(async () => (await list(veteran))[0]?.fresh).toBe(1);
    expect(await list(other)).toEqual([]);

    const look = await veteran.call(contract.lookAtSearch, { params: { id } });
    expect(look.search).toEqual(body.search);
    expect((await list(veteran))[0]).toMatchObject({ fresh: 0 });
    expect(new Date(look.lookedAt) < new Date((await list(veteran))[0]?.lookedAt ?? '')).toBe(true);
  });

  it('are one’s own: neither another person nor staff sees or removes one', async () => {
    const [saved] = await list(veteran);
    const params = { id: saved?.id ?? '' };
    for (const endpoint of [contract.lookAtSearch, contract.deleteSearch])
      expect((await other.ask(endpoint, { params })).statusCode).toBe(404);
    expect((await bureau.ask(contract.listSavedSearches)).statusCode).toBe(403);
    expect(await list(veteran)).toHaveLength(1);
    await veteran.call(contract.deleteSearch, { params });
    expect(await list(veteran)).toEqual([]);
  });

  it('have a name once, and an end', async () => {
    const save = (name: string) =>
      other.ask(contract.saveSearch, { body: { name, search: { q: '电工' } } });
    expect((await save('电工')).statusCode).toBe(201);
    const again = await save('电工');
    expect([again.statusCode, again.json<contract.ErrorBody>().fields?.['name']]).toEqual([
      409,
      '您已经存过这个名字，请换一个',
    ]);
    expect((await save(' ')).statusCode).toBe(400);
    for (let at = 1; at < contract.mostSavedSearches; at++)
      expect((await save(`电工 ${String(at)}`)).statusCode).toBe(201);
    expect((await save('再来一个')).statusCode).toBe(409);
    expect(await list(other)).toHaveLength(contract.mostSavedSearches);
  });
});

describe('what nobody found', () => {
  const fruitless = async (by: SignedIn = bureau) =>
    (await by.call(contract.listFruitlessSearches, { query: { limit: 100 } })).items;
  const texts = async () => (await fruitless()).map(({ text }) => text);

  it('is counted by text and day, folded, whoever searched and with whatever filter', async () => {
    await search({ q: '潜水 员' });
    await search({ q: 'ＰＬＣ<b>', township: areas.hekou }, veteran);
    await search({ q: 'plc b' });
    expect(await fruitless()).toContainEqual({ text: 'plc b', count: 2, lastOn: '2026-03-02' });
    expect((await fruitless(clerk)).length).toBe((await fruitless()).length);
  });

  it('is not what a filter hides, nor what is found in part of the county', async () => {
    await search({ q: '厨师', township: areas.hekou });
    await search({ q: '保安员', pay: 90_000 });
    expect(await texts()).not.toContain('厨师');
    expect(await texts()).not.toContain('保安员');
  });

  it.each([
    ['an ID number', '45992119900101123X'],
    ['an ID number with blanks', '459921 1990 0101 1238 潜水'],
    ['a phone', '138 0000-5678'],
    ['a phone in full-width digits', '１３８００００５６７８'],
    ['a phone in characters', '一三八零零零零五六七八'],
    ['a name', '韦国强'],
    ['a name among words', '潜水 欧阳国强'],
    ['a person addressed', '潜水王师傅'],
    ['an address of mail', 'someone@qianshui.example'],
    ['a unit', '32156部队潜水'],
  ])('keeps nothing that may tell of a person: %s', async (_, q) => {
    const before = await fruitless();
    await search({ q });
    expect(await fruitless()).toEqual(before);
  });

  it('leaves no account, no address and no audit entry', async () => {
    await behind(api.database.adminUrl, async (sql) => {
      const columns = await sql<{ name: string }[]>`
        select column_name as name from information_schema.columns
        where table_name = 'fruitless_searches' order by 1`;
      expect(columns.map(({ name }) => name)).toEqual(['count', 'county_id', 'day', 'text']);
      const entries = await sql`select from audit_entries where action like '%/positions'`;
      expect(entries).toHaveLength(0);
    });
  });

  it('takes 500 texts a day and no more', async () => {
    await behind(api.database.adminUrl, async (sql) => {
      await sql`
        insert into fruitless_searches (county_id, day, text, count)
        select ${world.countyId}, ${api.clock.today()}, '凑数' || n, 1 from generate_series(1, 600) n`;
    });
    const before = await texts();
    await search({ q: '深海焊接' });
    await search({ q: 'plc b' });
    expect(await texts()).not.toContain('深海焊接');
    expect(before).not.toContain('深海焊接');
    expect(await fruitless()).toContainEqual({ text: 'plc b', count: 3, lastOn: '2026-03-02' });
  });

  it('is out of the list after 30 days and gone after 90', async () => {
    const worker = connect(api.database.workerUrl, { max: 1 });
    const count = () =>
      behind(api.database.adminUrl, async (sql) => {
        const [row] = await sql<{ n: number }[]>`select count(*)::int as n from fruitless_searches`;
        return row?.n ?? 0;
      });
    const later = (days: number) => new Date(api.clock.now().getTime() + days * 86_400_000);
    await worker.transaction({}, (db) => tidyUp(db, later(89)));
    expect(await count()).toBeGreaterThan(0);
    await worker.transaction({}, (db) => tidyUp(db, later(92)));
    expect(await count()).toBe(0);
    await worker.close();
  });
});
