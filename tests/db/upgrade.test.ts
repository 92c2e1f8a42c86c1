/** A database of the release before the reference tables: what staff have edited there survives. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shippedData } from '@xincheng/api/reference';
import { connect } from '@xincheng/db/client';
import { fixedClock } from '@xincheng/db/clock';
import { migrate, type RoleUrls } from '@xincheng/db/migrate';
import { listReferenceEntries, seedReference } from '@xincheng/db/reference';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEmptyDatabase } from '../support/database.ts';
import { structuralFaults } from '../support/rls.ts';
import { root } from '../support/sources.ts';
import { behind, type Sql } from '../support/sql.ts';

let database: Awaited<ReturnType<typeof createEmptyDatabase>>;
let urls: RoleUrls;
const clock = fixedClock('2026-03-02');

beforeAll(async () => {
  database = await createEmptyDatabase();
  await behind(database.adminUrl, async (sql) => {
    await migrateUntil(sql, '0003_import_work_policies');
    await fill(sql);
  });
  urls = await migrate({ adminUrl: database.adminUrl, secretsDir: database.secretsDir });
});
afterAll(() => database.drop());

/** Runs the landed migrations up to `last` as their owner, and notes them as the migrator does. */
async function migrateUntil(sql: Sql, last: string): Promise<void> {
  const folder = join(root, 'db/migrations');
  const { entries } = JSON.parse(readFileSync(join(folder, 'meta/_journal.json'), 'utf8')) as {
    entries: { tag: string; when: number }[];
  };
  await sql`alter schema public owner to xc_owner`;
  const [{ name } = { name: '' }] = await sql<
    { name: string }[]
  >`select current_database() as name`;
  await sql`grant create on database ${sql(name)} to xc_owner`;
  await sql`set role xc_owner`;
  await sql`create schema drizzle`;
  await sql`
    create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)`;
  const until = entries.findIndex(({ tag }) => tag === last);
  for (const { tag, when } of entries.slice(0, until + 1)) {
    const text = readFileSync(join(folder, `${tag}.sql`), 'utf8');
    for (const statement of text.split('--> statement-breakpoint')) await sql.unsafe(statement);
    const hash = createHash('sha256').update(text).digest('hex');
    await sql`insert into drizzle.__drizzle_migrations (hash, created_at) values (${hash}, ${when})`;
  }
  await sql`reset role`;
}

/** Two rows of the old crosswalk, the first edited by staff, and a person of each. */
async function fill(sql: Sql): Promise<void> {
  const [county] = await sql<{ id: string }[]>`
    insert into counties (code, name) values ('459921', '云岭县') returning id`;
  const occupations = JSON.stringify([
    { name: '道路货运汽车驾驶员', code: '4-02-02-02', verified: true },
    { name: '快递员', code: null, verified: false },
  ]);
  await sql`
    insert into specialities (key, "group", name, skills, occupations, certificates, gap, source, reviewed_by, version, "order")
    values
      ('mil.drive.wheeled', 'A 车辆运输', '运输车驾驶（县局改）', ${['货车驾驶', '车队行军', '县里的说法']},
       ${occupations}::text::jsonb, '县局补充：B2', '县局补充：熟悉山路', '县局', '张三', 3, 0),
      ('mil.cook.hot', 'H 后勤', '旧名', ${['炒菜']}, '[]', '旧', '旧', '旧', null, 1, 1)`;
  for (const [at, key] of ['mil.drive.wheeled', 'mil.cook.hot'].entries())
    await sql`
      insert into people (county_id, kind, area_code, full_name, id_card_sealed, id_card_index, id_card_masked, sex,
        speciality_key, created_at, updated_at)
      values (${county?.id ?? ''}, 'veteran', '459921101', ${`人${String(at)}`}, 'x', ${key}, 'x', 1, ${key}, now(), now())`;
}

const seed = async () => {
  const owner = connect(urls.ownerUrl, { max: 1 });
  try {
    return await owner.transaction({}, async (db) => {
      await seedReference(db, shippedData(), clock.now());
      return listReferenceEntries(db, 'speciality');
    });
  } finally {
    await owner.close();
  }
};

describe('a database of the former release', () => {
  it('has the new tables and not the old one, under row-level security', async () => {
    expect(await structuralFaults(database.adminUrl)).toEqual([]);
    const [tables] = await behind(
      database.adminUrl,
      (sql) => sql<{ old: string | null; now: string | null }[]>`
        select to_regclass('specialities')::text as old, to_regclass('reference_entries')::text as now`,
    );
    expect(tables).toEqual({ old: null, now: 'reference_entries' });
  });

  it('keeps people’s specialities, and what staff have edited, with the whole of it in the history', async () => {
    await behind(database.adminUrl, async (sql) => {
      const people = await sql`select speciality_key as key from people order by 1`;
      expect(people.map(({ key }) => String(key))).toEqual(['mil.cook.hot', 'mil.drive.wheeled']);
      const changes = await sql<{ key: string; reason: string; after: unknown }[]>`
        select key, reason, after from reference_changes`;
      expect(changes).toHaveLength(1);
      expect(changes[0]).toMatchObject({
        key: 'mil.drive.wheeled',
        reason: '升级前在对照表里改过，原样带入',
        after: {
          ...{ name: '运输车驾驶（县局改）', source: '县局；张三核对' },
          value: { skillTexts: ['货车驾驶', '车队行军', '县里的说法'] },
        },
      });
    });
  });

  it('is completed by the seeding: the edited row stays, the others come with the product', async () => {
    const rows = new Map((await seed()).map((row) => [row.key, row]));
    const shipped = new Map(
      shippedData().entries.flatMap((one) => (one.kind === 'speciality' ? [[one.key, one]] : [])),
    );
    expect(rows.size).toBe(97);
    const edited = rows.get('mil.drive.wheeled');
    expect(edited).toMatchObject({ name: '运输车驾驶（县局改）', version: 3 });
    expect(edited?.value).toEqual({
      ...{ group: '车辆运输', certificates: '县局补充：B2', gap: '县局补充：熟悉山路' },
      occupations: ['道路货运汽车驾驶员', '快递员'],
      skills: [{ skill: 'drive.truck', level: 2 }],
      words: shipped.get('mil.drive.wheeled')?.value['words'],
    });
    const plain = rows.get('mil.cook.hot');
    expect(plain).toMatchObject({ version: 1, name: shipped.get('mil.cook.hot')?.name });
    expect(plain?.value).toEqual(shipped.get('mil.cook.hot')?.value);
  });

  it('is seeded once: a second time changes nothing', async () => {
    const count = () =>
      behind(
        database.adminUrl,
        (sql) => sql`select count(*)::int as n, max(id)::int as latest from reference_changes`,
      );
    const before = await count();
    await seed();
    expect(await count()).toEqual(before);
  });
});
