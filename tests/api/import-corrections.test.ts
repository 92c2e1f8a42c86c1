/** Rows of a roster that are mended in the preview, before anything is written. */
import { randomUUID } from 'node:crypto';
import * as contract from '@xincheng/api/contract';
import type { ErrorBody } from '@xincheng/api/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SignedIn } from '../support/api.ts';
import { rowsOf, upload } from '../support/demo.ts';
import {
  confirm,
  correct,
  csv,
  type ImportCounty,
  mend,
  people,
  personNamed,
  places,
  startImportCounty,
  statuses,
  type RosterRow,
} from '../support/import-county.ts';
import { behind, fingerprint } from '../support/sql.ts';

let county: ImportCounty;
let qingshi: SignedIn;
beforeAll(async () => {
  county = await startImportCounty();
  ({ qingshi } = county);
});
afterAll(() => county.api.close());

const newId = () => county.newId();
const preview = async (...rows: RosterRow[]) =>
  (await upload(qingshi, 'roster', '名单.csv', people(...rows))).id;
const here = (name: string, idCardNo = newId()) => ({
  ...{ 姓名: name, 公民身份号码: idCardNo, 户籍地: places.qingshi },
});
const cell = (column: string, text: string) => ({ cells: [{ column, text }] });
const kindsOf = (row: contract.ImportRow | undefined) => row?.issues.map(({ kind }) => kind);
const written = () => fingerprint(county.api.database.adminUrl, ['people', 'field_events']);

describe('a wrong row', () => {
  it('mended cell by cell becomes new, is written, and the counts follow', async () => {
    const idCardNo = newId();
    const { id } = await upload(
      ...([qingshi, 'roster', '缺.csv'] as const),
      people({ ...here('韦改对', idCardNo.slice(0, 17)), 户籍地: '哪里' }, here('韦本来对')),
    );
    const [row] = await rowsOf(qingshi, id);
    expect(row).toMatchObject({ status: 'wrong' });
    expect(row?.issues.map(({ column }) => column)).toContain('idCardNo');
    const half = await mend(qingshi, id, 0, cell('idCardNo', idCardNo));
    expect(half.status).toBe('wrong');
    expect(half.issues.map(({ column }) => column)).toContain('household');
    const whole = await mend(qingshi, id, 0, cell('household', places.qingshi));
    expect(whole).toMatchObject({ status: 'new', issues: [] });
    expect(whole.source.filter(({ edited }) => edited).map(({ column }) => column)).toEqual([
      'idCardNo',
      'household',
    ]);
    expect((await confirm(qingshi, id)).counts).toMatchObject({ new: 2, wrong: 0 });
    const person = await personNamed(qingshi, '韦改对');
    const revealed = await qingshi.call(contract.revealPerson, {
      ...{ params: { id: person?.id ?? '' }, body: { reason: '核对改正' } },
    });
    expect(revealed.idCardNo).toBe(idCardNo);
  });

  it('writes nothing to people by being mended', async () => {
    const before = await written();
    const id = await preview({ ...here('韦只看'), 公民身份号码: '' });
    await mend(qingshi, id, 0, cell('idCardNo', newId()));
    expect(await written()).toBe(before);
  });

  it('keeps a clean row: a cleared name makes it wrong, a cleared remark does not', async () => {
    const id = await preview({ ...here('韦清空'), 备注: '写错的' });
    expect(await mend(qingshi, id, 0, cell('remark', ''))).toMatchObject({ status: 'new' });
    const [row] = await rowsOf(qingshi, id);
    expect(row?.source.find(({ column }) => column === 'remark')).toMatchObject({
      ...{ text: '', edited: true },
    });
    const nameless = await mend(qingshi, id, 0, cell('fullName', ''));
    expect(nameless.status).toBe('wrong');
    expect(kindsOf(nameless)).toContain('name_missing');
  });

  it('takes a column that the file has not', async () => {
    const id = await preview(here('韦添列'));
    const row = await mend(qingshi, id, 0, cell('rank', '上士'));
    expect(row.source.at(-1)).toMatchObject({ column: 'rank', text: '上士', edited: true });
    await confirm(qingshi, id);
    expect(await personNamed(qingshi, '韦添列')).toMatchObject({ rank: '上士' });
  });

  it('does not take the mask for a value: stars where the number should be are wrong', async () => {
    const id = await preview({ ...here('韦打星'), 联系电话: '13812345678' });
    const [row] = await rowsOf(qingshi, id);
    const text = (column: string) =>
      row?.source.find((source) => source.column === column)?.text ?? '';
    expect(row?.source.filter(({ masked }) => masked).map(({ column }) => column)).toEqual([
      'idCardNo',
      'mobile',
    ]);
    const starred = await mend(qingshi, id, 0, cell('idCardNo', text('idCardNo')));
    expect(starred.status).toBe('wrong');
    const phone = await mend(qingshi, id, 0, cell('mobile', text('mobile')));
    expect(phone.cells.map(({ field }) => field)).not.toContain('mobile');
    expect(phone.issues.map(({ column }) => column)).toContain('mobile');
  });

  it('shows a corrected number masked again', async () => {
    const idCardNo = newId();
    const id = await preview({ ...here('韦再遮'), 公民身份号码: '' });
    const row = await mend(qingshi, id, 0, {
      cells: [
        { column: 'idCardNo', text: idCardNo },
        { column: 'mobile', text: '13987654321' },
        { column: 'remark', text: '孩子电话 13987650000' },
      ],
    });
    expect(JSON.stringify(row)).not.toMatch(/1398765(4321|0000)/);
    expect(JSON.stringify(row)).not.toContain(idCardNo);
  });
});

describe('a correction that is refused', () => {
  it('at a column that does not exist: 400 with its name', async () => {
    const id = await preview(here('韦列名'));
    for (const column of ['title', 'areaCode', 'recordType', '姓名', '__proto__', 'constructor']) {
      const reply = await correct(qingshi, id, 0, cell(column, '某'));
      expect(reply.statusCode, column).toBe(400);
    }
    const reply = await correct(qingshi, id, 0, cell('salaryMin', '1'));
    expect(reply.json<ErrorBody>().fields).toEqual({ salaryMin: '没有这一列' });
    expect((await rowsOf(qingshi, id))[0]).toMatchObject({ label: '韦列名', status: 'new' });
  });

  it('with too long a text, half a character or too many cells: 400', async () => {
    const id = await preview(here('韦太长'));
    const bodies = [
      cell('remark', '字'.repeat(2001)),
      cell('remark', '半\ud83d'),
      { cells: Array.from({ length: 61 }, () => ({ column: 'remark', text: '备注' })) },
      { cells: [{ column: 'remark', text: '备注', kind: 'formula' }] },
      { status: 'new' },
    ];
    for (const body of bodies) expect((await correct(qingshi, id, 0, body)).statusCode).toBe(400);
    const whole = await mend(qingshi, id, 0, cell('experience', '字'.repeat(2000)));
    expect(whole.status).toBe('new');
  });

  it('at a row of another batch, a made-up one, or another station’s: 404', async () => {
    const [one, two] = [await preview(here('韦甲批')), await preview(here('韦乙批'))];
    const rowId = (await rowsOf(qingshi, two))[0]?.id ?? '';
    const ask = (by: SignedIn, id: string, row: string) =>
      by.ask(contract.correctImportRow, {
        ...{ params: { id, rowId: row }, body: cell('fullName', '韦冒充') },
      });
    expect((await ask(qingshi, one, rowId)).statusCode).toBe(404);
    expect((await ask(qingshi, one, randomUUID())).statusCode).toBe(404);
    expect((await ask(county.hekou, two, rowId)).statusCode).toBe(404);
    expect((await ask(county.sugar, two, rowId)).statusCode).toBe(404);
    expect((await rowsOf(qingshi, two))[0]?.label).toBe('韦乙批');
  });

  it('once the batch is decided on: 409', async () => {
    const id = await preview(here('韦太晚'));
    await confirm(qingshi, id);
    const reply = await correct(qingshi, id, 0, cell('fullName', '韦更晚'));
    expect(reply.statusCode).toBe(409);
    expect(reply.json<ErrorBody>().code).toBe('illegal_transition');
    expect(await personNamed(qingshi, '韦更晚')).toBeNull();
  });
});

describe('rows about the same person', () => {
  it('are judged anew when one is corrected to another’s number, and back', async () => {
    const [first, second] = [newId(), newId()];
    const id = await preview(here('韦一号', first), here('韦二号', second));
    const copy = await mend(qingshi, id, 1, cell('idCardNo', first));
    expect(copy.status).toBe('duplicate');
    expect(copy.issues.at(-1)?.reason).toContain('第 2 行');
    await mend(qingshi, id, 1, cell('idCardNo', second));
    expect(await statuses(qingshi, id)).toEqual(['new', 'new']);
  });

  it('the copy stands alone when the number of the first row is corrected', async () => {
    const [first, right] = [newId(), newId()];
    const id = await preview(here('韦写错', first), here('韦写对', first));
    expect(await statuses(qingshi, id)).toEqual(['new', 'duplicate']);
    await mend(qingshi, id, 0, cell('idCardNo', right));
    expect(await statuses(qingshi, id)).toEqual(['new', 'new']);
    expect((await confirm(qingshi, id)).written).toBe(2);
  });

  it('the first of the others takes the place of the one that is left out', async () => {
    const idCardNo = newId();
    const id = await preview(...['韦三甲', '韦三乙', '韦三丙'].map((name) => here(name, idCardNo)));
    await mend(qingshi, id, 0, { leaveOut: true });
    expect(await statuses(qingshi, id)).toEqual(['left_out', 'new', 'duplicate']);
    await mend(qingshi, id, 0, { leaveOut: false });
    expect(await statuses(qingshi, id)).toEqual(['duplicate', 'new', 'duplicate']);
    expect((await confirm(qingshi, id)).written).toBe(1);
    expect(await personNamed(qingshi, '韦三乙')).not.toBeNull();
  });

  it('stays out when it was left out, whatever else is corrected', async () => {
    const idCardNo = newId();
    const id = await preview(here('韦出局', idCardNo), here('韦在局', idCardNo));
    await mend(qingshi, id, 0, { leaveOut: true });
    await mend(qingshi, id, 1, cell('fullName', '韦在局二'));
    const still = await mend(qingshi, id, 0, cell('fullName', '韦出局二'));
    expect(still.status).toBe('left_out');
    expect(await statuses(qingshi, id)).toEqual(['left_out', 'new']);
  });

  it('of which the first is wrong: the second stands for the person', async () => {
    const idCardNo = newId();
    const id = await preview({ ...here('韦无地', idCardNo), 户籍地: '' }, here('韦有地', idCardNo));
    expect(await statuses(qingshi, id)).toEqual(['wrong', 'new']);
  });
});

describe('what only the file told about a row', () => {
  /** A row that slipped one column to the right. */
  const slipped = (idCardNo: string) =>
    csv(
      ['姓名', '性别', '公民身份号码', '联系电话', '户籍地', '学历'],
      ['韦正行', '男', newId(), '13812340001', places.qingshi, '高中'],
      ['韦正二', '男', newId(), '13812340002', places.qingshi, '高中'],
      ['韦错位', '', '男', idCardNo, '13812340003', places.qingshi],
      ['韦正三', '男', newId(), '13812340004', places.qingshi, '高中'],
    );

  it('is not forgotten by leaving the row out and taking it in again', async () => {
    const { id } = await upload(qingshi, 'roster', '错位.csv', slipped(newId()));
    const [, , row] = await rowsOf(qingshi, id);
    expect(kindsOf(row)).toContain('row_shifted');
    await mend(qingshi, id, 2, { leaveOut: true });
    const back = await mend(qingshi, id, 2, { leaveOut: false });
    expect(kindsOf(back)).toContain('row_shifted');
    expect(back.status).toBe('wrong');
  });

  it('is not forgotten by a correction of another row of the same person', async () => {
    const idCardNo = newId();
    const { id } = await upload(qingshi, 'roster', '错位.csv', slipped(idCardNo));
    await mend(qingshi, id, 3, cell('idCardNo', idCardNo));
    expect((await statuses(qingshi, id))[2]).toBe('wrong');
  });

  it('is settled by correcting a cell of the row', async () => {
    const { id } = await upload(qingshi, 'roster', '错位.csv', slipped(newId()));
    const row = await mend(qingshi, id, 2, cell('sex', '男'));
    expect(row.status).toBe('new');
  });
});

describe('a known person', () => {
  async function known(name: string) {
    const idCardNo = newId();
    const row = { ...here(name, idCardNo), 专业技能: '焊接', 工作经历: '货运一年' };
    await confirm(qingshi, await preview(row));
    return { row, person: await personNamed(qingshi, name) };
  }

  it('is changed field by field as chosen', async () => {
    const { row } = await known('韦逐项');
    const id = await preview({ ...row, 专业技能: '电工', 工作经历: '货运三年' });
    const [changed] = await rowsOf(qingshi, id);
    expect(changed?.status).toBe('changed');
    expect(changed?.changes.map(({ field, taken }) => [field, taken])).toEqual([
      ['skills', true],
      ['experience', true],
    ]);
    const kept = await mend(qingshi, id, 0, { take: { skills: false } });
    expect(kept.changes.map(({ taken }) => taken)).toEqual([false, true]);
    const none = await mend(qingshi, id, 0, { take: { experience: false } });
    expect(none.status).toBe('identical');
    await mend(qingshi, id, 0, { take: { experience: true } });
    expect((await confirm(qingshi, id)).written).toBe(1);
    expect(await personNamed(qingshi, '韦逐项')).toMatchObject({
      ...{ skills: ['焊接'], experience: '货运三年' },
    });
  });

  it('shows after the confirmation what was written, and not what was kept', async () => {
    const { row } = await known('韦写后');
    const id = await preview({ ...row, 专业技能: '电工', 工作经历: '货运三年' });
    await mend(qingshi, id, 0, { take: { skills: false } });
    await confirm(qingshi, id);
    const [written] = await rowsOf(qingshi, id);
    expect(written?.changes).toEqual([
      {
        ...{ field: 'experience', before: '货运一年', after: '货运三年' },
        ...{ taken: true, byHand: false },
      },
    ]);
  });

  it('keeps what was set by hand unless it is chosen', async () => {
    const { row, person } = await known('韦手改');
    await qingshi.call(contract.changePerson, {
      params: { id: person?.id ?? '' },
      body: { version: person?.version ?? 0, experience: '货运五年' },
    });
    const id = await preview({ ...row, 工作经历: '货运两年' });
    const [shown] = await rowsOf(qingshi, id);
    expect(shown?.status).toBe('identical');
    expect(shown?.changes).toEqual([
      {
        ...{ field: 'experience', before: '货运五年', after: '货运两年' },
        ...{ taken: false, byHand: true },
      },
    ]);
    const taken = await mend(qingshi, id, 0, { take: { experience: true } });
    expect(taken.status).toBe('changed');
    await confirm(qingshi, id);
    expect(await personNamed(qingshi, '韦手改')).toMatchObject({ experience: '货运两年' });
  });

  it('found by a corrected number shows what would change', async () => {
    const { row } = await known('韦找到');
    const id = await preview({ ...row, 公民身份号码: newId(), 专业技能: '叉车' });
    expect(await statuses(qingshi, id)).toEqual(['new']);
    const found = await mend(qingshi, id, 0, cell('idCardNo', row.公民身份号码));
    expect(found.status).toBe('changed');
    expect(found.changes.map(({ field }) => field)).toEqual(['skills']);
  });

  it('is not chosen by field names that nobody knows: 400', async () => {
    const { row } = await known('韦乱选');
    const id = await preview({ ...row, 专业技能: '叉车' });
    const reply = await correct(qingshi, id, 0, { take: { [newId()]: true } });
    expect(reply.statusCode).toBe(400);
  });
});

describe('hostile texts', () => {
  it.each([
    ['HTML', '<img src=x onerror=alert(1)><script>alert(1)</script>'],
    ['a formula', '=HYPERLINK("http://x.example","点我")'],
    ['emoji of several parts', '擅长做饭👨‍👩‍👧‍👦👍🏽'],
    ['a rare character', '𠮷野家𬭊'],
    ['marks of direction', '‮cod.exe'],
    ['quotes and braces', `'"; drop table people; -- \${1} {{2}} %s`],
  ])('%s stay texts', async (_, text) => {
    const name = `韦${'甲乙丙丁戊己'[Number(newId().slice(-3, -1)) % 6] ?? ''}文`;
    const id = await preview({ ...here(name), 工作经历: text });
    const [row] = await rowsOf(qingshi, id);
    const shown = row?.source.find(({ column }) => column === 'experience')?.text;
    const again = await mend(qingshi, id, 0, cell('experience', text));
    expect(again.source.find(({ column }) => column === 'experience')?.text).toBe(shown);
    expect(['new', 'doubtful']).toContain(again.status);
    expect((await confirm(qingshi, id)).written).toBe(1);
  });

  it('a cell of 5,000 characters is cut with a word about it, not in the middle of a character', async () => {
    const id = await preview({ ...here('韦长文'), 工作经历: `字${'👍'.repeat(2500)}` });
    const [row] = await rowsOf(qingshi, id);
    expect(kindsOf(row)).toContain('text_too_long');
    expect((await confirm(qingshi, id)).written).toBe(1);
    const text = (await personNamed(qingshi, '韦长文'))?.experience ?? '';
    expect(text.isWellFormed()).toBe(true);
  });

  it('a NUL is no way to stop an import', async () => {
    const id = await preview(here('韦空字节'));
    for (const column of ['remark', 'fullName', 'experience', 'household', 'skills'])
      expect((await correct(qingshi, id, 0, cell(column, 'a\u0000b'))).statusCode).toBeLessThan(
        500,
      );
    await mend(qingshi, id, 0, {
      cells: Object.entries({ fullName: '韦空字节', household: places.qingshi }).map(
        ([column, text]) => ({ column, text }),
      ),
    });
    expect((await confirm(qingshi, id)).written).toBe(1);
  });
});

describe('corrections at once', () => {
  it('of different cells of one row are all kept', async () => {
    const id = await preview(here('韦并发'));
    const rowId = (await rowsOf(qingshi, id))[0]?.id ?? '';
    const cells = Object.entries({ rank: '上士', branch: '陆军', hobby: '棋', family: '三口' });
    const replies = await Promise.all(
      cells.map(([column, text]) =>
        qingshi.ask(contract.correctImportRow, { params: { id, rowId }, body: cell(column, text) }),
      ),
    );
    expect(replies.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200]);
    const [row] = await rowsOf(qingshi, id);
    const edited = row?.source.filter(({ edited: is }) => is).map(({ column }) => column);
    expect(edited?.sort()).toEqual(['branch', 'family', 'hobby', 'rank']);
  });

  it('with the confirmation: either before it or refused, never half', async () => {
    const id = await preview(here('韦争先'));
    const rowId = (await rowsOf(qingshi, id))[0]?.id ?? '';
    const [confirmed, corrected] = await Promise.all([
      qingshi.ask(contract.confirmImport, { params: { id } }),
      qingshi.ask(contract.correctImportRow, {
        ...{ params: { id, rowId }, body: cell('experience', '改在前') },
      }),
    ]);
    expect(confirmed.statusCode).toBe(200);
    expect([200, 409]).toContain(corrected.statusCode);
    const person = await personNamed(qingshi, '韦争先');
    expect(person?.experience ?? null).toBe(corrected.statusCode === 200 ? '改在前' : null);
  });

  it('of two rows to one number leave one of them standing', async () => {
    const idCardNo = newId();
    const id = await preview(here('韦抢甲'), here('韦抢乙'));
    const rows = await rowsOf(qingshi, id);
    await Promise.all(
      rows.map(({ id: rowId }) =>
        qingshi.call(contract.correctImportRow, {
          ...{ params: { id, rowId }, body: cell('idCardNo', idCardNo) },
        }),
      ),
    );
    expect((await statuses(qingshi, id)).sort()).toEqual(['duplicate', 'new']);
  });

  it('leave an audit entry each, without what was typed', async () => {
    const id = await preview(here('韦留痕'));
    await mend(qingshi, id, 0, cell('remark', '不该进审计的话'));
    const entries = await behind(
      county.api.database.adminUrl,
      (sql) => sql<{ text: string }[]>`
        select a::text as text from audit_entries a where subject = ${id} and action like 'PATCH%'`,
    );
    expect(entries).toHaveLength(1);
    expect(entries[0]?.text).not.toContain('不该进审计');
  });
});
