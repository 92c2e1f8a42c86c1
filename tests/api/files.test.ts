import * as contract from '@xincheng/api/contract';
import { parsePositions, parseRoster, readWorkbook } from '@xincheng/api/imports';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, type Reply, startTestApi, type TestApi } from '../support/api.ts';
import { type Cast, castOf } from '../support/cast.ts';
import { sampleContext } from '../support/import-samples.ts';
import { behind } from '../support/sql.ts';
import { areas } from '../support/world.ts';
import { partOf } from './workbooks/parts.ts';

let api: TestApi;
let cast: Cast;
beforeAll(async () => {
  api = await startTestApi();
  cast = await castOf(api);
  await keep(cast.people.qingshi.id, {
    residence: '青石镇弄岩村3组',
    family: '妻子患病',
    disability: '8级',
    remark: '本人要求保密',
  });
});
afterAll(() => api.close());

/** Seals texts into a person's record. */
async function keep(row: string, texts: Record<string, string>) {
  await behind(api.database.adminUrl, async (sql) => {
    for (const [field, text] of Object.entries(texts)) {
      const sealed = api.sealer.seal(text, { table: 'people', row, column: `${field}Sealed` });
      await sql`update people set ${sql({ [`${field}_sealed`]: sealed })} where id = ${row}`;
    }
  });
}

const context = sampleContext('2026-11-03');
const sheetsOf = (reply: Reply) => readWorkbook(reply.rawPayload, '导出.xlsx');
/** The texts of the first sheet, a line each row. */
const linesOf = (reply: Reply) =>
  sheetsOf(reply)[0]?.rows.map(({ cells }) =>
    cells
      .map((cell) => cell?.text ?? '')
      .filter((text) => text !== '')
      .join('|'),
  ) ?? [];
const fileName = (reply: Reply) =>
  decodeURIComponent(String(reply.headers['content-disposition']).split("UTF-8''")[1] ?? '');

const people = (by: Caller, body: Record<string, unknown> = {}) =>
  by.ask(contract.exportPeople, { body: { kind: 'veteran', ...body } });
const namesOf = (reply: Reply) =>
  parseRoster(sheetsOf(reply), context).records.map(({ fields }) => fields.fullName);

async function lastAudit() {
  const [entry] = await behind(
    api.database.adminUrl,
    (sql) =>
      sql<{ action: string; reason: string; role: string }[]>`
        select action, reason, role from audit_entries order by id desc limit 1`,
  );
  return entry;
}

describe('templates', () => {
  it.each(contract.templateNames)('%s can be had signed out, with the county’s places', async (name) => {
    const reply = await api.visitor.ask(contract.getTemplate, { params: { name } });
    expect(reply.statusCode).toBe(200);
    expect(reply.headers['content-type']).toContain('spreadsheetml.sheet');
    expect(reply.headers['x-content-type-options']).toBe('nosniff');
    expect(fileName(reply)).toMatch(/（模板）\.xlsx$/);
    const sheets = sheetsOf(reply);
    expect(sheets.map((sheet) => sheet.name)).toEqual([
      ...[sheets[0]?.name, '填写示例', '填表说明'],
    ]);
    expect(linesOf(reply)[0]).toMatch(/^云岭县/);
    const form = partOf(reply.rawPayload, 'xl/worksheets/sheet1.xml');
    const isRoster = name === 'veterans' || name === 'families';
    expect(form.includes('青石镇,青石镇弄岩村,河口镇')).toBe(isRoster);
  }); // prettier-ignore

  it('of another name do not exist', async () => {
    const reply = await api.visitor.send({ method: 'GET', url: '/templates/payroll' });
    expect(reply.statusCode).toBe(400);
  });
});

describe('a roster exported by default', () => {
  it('is masked, without sensitive columns, under the station’s and the clerk’s name', async () => {
    const reply = await people(cast.as.station_clerk);
    expect(reply.statusCode).toBe(200);
    expect(fileName(reply)).toBe('退役军人花名册（脱敏）-2026-03-02.xlsx');
    const text = linesOf(reply).join('\n');
    const { idCardNo, mobile } = cast.people.qingshi;
    expect(text).toContain('云岭县退役军人花名册（脱敏）');
    expect(text).toContain('填报单位：青石镇退役军人服务站|填报人：clerk的账号|审核人：|日期：2026年3月2日');
    expect(text).toContain(`459921********${idCardNo.slice(-4)}`);
    expect(text).not.toContain(idCardNo);
    expect(text).not.toContain(mobile ?? '');
    expect(text).not.toMatch(/残疾等级|家庭情况|现居住地|备注|8级|患病|3组|保密/);
    expect(text).toContain('注：导出人：clerk的账号（clerk）');
  }); // prettier-ignore

  it('masks numbers that somebody typed into free text', async () => {
    const { id, idCardNo } = cast.people.qingshi;
    const experience = `请打 138 0000 5678 找我，身份证 ${idCardNo}`;
    const person = await cast.as.station_clerk.call(contract.getPerson, { params: { id } });
    const body = { version: person.version, experience };
    await cast.as.station_clerk.call(contract.changePerson, { params: { id }, body });
    const text = linesOf(await people(cast.as.station_clerk)).join('\n');
    expect(text).toContain('请打 138****5678 找我');
    expect(text).not.toContain(idCardNo);
  });

  it('holds the caller’s own people and nobody else', async () => {
    expect(namesOf(await people(cast.others.hekouClerk))).toEqual(['韦河口']);
    expect(namesOf(await people(cast.others.nongyanClerk))).toEqual(['韦弄岩']);
    expect(namesOf(await people(cast.others.hekouClerk, { area: areas.qingshi }))).toEqual([]);
    expect(namesOf(await people(cast.as.bureau_staff))).toEqual(['韦青石', '韦弄岩', '韦河口']);
  });

  it('is narrowed by township, by its station, by name and by kind', async () => {
    const by = cast.as.bureau_staff;
    expect(namesOf(await people(by, { area: areas.hekou }))).toEqual(['韦河口']);
    expect(namesOf(await people(by, { area: `${areas.qingshi}000` }))).toEqual(['韦青石', '韦弄岩']);
    expect(namesOf(await people(by, { q: '弄岩' }))).toEqual(['韦弄岩']);
    expect(namesOf(await people(by, { q: cast.people.hekou.idCardNo }))).toEqual(['韦河口']);
    expect(namesOf(await people(by, { kind: 'family' }))).toEqual(['韦家属']);
  }); // prettier-ignore

  it('takes the names that are asked for into its head', async () => {
    const signatures = { unit: '青石镇人民政府', filledBy: '韦甲', checkedBy: '韦乙' };
    const lines = linesOf(await people(cast.as.station_clerk, signatures));
    expect(lines[1]).toBe('填报单位：青石镇人民政府|填报人：韦甲|审核人：韦乙|日期：2026年3月2日');
  });

  it('leaves an audit entry with the number of people', async () => {
    await people(cast.as.bureau_staff);
    expect(await lastAudit()).toEqual({
      ...{ action: 'POST /people/export', role: 'bureau_staff', reason: '脱敏 3 人' },
    });
  });
});

describe('a roster exported whole', () => {
  const reason = '报送市局年度统计';

  it('is refused to a clerk, and without a reason', async () => {
    const clerk = await people(cast.as.station_clerk, { whole: true, reason });
    expect(clerk.statusCode).toBe(403);
    for (const given of [{}, { reason: '' }, { reason: '看看' }]) {
      const reply = await people(cast.as.station_head, { whole: true, ...given });
      expect(reply.statusCode).toBe(400);
      expect(reply.json<contract.ErrorBody>().fields?.['reason']).toMatch(/用途，至少 4 个字/);
    }
  });

  it('brings everything, says who took it for what on its pages and in the audit', async () => {
    const reply = await people(cast.as.station_head, { whole: true, reason });
    expect(reply.statusCode).toBe(200);
    expect(fileName(reply)).toBe('退役军人花名册-2026-03-02.xlsx');
    const { records } = parseRoster(sheetsOf(reply), context);
    const { idCardNo, mobile } = cast.people.qingshi;
    expect(records.map(({ fields }) => fields.fullName)).toEqual(['韦青石', '韦弄岩']);
    expect(records[0]?.fields).toMatchObject({
      ...{ idCardNo, mobile, townshipCode: areas.qingshi, residence: '青石镇弄岩村3组' },
      ...{ family: '妻子患病', disabilityGrade: 8, remark: '本人要求保密' },
    });
    expect(linesOf(reply).at(-1)).toMatch(
      /^注：导出人：head的账号（head）　导出时间：2026年3月2日 09:00　用途：报送市局年度统计$/,
    );
    expect(await lastAudit()).toEqual({
      ...{ action: 'POST /people/export', role: 'station_head' },
      reason: '完整 2 人：报送市局年度统计',
    });
  });

  it('keeps no number in the audit that was typed into the reason', async () => {
    const { idCardNo } = cast.people.qingshi;
    await people(cast.as.station_head, { whole: true, reason: `核对 ${idCardNo}` });
    expect((await lastAudit())?.reason).not.toContain(idCardNo);
  });
});

describe('more people than one file may hold', () => {
  it('are refused with what to do', async () => {
    await behind(
      api.database.adminUrl,
      (sql) => sql`
        insert into people (id, county_id, kind, area_code, full_name, id_card_sealed, id_card_index,
          id_card_masked, sex, created_at, updated_at)
        select gen_random_uuid(), county_id, 'family', area_code, '韦某' || n, 'x', 'many' || n,
          '459921********0000', 1, now(), now()
        from people, generate_series(1, 20001) n where id = ${cast.people.qingshi.id}`,
    );
    const reply = await people(cast.as.bureau_staff, { kind: 'family' });
    expect(reply.statusCode).toBe(400);
    expect(reply.json<contract.ErrorBody>().message).toMatch(
      /^符合条件的有 20002 人，一次最多导出 20000 人/,
    );
  }, 60_000);
});

describe('positions exported as a 岗位汇总表', () => {
  const positions = (by: Caller) => by.ask(contract.exportPositions, { body: {} });
  const titlesOf = (reply: Reply) =>
    parsePositions(sheetsOf(reply), context).records.map(({ fields }) => [
      fields.employer,
      fields.title,
    ]);
  const sugar = '云岭县桂源糖业有限公司';
  const freight = '云岭县顺安物流有限公司';

  it('are the county’s open ones for staff, each employer’s together', async () => {
    const late = { title: '仓库管理员' };
    await cast.world.position(cast.employers.sugar, late);
    const reply = await positions(cast.as.station_clerk);
    expect(reply.statusCode).toBe(200);
    expect(fileName(reply)).toBe('岗位汇总表-2026-03-02.xlsx');
    const titles = titlesOf(reply);
    expect(titles.map(([employer]) => employer)).toEqual([sugar, sugar, freight]);
    expect(titles.map(([, title]) => title).sort()).toEqual(['仓库管理员', '装卸工', '货车司机']);
    expect((await lastAudit())?.reason).toBe('3 个岗位');
  });

  it('are an employer’s own, with those that wait for a correction, under its name', async () => {
    const reply = await positions(cast.as.employer_user);
    const titles = titlesOf(reply);
    expect(titles.map(([employer]) => employer)).toEqual([sugar, sugar, sugar]);
    // Those that wait for a correction come first.
    expect(titles[0]?.[1]).toBe('保安员');
    expect(titles.map(([, title]) => title).sort()).toEqual(['仓库管理员', '保安员', '货车司机']);
    expect(linesOf(reply)[1]).toMatch(`填报单位：${sugar}|`);
    expect(titlesOf(await positions(cast.others.freightUser))).toEqual([[freight, '装卸工']]);
  });
});
