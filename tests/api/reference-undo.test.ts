/** Adding, removing and taking back: nothing that is referred to goes away, and every step can be seen. */
import * as contract from '@xincheng/api/contract';
import type { ErrorBody, ReferenceChange } from '@xincheng/api/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SignedIn, startTestApi, type TestApi } from '../support/api.ts';
import { type Cast, castOf } from '../support/cast.ts';

let api: TestApi;
let cast: Cast;
let bureau: SignedIn;

beforeAll(async () => {
  api = await startTestApi();
  cast = await castOf(api);
  bureau = cast.as.bureau_staff;
});
afterAll(() => api.close());

type Kind = contract.ReferenceEntry['kind'];

const add = (kind: Kind, key: string, name: string, value: Record<string, unknown>) =>
  bureau.ask(contract.createReferenceEntry, {
    params: { kind },
    body: { key, name, value, reason: '县里有这一样' },
  });
const remove = async (kind: Kind, key: string) =>
  bureau.ask(contract.removeReferenceEntry, {
    params: { kind, key },
    body: { version: (await detail(kind, key)).entry.version, reason: '县里没有了' },
  });
const undo = (id: number) =>
  bureau.ask(contract.undoReferenceChange, { params: { id }, body: { reason: '改错了，退回去' } });
const detail = (kind: Kind, key: string) =>
  bureau.call(contract.getReferenceEntry, { params: { kind, key } });
const isThere = async (kind: Kind, key: string) =>
  (await bureau.ask(contract.getReferenceEntry, { params: { kind, key } })).statusCode === 200;
const latest = async (): Promise<ReferenceChange> => {
  const { items } = await bureau.call(contract.listReferenceChanges, { query: { limit: 1 } });
  const [change] = items;
  if (change === undefined) throw new Error('nothing was changed');
  return change;
};
const skill = { words: ['采香菇'], weight: 2 };

describe('adding', () => {
  it('puts an entry behind the others, to be chosen from then on', async () => {
    const reply = await add('skill', 'farm.mushroom', '食用菌种植', skill);
    expect(reply.statusCode, reply.body).toBe(201);
    expect(reply.json()).toMatchObject({ key: 'farm.mushroom', version: 2, edited: true });
    const names = await bureau.call(contract.getReferenceNames);
    expect(names.skills.at(-1)).toEqual({ key: 'farm.mushroom', name: '食用菌种植' });
    expect(await latest()).toMatchObject({ what: 'added', key: 'farm.mushroom', canUndo: true });
  });

  it('of a key that is there is refused', async () => {
    const reply = await add('skill', 'farm.mushroom', '另一个', skill);
    expect(reply.statusCode).toBe(409);
    expect(reply.json<ErrorBody>().code).toBe('duplicate');
  });

  it.each([
    ['skill', 'Farm.Mushroom', skill],
    ['skill', 'nowhere.mushroom', skill],
    [
      'speciality',
      'cook',
      {
        group: '',
        words: [],
        skills: [{ skill: 'drive.truck', level: 1 }],
        occupations: ['快递员'],
        certificates: '',
        gap: '',
      },
    ],
  ] as const)('of a %s under the key %s is refused', async (kind, key, value) => {
    const reply = await add(kind, key, '名称', value);
    expect(reply.statusCode, reply.body).toBe(400);
    expect(reply.json<ErrorBody>().fields).toHaveProperty('key');
  });

  it('of an occupation takes its name for its key', async () => {
    const value = {
      ...{ code: null, evidence: '', trade: 'farm', entry: 'open', words: ['种菇'] },
      ...{ skills: ['farm.mushroom'], gates: [] },
    };
    expect((await add('occupation', 'mushroom', '食用菌工人', value)).statusCode).toBe(400);
    const reply = await add('occupation', '食用菌工人', '食用菌工人', value);
    expect(reply.statusCode, reply.body).toBe(201);
  });
});

describe('removing', () => {
  it('what others refer to is refused, with who they are', async () => {
    const reply = await remove('skill', 'farm.mushroom');
    expect(reply.statusCode).toBe(409);
    expect(reply.json<ErrorBody>().message).toContain('“食用菌工人”');
    for (const [kind, key] of [
      ['skill', 'drive'],
      ['occupation', '道路货运汽车驾驶员'],
    ] as const)
      expect((await remove(kind, key)).statusCode, key).toBe(409);
  });

  it('a speciality that somebody has is refused', async () => {
    await cast.world.person({ specialityKey: 'mil.cook.hot' });
    const reply = await remove('speciality', 'mil.cook.hot');
    expect(reply.statusCode).toBe(409);
    expect(reply.json<ErrorBody>().message).toContain('1 个人的档案');
  });

  it('what nobody needs goes, and comes back under its key when it is added again', async () => {
    expect((await remove('occupation', '食用菌工人')).statusCode).toBe(200);
    expect(await isThere('occupation', '食用菌工人')).toBe(false);
    expect((await remove('skill', 'farm.mushroom')).statusCode).toBe(200);
    const again = await add('skill', 'farm.mushroom', '林下菌菇', skill);
    expect(again.statusCode, again.body).toBe(201);
    const { changes, entry } = await detail('skill', 'farm.mushroom');
    expect(changes.map(({ what }) => what)).toEqual(['added', 'removed', 'added']);
    expect(entry.version).toBe(4);
  });

  it('of what was changed meanwhile is refused', async () => {
    const reply = await bureau.ask(contract.removeReferenceEntry, {
      params: { kind: 'skill', key: 'farm.mushroom' },
      body: { version: 3, reason: '看的是旧的' },
    });
    expect(reply.statusCode).toBe(409);
    expect(await isThere('skill', 'farm.mushroom')).toBe(true);
  });
});

describe('undoing', () => {
  const rename = async (name: string) => {
    const { entry } = await detail('skill', 'farm.mushroom');
    await bureau.call(contract.changeReferenceEntry, {
      params: { kind: 'skill', key: 'farm.mushroom' },
      body: { version: entry.version, name, value: entry.value, reason: '换个名称' },
    });
    return latest();
  };
  const name = async () => (await detail('skill', 'farm.mushroom')).entry.name;

  it('says again what was said before, and is a change itself', async () => {
    const change = await rename('香菇种植');
    const reply = await undo(change.id);
    expect(reply.statusCode, reply.body).toBe(200);
    expect(await name()).toBe('林下菌菇');
    const undone = await latest();
    expect(undone).toMatchObject({ undoes: change.id, reason: '改错了，退回去', canUndo: true });
    const { changes } = await detail('skill', 'farm.mushroom');
    expect(changes.find(({ id }) => id === change.id)).toMatchObject({
      ...{ undoneBy: undone.id, canUndo: false },
    });
    expect((await undo(undone.id)).statusCode).toBe(200);
    expect(await name()).toBe('香菇种植');
  });

  it('of a change after which the entry was changed again is refused, and changes nothing', async () => {
    const first = await rename('第一次');
    await rename('第二次');
    const reply = await undo(first.id);
    expect(reply.statusCode).toBe(409);
    expect(reply.json<ErrorBody>().message).toContain('之后又改过');
    expect(await name()).toBe('第二次');
  });

  it('of two at once takes back once', async () => {
    const change = await rename('两个人撤');
    const replies = await Promise.all([undo(change.id), undo(change.id)]);
    expect(replies.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
    expect(await name()).toBe('第二次');
  });

  it('of a removal brings back, of an addition removes unless something refers to it', async () => {
    await remove('skill', 'farm.mushroom');
    expect((await undo((await latest()).id)).statusCode).toBe(200);
    expect(await isThere('skill', 'farm.mushroom')).toBe(true);
    const made = await add('skill', 'farm.spawn-bags', '制菌棒', { words: ['做菌棒'], weight: 2 });
    expect(made.statusCode, made.body).toBe(201);
    const added = await latest();
    const value = {
      ...{ code: null, evidence: '', trade: 'farm', entry: 'open', words: [] },
      ...{ skills: ['farm.spawn-bags'], gates: [] },
    };
    const user = await add('occupation', '菌棒工', '菌棒工', value);
    expect(user.statusCode, user.body).toBe(201);
    expect((await undo(added.id)).statusCode).toBe(409);
    expect((await remove('occupation', '菌棒工')).statusCode).toBe(200);
    expect((await undo(added.id)).statusCode).toBe(200);
    expect(await isThere('skill', 'farm.spawn-bags')).toBe(false);
  });

  it('that would bring back what no longer fits is refused at the field', async () => {
    await add('skill', 'farm.bamboo', '竹编', { words: ['编竹筐'], weight: 2 });
    const value = {
      ...{ code: null, evidence: '', trade: 'farm', entry: 'open', words: [] },
      ...{ skills: ['farm.bamboo'], gates: [] },
    };
    await add('occupation', '竹编工', '竹编工', value);
    await remove('occupation', '竹编工');
    const removed = await latest();
    await remove('skill', 'farm.bamboo');
    const reply = await undo(removed.id);
    expect(reply.statusCode).toBe(400);
    expect(reply.json<ErrorBody>().fields).toEqual({
      'value.skills.0': '没有“farm.bamboo”这项技能',
    });
  });

  it('of what came with the product, or of a change that is not there, is refused', async () => {
    const { changes } = await detail('skill', 'drive.truck');
    expect((await undo(changes[0]?.id ?? 0)).statusCode).toBe(409);
    expect((await undo(9_999_999)).statusCode).toBe(404);
  });
});

it('all changes stand in one list, newest first, by pages', async () => {
  const page = async (offset: number) =>
    cast.as.auditor.call(contract.listReferenceChanges, { query: { limit: 5, offset } });
  const [first, second] = [await page(0), await page(5)];
  const ids = [...first.items, ...second.items].map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)].sort((a, b) => b - a));
  // What the product came with is in each entry’s own history, not in this list.
  expect(first.total).toBeLessThan(60);
  expect(first.items.every(({ by }) => by !== '')).toBe(true);
});
