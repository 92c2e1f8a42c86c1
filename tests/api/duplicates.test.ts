/** Two reports of one person: kept apart by the import, brought together by hand, and taken apart again. */
import { randomUUID } from 'node:crypto';
import * as contract from '@xincheng/api/contract';
import type { Duplicate, DuplicateDetail, ImportBatch } from '@xincheng/api/contract';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { SignedIn } from '../support/api.ts';
import { importFile, rowsOf, upload } from '../support/demo.ts';
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
  statuses,
  undo,
  type RosterRow,
} from '../support/import-county.ts';
import { behind, fingerprint } from '../support/sql.ts';

let county: ImportCounty;
let bureau: SignedIn;
let qingshi: SignedIn;
let hekou: SignedIn;
beforeAll(async () => {
  county = await startImportCounty();
  ({ bureau, qingshi, hekou } = county);
});
afterAll(() => county.api.close());

const newId = () => county.newId();
const adminUrl = () => county.api.database.adminUrl;
const about = (name: string, idCardNo: string, more: RosterRow = {}): RosterRow => ({
  ...{ 姓名: name, 公民身份号码: idCardNo, 户籍地: places.qingshi, ...more },
});
const brought = (by: SignedIn, name: string, ...rows: RosterRow[]) =>
  importFile(by, 'roster', name, people(...rows));

const list = (by: SignedIn) => by.call(contract.listDuplicates, { query: { limit: 100 } });
const open = (by: SignedIn, id: string) => by.call(contract.getDuplicate, { params: { id } });
const askOpen = (by: SignedIn, id: string) => by.ask(contract.getDuplicate, { params: { id } });
type Take = Record<string, 'offered' | 'both'>;
/** Merges as the page does: what is there now has been looked at. */
async function merge(by: SignedIn, id: string, take: Take) {
  const seen = await askOpen(by, id);
  const version = seen.statusCode === 200 ? seen.json<contract.DuplicateDetail>().version : 1;
  return by.ask(contract.mergeDuplicate, { params: { id }, body: { version, take } });
}
async function merged(by: SignedIn, id: string, take: Take): Promise<ImportBatch> {
  const reply = await merge(by, id, take);
  if (reply.statusCode !== 200) throw new Error(`${String(reply.statusCode)} ${reply.body}`);
  return reply.json<ImportBatch>();
}
/** The duplicate that a row of that file became. */
async function ofFile(by: SignedIn, fileName: string): Promise<Duplicate> {
  const { items } = await list(by);
  const found = items.find((item) => item.fileName === fileName);
  if (found === undefined) throw new Error(`no duplicate of ${fileName}`);
  return found;
}
const field = ({ fields }: DuplicateDetail, name: string) =>
  fields.find((one) => one.field === name);
const personOf = (id: string) => qingshi.call(contract.getPerson, { params: { id } });

let files = 0;
/**
 * Somebody of 青石 who is in the bank, and a second row of another file about the same number under
 * another name.
 */
async function twice(first: RosterRow = {}, second: RosterRow = {}) {
  files += 1;
  const idCardNo = newId();
  const names = [`卢原${String(files)}`, `卢改${String(files)}`].map((name) =>
    name.replace(/\d/g, (digit) => '零一二三四五六七八九'[Number(digit)] ?? ''),
  );
  const [name = '', other = ''] = names;
  const source = await brought(qingshi, `原${String(files)}.csv`, about(name, idCardNo, first));
  const fileName = `又${String(files)}.csv`;
  const copy = await brought(qingshi, fileName, about(other, idCardNo, second));
  const person = await personNamed(qingshi, name);
  return {
    ...{ idCardNo, name, other, source, copy, fileName, id: person?.id ?? '' },
    duplicate: await ofFile(qingshi, fileName),
  };
}

describe('a second report', () => {
  it('of one number within a file, old and new spelling, is a copy that is not written', async () => {
    const idCardNo = newId();
    const old = `${idCardNo.slice(0, 6)}${idCardNo.slice(8, 17)}`;
    const id = (
      await upload(
        ...([qingshi, 'roster', '新旧.csv'] as const),
        people(about('卢新旧', idCardNo), about('卢新旧', old, { 备注: '旧证' })),
      )
    ).id;
    expect(await statuses(qingshi, id)).toEqual(['new', 'duplicate']);
    expect((await confirm(qingshi, id)).written).toBe(1);
    const detail = await open(qingshi, (await ofFile(qingshi, '新旧.csv')).id);
    expect(detail).toMatchObject({ state: 'open', personLabel: '卢新旧', label: '卢新旧' });
    expect(field(detail, 'fullName')).toMatchObject({ same: true });
    expect(detail.fields.map(({ field: name }) => name)).not.toContain('idCardNo');
  });

  it.each([
    ['another name', (id: string) => people(about('卢别名', id)), '姓名'],
    [
      'another township',
      (id: string) => people(about('卢本名', id, { 户籍地: places.hekou })),
      '乡镇',
    ],
    [
      'another kind',
      (id: string) =>
        csv(
          ['姓名', '性别', '公民身份号码', '户籍地', '与军人关系'],
          ['卢本名', '男', id, places.qingshi, '配偶'],
        ),
      '身份',
    ],
  ])('of a known person under %s is not written, and told apart', async (_, file, word) => {
    const idCardNo = newId();
    await brought(bureau, '本名.csv', about('卢本名', idCardNo));
    const before = await fingerprint(adminUrl(), ['people', 'field_events']);
    const { id } = await upload(bureau, 'roster', `${word}.csv`, file(idCardNo));
    const [row] = await rowsOf(bureau, id);
    expect(row).toMatchObject({ status: 'duplicate' });
    expect(row?.issues.at(-1)).toMatchObject({ kind: 'person_differs' });
    expect(row?.issues.at(-1)?.reason).toContain(word);
    expect((await confirm(bureau, id)).written).toBe(0);
    expect(await fingerprint(adminUrl(), ['people', 'field_events'])).toBe(before);
    expect(await ofFile(bureau, `${word}.csv`)).toMatchObject({ state: 'open' });
  });

  it('is listed only once its batch is written, and no more when that is undone', async () => {
    const idCardNo = newId();
    await brought(qingshi, '在册.csv', about('卢在册', idCardNo));
    const file = people(about('卢待定', idCardNo), about('卢同批', newId()));
    const { id } = await upload(qingshi, 'roster', '待定.csv', file);
    const rowId = (await rowsOf(qingshi, id))[0]?.id ?? '';
    expect((await askOpen(qingshi, rowId)).statusCode).toBe(404);
    await confirm(qingshi, id);
    expect((await ofFile(qingshi, '待定.csv')).id).toBe(rowId);
    await undo(qingshi, id);
    expect((await askOpen(qingshi, rowId)).statusCode).toBe(404);
    expect((await merge(qingshi, rowId, { fullName: 'offered' })).statusCode).toBe(404);
    expect((await list(qingshi)).items.map((item) => item.id)).not.toContain(rowId);
  });

  it('that was left out is not listed', async () => {
    const { duplicate } = await twice();
    expect(duplicate.state).toBe('open');
    const idCardNo = newId();
    await brought(qingshi, '不收.csv', about('卢不收', idCardNo));
    const { id } = await upload(qingshi, 'roster', '不收二.csv', people(about('卢收不', idCardNo)));
    await mend(qingshi, id, 0, { leaveOut: true });
    await confirm(qingshi, id);
    const { items } = await list(qingshi);
    expect(items.map(({ fileName }) => fileName)).not.toContain('不收二.csv');
  });

  it('shows no whole number in the list or side by side', async () => {
    const { duplicate, idCardNo } = await twice(
      { 联系电话: '13812340001', 备注: '家里 07715678123' },
      { 联系电话: '13812340002', 备注: '孩子 13812340003' },
    );
    const shown = JSON.stringify([await list(qingshi), await open(qingshi, duplicate.id)]);
    expect(shown).not.toContain(idCardNo);
    expect(shown).not.toMatch(/1381234000\d|5678123/);
  });

  it('confirmed after another preview of the same number wrote the person is kept back', async () => {
    const idCardNo = newId();
    const one = await upload(qingshi, 'roster', '先.csv', people(about('卢先来', idCardNo)));
    const two = await upload(qingshi, 'roster', '后.csv', people(about('卢后到', idCardNo)));
    expect([one.counts.new, two.counts.new]).toEqual([1, 1]);
    await confirm(qingshi, one.id);
    expect(await confirm(qingshi, two.id)).toMatchObject({ written: 0, counts: { duplicate: 1 } });
    expect(await personNamed(qingshi, '卢先来')).not.toBeNull();
    expect(await personNamed(qingshi, '卢后到')).toBeNull();
  });

  it('confirmed by two stations at the same moment is written by one of them', async () => {
    const numbers = Array.from({ length: 60 }, newId);
    const file = (place: string) =>
      people(
        ...numbers.map((id, at) =>
          about(`卢${String.fromCodePoint(0x5200 + at)}同`, id, { 户籍地: place }),
        ),
      );
    const mine = await upload(qingshi, 'roster', '同青.csv', file(places.qingshi));
    const theirs = await upload(hekou, 'roster', '同河.csv', file(places.hekou));
    expect([mine.counts.new, theirs.counts.new]).toEqual([60, 60]);
    await Promise.all([confirm(qingshi, mine.id), confirm(hekou, theirs.id)]);
    const ends = await vi.waitFor(async () => {
      const both = [await batchOf(qingshi, mine.id), await batchOf(hekou, theirs.id)];
      expect(both.map(({ status }) => status)).toEqual(['confirmed', 'confirmed']);
      return both;
    });
    const counted = ends.map(({ written, counts }) => [written + counts.duplicate, counts.wrong]);
    expect(counted).toEqual([
      [60, 0],
      [60, 0],
    ]);
    expect(ends.reduce((sum, { written }) => sum + written, 0)).toBe(60);
  });

  it('of a station confirmed by the county does not take the person from another station', async () => {
    const idCardNo = newId();
    const mine = await upload(qingshi, 'roster', '青.csv', people(about('卢归青', idCardNo)));
    await brought(hekou, '河.csv', about('卢归河', idCardNo, { 户籍地: places.hekou }));
    expect((await confirm(bureau, mine.id)).written).toBe(0);
    expect(await personNamed(hekou, '卢归河')).not.toBeNull();
    expect(await personNamed(qingshi, '卢归青')).toBeNull();
  });
});

describe('somebody in another station’s care', () => {
  const secret = {
    户籍地: places.hekou,
    联系电话: '13677778888',
    专业技能: '爆破绝活',
    工作经历: '外站秘密经历',
  };
  const traces = /欧阳|外站|河口|平用|459921102|136\D*8888|爆破|秘密/;

  /** Both stations report one number, 河口 first; the rows as 青石 gets them. */
  async function claimed(fileName: string, name = '欧阳外站') {
    const idCardNo = newId();
    await brought(hekou, `外${fileName}`, about(name, idCardNo, secret));
    const batch = await brought(qingshi, fileName, about('卢认领', idCardNo));
    return { idCardNo, batch, duplicate: await ofFile(qingshi, fileName) };
  }

  it('is told to be elsewhere, and nothing about them comes out in any answer', async () => {
    const { batch, duplicate } = await claimed('认领.csv');
    expect(duplicate.state).toBe('elsewhere');
    expect(duplicate.reason).toContain('县局');
    const params = { id: duplicate.id };
    const refused = [
      await askOpen(qingshi, duplicate.id),
      await merge(qingshi, duplicate.id, { fullName: 'offered' }),
      await qingshi.ask(contract.dismissDuplicate, { params }),
    ];
    expect(refused.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404]);
    const rows = await rowsOf(qingshi, batch.id);
    expect(rows[0]).toMatchObject({ status: 'duplicate', entityId: null, changes: [] });
    const all = [
      JSON.stringify([(await list(qingshi)).items.filter(({ id }) => id === duplicate.id), rows]),
      JSON.stringify(await batchOf(qingshi, batch.id)),
      ...refused.map(({ body }) => body),
    ];
    for (const text of all) expect(text).not.toMatch(traces);
    const person = await personNamed(bureau, '欧阳外站');
    for (const text of all) expect(text).not.toContain(person?.id ?? 'nobody');
  });

  it('is seen and brought together by the county, undone by it too', async () => {
    const { duplicate } = await claimed('归并.csv', '欧阳归并');
    const detail = await open(bureau, duplicate.id);
    expect(detail).toMatchObject({ state: 'open', personLabel: '欧阳归并', label: '卢认领' });
    const { fields } = detail;
    expect(fields.map(({ field: name }) => name)).toContain('areaCode');
    const batch = await merged(bureau, duplicate.id, { areaCode: 'offered', fullName: 'offered' });
    expect(await personNamed(qingshi, '卢认领')).toMatchObject({ id: detail.personId });
    expect(
      (await hekou.ask(contract.getPerson, { params: { id: detail.personId } })).statusCode,
    ).toBe(404);
    await undo(bureau, batch.id);
    expect(await personNamed(hekou, '欧阳归并')).toMatchObject({ id: detail.personId });
    expect((await ofFile(bureau, '归并.csv')).state).toBe('open');
    expect((await ofFile(qingshi, '归并.csv')).state).toBe('elsewhere');
  });

  it('stays hidden from the station when the county reads its file again', async () => {
    const idCardNo = newId();
    await brought(hekou, '重读外.csv', about('欧阳重读', idCardNo, secret));
    const file = people(about('卢重读', idCardNo));
    const { id } = await upload(qingshi, 'roster', '重读内.csv', file);
    await bureau.call(contract.setImportColumns, {
      ...{ params: { id }, body: { columns: [{ heading: '备注', column: 'remark' }] } },
    });
    const rows = await rowsOf(qingshi, id);
    expect(rows[0]?.status).toBe('duplicate');
    expect(rows[0]?.entityId).toBeNull();
    expect(rows[0]?.issues.map(({ kind }) => kind)).toEqual(['person_elsewhere']);
    expect(JSON.stringify(rows)).not.toMatch(traces);
  });

  it('stays hidden when the county corrects a row of the station’s file', async () => {
    const idCardNo = newId();
    await brought(hekou, '改外.csv', about('欧阳改外', idCardNo, secret));
    const { id } = await upload(qingshi, 'roster', '改内.csv', people(about('卢改正', newId())));
    await mend(bureau, id, 0, { cells: [{ column: 'idCardNo', text: idCardNo }] });
    const rows = await rowsOf(qingshi, id);
    expect(rows[0]?.entityId).toBeNull();
    expect(rows[0]?.issues.map(({ kind }) => kind)).toEqual(['person_elsewhere']);
  });
});

describe('a merge', () => {
  it('takes field by field what is offered, both, or nothing', async () => {
    const { duplicate, other, id } = await twice(
      { 专业技能: '焊接、叉车', 工作经历: '货运一年', 联系电话: '13811110001' },
      { 专业技能: '叉车、电工', 工作经历: '货运三年', 联系电话: '13811110002' },
    );
    const detail = await open(qingshi, duplicate.id);
    expect(field(detail, 'skills')).toEqual({
      ...{ field: 'skills', current: '焊接、叉车', offered: '叉车、电工' },
      ...{ same: false, list: true, byHand: false },
    });
    expect(field(detail, 'mobile')).toMatchObject({ current: '138****0001', list: false });
    const batch = await merged(qingshi, duplicate.id, { fullName: 'offered', skills: 'both' });
    expect(batch).toMatchObject({ kind: 'merge', status: 'confirmed', written: 1 });
    expect(await personOf(id)).toMatchObject({
      ...{ fullName: other, skills: ['焊接', '叉车', '电工'] },
      ...{ experience: '货运一年', mobile: '138****0001' },
    });
  });

  it('of nothing settles the row and writes nothing', async () => {
    const { duplicate, id } = await twice();
    const before = await fingerprint(adminUrl(), ['people', 'field_events']);
    expect(await merged(qingshi, duplicate.id, {})).toMatchObject({ written: 0 });
    expect(await fingerprint(adminUrl(), ['people', 'field_events'])).toBe(before);
    expect((await askOpen(qingshi, duplicate.id)).statusCode).toBe(404);
    expect((await personOf(id)).id).toBe(id);
  });

  it('refuses what cannot be taken: 400, nothing changed', async () => {
    const { duplicate } = await twice({}, { 专业技能: '焊接' });
    const before = await fingerprint(adminUrl(), ['people', 'field_events', 'import_rows']);
    for (const take of [
      { idCardNo: 'offered' },
      { sex: 'offered' },
      { birthDate: 'offered' },
      { fullName: 'both' },
      { rank: 'offered' },
      { removedAt: 'offered' },
      { version: 'offered' },
      { countyId: 'offered' },
      { 姓名: 'offered' },
      { fullName: 'keep' },
    ] as unknown as Take[])
      expect((await merge(qingshi, duplicate.id, take)).statusCode, JSON.stringify(take)).toBe(400);
    expect(await fingerprint(adminUrl(), ['people', 'field_events', 'import_rows'])).toBe(before);
    expect((await askOpen(qingshi, duplicate.id)).statusCode).toBe(200);
  });

  it('is done once: again, or by two at once, 404', async () => {
    const { duplicate, id } = await twice({}, { 专业技能: '焊接' });
    const take: Take = { skills: 'offered' };
    const both = await Promise.all([
      merge(qingshi, duplicate.id, take),
      merge(bureau, duplicate.id, take),
    ]);
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 404]);
    expect((await merge(qingshi, duplicate.id, take)).statusCode).toBe(404);
    expect((await personOf(id)).skills).toEqual(['焊接']);
    expect((await list(qingshi)).items.map((item) => item.id)).not.toContain(duplicate.id);
  });

  it('loses to somebody who writes to the person at the same moment, or waits for them', async () => {
    const { duplicate, id } = await twice({}, { 专业技能: '焊接' });
    const { version } = await personOf(id);
    const [mergedReply, changed] = await Promise.all([
      merge(qingshi, duplicate.id, { skills: 'offered' }),
      bureau.ask(contract.changePerson, {
        ...{ params: { id }, body: { version, experience: '同时写' } },
      }),
    ]);
    const done = [mergedReply.statusCode, changed.statusCode];
    expect(done.every((code) => code === 200 || code === 409)).toBe(true);
    const now = await personOf(id);
    expect(now.skills).toEqual(mergedReply.statusCode === 200 ? ['焊接'] : []);
    expect(now.experience).toBe(changed.statusCode === 200 ? '同时写' : null);
    if (mergedReply.statusCode === 409)
      expect((await askOpen(qingshi, duplicate.id)).statusCode).toBe(200);
  });

  it('of what was seen before somebody changed it: 409, and nothing is lost', async () => {
    const { duplicate, id } = await twice({}, { 工作经历: '表里说的' });
    const { version } = await open(qingshi, duplicate.id);
    await bureau.call(contract.changePerson, {
      ...{ params: { id }, body: { version, experience: '刚问过本人' } },
    });
    const params = { id: duplicate.id };
    const stale = await qingshi.ask(contract.mergeDuplicate, {
      ...{ params, body: { version, take: { experience: 'offered' } } },
    });
    expect(stale.statusCode).toBe(409);
    expect((await personOf(id)).experience).toBe('刚问过本人');
    expect(await open(qingshi, duplicate.id)).toMatchObject({ state: 'open' });
  });

  it('tells what a clerk set by hand', async () => {
    const { duplicate, id } = await twice({}, { 工作经历: '表里说的' });
    const { version } = await personOf(id);
    await qingshi.call(contract.changePerson, {
      ...{ params: { id }, body: { version, experience: '问过本人' } },
    });
    const detail = await open(qingshi, duplicate.id);
    expect(field(detail, 'experience')).toMatchObject({ current: '问过本人', byHand: true });
  });

  it('leaves its source in the history and one audit entry', async () => {
    const { duplicate, id, fileName, other } = await twice();
    const batch = await merged(qingshi, duplicate.id, { fullName: 'offered' });
    const { items } = await qingshi.call(contract.listPersonEvents, {
      ...{ params: { id }, query: { limit: 100 } },
    });
    expect(items[0]).toMatchObject({
      ...{ field: 'fullName', after: other, source: 'roster', by: 'qingshi的账号' },
      sourceText: `${fileName} · 第 2 行`,
    });
    const entries = await behind(
      adminUrl(),
      (sql) => sql<{ action: string; subject: string }[]>`
        select action, subject from audit_entries where action = 'POST /duplicates/:id/merge'
        and subject in (${id}, ${duplicate.id}, ${batch.id})`,
    );
    expect(entries).toEqual([{ action: 'POST /duplicates/:id/merge', subject: id }]);
    const rows = await rowsOf(qingshi, duplicate.batchId);
    expect(rows[0]).toMatchObject({ status: 'left_out', note: 'merged' });
  });
});

describe('taking a merge back', () => {
  it('restores the record exactly, and the duplicate is open again', async () => {
    const { duplicate, id, name } = await twice(
      { 专业技能: '焊接', 联系电话: '13811110005', 备注: '原备注' },
      { 专业技能: '电工', 联系电话: '13811110006', 备注: '新备注' },
    );
    const revealed = () =>
      qingshi.call(contract.revealPerson, { params: { id }, body: { reason: '核对撤销' } });
    const [before, numbers] = [await personOf(id), await revealed()];
    const take: Take = {
      fullName: 'offered',
      skills: 'both',
      mobile: 'offered',
      remark: 'offered',
    };
    const batch = await merged(qingshi, duplicate.id, take);
    expect(await undo(qingshi, batch.id)).toMatchObject({ status: 'undone' });
    const after = await personOf(id);
    expect({ ...after, version: 0 }).toEqual({ ...before, version: 0 });
    expect(await revealed()).toEqual(numbers);
    const again = await open(qingshi, duplicate.id);
    expect(field(again, 'fullName')).toMatchObject({ current: name, same: false });
    expect(field(again, 'remark')).toMatchObject({ same: false });
    // And once more, from the beginning.
    expect(await merged(qingshi, duplicate.id, take)).toMatchObject({ written: 1 });
  });

  it('keeps what was changed by hand after it', async () => {
    const { duplicate, id, name } = await twice({}, { 专业技能: '电工' });
    const batch = await merged(qingshi, duplicate.id, { fullName: 'offered', skills: 'offered' });
    const { version } = await personOf(id);
    await qingshi.call(contract.changePerson, {
      ...{ params: { id }, body: { version, skills: ['叉车'] } },
    });
    await undo(qingshi, batch.id);
    expect(await personOf(id)).toMatchObject({ fullName: name, skills: ['叉车'] });
  });

  it('is not needed for the file that the row came from: that is undone, the merge stays', async () => {
    const { duplicate, id, copy, other } = await twice();
    await merged(qingshi, duplicate.id, { fullName: 'offered' });
    await undo(qingshi, copy.id);
    expect(await personOf(id)).toMatchObject({ fullName: other });
    expect((await list(qingshi)).items.map((item) => item.id)).not.toContain(duplicate.id);
  });

  it('after its file was undone does not bring the duplicate back', async () => {
    const { duplicate, id, copy, name } = await twice();
    const batch = await merged(qingshi, duplicate.id, { fullName: 'offered' });
    await undo(qingshi, copy.id);
    await undo(qingshi, batch.id);
    expect(await personOf(id)).toMatchObject({ fullName: name });
    expect((await askOpen(qingshi, duplicate.id)).statusCode).toBe(404);
  });

  it('of the file that brought the person: they stay while the merge does, and go with it', async () => {
    const { duplicate, id, source } = await twice();
    const batch = await merged(qingshi, duplicate.id, { fullName: 'offered' });
    await undo(qingshi, source.id);
    expect((await personOf(id)).id).toBe(id);
    await undo(qingshi, batch.id);
    expect((await qingshi.ask(contract.getPerson, { params: { id } })).statusCode).toBe(404);
  });

  it('of a person and the merge in the other order ends the same', async () => {
    const { duplicate, id, source } = await twice();
    const batch = await merged(qingshi, duplicate.id, { fullName: 'offered' });
    await undo(qingshi, batch.id);
    await undo(qingshi, source.id);
    expect((await qingshi.ask(contract.getPerson, { params: { id } })).statusCode).toBe(404);
    expect((await ofFile(qingshi, duplicate.fileName)).state).toBe('nobody');
  });
});

describe('a dismissal', () => {
  it('closes the row and changes nothing; it is not done twice', async () => {
    const { duplicate } = await twice();
    const before = await fingerprint(adminUrl(), ['people', 'field_events']);
    const dismiss = () => qingshi.ask(contract.dismissDuplicate, { params: { id: duplicate.id } });
    expect((await dismiss()).statusCode).toBe(200);
    expect((await dismiss()).statusCode).toBe(404);
    expect((await merge(qingshi, duplicate.id, {})).statusCode).toBe(404);
    expect(await fingerprint(adminUrl(), ['people', 'field_events'])).toBe(before);
  });

  it('is there for a row whose person is not in the bank any more', async () => {
    const { duplicate, source } = await twice();
    await undo(qingshi, source.id);
    expect((await ofFile(qingshi, duplicate.fileName)).state).toBe('nobody');
    const reply = await qingshi.ask(contract.dismissDuplicate, { params: { id: duplicate.id } });
    expect(reply.statusCode).toBe(200);
  });

  it('or a merge of a made-up row, or of one that is no duplicate: 404', async () => {
    const { copy, source } = await twice();
    const written = (await rowsOf(qingshi, source.id))[0]?.id ?? '';
    for (const id of [randomUUID(), written, copy.id]) {
      const replies = [
        await askOpen(qingshi, id),
        await merge(qingshi, id, { fullName: 'offered' }),
        await qingshi.ask(contract.dismissDuplicate, { params: { id } }),
      ];
      expect(replies.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404]);
    }
  });
});
