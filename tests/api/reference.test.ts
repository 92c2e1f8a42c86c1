/** The reference data as bureau staff edit it: looked up, changed with a reason, kept from going wrong. */
import * as contract from '@xincheng/api/contract';
import type { ErrorBody, ReferenceEntry } from '@xincheng/api/contract';
import { readReference } from '@xincheng/api/reference';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Reply, type SignedIn, startTestApi, type TestApi } from '../support/api.ts';
import { type Cast, castOf } from '../support/cast.ts';
import { behind } from '../support/sql.ts';
import { areas } from '../support/world.ts';

let api: TestApi;
let cast: Cast;
let bureau: SignedIn;
let admin: SignedIn;
let clerk: SignedIn;

beforeAll(async () => {
  api = await startTestApi();
  cast = await castOf(api);
  ({ bureau_staff: bureau, administrator: admin, station_clerk: clerk } = cast.as);
});
afterAll(() => api.close());

type Kind = ReferenceEntry['kind'];
type EntryOf<K extends Kind> = Extract<ReferenceEntry, { kind: K }>;

const detail = (kind: Kind, key: string, by = clerk) =>
  by.call(contract.getReferenceEntry, { params: { kind, key } });

/** The entry, known to be of its kind. */
async function entryOf<K extends Kind>(kind: K, key: string): Promise<EntryOf<K>> {
  const { entry } = await detail(kind, key);
  return entry as EntryOf<K>;
}

/** Changes what an entry says; the whole answer. */
async function change<K extends Kind>(
  kind: K,
  key: string,
  to: Partial<EntryOf<K>['value']>,
  more: object = {},
): Promise<Reply> {
  const { version, name, value } = await entryOf(kind, key);
  return bureau.ask(contract.changeReferenceEntry, {
    params: { kind, key },
    body: { version, name, value: { ...value, ...to }, reason: '县里这样说', ...more },
  });
}
const faultsOf = (reply: Reply) => {
  expect(reply.statusCode, reply.body).toBe(400);
  return reply.json<ErrorBody>().fields ?? {};
};
const readTables = async () => {
  const reference = await api.owner.transaction({}, (db) => readReference(db, api.clock.today()));
  if (reference === null) throw new Error('nothing is seeded');
  return reference;
};
const version = async () => (await readTables()).version;

describe('looking up', () => {
  const find = async (kind: Kind, q: string) => {
    const { items } = await clerk.call(contract.listReference, {
      params: { kind },
      query: { q, limit: 100 },
    });
    return items.map(({ key }) => key);
  };

  it('gives each kind in its order by pages, with counts of the whole', async () => {
    const params = { kind: 'speciality' as const };
    const first = await clerk.call(contract.listReference, { params, query: { limit: 60 } });
    const rest = await clerk.call(contract.listReference, {
      params,
      query: { limit: 60, offset: 60 },
    });
    expect([first.items.length, rest.items.length, first.total]).toEqual([60, 37, 97]);
    expect(first.counts).toEqual({ all: 97, edited: 0, reviewed: 0 });
    expect(new Set([...first.items, ...rest.items].map(({ key }) => key)).size).toBe(97);
    for (const kind of ['skill', 'occupation', 'certificate', 'weights'] as const)
      expect(
        (await clerk.call(contract.listReference, { params: { kind } })).total,
        kind,
      ).toBeGreaterThan(kind === 'weights' ? 0 : 100);
  });

  it.each([
    ['a part of the name', 'skill', '货车驾'],
    ['the key', 'skill', 'DRIVE.TRUCK'],
    ['a word people use', 'skill', '开大车'],
    ['pinyin', 'skill', 'huochejia'],
    ['initials', 'skill', 'hcjs'],
  ] as const)('finds by %s', async (_, kind, q) => {
    expect(await find(kind, q)).toContain('drive.truck');
  });

  it('finds specialities of a group, and nothing for what is nowhere', async () => {
    const found = await find('speciality', '车辆运输');
    expect(found).toContain('mil.drive.wheeled');
    expect(found.length).toBeLessThan(20);
    expect(await find('skill', 'qqxxzz')).toEqual([]);
  });

  it('shows one entry with what refers to it and how many people have it', async () => {
    await cast.world.person({ specialityKey: 'mil.drive.wheeled' });
    await cast.world.person({ specialityKey: 'mil.drive.wheeled', areaCode: areas.hekou });
    const seen = await detail('speciality', 'mil.drive.wheeled');
    expect(seen.entry).toMatchObject({ version: 1, edited: false, reviewed: null });
    // The clerk of 青石 counts those of 青石, the bureau all.
    expect(seen.people).toBe(1);
    expect((await detail('speciality', 'mil.drive.wheeled', bureau)).people).toBe(2);
    const { usedBy } = await detail('skill', 'drive.truck');
    expect(usedBy).toContainEqual(
      expect.objectContaining({ kind: 'speciality', key: 'mil.drive.wheeled' }),
    );
    const missing = await clerk.ask(contract.getReferenceEntry, {
      params: { kind: 'skill', key: 'drive.nothing' },
    });
    expect(missing.statusCode).toBe(404);
  });

  it('gives names to choose from', async () => {
    const names = await clerk.call(contract.getReferenceNames);
    expect(names.trades).toContainEqual({ key: 'drive', name: '驾驶' });
    expect(names.skills.map(({ key }) => key)).toContain('drive.truck');
    expect(names.skills.map(({ key }) => key)).not.toContain('drive');
    expect(names.occupations).toContain('道路货运汽车驾驶员');
    expect(names.certificates).toContain('健康证');
    expect(names.rules.map(({ key }) => key)).toContain('certificate.health');
  });
});

describe('an edit', () => {
  it('is written with who, when, why, before and after, and makes a new version of the whole', async () => {
    const before = await version();
    const { value } = await entryOf('skill', 'drive.care');
    const reply = await change(
      'skill',
      'drive.care',
      { words: [...value.words, '看车'] },
      {
        ...{ reviewed: true, source: '青石镇站反映' },
      },
    );
    expect(reply.statusCode, reply.body).toBe(200);
    expect(reply.json<ReferenceEntry>()).toMatchObject({
      ...{ version: 2, edited: true, source: '青石镇站反映' },
      reviewed: { at: api.clock.now().toISOString(), by: 'bureau的账号' },
    });
    expect(await version()).not.toBe(before);
    const { changes } = await detail('skill', 'drive.care');
    expect(changes).toHaveLength(2);
    expect(changes[0]).toMatchObject({
      ...{ by: 'bureau的账号', reason: '县里这样说', what: 'changed', canUndo: true },
      at: api.clock.now().toISOString(),
      differences: [
        { field: 'words', before: value.words, after: [...value.words, '看车'] },
        { field: 'source', after: ['青石镇站反映'] },
      ],
    });
    expect(changes[1]).toMatchObject({
      by: '',
      reason: '随产品发布',
      what: 'added',
      canUndo: false,
    });
    const audit = await admin.call(contract.listAudit, { query: { limit: 1 } });
    expect(audit.items[0]).toMatchObject({
      ...{ action: 'PATCH /reference/:kind/:key', reason: '县里这样说', by: 'bureau的账号' },
    });
    const { counts } = await clerk.call(contract.listReference, { params: { kind: 'skill' } });
    expect(counts).toMatchObject({ edited: 1, reviewed: 1 });
  });

  it('takes the mark of having been checked away, unless it is given again', async () => {
    const reply = await change('skill', 'drive.care', { weight: 1 });
    expect(reply.json<ReferenceEntry>().reviewed).toBeNull();
  });

  it('of what somebody else has changed meanwhile is refused; of two at once one is written', async () => {
    const { version: seen, name, value } = await entryOf('skill', 'drive.load');
    const ask = (weight: number) =>
      bureau.ask(contract.changeReferenceEntry, {
        params: { kind: 'skill', key: 'drive.load' },
        body: { version: seen, name, value: { ...value, weight }, reason: '两个人同时改' },
      });
    const replies = await Promise.all([ask(1), ask(2), ask(3)]);
    expect(replies.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409, 409]);
    expect((await ask(1)).statusCode).toBe(409);
    const entry = await entryOf('skill', 'drive.load');
    expect(entry.version).toBe(seen + 1);
    expect((await detail('skill', 'drive.load')).changes).toHaveLength(2);
  });

  it('needs a reason', async () => {
    const reply = await change('skill', 'drive.care', { weight: 2 }, { reason: ' 改 ' });
    expect(faultsOf(reply)).toHaveProperty('reason');
  });

  it('of a key that is not there: 404', async () => {
    const reply = await bureau.ask(contract.changeReferenceEntry, {
      params: { kind: 'skill', key: 'drive.nothing' },
      body: { version: 1, name: '没有', value: { words: [], weight: 1 }, reason: '没有这一条' },
    });
    expect(reply.statusCode).toBe(404);
  });

  it('by the bureau’s post in a township is refused: the reference data is the county’s', async () => {
    const account = await cast.world.account('town-bureau', {
      ...{ role: 'bureau_staff', area: areas.qingshi },
    });
    const town = await api.signIn(account);
    const { version: seen, name, value } = await entryOf('skill', 'drive.care');
    const params = { kind: 'skill' as const, key: 'drive.care' };
    const body = { version: seen, name, value, reason: '乡镇想改' };
    const { items } = await bureau.call(contract.listReferenceChanges);
    const replies = [
      await town.ask(contract.changeReferenceEntry, { params, body }),
      await town.ask(contract.previewReferenceChange, { params, body: { name, value } }),
      await town.ask(contract.removeReferenceEntry, {
        params,
        body: { version: seen, reason: '乡镇想删' },
      }),
      await town.ask(contract.undoReferenceChange, {
        params: { id: items[0]?.id ?? 0 },
        body: { reason: '乡镇想撤' },
      }),
    ];
    expect(replies.map(({ statusCode }) => statusCode)).toEqual([403, 403, 403, 403]);
  });
});

describe('what does not fit is refused at its field', () => {
  it.each([
    ['an unknown field', { words: [], weight: 1, extra: 1 }, 'value'],
    ['a weight out of range', { words: [], weight: 4 }, 'value.weight'],
    ['a word twice', { words: ['甲', '甲'], weight: 1 }, 'value.words'],
    ['nothing of it', {}, 'value.words'],
  ])('%s', async (_, value, field) => {
    const { version: seen, name } = await entryOf('skill', 'drive.care');
    const reply = await bureau.ask(contract.changeReferenceEntry, {
      params: { kind: 'skill', key: 'drive.care' },
      body: { version: seen, name, value, reason: '填错的值' },
    });
    const faults = faultsOf(reply);
    expect(Object.keys(faults)).toContain(field);
    for (const words of Object.values(faults)) expect(words).toMatch(/[一-龥]/);
  });

  it.each([
    [
      'a skill that is not there',
      ...(['speciality', 'mil.drive.wheeled'] as const),
      { skills: [{ skill: 'drive.nothing', level: 2 }] },
      'value.skills.0.skill',
    ],
    [
      'a trade in the place of a skill',
      ...(['speciality', 'mil.drive.wheeled'] as const),
      { skills: [{ skill: 'drive', level: 2 }] },
      'value.skills.0.skill',
    ],
    [
      'an occupation that is not there',
      ...(['speciality', 'mil.drive.wheeled'] as const),
      { occupations: ['快递员', '飞船驾驶员'] },
      'value.occupations.1',
    ],
    ['a trade that is not there', 'occupation', '快递员', { trade: 'space' }, 'value.trade'],
    ['a code of another form', 'occupation', '快递员', { code: '4.02.02' }, 'value.code'],
    [
      'a gate without anything',
      ...(['occupation', '快递员'] as const),
      { gates: [{ kind: 'licence', anyOf: [], rule: 'certificate.health' }] },
      'value.gates.0.anyOf',
    ],
    [
      'a gate without a rule of law',
      ...(['occupation', '快递员'] as const),
      { gates: [{ kind: 'certificate', anyOf: ['健康证'], rule: 'no.such' }] },
      'value.gates.0.rule',
    ],
    [
      'a certificate that is not there',
      ...(['occupation', '快递员'] as const),
      { gates: [{ kind: 'certificate', anyOf: ['飞天证'], rule: 'certificate.health' }] },
      'value.gates.0.anyOf.0',
    ],
    [
      'days the wrong way round',
      'certificate',
      '健康证',
      { days: { from: 9, to: 3 } },
      'value.days.to',
    ],
    [
      'a certificate that covers itself',
      'certificate',
      '健康证',
      { covers: ['健康证'] },
      'value.covers.0',
    ],
  ] as const)('%s', async (_, kind, key, to, field) => {
    expect(Object.keys(faultsOf(await change(kind, key, to as object)))).toEqual([field]);
  });

  it('a name that others refer to cannot be changed, another’s name cannot be taken', async () => {
    const renamed = await change('occupation', '快递员', {}, { name: '送货员' });
    expect(Object.keys(faultsOf(renamed))).toEqual(['name']);
    const taken = await change('skill', 'drive.care', {}, { name: '货车驾驶' });
    expect(Object.keys(faultsOf(taken))).toEqual(['name']);
  });

  it('a word of another skill asks for confirmation, and is then both’s', async () => {
    const { value } = await entryOf('skill', 'drive.coach');
    const words = [...value.words, '开大车'];
    const faults = faultsOf(await change('skill', 'drive.coach', { words }));
    expect(faults).toEqual({
      [`value.words.${String(words.length - 1)}`]: '“开大车”已经是“货车驾驶”的说法',
      confirmed: expect.stringContaining('确认') as string,
    });
    expect((await change('skill', 'drive.coach', { words }, { confirmed: true })).statusCode).toBe(
      200,
    );
    // What has been confirmed need not be confirmed again.
    expect((await change('skill', 'drive.coach', { weight: 2 })).statusCode).toBe(200);
  });
});

describe('the weights', () => {
  const weights = async () => (await entryOf('weights', 'weights')).value;
  const asked = async (to: (value: contract.WeightsValue) => contract.WeightsValue) =>
    change('weights', 'weights', to(structuredClone(await weights())));

  it.each<[string, (value: contract.WeightsValue) => void, string]>([
    ['do not sum to 1000', (w) => (w.distance.max += 1), 'value'],
    [
      'give points for nothing',
      (w) => (w.skills.pointsPerUnit[0] = [1, 5, 10, 10]),
      'value.skills.pointsPerUnit.0',
    ],
    [
      'give fewer for more skill',
      (w) => (w.skills.pointsPerUnit[1] = [0, 9, 4, 10]),
      'value.skills.pointsPerUnit.1',
    ],
    [
      'give more where more is asked',
      (w) => (w.skills.pointsPerUnit[2] = [0, 9, 10, 10]),
      'value.skills.pointsPerUnit.2',
    ],
    ['rise with the way', (w) => (w.distance.decay[2] = [6, 99]), 'value.distance.decay.2'],
    ['are out of order', (w) => (w.distance.decay[2] = [1, 50]), 'value.distance.decay.2'],
    ['do not begin at the door', (w) => (w.distance.decay[0] = [1, 100]), 'value.distance.decay.0'],
    ['pay more for less', (w) => (w.terms.payShare[2] = [90, 99]), 'value.terms.payShare.2'],
    ['do not end at nothing', (w) => w.terms.payShare.pop(), 'value.terms.payShare'],
    [
      'relate a trade that is none',
      (w) => w.occupation.relatedTrades.push(['drive', 'space', 9]),
      'value.occupation.relatedTrades',
    ],
    [
      'relate a pair twice',
      (w) => w.occupation.relatedTrades.push(['auto', 'repair', 9]),
      'value.occupation.relatedTrades',
    ],
  ])('that %s are refused', async (_, spoil, field) => {
    const reply = await asked((value) => {
      spoil(value);
      return value;
    });
    expect(Object.keys(faultsOf(reply))[0]).toMatch(new RegExp(`^${field}`));
  });

  it('change with a reason that everybody may read, on the page about the ranking', async () => {
    const reply = await asked((value) => ({
      ...value,
      distance: { ...value.distance, max: value.distance.max - 10 },
      occupation: { ...value.occupation, max: value.occupation.max + 10 },
    }));
    expect(reply.statusCode, reply.body).toBe(200);
    const ranking = await api.visitor.call(contract.getRanking);
    expect(ranking.parts.reduce((sum, { max }) => sum + max, 0)).toBe(1000);
    expect(ranking.weights).toEqual(await weights());
    expect(ranking.weightsVersion).toBe(2);
    expect(ranking.changes[0]).toEqual({ at: api.clock.now().toISOString(), reason: '县里这样说' });
    expect(ranking.version).toBe(await version());
    expect(ranking.gates.map(({ rule }) => rule)).toContain('licence');
    expect(ranking.counts.specialities).toBe(97);
    // Whoever edited is not published.
    expect(JSON.stringify(ranking)).not.toContain(cast.accounts['bureau'] ?? '?');
  });

  it('are one entry: no second, and never removed', async () => {
    const add = await bureau.ask(contract.createReferenceEntry, {
      params: { kind: 'weights' },
      body: { key: 'other', name: '另一套', value: await weights(), reason: '再来一套' },
    });
    expect(faultsOf(add)).toHaveProperty('key');
    const remove = await bureau.ask(contract.removeReferenceEntry, {
      params: { kind: 'weights', key: 'weights' },
      body: { version: (await entryOf('weights', 'weights')).version, reason: '不要权重' },
    });
    expect(remove.statusCode).toBe(409);
  });
});

describe('matching', () => {
  it('reads the tables as they are', async () => {
    const { skills, occupations, weights } = await readTables();
    expect(skills.find(({ key }) => key === 'drive.care')?.weight).toBe(1);
    expect(occupations.find(({ name }) => name === '快递员')).not.toHaveProperty('key');
    expect(weights.distance.max).toBe(150);
  });
});

describe('in the database', () => {
  it('changes are appended and never rewritten', async () => {
    for (const statement of [
      `update reference_changes set reason = 'x'`,
      `delete from reference_changes`,
      `delete from reference_entries`,
    ])
      await expect(
        behind(api.database.appUrl, (sql) => sql.unsafe(statement)),
        statement,
      ).rejects.toThrow(/permission denied/);
  });
});
