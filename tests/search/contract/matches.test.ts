import type { SearchQuery } from '@xincheng/search/engine';
import { createSearchServer, indexSettings, type SearchServer } from '@xincheng/search/meilisearch';
import { SyntheticCounty } from '@xincheng/search/synthetic';
import { shippedReference } from '@xincheng/search/reference';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { hasServer, testServer, type TestServer } from './support/server.ts';
import { serverSubject, type Subject } from './support/subject.ts';

const page = { limit: 20, offset: 0 };

/** All that may be written to a search server: what employers publish, nothing of a job seeker. */
const allowed = [
  'ageFrom',
  'ageTo',
  'ageToVeteran',
  'demands',
  'description',
  'educationRank',
  'employer',
  'families',
  'id',
  'lat',
  'licences',
  'livesIn',
  'lng',
  'offer',
  'papers',
  'pinyin',
  'place',
  'postedAt',
  'shift',
  'skillNames',
  'title',
  'tokens',
  'townshipCode',
  'trades',
  'version',
  'wishes',
];

describe.skipIf(!hasServer)('a county on a real server', () => {
  const county = new SyntheticCounty(shippedReference(), { seed: 7 });
  let server: TestServer;
  let subject: Subject;
  let engine: SearchServer;
  beforeAll(async () => {
    server = await testServer();
    subject = serverSubject(server, county.setting);
    engine = createSearchServer(subject.own, county.setting, { ...server, linear: true });
    await subject.fill(Array.from({ length: 600 }, () => county.position()));
  }, 120_000);
  afterAll(() => server.stop());

  const ask = async (path: string): Promise<unknown> => {
    const headers = { authorization: `Bearer ${server.key}` };
    return (await fetch(new URL(path, `${server.url}/`), { headers })).json();
  };

  it('lists the same matches as the own engine, and knows when it does', async () => {
    for (let at = 0; at < 40; at++) {
      const profile = county.profile();
      const expected = await subject.own.rank(profile, page);
      for (const candidates of [40, 100, 200]) {
        const { items, certified, why } = await engine.rank(profile, page, { candidates });
        if (certified) expect(items, why).toEqual(expected);
        if (candidates === 200) expect(items).toEqual(expected);
      }
    }
  }, 60_000);

  it('certifies nothing on a server that may guess, unless all came back', async () => {
    const guessing = createSearchServer(subject.own, county.setting, { ...server, linear: false });
    const profile = { ...county.profile(), ...free };
    const few = await guessing.rank(profile, page, { candidates: 50 });
    expect(few).toMatchObject({ certified: false, why: 'approximate' });
    const whole = await guessing.rank(profile, page, { candidates: 1000 });
    expect(whole).toMatchObject({ certified: true, why: 'complete' });
    expect(whole.items).toEqual(await subject.own.rank(profile, page));
  });

  it('certifies no list whose end ties with what did not come back', async () => {
    const profile = { ...county.profile(), ...free };
    const { items, certified, why } = await engine.rank(profile, page, { candidates: 20 });
    expect({ certified, why }).toEqual({ certified: false, why: 'tie' });
    expect(items).toHaveLength(20);
  });

  it('answers any search as the own engine does, down to scores, totals and facets', async () => {
    const texts = [
      '',
      '电工',
      '厨师',
      'siji',
      '保安 夜班',
      '青石镇 电工',
      '白班 包住 驾驶 维修',
      '公司',
    ];
    const sorts = ['relevance', 'match', 'distance', 'pay', 'newest'] as const;
    const filters = [
      {},
      { townships: ['459921100', '459921103'], withinKm: 30 },
      { trades: ['drive', 'electric'], shifts: ['day' as const] },
      { wishes: ['lodging'], salaryMin: 3000, education: '60' },
    ];
    for (const text of texts)
      for (const filter of filters)
        for (const sort of sorts) {
          const origin = county.places[text.length % 5];
          const query: SearchQuery = {
            ...{ text, filter, sort, profile: county.profile(), page: { limit: 15, offset: 5 } },
            ...(origin !== undefined && { origin }),
          };
          expect(await engine.search(query)).toEqual(await subject.own.search(query));
        }
  }, 60_000);

  it('certifies nothing while the server holds a position in another version', async () => {
    const profile = { ...county.profile(), ...free };
    const [best] = (await engine.rank(profile, page)).items;
    const entry = subject.own.keywords.entry(best?.id ?? '');
    if (entry === undefined) throw new Error('no match');
    subject.own.keywords.put({ ...entry, version: 'newer' });
    expect(await engine.rank(profile, page)).toMatchObject({ certified: false, why: 'outdated' });
    subject.own.keywords.put(entry);
    expect(await engine.rank(profile, page)).toMatchObject({ certified: true });
  });

  it('holds what is allowed and nothing else, and keeps nothing of a person', async () => {
    const before = JSON.stringify(await ask('tasks?limit=1'));
    const profile = {
      ...county.profile(),
      birthDate: '1987-06-05',
      salaryMin: 98_765,
      payFirm: true,
    };
    await engine.rank(profile, page);
    await engine.search({ text: '独一无二的词', filter: {}, sort: 'match', profile, page });
    expect(JSON.stringify(await ask('tasks?limit=1'))).toBe(before);
    expect(server.log()).not.toMatch(/98765|独一无二|vector|_rank/);

    const { results } = (await ask(`indexes/${server.index}/documents?limit=1000`)) as {
      results: Record<string, unknown>[];
    };
    expect(results.length).toBeGreaterThan(500);
    expect([...new Set(results.flatMap((one) => Object.keys(one)))].sort()).toEqual(allowed);
    expect(indexSettings.displayedAttributes).toEqual(['id', 'version']);
  });
});

/** Nobody's limits, so that a whole county comes into question. */
const free = {
  kind: 'veteran' as const,
  maxDistanceKm: null,
  payFirm: false,
  acceptShift: null,
  acceptLodging: null,
  restrictions: [],
  birthDate: null,
  educationCode: null,
};
