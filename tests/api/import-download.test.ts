/** The wrong rows as a workbook: for those whose file it is, whole, with a trace, fit to be sent again. */
import * as contract from '@xincheng/api/contract';
import { readWorkbook } from '@xincheng/api/imports';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SignedIn } from '../support/api.ts';
import { rowsOf, upload } from '../support/demo.ts';
import {
  batchOf,
  confirm,
  csv,
  firms,
  type ImportCounty,
  mend,
  people,
  personNamed,
  places,
  positions,
  startImportCounty,
} from '../support/import-county.ts';
import { behind } from '../support/sql.ts';

let county: ImportCounty;
let qingshi: SignedIn;
beforeAll(async () => {
  county = await startImportCounty();
  ({ qingshi } = county);
});
afterAll(() => county.api.close());

type Statuses = NonNullable<contract.Sent<typeof contract.downloadImportRows>['body']>['statuses'];
const troubled: Statuses = ['wrong', 'doubtful', 'duplicate'];
const download = (by: SignedIn, id: string, statuses = troubled) =>
  by.ask(contract.downloadImportRows, { params: { id }, body: { statuses } });

const here = (name: string, idCardNo = county.newId()) => ({
  ...{ 姓名: name, 公民身份号码: idCardNo, 户籍地: places.qingshi },
});
const mobile = '13812345678';
const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Every cell of the first sheet with something in it. */
function cellsOf(bytes: Uint8Array) {
  const sheets = readWorkbook(bytes, '下载.xlsx');
  return sheets.flatMap(({ rows }) =>
    rows.map(({ cells }) => cells.map((cell) => cell?.text ?? '')),
  );
}
const textOf = (bytes: Uint8Array) => cellsOf(bytes).flat().join('|');

describe('a download', () => {
  it('comes as a file under its name, never shown by the browser, never stored', async () => {
    const row = { ...here('韦下载'), 户籍地: '' };
    const { id } = await upload(qingshi, 'roster', "下载 (一)'.csv", people(row));
    const reply = await download(qingshi, id);
    expect(reply.statusCode).toBe(200);
    expect(reply.headers).toMatchObject({
      ...{ 'content-type': workbookType, 'x-content-type-options': 'nosniff' },
      'cache-control': 'no-store',
    });
    const name = /^attachment; filename\*=UTF-8''([A-Za-z0-9%._~-]+)$/.exec(
      String(reply.headers['content-disposition']),
    )?.[1];
    expect(decodeURIComponent(name ?? '')).toBe("下载 (一)'-要改的行.xlsx");
    expect(reply.rawPayload.subarray(0, 2).toString()).toBe('PK');
  });

  it('holds the whole values of the rows asked for, and of no other row or batch', async () => {
    const [wrong, fine, other] = [county.newId(), county.newId(), county.newId()];
    const rows = [{ ...here('韦要改', wrong), 户籍地: '', 联系电话: mobile }, here('韦不改', fine)];
    const { id } = await upload(qingshi, 'roster', '部分.csv', people(...rows));
    await upload(qingshi, 'roster', '别批.csv', people({ ...here('韦别批', other), 户籍地: '' }));
    const text = textOf((await download(qingshi, id)).rawPayload);
    for (const value of [wrong, mobile, '韦要改']) expect(text).toContain(value);
    for (const value of [fine, '韦不改', other, '韦别批']) expect(text).not.toContain(value);
    const all = textOf((await download(qingshi, id, ['wrong', 'new'])).rawPayload);
    expect(all).toContain(fine);
  });

  it('says what is wrong beside each row, and has corrected cells as corrected', async () => {
    const { id } = await upload(
      ...([qingshi, 'roster', '已改.csv'] as const),
      people({ ...here('韦已改'), 户籍地: '', 备注: '原话' }),
    );
    await mend(qingshi, id, 0, { cells: [{ column: 'remark', text: '改过的话' }] });
    const text = textOf((await download(qingshi, id)).rawPayload);
    expect(text).toContain('认不出户籍地');
    expect(text).toContain('改过的话');
    expect(text).not.toContain('原话');
  });

  it('leaves one audit entry with the batch, without any value', async () => {
    const idCardNo = county.newId();
    const file = people({ ...here('韦下载痕', idCardNo), 户籍地: '' });
    const { id } = await upload(qingshi, 'roster', '痕.csv', file);
    await download(qingshi, id);
    const entries = await behind(
      county.api.database.adminUrl,
      (sql) => sql<{ text: string; account: string }[]>`
        select a::text as text, account_id as account from audit_entries a
        where subject = ${id} and action = 'POST /imports/:id/workbook'`,
    );
    expect(entries).toHaveLength(1);
    expect(entries[0]?.text).not.toMatch(new RegExp(`${idCardNo}|韦下载痕`));
  });

  it('is for those who see the batch: another station, a firm, the auditor get nothing', async () => {
    const { id } = await upload(
      ...([qingshi, 'roster', '谁看.csv'] as const),
      people({ ...here('韦谁看'), 户籍地: '' }),
    );
    const auditor = await county.api.signIn(
      await county.world.account('auditor', { role: 'auditor', area: '459921' }),
    );
    expect((await download(county.hekou, id)).statusCode).toBe(404);
    expect((await download(county.sugar, id)).statusCode).toBe(404);
    expect((await download(auditor, id)).statusCode).toBe(403);
    expect((await download(county.bureau, id)).statusCode).toBe(200);
  });

  it('of no status, an unknown one, or eight: 400', async () => {
    const { id } = await upload(qingshi, 'roster', '四百.csv', people(here('韦四百')));
    for (const body of [
      { statuses: [] },
      { statuses: ['held'] },
      { statuses: Array.from({ length: 8 }, () => 'wrong') },
      { statuses: ['wrong'], whole: true },
    ])
      expect(
        (await qingshi.ask(contract.downloadImportRows, { params: { id }, body })).statusCode,
      ).toBe(400);
  });

  it('of nothing is a workbook with nothing, of a discarded batch too', async () => {
    const { id } = await upload(qingshi, 'roster', '全对.csv', people(here('韦全对')));
    expect((await download(qingshi, id)).statusCode).toBe(200);
    await qingshi.call(contract.discardImport, { params: { id } });
    const reply = await download(qingshi, id, ['new']);
    expect(reply.statusCode).toBe(200);
    expect(textOf(reply.rawPayload)).not.toContain('韦全对');
  });

  it.each(['a/b:c*?[d]\\e.csv', '=1+1.csv', '长'.repeat(200), '"引号"<b>&.csv', '𠮷🙂.csv'])(
    'of a file called %s works',
    async (fileName) => {
      const { id } = await upload(
        ...([qingshi, 'roster', fileName] as const),
        people({ ...here('韦怪名'), 户籍地: '' }),
      );
      const reply = await download(qingshi, id);
      expect(reply.statusCode).toBe(200);
      expect(textOf(reply.rawPayload)).toContain('韦怪名');
    },
  );

  it('runs no formula: cells that begin like one are texts', async () => {
    const { id } = await upload(
      ...([qingshi, 'roster', '公式.csv'] as const),
      people({ ...here('韦公式'), 户籍地: '', 备注: '=HYPERLINK("http://x.example")' }),
    );
    const sheets = readWorkbook((await download(qingshi, id)).rawPayload, '公式.xlsx');
    const cells = sheets.flatMap(({ rows }) => rows.flatMap((row) => row.cells));
    expect(cells.some((cell) => cell?.formula !== undefined)).toBe(false);
    expect(cells.some((cell) => cell?.text.includes('=HYPERLINK'))).toBe(true);
  });

  it('keeps both of two columns with one heading', async () => {
    const file = csv(
      ['姓名', '性别', '公民身份号码', '户籍地', '备注', '备注'],
      ['韦两栏', '男', county.newId(), '', '头一栏', '第二栏'],
    );
    const { id } = await upload(qingshi, 'roster', '两栏.csv', file);
    const text = textOf((await download(qingshi, id)).rawPayload);
    expect(text).toContain('头一栏');
    expect(text).toContain('第二栏');
  });

  it('cannot be had by GET, which leaves no trace', async () => {
    const { id } = await upload(qingshi, 'roster', '取.csv', people(here('韦取')));
    const reply = await qingshi.send({ method: 'GET', url: `/imports/${id}/workbook` });
    expect(reply.statusCode).toBe(404);
  });
});

describe('the workbook mended and sent again', () => {
  /** The downloaded rows as a clerk would save them, with some cells written over. */
  function mendedCsv(bytes: Uint8Array, over: Record<string, string>): Buffer {
    const rows = cellsOf(bytes);
    const head = rows.findIndex((cells) => cells.includes('姓名') || cells.includes('岗位名称'));
    const headings = rows[head] ?? [];
    return csv(
      headings,
      ...rows
        .slice(head + 1)
        .map((cells) => headings.map((heading, at) => over[heading] ?? cells[at] ?? '')),
    );
  }

  it('brings the people in, and its own two columns are not read', async () => {
    const idCardNo = county.newId();
    const row = { ...here('韦再传', idCardNo), 户籍地: '', 联系电话: mobile, 工作经历: '货运' };
    const first = await upload(qingshi, 'roster', '再传.csv', people(row, here('韦再传二')));
    const { rawPayload } = await download(qingshi, first.id);
    await confirm(qingshi, first.id);
    const file = mendedCsv(rawPayload, { 户籍地: places.qingshi });
    const again = await upload(qingshi, 'roster', '再传-要改的行.csv', file);
    expect(again.counts).toMatchObject({ new: 1, wrong: 0, doubtful: 0 });
    expect(JSON.stringify(again.tables)).not.toMatch(/原行号|问题说明/);
    await confirm(qingshi, again.id);
    const person = await personNamed(qingshi, '韦再传');
    expect(person).toMatchObject({ experience: '货运', mobile: '138****5678' });
    const numbers = await qingshi.call(contract.revealPerson, {
      ...{ params: { id: person?.id ?? '' }, body: { reason: '核对再传' } },
    });
    expect(numbers).toEqual({ idCardNo, mobile });
  });

  it('as it was downloaded is read as it was: same rows, same faults', async () => {
    const rows = [
      { ...here('韦原样'), 户籍地: '' },
      { ...here('韦原样二', '459921199001'), 备注: '第一行\n第二行' },
    ];
    const first = await upload(qingshi, 'roster', '原样.csv', people(...rows));
    const { rawPayload } = await download(qingshi, first.id);
    const again = await upload(qingshi, 'roster', '原样.xlsx', rawPayload);
    expect(again.counts).toEqual(first.counts);
    const kinds = async (id: string) =>
      (await rowsOf(qingshi, id)).map(({ label, issues }) => [
        label,
        issues.map(({ kind }) => kind),
      ]);
    expect(await kinds(again.id)).toEqual(await kinds(first.id));
  });

  it('of positions names the employer in each row, for its user to send again', async () => {
    const { sugar } = county;
    const row = {
      ...{ 企业名称: firms.sugar, 岗位名称: '', 招聘人数: '3', 岗位职责: '搬运' },
      ...{ 工作地点: '青石镇', '薪资待遇（元/月）': '3000-4000' },
    };
    const first = await upload(sugar, 'positions', '缺名.csv', positions(row));
    expect(first.counts.wrong).toBe(1);
    const { rawPayload } = await download(sugar, first.id);
    const file = mendedCsv(rawPayload, { 岗位名称: '搬运工' });
    const again = await upload(sugar, 'positions', '缺名.csv', file);
    expect(again.counts.wrong).toBe(0);
    const done = await confirm(sugar, again.id);
    expect(done.written).toBe(1);
    expect((await batchOf(sugar, first.id)).status).toBe('preview');
  });
});
