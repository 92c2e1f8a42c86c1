/** Files and requests that mean harm, or are merely odd: none stops the work, none is a server error. */
import * as contract from '@xincheng/api/contract';
import type { ImportDetail } from '@xincheng/api/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Request, SignedIn } from '../support/api.ts';
import { rowsOf, upload } from '../support/demo.ts';
import {
  batchOf,
  confirm,
  csv,
  type ImportCounty,
  mend,
  people,
  personNamed,
  places,
  startImportCounty,
} from '../support/import-county.ts';
import { behind, fingerprint } from '../support/sql.ts';
import { workbookParts, zip } from '../support/zip.ts';

let county: ImportCounty;
let bureau: SignedIn;
let qingshi: SignedIn;
beforeAll(async () => {
  county = await startImportCounty();
  ({ bureau, qingshi } = county);
});
afterAll(() => county.api.close());

/** A workbook whose cells hold these pieces of XML as they are. */
const workbook = (...rows: string[][]) =>
  zip(
    workbookParts(
      rows
        .map((cells, at) => {
          const number = String(at + 1);
          const inline = cells.map(
            (xml, column) =>
              `<c r="${String.fromCharCode(65 + column)}${number}" t="inlineStr"><is><t>${xml}</t></is></c>`,
          );
          return `<row r="${number}">${inline.join('')}</row>`;
        })
        .join(''),
    ),
  );
const head = ['姓名', '性别', '公民身份号码', '户籍地', '备注', '专业技能'];
const person = (name: string, remark: string, skill = '') => [
  ...[name, '男', county.newId(), places.qingshi, remark, skill],
];
const files = () => fingerprint(county.api.database.adminUrl, ['import_batches', 'import_files']);
const settled = ['preview', 'refused'];

describe('a workbook with characters that no text may hold', () => {
  it.each([
    ['half a character, as an entity', '前&#xD83D;后'],
    ['half a character, escaped as Excel does', '前_xD83D_后'],
    ['the other half', '_xDE00_'],
    ['a NUL, as an entity', '前&#0;后'],
    ['a NUL, escaped', '前_x0000_后'],
    ['control characters', 'a_x0001_b_x001B_[31m'],
    ['a non-character', '&#xFFFF;&#xFFFE;'],
  ])('%s: read or refused, never stuck', async (_, xml) => {
    // In a heading, a cell, and where an issue quotes it.
    const file = workbook(
      [...head.slice(0, 5), `备注二${xml}`],
      person('韦好', xml, xml),
      person(`韦坏${xml}`, '', ''),
      ['', '', '', '', `${xml}下面没有人`],
    );
    const batch = await upload(qingshi, 'roster', '字符.xlsx', file);
    // One that is stuck would be read again with every other file.
    if (batch.status === 'reading')
      await qingshi.call(contract.discardImport, { params: { id: batch.id } });
    expect(settled).toContain(batch.status);
    if (batch.status === 'preview') {
      const rows = await rowsOf(qingshi, batch.id);
      expect(JSON.stringify([batch, rows]).isWellFormed()).toBe(true);
      const done = await confirm(qingshi, batch.id);
      expect(done.status).toBe('confirmed');
      expect(done.written).toBeGreaterThanOrEqual(1);
    }
    expect(county.api.errors.splice(0).map((error) => String(error).slice(0, 200))).toEqual([]);
  });
});

describe('a sheet out of all measure', () => {
  it('of many columns is read, the known ones as such', async () => {
    const extra = Array.from({ length: 400 }, (_, at) => `列${String(at)}`);
    const file = csv([...head, ...extra], [...person('韦宽表', ''), ...extra.map(() => '某')]);
    const batch = await upload(qingshi, 'roster', '宽.csv', file);
    expect(batch.counts.new + batch.counts.doubtful).toBe(1);
    expect((await confirm(qingshi, batch.id)).written).toBe(1);
  });

  it('of one very long heading is read', async () => {
    const file = csv([...head, '长'.repeat(5000)], [...person('韦长头', ''), '某']);
    expect(settled).toContain((await upload(qingshi, 'roster', '长头.csv', file)).status);
  });

  it('of one person many times over is corrected as a whole', async () => {
    const idCardNo = county.newId();
    const row = { 姓名: '韦多次', 公民身份号码: idCardNo, 户籍地: places.qingshi };
    const { id, counts } = await upload(
      ...([qingshi, 'roster', '多次.csv'] as const),
      people(...Array.from({ length: 120 }, () => row)),
    );
    expect(counts).toMatchObject({ new: 1, duplicate: 119 });
    const corrected = await mend(qingshi, id, 0, {
      cells: [{ column: 'idCardNo', text: county.newId() }],
    });
    expect(corrected.status).toBe('new');
    expect((await batchOf(qingshi, id)).counts).toMatchObject({ new: 2, duplicate: 118 });
  });
});

describe('an upload that is none', () => {
  const send = (request: Partial<Request>) =>
    qingshi.send({ method: 'POST', url: '/imports?kind=roster&fileName=a.csv', ...request });

  it.each([
    ['JSON', { headers: { 'content-type': 'application/json' }, payload: '{"a":1}' }],
    ['a JSON list', { headers: { 'content-type': 'application/json' }, payload: '[1,2]' }],
    ['plain text', { headers: { 'content-type': 'text/plain' }, payload: '姓名,身份证号' }],
    [
      'a form',
      { headers: { 'content-type': 'multipart/form-data; boundary=x' }, payload: '--x--' },
    ],
    ['no kind of body', { payload: 'abc' }],
    ['nothing', {}],
  ] as [string, Partial<Request>][])('%s: refused, nothing kept', async (_, request) => {
    const before = await files();
    const { statusCode, body } = await send(request);
    expect([400, 415], body).toContain(statusCode);
    expect(await files()).toBe(before);
  });

  it('with a name that no file has: 400', async () => {
    const before = await files();
    for (const name of ['a%00.csv', '', '%20%20']) {
      const reply = await send({
        url: `/imports?kind=roster&fileName=${name}`,
        headers: { 'content-type': 'application/octet-stream' },
        payload: Buffer.from('x'),
      });
      expect(reply.statusCode, `${name} ${reply.body}`).toBe(400);
    }
    expect(await files()).toBe(before);
  });
});

describe('bodies of the import’s endpoints', () => {
  it('are refused when they are odd: 400, never 500', async () => {
    const batch: ImportDetail = await upload(
      ...([qingshi, 'roster', '怪.csv'] as const),
      people({ 姓名: '韦怪', 公民身份号码: county.newId(), 户籍地: places.qingshi }),
    );
    const rowId = (await rowsOf(qingshi, batch.id))[0]?.id ?? '';
    const row = `/imports/${batch.id}/rows/${rowId}`;
    const attempts: [Request['method'], string, string][] = [
      ['PATCH', row, '{"cells":[{"column":"remark"}]}'],
      ['PATCH', row, '{"cells":[{"column":"remark","text":1}]}'],
      ['PATCH', row, '{"cells":{"remark":"x"}}'],
      ['PATCH', row, '{"take":{"skills":"yes"}}'],
      ['PATCH', row, '{"take":{"constructor":true}}'],
      ['PATCH', row, '{"take":{"__proto__":true}}'],
      ['PATCH', row, '{"take":["skills"]}'],
      ['PATCH', row, '{"leaveOut":"no"}'],
      ['PATCH', row, 'null'],
      ['PATCH', row, '[]'],
      ['PATCH', `/imports/${batch.id}/rows/1`, '{}'],
      ['POST', `/imports/${batch.id}/columns`, '{"columns":[{"heading":"备注"}]}'],
      ['POST', `/imports/${batch.id}/columns`, '{"columns":[{"heading":1,"column":null}]}'],
      ['POST', `/imports/${batch.id}/columns`, '{"columns":null}'],
      ['POST', `/imports/${batch.id}/columns`, '{"columns":[{"heading":"\\ud83d","column":null}]}'],
      ['POST', `/imports/${batch.id}/workbook`, '{"statuses":"wrong"}'],
      ['POST', `/imports/${batch.id}/workbook`, '{}'],
      ['POST', `/duplicates/${rowId}/merge`, '{"version":1,"take":{"fullName":"all"}}'],
      ['POST', `/duplicates/${rowId}/merge`, '{"version":1,"take":[]}'],
      ['POST', `/duplicates/${rowId}/merge`, '{"version":1}'],
      ['POST', `/duplicates/${rowId}/merge`, '{"take":{}}'],
      ['POST', '/duplicates/1/merge', '{"version":1,"take":{}}'],
    ];
    for (const [method, url, payload] of attempts) {
      const headers = { 'content-type': 'application/json' };
      const reply = await qingshi.send({ method, url, headers, payload });
      expect(reply.statusCode, `${url} ${payload} ${reply.body}`).toBe(400);
    }
    const [after] = await rowsOf(qingshi, batch.id);
    expect(after?.source.some(({ edited }) => edited)).toBe(false);
    const choices = await behind(
      county.api.database.adminUrl,
      (sql) => sql<{ choices: object }[]>`select choices from import_rows where id = ${rowId}`,
    );
    expect(choices[0]?.choices).toEqual({});
  });
});

describe('text from a file', () => {
  it('reaches other people’s screens as the text it is', async () => {
    const name = '韦<b>粗';
    const { id } = await upload(
      ...([bureau, 'roster', '<img src=x onerror=alert(1)>.csv'] as const),
      csv([...head.slice(0, 5), '<script>alert(1)</script>'], person(name, '"><svg onload=1>')),
    );
    const reply = await bureau.ask(contract.getImport, { params: { id } });
    expect(reply.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(reply.json<ImportDetail>().fileName).toBe('<img src=x onerror=alert(1)>.csv');
    const [row] = await rowsOf(bureau, id);
    expect(row?.source.map(({ text }) => text)).toContain('"><svg onload=1>');
    await confirm(bureau, id);
    expect(await personNamed(bureau, '韦<b>')).toMatchObject({ fullName: name });
  });
});
