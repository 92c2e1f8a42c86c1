/** Many rows: written and undone in chunks, side by side with other work on the same people. */
import { setTimeout as sleep } from 'node:timers/promises';
import * as contract from '@xincheng/api/contract';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { SignedIn } from '../support/api.ts';
import { importFile, rowsOf, upload } from '../support/demo.ts';
import {
  batchOf,
  confirm,
  firms,
  type ImportCounty,
  people,
  personNamed,
  places,
  positions,
  startImportCounty,
  undo,
  type RosterRow,
} from '../support/import-county.ts';
import { behind, fingerprint } from '../support/sql.ts';

let county: ImportCounty;
let bureau: SignedIn;
let qingshi: SignedIn;
beforeAll(async () => {
  county = await startImportCounty();
  ({ bureau, qingshi } = county);
});
afterAll(() => county.api.close());

const newId = () => county.newId();
/** What the background work complained about since the last look. */
const faults = () => county.api.errors.splice(0).map((error) => String(error).slice(0, 300));
const adminUrl = () => county.api.database.adminUrl;
const state = () => fingerprint(adminUrl(), ['people', 'field_events']);

/** So many people with names of their own, as one file would have them. */
function crowd(size: number, family: string, more: RosterRow = {}): RosterRow[] {
  return Array.from({ length: size }, (_, at) => ({
    ...{ 姓名: `${family}永${String.fromCodePoint(0x5200 + at)}`, 公民身份号码: newId() },
    ...{ 户籍地: places.qingshi, 专业技能: '焊接', ...more },
  }));
}
const named = async (family: string) =>
  (await bureau.call(contract.listPeople, { query: { q: family } })).total;
const query = (text: string, ...values: string[]) =>
  behind(adminUrl(), (sql) => sql.unsafe<{ n: number }[]>(text, values)).then(
    (rows) => rows[0]?.n ?? -1,
  );
const auditOf = (id: string) =>
  query('select count(*)::int as n from audit_entries where subject = $1', id);
/** Fields of one record that a batch wrote to more than once. */
const toldTwice = (id: string) =>
  query(
    `select count(*)::int as n from (select from field_events where batch_id = $1::uuid
     group by entity_id, field having count(*) > 1)`,
    id,
  );

describe('a file of 250 rows', () => {
  it('is counted, written once each, and told in one event a field', async () => {
    const rows = crowd(250, '农');
    const { id, counts } = await upload(qingshi, 'roster', '大.csv', people(...rows));
    expect(counts).toMatchObject({ new: 250, wrong: 0, duplicate: 0, doubtful: 0 });
    const done = await confirm(qingshi, id);
    expect(done).toMatchObject({ status: 'confirmed', written: 250, progress: null });
    expect(await named('农')).toBe(250);
    expect(await toldTwice(id)).toBe(0);
    // Upload and confirmation, not one a chunk.
    expect(await auditOf(id)).toBe(2);

    const before = await state();
    const again = await importFile(qingshi, 'roster', '大.csv', people(...rows));
    expect(again).toMatchObject({ written: 0, counts: { identical: 250 } });
    expect(await state()).toBe(before);

    const changed = rows.map((row, at) => (at % 2 === 0 ? row : { ...row, 专业技能: '电工' }));
    const second = await importFile(qingshi, 'roster', '改.csv', people(...changed));
    expect(second).toMatchObject({ written: 125, counts: { identical: 125, changed: 125 } });
    const events = 'select count(*)::int as n from field_events where batch_id = $1::uuid';
    expect(await query(events, second.id)).toBe(125);
  });

  it('is undone to the last row, and comes back whole', async () => {
    const rows = crowd(250, '闭');
    const file = people(...rows);
    const { id } = await importFile(qingshi, 'roster', '退.csv', file);
    expect(await undo(qingshi, id)).toMatchObject({ status: 'undone', progress: null });
    expect(await named('闭')).toBe(0);
    expect(await auditOf(id)).toBe(3);
    const taken = `select count(*)::int as n from field_events e join people p on p.id = e.entity_id
      where e.source = 'undo' and e.field = 'record' and p.full_name like '闭%'`;
    expect(await query(taken)).toBe(250);
    expect((await importFile(qingshi, 'roster', '退.csv', file)).written).toBe(250);
    expect(await named('闭')).toBe(250);
  });

  it('pages its rows in file order, each once', async () => {
    const { id } = await upload(qingshi, 'roster', '页.csv', people(...crowd(130, '页')));
    const rows = await rowsOf(qingshi, id);
    expect(rows.map(({ row }) => row)).toEqual(Array.from({ length: 130 }, (_, at) => at + 2));
  });

  it('that names one person across chunks keeps the later rows back', async () => {
    const rows = crowd(210, '重');
    const copy = { ...rows[3], 姓名: '重末' };
    const { id, counts } = await upload(qingshi, 'roster', '跨.csv', people(...rows, copy));
    expect(counts).toMatchObject({ new: 210, duplicate: 1 });
    expect((await confirm(qingshi, id)).written).toBe(210);
  });
});

describe('a row that the database refuses', () => {
  it('is marked, and all the others are written', async () => {
    const block = `alter table people add constraint no_such_name check (full_name <> '卡住') not valid`;
    await behind(adminUrl(), (sql) => sql.unsafe(block));
    try {
      const rows = crowd(120, '卡');
      rows[57] = { ...rows[57], 姓名: '卡住' };
      const { id } = await upload(qingshi, 'roster', '卡.csv', people(...rows));
      const done = await confirm(qingshi, id);
      expect(done).toMatchObject({ status: 'confirmed', written: 119, counts: { wrong: 1 } });
      const wrong = (await rowsOf(qingshi, id)).filter(({ status }) => status === 'wrong');
      expect(wrong.map(({ label }) => label)).toEqual(['卡住']);
      expect(wrong[0]?.issues.at(-1)).toMatchObject({ kind: 'not_written', action: 'reject' });
      expect(wrong[0]?.issues.at(-1)?.reason).not.toMatch(/constraint|卡住|SQL/);
      expect(await toldTwice(id)).toBe(0);
    } finally {
      faults();
      await behind(adminUrl(), (sql) =>
        sql.unsafe('alter table people drop constraint no_such_name'),
      );
    }
  });

  it('by a number out of its range stops nothing', async () => {
    const batch = await importFile(
      ...([bureau, 'positions', '大数.csv'] as const),
      positions(
        ...['99999999999', '3'].map((count, at) => ({
          ...{ 企业名称: firms.sugar, 岗位名称: `搬运工${'甲乙'[at] ?? ''}` },
          ...{ 招聘人数: count, 工作地点: '青石镇', '薪资待遇（元/月）': '3000-4000' },
        })),
      ),
    );
    expect(batch.status).toBe('confirmed');
    expect(batch.written).toBeGreaterThanOrEqual(1);
    expect(batch.written + batch.counts.wrong).toBe(2);
    faults();
  });
});

describe('work side by side', () => {
  it('two batches about the same people undone at once leave what was before', async () => {
    const rows = crowd(130, '双');
    const first = await importFile(qingshi, 'roster', '双一.csv', people(...rows));
    const changed = rows.map((row) => ({ ...row, 专业技能: '电工', 工作经历: '三年' }));
    const second = await importFile(qingshi, 'roster', '双二.csv', people(...changed));
    expect([first.written, second.written]).toEqual([130, 130]);
    await Promise.all([first, second].map(({ id }) => undo(qingshi, id)));
    for (const { id } of [first, second]) {
      await vi.waitFor(async () => {
        expect((await batchOf(qingshi, id)).status).toBe('undone');
      });
    }
    expect(await named('双')).toBe(0);
    const twice = `select count(*)::int as n from (select from field_events e join people p
      on p.id = e.entity_id where e.source = 'undo' and e.field = 'record' and p.full_name like '双%'
      group by e.entity_id having count(*) > 1)`;
    expect(await query(twice)).toBe(0);
    expect(faults()).toEqual([]);
  });

  it('an undo beside the confirmation of another file ends in one of the two orders', async () => {
    const rows = crowd(130, '并');
    const first = await importFile(qingshi, 'roster', '并一.csv', people(...rows));
    const changed = rows.map((row) => ({ ...row, 专业技能: '电工' }));
    const second = await upload(qingshi, 'roster', '并二.csv', people(...changed));
    await Promise.all([undo(qingshi, first.id), confirm(qingshi, second.id)]);
    await vi.waitFor(async () => {
      expect((await batchOf(qingshi, second.id)).status).toBe('confirmed');
      expect((await batchOf(qingshi, first.id)).status).toBe('undone');
    });
    // Whoever was first: the second file stands, so everybody is there with what it says.
    expect(await named('并')).toBe(130);
    const skills = `select count(*)::int as n from people where full_name like '并%' and removed_at is null
      and skills = '{电工}'`;
    expect(await query(skills)).toBe(130);
    expect(faults()).toEqual([]);
  });

  it('a clerk’s change while a file is written is not lost', async () => {
    const rows = crowd(200, '手');
    await importFile(qingshi, 'roster', '手一.csv', people(...rows));
    const person = await personNamed(qingshi, String(rows[150]?.姓名));
    const changed = rows.map((row) => ({ ...row, 工作经历: '表里写的' }));
    const { id } = await upload(qingshi, 'roster', '手二.csv', people(...changed));
    const [reply] = await Promise.all([
      qingshi.ask(contract.changePerson, {
        params: { id: person?.id ?? '' },
        body: { version: person?.version ?? 0, experience: '问过本人', skills: ['钳工'] },
      }),
      confirm(qingshi, id),
    ]);
    const done = await batchOf(qingshi, id);
    expect(done).toMatchObject({ status: 'confirmed', counts: { wrong: 0 } });
    expect(done.written).toBeGreaterThanOrEqual(199);
    const after = await personNamed(qingshi, String(rows[150]?.姓名));
    if (reply.statusCode === 200)
      expect(after).toMatchObject({ experience: '问过本人', skills: ['钳工'] });
    else expect(reply.statusCode).toBe(409);
    expect(faults()).toEqual([]);
  });

  it('a change that lands while an undo has read the history keeps the person', async () => {
    const [row = {}] = crowd(1, '抢');
    const { id } = await importFile(qingshi, 'roster', '抢.csv', people(row));
    const person = await personNamed(qingshi, String(row.姓名));
    let undoing: Promise<unknown> = Promise.resolve();
    await behind(adminUrl(), (sql) =>
      sql.begin(async (tx) => {
        // Whoever writes to the person now waits, and so does the undo, its history read.
        await tx`lock table people in access exclusive mode`;
        undoing = undo(qingshi, id);
        await sleep(400);
        await tx`update people set version = version + 1, experience = '货运三年' where id = ${person?.id ?? ''}`;
        await tx`
          insert into field_events (county_id, entity, entity_id, area, field, after, source, occurred_at, recorded_at)
          select county_id, 'person', id, area_code, 'experience', '"货运三年"', 'clerk', updated_at, updated_at
          from people where id = ${person?.id ?? ''}`;
      }),
    );
    await undoing;
    expect(await personNamed(qingshi, String(row.姓名))).toMatchObject({ experience: '货运三年' });
  });

  it('many files at once are all read', async () => {
    const batches = await Promise.all(
      Array.from({ length: 8 }, async (_, at) => {
        const rows = crowd(20, '齐甲乙丙丁戊己庚辛'[at + 1] ?? '');
        const query = { fileName: `齐${String(at)}.csv` };
        return qingshi.call(contract.uploadImport, { query, body: people(...rows) });
      }),
    );
    for (const { id } of batches)
      await vi.waitFor(async () => {
        expect(await batchOf(qingshi, id)).toMatchObject({
          ...{ status: 'preview', counts: { new: 20 } },
        });
      }, 10_000);
  });
});

describe('a batch under way', () => {
  /** Uploads and gives back the batch while it is still being read. */
  async function reading(fileName: string, rows: RosterRow[]) {
    const uploading = qingshi.ask(contract.uploadImport, {
      ...{ query: { kind: 'roster', fileName }, body: people(...rows) },
    });
    const found = await vi.waitFor(
      async () => {
        const { items } = await qingshi.call(contract.listImports, { query: { limit: 100 } });
        const batch = items.find((item) => item.fileName === fileName);
        if (batch === undefined) throw new Error('not there yet');
        return batch;
      },
      { timeout: 10_000, interval: 5 },
    );
    return { id: found.id, status: found.status, uploading };
  }

  it('discarded while it is read stops quietly, and nothing of it is kept', async () => {
    const before = await state();
    const { id, status, uploading } = await reading('弃读.csv', crowd(1500, '弃'));
    expect(status).toBe('reading');
    await qingshi.call(contract.discardImport, { params: { id } });
    expect((await uploading).statusCode).toBe(201);
    expect(await batchOf(qingshi, id)).toMatchObject({ status: 'discarded', progress: null });
    const left = `select (select count(*) from import_rows where batch_id = $1::uuid)::int
      + (select count(*) from import_files where batch_id = $1::uuid)::int as n`;
    expect(await query(left, id)).toBe(0);
    expect(await state()).toBe(before);
    expect(faults()).toEqual([]);
  });

  it('takes no correction, no columns and no confirmation while it is read', async () => {
    const { id, status, uploading } = await reading('在读.csv', crowd(1500, '读'));
    expect(status).toBe('reading');
    const columns = [{ heading: '备注', column: 'remark' }];
    const replies = [
      await qingshi.ask(contract.confirmImport, { params: { id } }),
      await qingshi.ask(contract.undoImport, { params: { id } }),
      await qingshi.ask(contract.setImportColumns, { params: { id }, body: { columns } }),
    ];
    const meanwhile = await batchOf(qingshi, id);
    await uploading;
    expect(meanwhile.status).toBe('reading');
    expect(replies.map(({ statusCode }) => statusCode)).toEqual([409, 409, 409]);
    const { status: end, counts } = await batchOf(qingshi, id);
    expect(end).toBe('preview');
    expect(Object.values(counts).reduce((sum, count) => sum + count)).toBe(1500);
  });
});
