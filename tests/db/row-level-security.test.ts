/** Row-level security as the application's role meets it, and seen failing when a rule is taken away. */
import { randomUUID } from 'node:crypto';
import type { Scope } from '@xincheng/db/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../support/api.ts';
import { type Cast, castOf } from '../support/cast.ts';
import {
  countedTables,
  leaks,
  listTables,
  openTables,
  roleFaults,
  structuralFaults,
  visibleRows,
} from '../support/rls.ts';
import { behind, type Sql, underScope } from '../support/sql.ts';
import { areas, countyCode } from '../support/world.ts';

let api: TestApi;
let cast: Cast;
let tables: string[];
let scopes: Record<
  | 'clerk'
  | 'hekou'
  | 'village'
  | 'bureau'
  | 'auditor'
  | 'veteran'
  | 'sugar'
  | 'freight'
  | 'visitor',
  Scope
>;

beforeAll(async () => {
  api = await startTestApi();
  cast = await castOf(api);
  const { countyId } = cast.world;
  const staff = (
    role: 'station_clerk' | 'bureau_staff' | 'auditor',
    area: string,
    name: string,
  ) => ({
    ...{ countyId, role, area },
    accountId: cast.accounts[name] ?? '',
  });
  scopes = {
    clerk: staff('station_clerk', areas.qingshi, 'clerk'),
    hekou: staff('station_clerk', areas.hekou, 'hekou'),
    village: staff('station_clerk', areas.nongyan, 'village'),
    bureau: staff('bureau_staff', countyCode, 'bureau'),
    auditor: staff('auditor', countyCode, 'auditor'),
    veteran: {
      ...{ countyId, role: 'veteran', personId: cast.people.qingshi.id },
      accountId: cast.accounts['veteran'] ?? '',
    },
    sugar: {
      ...{ countyId, role: 'employer_user', employerId: cast.employers.sugar },
      accountId: cast.accounts['sugar'] ?? '',
    },
    freight: {
      ...{ countyId, role: 'employer_user', employerId: cast.employers.freight },
      accountId: cast.accounts['freight'] ?? '',
    },
    visitor: { countyId },
  };
  await behind(api.database.adminUrl, (sql) => fillTheRest(sql, countyId));
  tables = (await listTables(api.database.adminUrl)).filter(
    (name) => !openTables.includes(name) && !countedTables.includes(name),
  );
});
afterAll(() => api.close());

/** A row in each table that signing in and the cast have left empty. */
async function fillTheRest(sql: Sql, countyId: string): Promise<void> {
  const at = api.clock.now();
  const account = cast.accounts['hekou'] ?? '';
  const [batch] = await sql<{ id: string }[]>`
    insert into import_batches (county_id, kind, status, file_name, file_hash, area, uploaded_by, uploader_name, uploaded_at)
    values (${countyId}, 'roster', 'preview', '河口.xlsx', 'h', ${areas.hekou}, ${account}, '河口', ${at}) returning id`;
  await sql`
    insert into import_rows (county_id, batch_id, "order", row, status, record_sealed, issues)
    values (${countyId}, ${batch?.id ?? ''}, 0, 5, 'new', 'sealed', '[]')`;
  await sql`
    insert into import_files (county_id, batch_id, bytes_sealed)
    values (${countyId}, ${batch?.id ?? ''}, 'sealed')`;
  await sql`
    insert into column_meanings (county_id, kind, area, heading, "column", said_by, said_at)
    values (${countyId}, 'roster', ${areas.hekou}, '称谓', 'fullName', ${account}, ${at})`;
  await sql`
    insert into field_events (county_id, entity, entity_id, area, field, source, occurred_at, recorded_at)
    values (${countyId}, 'person', ${cast.people.hekou.id}, ${areas.hekou}, 'fullName', 'clerk', ${at}, ${at})`;
  await sql`
    insert into idempotency_keys (county_id, account_id, key, fingerprint, created_at)
    values (${countyId}, ${account}, 'key-of-hekou', 'f', ${at})`;
  await sql`
    insert into match_lists (person_id, county_id, area_code, items, person_print, version, computed_at)
    values (${cast.people.hekou.id}, ${countyId}, ${areas.hekou}, '[]', 'p', 'v', ${at}),
           (${cast.people.nongyan.id}, ${countyId}, ${areas.nongyan}, '[]', 'p', 'v', ${at})`;
  await sql`
    insert into match_prints (position_id, county_id, print)
    values (${cast.positions.open}, ${countyId}, 'p')`;
  await sql`
    insert into saved_searches (county_id, person_id, name, search, looked_at, created_at)
    values (${countyId}, ${cast.people.hekou.id}, '电工', '{}', ${at}, ${at})`;
  await sql`
    insert into fruitless_searches (county_id, day, text, count)
    values (${countyId}, '2026-03-02', '潜水员', 1)`;
  await sql`insert into search_indexes (name, state) values ('positions', 'ready')`;
  await sql`
    insert into index_changes (position_id, changed_at) values (${cast.positions.open}, ${at})`;
  await sql`insert into setup_codes (code_hash, created_at) values ('hash', ${at})`;
  const [fair] = await sql<{ id: string }[]>`
    insert into fairs (county_id, name, venue, held_on, opens_at, closes_at)
    values (${countyId}, '秋季专场', '文化广场', '2026-04-01', '09:00', '12:00') returning id`;
  await sql`
    insert into fair_employers (county_id, fair_id, employer_id, booth)
    values (${countyId}, ${fair?.id ?? ''}, ${cast.employers.sugar}, 1)`;
}

const peopleSeenBy = (scope: Scope, url = api.database.appUrl) =>
  underScope(url, scope, async (sql) => {
    const rows = await sql<{ name: string }[]>`select full_name as name from people order by 1`;
    return rows.map(({ name }) => name).sort();
  });

describe('without settings', () => {
  it('shows no row of any table that is not open by design, though each has one', async () => {
    const there = await visibleRows(api.database.adminUrl, {}, tables);
    expect(tables.filter((table) => there[table] === 0)).toEqual([]);
    expect(tables.length).toBeGreaterThanOrEqual(16);
    expect(await leaks(api.database.appUrl, tables)).toEqual([]);
  });

  it('shows a visitor of the portal only places, employers, fairs and open positions', async () => {
    const seen = await visibleRows(api.database.appUrl, scopes.visitor, tables);
    expect(Object.fromEntries(Object.entries(seen).filter(([, rows]) => rows > 0))).toEqual({
      ...{ employers: 2, fair_employers: 1, fairs: 1, positions: 2, stations: 3, townships: 2 },
      // How the weights came about is published; the ways between places follow from the places.
      ...{ reference_changes: 1, place_ways: 3 },
    });
  });
});

describe('stored matches', () => {
  const seenBy = async (scope: Scope) =>
    (await visibleRows(api.database.appUrl, scope, ['match_lists']))['match_lists'];

  it('are seen by the person and by staff of the area, by nobody else', async () => {
    // Of 河口 and of 弄岩, a village of 青石.
    expect(await seenBy(scopes.hekou)).toBe(1);
    expect(await seenBy(scopes.clerk)).toBe(1);
    expect(await seenBy(scopes.village)).toBe(1);
    expect(await seenBy(scopes.bureau)).toBe(2);
    expect(await seenBy({ ...scopes.veteran, personId: cast.people.hekou.id })).toBe(1);
    for (const scope of [scopes.veteran, scopes.sugar, scopes.auditor, scopes.visitor])
      expect(await seenBy(scope)).toBe(0);
  });
});

describe('reference data', () => {
  const add = (scope: Scope, account = scope.accountId ?? '') =>
    underScope(
      api.database.appUrl,
      scope,
      (sql) => sql`
        insert into reference_changes (kind, key, reason, account_id, changed_at)
        values ('skill', 'drive.truck', '直接写入', ${account}, now())`,
    );

  it('are changed by the county’s staff in their own name only', async () => {
    expect((await add(scopes.bureau)).count).toBe(1);
    for (const scope of [scopes.clerk, scopes.auditor, scopes.veteran, scopes.sugar])
      await expect(add(scope)).rejects.toThrow(/row-level security/);
    await expect(add(scopes.bureau, cast.accounts['clerk'])).rejects.toThrow(/row-level security/);
    await expect(add({ ...scopes.bureau, area: areas.qingshi })).rejects.toThrow(
      /row-level security/,
    );
    const edited = await underScope(
      api.database.appUrl,
      scopes.clerk,
      (sql) => sql`update reference_entries set name = '改名' where key = 'drive.truck'`,
    );
    expect(edited.count).toBe(0);
  });

  it('have a history for staff; others read how the weights came about', async () => {
    const seenBy = async (scope: Scope) =>
      (await visibleRows(api.database.appUrl, scope, ['reference_changes']))['reference_changes'];
    for (const scope of [scopes.clerk, scopes.bureau, scopes.auditor])
      expect(await seenBy(scope)).toBeGreaterThan(900);
    for (const scope of [scopes.veteran, scopes.sugar, scopes.visitor])
      expect(await seenBy(scope)).toBe(1);
  });
});

describe('people', () => {
  it('are seen by area: village within township within county', async () => {
    expect(await peopleSeenBy(scopes.village)).toEqual(['韦弄岩']);
    expect(await peopleSeenBy(scopes.clerk)).toEqual(['韦家属', '韦弄岩', '韦青石']);
    expect(await peopleSeenBy(scopes.hekou)).toEqual(['韦河口']);
    expect(await peopleSeenBy(scopes.bureau)).toEqual(['韦家属', '韦弄岩', '韦河口', '韦青石']);
  });

  it('are not seen by an auditor, a visitor, or staff without an area or of another county', async () => {
    const { countyId: _, ...noCounty } = scopes.bureau;
    const { area: __, ...noArea } = scopes.clerk;
    const otherCounty = { ...scopes.bureau, countyId: randomUUID() };
    for (const scope of [scopes.auditor, scopes.visitor, noCounty, noArea, otherCounty])
      expect(await peopleSeenBy(scope)).toEqual([]);
  });

  it('see themselves and nobody else', async () => {
    expect(await peopleSeenBy(scopes.veteran)).toEqual(['韦青石']);
  });

  it('are seen by an employer only with consent, until it is withdrawn', async () => {
    expect(await peopleSeenBy(scopes.sugar)).toEqual(['韦青石']);
    expect(await peopleSeenBy(scopes.freight)).toEqual([]);
    const given = await cast.world.consent(cast.people.hekou.id, cast.employers.freight);
    expect(await peopleSeenBy(scopes.freight)).toEqual(['韦河口']);
    await behind(
      api.database.adminUrl,
      (sql) => sql`update consents set withdrawn_at = ${api.clock.now()} where id = ${given}`,
    );
    expect(await peopleSeenBy(scopes.freight)).toEqual([]);
  });

  it('of another station cannot be changed, moved or removed: 0 rows', async () => {
    const { id } = cast.people.hekou;
    const changed = await underScope(api.database.appUrl, scopes.clerk, async (sql) => {
      const update = await sql`update people set full_name = '改名' where id = ${id}`;
      const all = await sql`update people set hobby = '棋' where area_code like '459921102%'`;
      return [update.count, all.count];
    });
    expect(changed).toEqual([0, 0]);
    await expect(
      underScope(
        api.database.appUrl,
        scopes.clerk,
        (sql) => sql`delete from people where id = ${id}`,
      ),
    ).rejects.toThrow(/permission denied/);
  });

  it('cannot be written into another area, nor moved there', async () => {
    const insert = (areaCode: string, scope: Scope) =>
      underScope(
        api.database.appUrl,
        scope,
        (sql) => sql`
          insert into people (county_id, kind, area_code, full_name, id_card_sealed, id_card_index, id_card_masked, sex, created_at, updated_at)
          values (${scope.countyId ?? ''}, 'veteran', ${areaCode}, '新来的', 'x', ${randomUUID()}, 'x', 1, now(), now())`,
      );
    await expect(insert(areas.hekou, scopes.clerk)).rejects.toThrow(/row-level security/);
    await expect(insert(areas.qingshi, scopes.village)).rejects.toThrow(/row-level security/);
    await expect(insert(areas.qingshi, scopes.veteran)).rejects.toThrow(/row-level security/);
    await expect(insert(areas.qingshi, scopes.sugar)).rejects.toThrow(/row-level security/);
    await expect(insert(areas.qingshi, scopes.auditor)).rejects.toThrow(/row-level security/);
    expect((await insert(areas.qingshi, scopes.clerk)).count).toBe(1);
    await expect(
      underScope(
        api.database.appUrl,
        scopes.clerk,
        (sql) => sql`update people set area_code = ${areas.hekou} where full_name = '新来的'`,
      ),
    ).rejects.toThrow(/row-level security/);
    await behind(
      api.database.adminUrl,
      (sql) => sql`delete from people where full_name = '新来的'`,
    );
  });

  it('may not move themselves to another area, nor to another county', async () => {
    const { id } = cast.people.qingshi;
    // Thrown after the statement, so that a move that succeeds is rolled back again.
    const moved = () => Promise.reject(new Error('moved'));
    for (const area of [areas.hekou, '110101001'])
      await expect(
        underScope(api.database.appUrl, scopes.veteran, async (sql) => {
          await sql`update people set area_code = ${area} where id = ${id}`;
          return moved();
        }),
      ).rejects.toThrow(/row-level security|permission denied/);
  });

  it('outside the area are told apart by number only, and only to staff', async () => {
    const ask = (scope: Scope) =>
      underScope(api.database.appUrl, scope, async (sql) => {
        const index = api.sealer.blindIndex('idCard', cast.people.hekou.idCardNo);
        const rows = await sql`select * from xc.people_elsewhere(array[${index}])`;
        return rows.map((row) => Object.keys(row));
      });
    expect(await ask(scopes.clerk)).toEqual([['id_card_index']]);
    expect(await ask(scopes.hekou)).toEqual([]);
    expect(await ask(scopes.veteran)).toEqual([]);
    expect(await ask(scopes.sugar)).toEqual([]);
    expect(await ask({})).toEqual([]);
  });
});

describe('positions, consents, imports, accounts', () => {
  const count = (scope: Scope, table: string) =>
    visibleRows(api.database.appUrl, scope, [table]).then((seen) => seen[table]);

  it('held positions are for their employer and staff', async () => {
    expect(await count(scopes.visitor, 'positions')).toBe(2);
    expect(await count(scopes.veteran, 'positions')).toBe(2);
    expect(await count(scopes.freight, 'positions')).toBe(2);
    expect(await count(scopes.sugar, 'positions')).toBe(3);
    expect(await count(scopes.bureau, 'positions')).toBe(3);
  });

  it('an employer changes its own positions and no other, and gives none away', async () => {
    const run = (set: 'title' | 'employer', id: string) =>
      underScope(api.database.appUrl, scopes.sugar, async (sql) => {
        const done =
          set === 'title'
            ? await sql`update positions set title = '改了' where id = ${id}`
            : await sql`update positions set employer_id = ${cast.employers.freight} where id = ${id}`;
        return done.count;
      });
    expect(await run('title', cast.positions.freight)).toBe(0);
    await expect(run('employer', cast.positions.open)).rejects.toThrow(/row-level security/);
  });

  it('a consent is given and withdrawn by its person alone', async () => {
    const withdraw = (scope: Scope) =>
      underScope(api.database.appUrl, scope, async (sql) => {
        const done = await sql`update consents set text_version = 'x' where id = ${cast.consent}`;
        return done.count;
      });
    expect(await withdraw(scopes.sugar)).toBe(0);
    expect(await withdraw(scopes.bureau)).toBe(0);
    expect(await withdraw({ ...scopes.veteran, personId: cast.people.hekou.id })).toBe(0);
    await expect(
      underScope(
        api.database.appUrl,
        scopes.veteran,
        (sql) => sql`
          insert into consents (county_id, person_id, employer_id, text_version, given_at)
          values (${cast.world.countyId}, ${cast.people.hekou.id}, ${cast.employers.freight}, 'x', now())`,
      ),
    ).rejects.toThrow(/row-level security/);
  });

  it('imports are seen in their area, their rows with them', async () => {
    expect(await count(scopes.hekou, 'import_batches')).toBe(1);
    expect(await count(scopes.hekou, 'import_rows')).toBe(1);
    expect(await count(scopes.bureau, 'import_rows')).toBe(1);
    for (const scope of [
      scopes.clerk,
      scopes.village,
      scopes.sugar,
      scopes.veteran,
      scopes.auditor,
    ]) {
      expect(await count(scope, 'import_batches')).toBe(0);
      expect(await count(scope, 'import_rows')).toBe(0);
    }
  });

  it('accounts are one’s own, or the administrator’s to see; hashes with them', async () => {
    expect(await count(scopes.clerk, 'accounts')).toBe(1);
    expect(await count(scopes.bureau, 'accounts')).toBe(1);
    expect(await count(scopes.sugar, 'accounts')).toBe(1);
    expect(await count({ ...scopes.bureau, role: 'administrator' }, 'accounts')).toBe(12);
    expect(
      await count({ ...scopes.bureau, role: 'administrator', countyId: randomUUID() }, 'accounts'),
    ).toBe(0);
  });

  it('nobody gives themselves a post', async () => {
    for (const scope of [scopes.clerk, scopes.bureau, scopes.veteran, scopes.sugar])
      await expect(
        underScope(
          api.database.appUrl,
          scope,
          (sql) => sql`
            insert into appointments (county_id, account_id, role, area, valid_from)
            values (${cast.world.countyId}, ${scope.accountId ?? ''}, 'administrator', ${countyCode}, '2026-01-01')`,
        ),
      ).rejects.toThrow(/row-level security/);
    await expect(
      underScope(
        api.database.appUrl,
        scopes.clerk,
        (sql) => sql`
          insert into appointments (county_id, account_id, role, person_id, valid_from)
          values (${cast.world.countyId}, ${scopes.clerk.accountId ?? ''}, 'veteran', ${cast.people.hekou.id}, '2026-01-01')`,
      ),
    ).rejects.toThrow(/row-level security/);
  });
});

describe('events and audit', () => {
  it('are appended in one’s own name and never changed', async () => {
    const as = (work: Parameters<typeof underScope<unknown>>[2]) =>
      underScope(api.database.appUrl, { ...scopes.bureau, role: 'administrator' }, work);
    for (const table of ['field_events', 'audit_entries'] as const) {
      await expect(
        as((sql) => sql`update ${sql(table)} set county_id = county_id`),
      ).rejects.toThrow(/permission denied/);
      await expect(as((sql) => sql`delete from ${sql(table)}`)).rejects.toThrow(
        /permission denied/,
      );
      await expect(as((sql) => sql`truncate ${sql(table)}`)).rejects.toThrow(/permission denied/);
    }
    const insert = (account: string, county = cast.world.countyId) =>
      as(
        (sql) => sql`
          insert into audit_entries (county_id, at, account_id, action, request_id)
          values (${county}, now(), ${account}, 'GET /test', 'r')`,
      );
    await expect(insert(scopes.clerk.accountId ?? '')).rejects.toThrow(/row-level security/);
    await expect(insert(scopes.bureau.accountId ?? '', randomUUID())).rejects.toThrow(
      /row-level security/,
    );
    await insert(scopes.bureau.accountId ?? '');
  });
});

describe('the worker', () => {
  it('sees no person, whatever settings it makes', async () => {
    const personal = [
      'people',
      'accounts',
      'appointments',
      'consents',
      'field_events',
      'audit_entries',
      'setup_codes',
    ];
    for (const scope of [{}, scopes.bureau, scopes.veteran, scopes.sugar]) {
      const seen = await visibleRows(api.database.workerUrl, scope, personal);
      expect(Object.values(seen)).toEqual(personal.map(() => 0));
    }
    await expect(
      underScope(
        api.database.workerUrl,
        scopes.bureau,
        (sql) => sql`select * from xc.people_figures()`,
      ),
    ).rejects.toThrow(/permission denied/);
  });
});

describe('structure', () => {
  it('has row-level security enabled, forced and with a policy on every table', async () => {
    expect(await structuralFaults(api.database.adminUrl)).toEqual([]);
  });

  it('works under roles without power', async () => {
    expect(await roleFaults(api.database.adminUrl)).toEqual([]);
    await expect(
      underScope(api.database.appUrl, scopes.bureau, (sql) => sql`set local role xc_owner`),
    ).rejects.toThrow(/permission denied/);
    await expect(
      underScope(api.database.appUrl, scopes.bureau, (sql) => sql`select * from setup_codes`),
    ).rejects.toThrow(/permission denied/);
  });
});

describe('seen failing: with the rule taken away the checks report', () => {
  /** Breaks something, looks, and puts it back. */
  async function broken<T>(change: string, undo: string, look: () => Promise<T>): Promise<T> {
    await behind(api.database.adminUrl, (sql) => sql.unsafe(change));
    try {
      return await look();
    } finally {
      await behind(api.database.adminUrl, (sql) => sql.unsafe(undo));
    }
  }
  const faults = () => structuralFaults(api.database.adminUrl);
  const leaking = () => leaks(api.database.appUrl, tables);

  it('row-level security switched off on people', async () => {
    const off = 'alter table people disable row level security';
    const on = 'alter table people enable row level security';
    expect(await broken(off, on, leaking)).toEqual(['people']);
    expect(await broken(off, on, faults)).toEqual(['people: row-level security is off']);
  });

  it('a policy that lets everybody read', async () => {
    const open = 'create policy oops on consents for select to xc_app using (true)';
    expect(await broken(open, 'drop policy oops on consents', leaking)).toEqual(['consents']);
  });

  it('FORCE taken off', async () => {
    const off = 'alter table accounts no force row level security';
    const on = 'alter table accounts force row level security';
    expect(await broken(off, on, faults)).toEqual(['accounts: not forced on its owner']);
  });

  it('a new table without any', async () => {
    const found = await broken(
      'create table diaries (id int); insert into diaries values (1); grant select on diaries to xc_app',
      'drop table diaries',
      async () => ({
        faults: await faults(),
        leaks: await leaks(api.database.appUrl, await listTables(api.database.adminUrl)),
      }),
    );
    expect(found.faults).toHaveLength(3);
    expect(found.leaks).toContain('diaries');
  });

  it('the station’s own rule taken away: another station’s people appear', async () => {
    const seen = await broken(
      `alter policy staff on people using (xc.is_case_staff() and county_id = xc.setting('county')::uuid)`,
      `alter policy staff on people using ((SELECT xc.is_case_staff()) AND county_id = (SELECT xc.setting('county'))::uuid
         AND starts_with(area_code, (SELECT xc.setting('area'))))`,
      () => peopleSeenBy(scopes.clerk),
    );
    expect(seen).toContain('韦河口');
    expect(await peopleSeenBy(scopes.clerk)).not.toContain('韦河口');
  });

  it('an application role that bypasses', async () => {
    const found = await broken(
      'alter role xc_worker bypassrls',
      'alter role xc_worker nobypassrls',
      () => roleFaults(api.database.adminUrl),
    );
    expect(found).toEqual(['xc_worker: superuser, bypassrls, createrole or createdb']);
  });

  it('a view and a definer function with the owner’s rights', async () => {
    const found = await broken(
      `create view everybody as select * from people;
       create function xc.peep() returns bigint language sql security definer as 'select count(*) from people'`,
      'drop view everybody; drop function xc.peep()',
      faults,
    );
    expect(found).toEqual([
      "everybody: a view with its owner's rights",
      'peep: a definer function without a fixed search_path',
      'peep: a definer function that anybody may call',
    ]);
  });
});
