/** Seeding again with another release: what staff made of the reference data stays theirs. */
import { randomUUID } from 'node:crypto';
import { connect, type Pool } from '@xincheng/db/client';
import { fixedClock } from '@xincheng/db/clock';
import {
  findReferenceEntry,
  latestReferenceChange,
  listReferenceEntries,
  seedReference,
  type ShippedEntry,
  writeReferenceEdit,
} from '@xincheng/db/reference';
import { shippedData } from '@xincheng/api/reference';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { behind } from '../support/sql.ts';

let database: TestDatabase;
let owner: Pool;
const clock = fixedClock('2026-03-02');
const { complete, rules } = shippedData();

beforeEach(async () => {
  database = await createTestDatabase();
  owner = connect(database.ownerUrl, { max: 1 });
});
afterEach(async () => {
  await owner.close();
  await database.drop();
});

const skill = (key: string, words: string[], order = 0): ShippedEntry => ({
  ...{ kind: 'skill', key, name: `技能${key}`, value: { words, weight: 2 }, source: '产品', order },
});
const seed = (...entries: ShippedEntry[]) =>
  owner.transaction({}, (db) =>
    seedReference(db, { entries, rules, holidays: [], complete }, clock.now()),
  );
const edit = (key: string, after: { words: string[] } | null) =>
  owner.transaction({}, async (db) =>
    writeReferenceEdit(db, {
      ...{ kind: 'skill', key, reason: '县里这么叫', accountId: randomUUID(), at: clock.now() },
      after:
        after === null
          ? null
          : { name: '县局的名称', value: { ...after, weight: 1 }, source: '县局' },
      reviewed: true,
    }),
  );
const read = () => owner.transaction({}, (db) => listReferenceEntries(db));
const entry = (key: string) => owner.transaction({}, (db) => findReferenceEntry(db, 'skill', key));
/** All changes, newest first, what the product came with too. */
const changes = () =>
  behind(
    database.adminUrl,
    (sql) => sql<{ id: number; key: string; reason: string; before: unknown; account: unknown }[]>`
      select id::int, key, reason, before, account_id as account from reference_changes
      order by id desc`,
  );
const version = () => owner.transaction({}, latestReferenceChange);

describe('seeding', () => {
  it('adds what ships, in its order, each entry with a change; a second time nothing', async () => {
    await seed(skill('b', ['乙'], 0), skill('a', ['甲'], 1));
    expect((await read()).map(({ key, version: v }) => [key, v])).toEqual([
      ['b', 1],
      ['a', 1],
    ]);
    const made = await changes();
    expect(made).toHaveLength(2);
    expect(made[0]).toMatchObject({ before: null, reason: '随产品发布', account: null });
    const before = await version();
    expect(before).toBe(made[0]?.id);
    await seed(skill('b', ['乙'], 0), skill('a', ['甲'], 1));
    expect(await changes()).toHaveLength(2);
    expect(await version()).toBe(before);
  });

  it('brings an entry up to date that nobody has edited, as a change of the product', async () => {
    await seed(skill('a', ['甲']));
    await seed(skill('a', ['甲', '新']), skill('c', ['丙']));
    expect((await entry('a'))?.value).toEqual({ words: ['甲', '新'], weight: 2 });
    const made = await changes();
    expect(made.map(({ key, reason }) => [key, reason]).sort()).toEqual([
      ['a', '随产品发布'],
      ['a', '随产品新版本更新'],
      ['c', '随产品发布'],
    ]);
  });

  it('keeps what staff have edited, removed and added, and what no longer ships', async () => {
    await seed(skill('a', ['甲']), skill('b', ['乙']), skill('c', ['丙']));
    await edit('a', { words: ['县里的词'] });
    await edit('b', null);
    await edit('own', { words: ['自己的'] });
    const before = await version();
    await seed(skill('a', ['新']), skill('b', ['新']));
    expect(await version()).toBe(before);
    expect(await entry('a')).toMatchObject({
      ...{ name: '县局的名称', source: '县局', version: 2 },
      value: { words: ['县里的词'], weight: 1 },
    });
    expect((await entry('b'))?.removedAt).not.toBeNull();
    expect((await read()).map(({ key }) => key).sort()).toEqual(['a', 'c', 'own']);
  });

  it('gives an edited entry the fields that are new, and takes away those that are gone', async () => {
    await seed(skill('a', ['甲']));
    await edit('a', { words: ['县里的词'] });
    const { kind, key, name, source, order } = skill('a', []);
    await seed({
      ...{ kind, key, name, source, order },
      value: { words: ['新'], hint: { fine: 1, coarse: 2 } },
    });
    expect((await entry('a'))?.value).toEqual({
      words: ['县里的词'],
      hint: { fine: 1, coarse: 2 },
    });
  });

  it('tells every process: one notice on xc_reference for a seeding that changes something', async () => {
    const heard: string[] = [];
    const app = connect(database.appUrl, { max: 2 });
    try {
      await app.listen(
        'xc_reference',
        (payload) => heard.push(payload),
        () => undefined,
      );
      await seed(skill('a', ['甲']));
      await expect.poll(() => heard).toEqual(['reference_changes']);
      await seed(skill('a', ['甲']));
      await behind(database.adminUrl, (sql) => sql`select pg_notify('xc_reference', 'last')`);
      await expect.poll(() => heard).toEqual(['reference_changes', 'last']);
    } finally {
      await app.close();
    }
  });
});
