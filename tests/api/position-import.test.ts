/** An employer's form from file to portal, unlawful conditions held on the way. */
import * as contract from '@xincheng/api/contract';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type SignedIn, startTestApi, type TestApi } from '../support/api.ts';
import { demoCounty, importFile, positionFile, rowsOf, upload } from '../support/demo.ts';
import { fingerprint } from '../support/sql.ts';
import { countyCode, makeWorld, type World } from '../support/world.ts';

const sugarName = '云岭县桂源糖业有限公司';
const sugarForm = '01-云岭县桂源糖业有限公司岗位需求信息表.xlsx';
const freightName = '云岭县顺安物流有限公司';
const freightForm = '03-云岭县顺安物流有限公司岗位需求信息表.xlsx';

/** The county with the bureau and two firms that have a user each. */
async function startCounty() {
  const api = await startTestApi();
  const world = await makeWorld(api, demoCounty());
  const user = async (name: string, account: string) => {
    const employerId = await world.employer(name);
    return api.signIn(await world.account(account, { role: 'employer_user', employerId }));
  };
  return {
    ...{ api, world },
    bureau: await api.signIn(
      await world.account('bureau', { role: 'bureau_staff', area: countyCode }),
    ),
    sugar: await user(sugarName, 'sugar'),
    freight: await user(freightName, 'freight'),
  };
}

let api: TestApi;
let world: World;
let bureau: SignedIn;
let sugar: SignedIn;
let freight: SignedIn;
// A county for each test: they count what is open.
beforeEach(async () => {
  ({ api, world, bureau, sugar, freight } = await startCounty());
});
afterEach(() => api.close());

const state = () => fingerprint(api.database.adminUrl, ['positions', 'employers', 'field_events']);
const ownPositions = async (by: SignedIn) =>
  (await by.call(contract.listOwnPositions, { query: { limit: 100 } })).items;
const portal = async () => {
  const query = { limit: 100 };
  return (await api.visitor.call(contract.listPositions, { query })).items;
};

describe('an employer', () => {
  it('imports its own form; unlawful conditions are held, corrected, and then shown', async () => {
    const before = await state();
    const preview = await upload(sugar, 'positions', sugarForm, positionFile(sugarForm));
    expect(await state()).toBe(before);
    const rows = await rowsOf(sugar, preview.id);
    expect(rows.length).toBeGreaterThan(5);
    expect(preview.counts.wrong).toBe(0);
    const heldRows = rows.filter(({ note }) => note === 'held');
    expect(heldRows.length).toBeGreaterThan(0);

    await sugar.call(contract.confirmImport, { params: { id: preview.id } });
    const confirmed = await sugar.call(contract.getImport, { params: { id: preview.id } });
    expect(confirmed.written).toBe(rows.length);
    const own = await ownPositions(sugar);
    expect(own).toHaveLength(rows.length);
    const held = own.filter(({ status }) => status === 'held');
    expect(held).toHaveLength(heldRows.length);
    expect(own.slice(0, held.length).every(({ status }) => status === 'held')).toBe(true);
    for (const { holdReasons } of held) expect(holdReasons.length).toBeGreaterThan(0);

    await vi.waitFor(
      async () => expect(await portal()).toHaveLength(own.length - held.length),
      5000,
    );
    const shown = new Set((await portal()).map(({ id }) => id));
    for (const { id } of held) {
      expect(shown.has(id)).toBe(false);
      const reply = await api.visitor.ask(contract.getPosition, { params: { id } });
      expect(reply.statusCode).toBe(404);
    }

    // Opening it uncorrected is refused; correcting the words opens it.
    const [first] = held;
    if (first === undefined) throw new Error('no position is held');
    const params = { id: first.id };
    const opened = await sugar.ask(contract.changePositionStatus, {
      ...{ params, body: { status: 'open' } },
    });
    expect(opened.statusCode).toBe(409);
    const texts = {
      sexText: null,
      skillsText: null,
      description: '按排班上岗',
      veteranPriority: null,
    };
    const corrected = await sugar.call(contract.correctPosition, {
      params,
      body: { version: first.version, title: '仓库管理员', ...texts },
    });
    expect(corrected).toMatchObject({ status: 'open', holdReasons: [], title: '仓库管理员' });
    await vi.waitFor(
      async () => expect((await portal()).map(({ id }) => id)).toContain(first.id),
      5000,
    );

    // Words that are unlawful again hold it again, at once.
    const back = await sugar.call(contract.correctPosition, {
      params,
      body: { version: corrected.version, title: '仓库管理员', ...texts, sexText: '限男性' },
    });
    expect(back.status).toBe('held');
    await vi.waitFor(
      async () => expect((await portal()).map(({ id }) => id)).not.toContain(first.id),
      5000,
    );
  });

  it('reads each unlawful condition with words, law and proposal; the proposals open the position', async () => {
    await importFile(sugar, 'positions', sugarForm, positionFile(sugarForm));
    const held = (await ownPositions(sugar)).filter(({ status }) => status === 'held');
    expect(held.length).toBeGreaterThan(0);
    expect(
      held.flatMap(({ title, holdReasons }) => holdReasons.map((r) => ({ title, ...r }))),
    ).toEqual([
      {
        ...{ title: '过磅员', field: 'sexText', words: '仅招女性', proposal: '不限' },
        reason: '招聘不能限定或优先某一性别，请写“不限”；有体力、夜班等实际要求的，写明要求本身。',
        source: '人力资源市场暂行条例第二十四条',
      },
      {
        ...{ title: '企业专职消防员', field: 'skillsText', words: '残疾人员勿投' },
        reason: '不能排斥残疾人，请删去；确有身体要求的，写明要求本身，如“能搬30斤、能登高”。',
        source: '中华人民共和国就业促进法第二十九条',
        proposal: '体能好、会使用空呼',
      },
    ]);
    for (const { id, version, title, holdReasons, ...texts } of held) {
      const proposals = Object.fromEntries(
        holdReasons.map(({ field, proposal }) => [field, proposal]),
      );
      const { sexText, skillsText, description, veteranPriority } = { ...texts, ...proposals };
      const mended = await sugar.call(contract.correctPosition, {
        params: { id },
        body: { version, title, sexText, skillsText, description, veteranPriority },
      });
      expect(mended).toMatchObject({ status: 'open', holdReasons: [] });
    }
  });

  it('is told that other firms’ rows are not its own, and writes none of them', async () => {
    const before = await state();
    const preview = await upload(sugar, 'positions', freightForm, positionFile(freightForm));
    const rows = await rowsOf(sugar, preview.id);
    expect(preview.counts.wrong).toBe(rows.length);
    for (const { issues } of rows)
      expect(issues.map(({ kind }) => kind)).toContain('other_employer');
    const confirmed = await sugar.call(contract.confirmImport, { params: { id: preview.id } });
    expect(confirmed.written).toBe(0);
    expect(await state()).toBe(before);
  });

  it('takes from a list of many firms only its own rows', async () => {
    const form = '招聘会岗位汇总表.xlsx';
    const preview = await upload(freight, 'positions', form, positionFile(form));
    const rows = await rowsOf(freight, preview.id);
    const own = rows.filter(({ status }) => status !== 'wrong');
    for (const { label } of own) expect(label).toContain(freightName);
    expect(rows.length - own.length).toBeGreaterThan(50);
    await freight.call(contract.discardImport, { params: { id: preview.id } });
  });
});

describe('the county', () => {
  it('imports any form, makes firms that are new, and recognises it again', async () => {
    const form = '04-云岭县铁卫保安服务有限公司岗位需求信息表.xlsx';
    const batch = await importFile(bureau, 'positions', form, positionFile(form));
    expect(batch.written).toBeGreaterThan(0);
    const { items } = await bureau.call(contract.listEmployers, { query: { limit: 100 } });
    expect(items.map(({ name }) => name)).toContain('云岭县铁卫保安服务有限公司');
    const before = await state();
    const again = await upload(bureau, 'positions', form, positionFile(form));
    expect(again.counts).toMatchObject({
      new: 0,
      changed: 0,
      doubtful: 0,
      identical: batch.written,
    });
    await bureau.call(contract.confirmImport, { params: { id: again.id } });
    expect(await state()).toBe(before);
  });

  it('takes an import back, and the portal follows', async () => {
    const form = '10-云岭县万里汽车维修有限公司岗位需求信息表.xlsx';
    const name = '云岭县万里汽车维修有限公司';
    const count = async () => (await portal()).filter(({ employer }) => employer === name).length;
    const batch = await importFile(bureau, 'positions', form, positionFile(form));
    await vi.waitFor(async () => expect(await count()).toBeGreaterThan(0), 5000);
    const shown = await count();
    await bureau.call(contract.undoImport, { params: { id: batch.id } });
    await vi.waitFor(async () => expect(await count()).toBe(0), 5000);
    const again = await importFile(bureau, 'positions', form, positionFile(form));
    expect(again.written).toBe(batch.written);
    await vi.waitFor(async () => expect(await count()).toBe(shown), 5000);
  });

  it('does not open again what its employer has closed', async () => {
    await importFile(bureau, 'positions', freightForm, positionFile(freightForm));
    const open = (await ownPositions(freight)).find(({ status }) => status === 'open');
    const params = { id: open?.id ?? '' };
    await freight.call(contract.changePositionStatus, { params, body: { status: 'closed' } });
    await importFile(bureau, 'positions', freightForm, positionFile(freightForm));
    const now = await freight.call(contract.getOwnPosition, { params });
    expect(now.status).toBe('closed');
  });
});

describe('a position', () => {
  it('shows no phone of its contact to anybody outside', async () => {
    await importFile(bureau, 'positions', sugarForm, positionFile(sugarForm));
    const phone = /(?<!\d)1[3-9]\d{9}(?!\d)/;
    await vi.waitFor(async () => expect((await portal()).length).toBeGreaterThan(0), 5000);
    const items = await portal();
    expect(JSON.stringify(items)).not.toMatch(phone);
    for (const { id } of items.slice(0, 20)) {
      const reply = await api.visitor.ask(contract.getPosition, { params: { id } });
      expect(reply.statusCode).toBe(200);
      expect(reply.body).not.toMatch(phone);
    }
  });

  it('names the rule that holds it, and says where nobody has checked that rule yet', async () => {
    const id = await world.position(await ownEmployer(sugar), { title: '门卫' });
    const { holdReasons } = await sugar.call(contract.correctPosition, {
      params: { id },
      body: {
        ...{ version: 1, title: '门卫', sexText: null, veteranPriority: null, description: null },
        skillsText: '能夜班，限本县户口，押金500元',
      },
    });
    expect(holdReasons.map(({ words, source, proposal }) => [words, source, proposal])).toEqual([
      ['限本县户口', '公平就业政策，由退役军人事务局决定（待核对）', '能夜班'],
      ['押金500元', '中华人民共和国劳动合同法第九条', '能夜班'],
    ]);
  });

  it('that was held before there were proposals gets one', async () => {
    const reason = { field: 'skillsText', words: '限男性', reason: '请删去', proposal: '' };
    const id = await world.position(await ownEmployer(sugar), {
      ...{ title: '门卫', status: 'held', skillsText: '能夜班，限男性' },
      holdReasons: [{ ...reason, rule: 'position.discrimination' }],
    });
    const { holdReasons } = await sugar.call(contract.getOwnPosition, { params: { id } });
    expect(holdReasons.map(({ proposal }) => proposal)).toEqual(['能夜班']);
  });

  it('closes and opens by its table of transitions', async () => {
    const id = await world.position(await ownEmployer(sugar), { title: '门卫' });
    const set = (status: 'open' | 'closed') =>
      sugar.ask(contract.changePositionStatus, { params: { id }, body: { status } });
    expect((await set('open')).statusCode).toBe(409);
    expect((await set('closed')).statusCode).toBe(200);
    expect((await set('closed')).statusCode).toBe(409);
    expect((await set('open')).statusCode).toBe(200);
  });

  it('changed by two at once: one wins, the other is told: 409', async () => {
    const id = await world.position(await ownEmployer(sugar), { title: '司炉工' });
    const correct = (title: string) =>
      sugar.ask(contract.correctPosition, {
        params: { id },
        body: {
          ...{ version: 1, title, sexText: null, skillsText: null },
          ...{ description: null, veteranPriority: null },
        },
      });
    const replies = await Promise.all([correct('司炉甲'), correct('司炉乙')]);
    expect(replies.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
  });
});

async function ownEmployer(by: SignedIn): Promise<string> {
  const [first] = await ownPositions(by);
  if (first !== undefined) return first.employerId;
  await importFile(by, 'positions', sugarForm, positionFile(sugarForm));
  return ownEmployer(by);
}
