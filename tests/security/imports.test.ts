/** Imports: who reaches whose files by SQL, and that marked values stay out of everything but sealed columns. */
import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import type { ImportDetail, ImportRow } from '@xincheng/api/contract';
import * as contract from '@xincheng/api/contract';
import type { Endpoint, Sent } from '@xincheng/api/contract';
import type { Scope } from '@xincheng/db/client';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { requestOf, startTestApi, type TestApi } from '../support/api.ts';
import { type ApiProcess, startApiProcess } from '../support/api-process.ts';
import { type Cast, castOf } from '../support/cast.ts';
import { csv } from '../support/import-county.ts';
import { visibleRows } from '../support/rls.ts';
import { behind, underScope } from '../support/sql.ts';
import { areas, countyCode, madeUpIdCard, makeWorld, password } from '../support/world.ts';

let api: TestApi;
let cast: Cast;
beforeAll(async () => {
  api = await startTestApi();
  cast = await castOf(api);
});
afterAll(() => api.close());

describe('files, rows and meanings of columns', () => {
  const tables = ['import_batches', 'import_rows', 'import_files', 'column_meanings'];
  type Sender = 'county' | 'qingshi' | 'nongyan' | 'hekou' | 'sugar' | 'freight' | 'foreign';
  /** A batch of each sender, with one row, its file and a meaning. */
  const batches = new Map<Sender, string>();
  let scopes: Record<string, Scope>;
  let foreignCounty: string;

  beforeAll(async () => {
    foreignCounty = (await makeWorld(api, { code: '459922', name: '云溪县' })).countyId;
    const { countyId } = cast.world;
    const senders: [Sender, string, string | null, string | null][] = [
      ['county', countyId, countyCode, null],
      ['qingshi', countyId, areas.qingshi, null],
      ['nongyan', countyId, areas.nongyan, null],
      ['hekou', countyId, areas.hekou, null],
      ['sugar', countyId, null, cast.employers.sugar],
      ['freight', countyId, null, cast.employers.freight],
      // The same area under another county: the county tells them apart, not the code.
      ['foreign', foreignCounty, areas.qingshi, null],
    ];
    await behind(api.database.adminUrl, async (sql) => {
      for (const [sender, county, area, employer] of senders) {
        const [batch] = await sql<{ id: string }[]>`
          insert into import_batches (county_id, kind, status, file_name, file_hash, area, employer_id, uploaded_by, uploader_name, uploaded_at)
          values (${county}, 'roster', 'preview', '表.csv', 'h', ${area}, ${employer}, ${randomUUID()}, '某人', now())
          returning id`;
        const id = batch?.id ?? '';
        await sql`
          insert into import_rows (county_id, batch_id, "order", row, status, record_sealed, issues)
          values (${county}, ${id}, 0, 2, 'new', 'sealed', '[]')`;
        await sql`insert into import_files (batch_id, county_id, bytes_sealed) values (${id}, ${county}, 'sealed')`;
        await sql`
          insert into column_meanings (county_id, kind, area, employer_id, heading, "column", said_by, said_at)
          values (${county}, 'roster', ${area}, ${employer}, '记事', 'remark', ${randomUUID()}, now())`;
        batches.set(sender, id);
      }
    });
    const staff = (role: NonNullable<Scope['role']>, area: string, of = countyId): Scope => ({
      ...{ countyId: of, role, area, accountId: randomUUID() },
    });
    scopes = {
      bureau: staff('bureau_staff', countyCode),
      administrator: staff('administrator', countyCode),
      clerk: staff('station_clerk', areas.qingshi),
      village: staff('station_clerk', areas.nongyan),
      hekou: staff('station_head', areas.hekou),
      sugar: { countyId, role: 'employer_user', employerId: cast.employers.sugar },
      freight: { countyId, role: 'employer_user', employerId: cast.employers.freight },
      auditor: staff('auditor', countyCode),
      veteran: { countyId, role: 'veteran', personId: cast.people.qingshi.id },
      family: { countyId, role: 'family_member', personId: cast.people.family.id },
      visitor: { countyId },
      nobody: {},
      foreignBureau: staff('bureau_staff', '459922', foreignCounty),
      foreignClerk: staff('station_clerk', areas.qingshi, foreignCounty),
    };
  });

  it.each([
    ['bureau', [6, 6, 6, 6]],
    ['administrator', [6, 6, 6, 6]],
    ['clerk', [2, 2, 2, 2]],
    ['village', [1, 1, 1, 1]],
    ['hekou', [1, 1, 1, 1]],
    ['sugar', [1, 1, 1, 1]],
    ['freight', [1, 1, 1, 1]],
    ['auditor', [0, 0, 0, 0]],
    ['veteran', [0, 0, 0, 0]],
    ['family', [0, 0, 0, 0]],
    ['visitor', [0, 0, 0, 0]],
    ['nobody', [0, 0, 0, 0]],
    ['foreignBureau', [0, 0, 0, 0]],
    ['foreignClerk', [1, 1, 1, 1]],
  ])('are seen by the %s as far as its post goes', async (who, counts) => {
    const seen = await visibleRows(api.database.appUrl, scopes[who] ?? {}, tables);
    expect(seen).toEqual(Object.fromEntries(tables.map((table, at) => [table, counts[at]])));
  });

  it('of a firm are its own and no other’s, by id too', async () => {
    const read = (scope: Scope | undefined, of: Sender) =>
      underScope(api.database.appUrl, scope ?? {}, async (sql) => {
        const rows = await sql`select from import_files where batch_id = ${batches.get(of) ?? ''}`;
        return rows.length;
      });
    expect(await read(scopes['sugar'], 'sugar')).toBe(1);
    for (const of of ['freight', 'county', 'qingshi', 'foreign'] as const)
      expect(await read(scopes['sugar'], of), of).toBe(0);
    expect(await read(scopes['freight'], 'sugar')).toBe(0);
  });

  it('cannot be put, taken or changed for another sender', async () => {
    const run = (who: string, work: Parameters<typeof underScope<unknown>>[2]) =>
      underScope(api.database.appUrl, scopes[who] ?? {}, work);
    const meaning = (county: string, area: string | null, employer: string | null) =>
      [county, area, employer] as const;
    const { countyId } = cast.world;
    const refused: [string, readonly [string, string | null, string | null]][] = [
      ['clerk', meaning(countyId, areas.hekou, null)],
      ['clerk', meaning(countyId, countyCode, null)],
      ['clerk', meaning(countyId, null, null)],
      ['clerk', meaning(countyId, null, cast.employers.sugar)],
      ['clerk', meaning(foreignCounty, areas.qingshi, null)],
      ['village', meaning(countyId, areas.qingshi, null)],
      ['sugar', meaning(countyId, null, cast.employers.freight)],
      ['sugar', meaning(countyId, countyCode, null)],
      ['sugar', meaning(countyId, null, null)],
      ['auditor', meaning(countyId, countyCode, null)],
      ['veteran', meaning(countyId, areas.qingshi, null)],
      ['nobody', meaning(countyId, null, null)],
    ];
    for (const [who, [county, area, employer]] of refused)
      await expect(
        run(
          who,
          (sql) => sql`
            insert into column_meanings (county_id, kind, area, employer_id, heading, "column", said_by, said_at)
            values (${county}, 'roster', ${area}, ${employer}, '塞入', 'remark', ${randomUUID()}, now())`,
        ),
        `${who} ${String(area)} ${String(employer)}`,
      ).rejects.toThrow(/row-level security/);
    const file = batches.get('hekou') ?? '';
    for (const who of ['clerk', 'sugar', 'auditor', 'veteran']) {
      await expect(
        run(
          who,
          (sql) => sql`
            insert into import_files (batch_id, county_id, bytes_sealed) values (${file}, ${countyId}, 'x')
            on conflict (batch_id) do nothing`,
        ),
        who,
      ).rejects.toThrow(/row-level security/);
      const gone = await run(who, async (sql) => [
        (await sql`delete from import_files where batch_id = ${file}`).count,
        (await sql`delete from import_rows where batch_id = ${file}`).count,
        (await sql`update column_meanings set "column" = 'hobby' where area = ${areas.hekou}`)
          .count,
      ]);
      expect(gone, who).toEqual([0, 0, 0]);
    }
    await expect(
      run('bureau', (sql) => sql`update import_files set bytes_sealed = 'x'`),
    ).rejects.toThrow(/permission denied/);
  });

  it('are the worker’s to clear, not to tell or to forge', async () => {
    const asWorker = (work: Parameters<typeof underScope<unknown>>[2]) =>
      underScope(api.database.workerUrl, {}, work);
    await expect(asWorker((sql) => sql`select from column_meanings`)).rejects.toThrow(
      /permission denied/,
    );
    const id = randomUUID();
    await expect(
      asWorker(
        (sql) => sql`
          insert into import_files (batch_id, county_id, bytes_sealed) values (${id}, ${id}, 'x')`,
      ),
    ).rejects.toThrow(/permission denied/);
    await expect(asWorker((sql) => sql`update import_rows set note = 'x'`)).rejects.toThrow(
      /permission denied/,
    );
  });
});

describe('a marked file', () => {
  const marks = {
    name: '黄鹂莺雀鸣',
    other: '黄鹂雀莺鸣',
    skill: '金丝雀修理',
    remark: '金丝雀备注',
    residence: '金丝雀路七号',
    mobile: '13577886655',
    second: '13577886633',
    first: madeUpIdCard(411),
    wrong: madeUpIdCard(412).slice(0, 17),
    noted: madeUpIdCard(413),
  };
  /** What no file name, heading or word of ours holds. */
  const secrets = Object.entries(marks);
  let server: ApiProcess;
  let headers: Record<string, string>;
  const replies: { asked: string; status: number; text: string }[] = [];

  async function ask(endpoint: Endpoint, sent: Sent<Endpoint>): Promise<Buffer> {
    const { url, payload, headers: own } = requestOf(endpoint, sent, headers);
    const isFile = Buffer.isBuffer(payload);
    const reply = await server.fetch(url, {
      method: endpoint.method,
      headers:
        isFile || payload === undefined
          ? { ...own }
          : { ...own, 'content-type': 'application/json' },
      ...(payload === undefined
        ? {}
        : { body: isFile ? new Uint8Array(payload) : JSON.stringify(payload) }),
    });
    const bytes = Buffer.from(await reply.arrayBuffer());
    replies.push({
      ...{ asked: `${endpoint.method} ${url}`, status: reply.status, text: bytes.toString() },
    });
    return bytes;
  }
  async function told<T>(endpoint: Endpoint, sent: Sent<Endpoint>): Promise<T> {
    return JSON.parse((await ask(endpoint, sent)).toString()) as T;
  }
  const until = (id: string, status: string) =>
    vi.waitFor(
      async () => {
        const batch = await told<ImportDetail>(contract.getImport, { params: { id } });
        expect(batch.status).toBe(status);
        return batch;
      },
      { timeout: 15_000, interval: 100 },
    );
  async function uploaded(fileName: string, body: Buffer): Promise<string> {
    const { id } = await told<{ id: string }>(contract.uploadImport, { query: { fileName }, body });
    await until(id, 'preview');
    return id;
  }
  const rowsOf = async (id: string) =>
    (
      await told<{ items: ImportRow[] }>(contract.listImportRows, {
        ...{ params: { id }, query: { limit: 100 } },
      })
    ).items;
  /** Columns that hold them as they should: sealed, or the record itself, which names people. */
  const fit: Readonly<Record<string, readonly string[]>> = {
    people: ['full_name', 'skills'],
    field_events: ['before', 'after'],
  };

  beforeAll(async () => {
    server = await startApiProcess({
      ...api.database,
      dataDir: dirname(api.database.secretsDir),
    });
    const reply = await server.fetch('/auth/sign-in', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ account: 'clerk', password }),
    });
    const { accessToken } = (await reply.json()) as { accessToken: string };
    headers = { authorization: `Bearer ${accessToken}` };

    const { name, other, skill, remark, residence, mobile, second, first, wrong, noted } = marks;
    const head = [
      '姓名',
      '性别',
      '公民身份号码',
      '联系电话',
      '户籍地',
      '现住址',
      '专业技能',
      '备注',
    ];
    const place = '青石镇弄岩村';
    const line = (who: string, id: string, phone: string) => [
      ...[who, '男', id, phone, place, residence, skill, remark],
    ];
    const id = await uploaded(
      '花名册.csv',
      csv(
        head,
        line(name, first, mobile),
        line(name, first, second),
        line(name, wrong, mobile),
        line(other, `${noted}（补办）`, `${mobile}/${second}转3`),
        ['', '', '', '', '', '', '', `${name}等三人待补，电话${second}`],
      ),
    );
    await told(contract.setImportColumns, {
      ...{ params: { id }, body: { columns: [{ heading: '备注', column: 'remark' }] } },
    });
    await until(id, 'preview');
    const rows = await rowsOf(id);
    const correction = { cells: [{ column: 'idCardNo', text: `${wrong}错` }] };
    const params = { id, rowId: rows[2]?.id ?? '' };
    await ask(contract.correctImportRow, { params, body: correction });
    await ask(contract.correctImportRow, {
      ...{ params, body: { cells: [{ column: name, text: first }] } },
    });
    await ask(contract.correctImportRow, { params, body: { take: { [first]: true } } });
    await ask(contract.setImportColumns, {
      ...{ params: { id }, body: { columns: [{ heading: '备注', column: first }] } },
    });
    await ask(contract.confirmImport, { params: { id } });
    await until(id, 'confirmed');
    const again = await uploaded('又一份.csv', csv(head, line(other, first, second)));
    await ask(contract.confirmImport, { params: { id: again } });
    await until(again, 'confirmed');
    const duplicates = await told<{ items: { id: string }[] }>(contract.listDuplicates, {});
    const target = { id: duplicates.items[0]?.id ?? '' };
    await ask(contract.getDuplicate, { params: target });
    await ask(contract.mergeDuplicate, {
      params: target,
      body: { version: 1, take: { fullName: 'both' } },
    });
    await ask(contract.mergeDuplicate, {
      params: target,
      body: { version: 1, take: { mobile: 'offered' } },
    });
    await ask(contract.undoImport, { params: { id: again } });
    await until(again, 'undone');
    const failing = await told<{ id: string }>(contract.uploadImport, {
      ...{ query: { fileName: '读不了.xlsx' } },
      body: Buffer.from(`PK\u0003\u0004${name}${first}${mobile}`),
    });
    await until(failing.id, 'refused');
  }, 120_000);
  afterAll(() => server.stop());

  it('was worked on as it should be: the scan below sees real traces', () => {
    const failed = replies.filter(({ status }) => status >= 400);
    expect(failed.map(({ status }) => status)).toEqual(failed.map(() => 400));
    expect(failed.length).toBeGreaterThanOrEqual(3);
    expect(replies.some(({ asked }) => asked.includes('/merge'))).toBe(true);
  });

  it('shows whole numbers in no answer, and nothing at all in a refusal', () => {
    const { mobile, second, first, noted } = marks;
    for (const { asked, text, status } of replies) {
      for (const value of [mobile, second, first, noted]) {
        // A column name that was made up is given back to whoever sent it.
        if (status !== 400) expect(text, asked).not.toContain(value);
      }
      if (status >= 400) expect(text, asked).not.toContain('v1|A256GCM');
    }
  });

  it('stands in clear in no table but where the record itself does', async () => {
    const hits = await behind(api.database.adminUrl, async (sql) => {
      const tables = await sql<{ schema: string; name: string }[]>`
        select table_schema as schema, table_name as name from information_schema.tables
        where table_schema in ('public', 'pgboss', 'xc') and table_type = 'BASE TABLE'`;
      const found = new Set<string>();
      for (const { schema, name } of tables) {
        const rows = await sql<{ row: Record<string, unknown> }[]>`
          select to_jsonb(t) as row from ${sql(schema)}.${sql(name)} t`;
        for (const { row } of rows)
          for (const [column, value] of Object.entries(row))
            for (const [mark, secret] of secrets) {
              const isFit = fit[name]?.includes(column) === true && !/^\d/.test(secret);
              if (!isFit && JSON.stringify(value).includes(secret))
                found.add(`${name}.${column}: ${mark}`);
            }
      }
      return [...found].sort();
    });
    expect(hits).toEqual([]);
  });

  it('is found by the scan: the record holds the name, the sealed columns are there', async () => {
    const [row] = await behind(
      api.database.adminUrl,
      (sql) => sql<{ people: number; jobs: number; rows: number }[]>`
        select (select count(*)::int from people where full_name = ${marks.name}) as people,
          (select count(*)::int from pgboss.job) as jobs,
          (select count(*)::int from import_rows where record_sealed like 'v1|%') as rows`,
    );
    expect(row?.people).toBe(1);
    expect(row?.jobs).toBeGreaterThan(0);
    expect(row?.rows).toBeGreaterThan(3);
  });

  it('leaves nothing in the log', () => {
    const lines = server.output().split('\n');
    expect(lines.length).toBeGreaterThan(replies.length);
    for (const [mark, secret] of secrets)
      expect(
        lines.filter((line) => line.includes(secret)),
        mark,
      ).toEqual([]);
  });
});
