import {
  GATE_RULES,
  nearMissOf,
  withGrant,
  scorePair,
  type GateRule,
  type PositionDocument,
  type Profile,
} from '@xincheng/search/matching';
import { describe, expect, it } from 'vitest';

import { at, person, position, setting, TODAY } from './support/pairs.ts';

function pair(who: Partial<Profile>, what: Partial<PositionDocument>, today = TODAY) {
  return scorePair(person(who), position(what), { ...setting, today });
}

/** The gate of that rule, or undefined when neither side sets it. */
function gate(
  rule: GateRule,
  who: Partial<Profile>,
  what: Partial<PositionDocument>,
  today?: string,
) {
  return pair(who, what, today).gates.find((one) => one.rule === rule);
}

describe('driving licences', () => {
  it.each([
    ['A1', 'B1', true],
    ['A2', 'B2', true],
    ['A1', 'A2', false],
    ['A2', 'A1', false],
    ['B2', 'C1', true],
    ['B2', 'B1', false],
    ['C1', 'C2', true],
    ['C2', 'C1', false],
    ['B2', 'G', false],
    ['D', 'E', true],
  ])('%s for %s: %s', (held, needed, passed) => {
    expect(gate('licence', { licences: [held] }, { licences: [needed] })?.passed).toBe(passed);
  });

  it('takes any one of several classes', () => {
    expect(gate('licence', { licences: ['C1'] }, { licences: ['B2', 'C1'] })?.passed).toBe(true);
  });

  it('tells C2 to upgrade, a beginner to learn, a military driver to exchange', () => {
    const needsC1 = { licences: ['C1'] };
    expect(pair({ licences: ['C2'] }, needsC1).missing[0]?.kind).toBe('upgrade_licence');
    expect(pair({}, needsC1).missing[0]?.kind).toBe('obtain_licence');
    const driver = { specialityKey: 'mil.drive.wheeled' };
    const near = nearMissOf(pair(driver, { licences: ['B2'] }));
    expect(near?.actions.map(({ kind }) => kind)).toEqual(['exchange_licence']);
  });

  it('is no near miss where years of driving are missing', () => {
    expect(nearMissOf(pair({ licences: ['C1'] }, { licences: ['A1'] }))).toBeNull();
  });
});

describe('certificates', () => {
  it.each([
    ['登高作业证', '高处作业证'],
    ['低压电工证', '低压电工作业证'],
    ['汽车维修工三级', '汽车维修工四级'],
    ['消防设施操作员四级', '消防设施操作员中级'],
    ['社会体育指导员三级', '社会体育指导员'],
    ['软考网络工程师', '软考网络管理员'],
    ['叉车证', '叉车N1'],
    ['保安员证（三级）', '保安员证'],
    ['电工证', '焊接与热切割作业证或低压电工作业证'],
  ])('%s satisfies %s', (held, needed) => {
    const found = gate('certificate', { certificates: [held] }, { certificates: [needed] });
    expect(found?.passed).toBe(true);
  });

  it.each([
    ['汽车维修工五级', '汽车维修工四级'],
    ['汽车维修工', '汽车维修工四级'],
    ['低压电工作业证', '高压电工作业证'],
    ['软考网络管理员', '软考网络工程师'],
    ['特种设备作业', '起重指挥Q1'],
    ['初级会计', '中级会计'],
  ])('%s does not satisfy %s', (held, needed) => {
    const found = gate('certificate', { certificates: [held] }, { certificates: [needed] });
    expect(found?.passed).toBe(false);
  });

  it('names the law that demands it, else the post itself', () => {
    const byLaw = gate('certificate', {}, { certificates: ['保安员证'] });
    expect(byLaw).toMatchObject({ sourceKind: 'law', source: '《保安服务管理条例》第十六条' });
    const byPost = gate('certificate', {}, { certificates: ['资料员证'] });
    expect(byPost).toMatchObject({ sourceKind: 'position', source: '岗位要求' });
  });

  it('cites a law only while it is in force', () => {
    const dated = {
      ...setting.reference,
      rules: setting.reference.rules.map((rule) => ({ ...rule, validTo: '2024-08-31' })),
    };
    const stated = position({ certificates: ['保安员证'] });
    const after = scorePair(person(), stated, { ...setting, reference: dated });
    expect(after.gates[0]?.sourceKind).toBe('position');
    const silent = position({ title: '保安员' });
    expect(scorePair(person(), silent, setting).gates).toMatchObject([{ sourceKind: 'law' }]);
    expect(scorePair(person(), silent, { ...setting, reference: dated }).gates).toEqual([]);
  });

  it('lets a missing health check pass, but costs points and says what to do', () => {
    const without = pair({}, { certificates: ['健康证'] });
    const held = pair({ certificates: ['健康证'] }, { certificates: ['健康证'] });
    expect(without.gates[0]?.passed).toBe(true);
    expect(without.score).toBeLessThan(held.score);
    expect(without.missing.map(({ what }) => what)).toEqual(['健康证']);
    expect(held.missing).toEqual([]);
  });
});

describe('age on the day', () => {
  const limits = { ageMax: 45, veteranAgeMax: 50 };

  it('gives veterans their own limit and families the general one', () => {
    const born = { birthDate: '1976-01-01' };
    expect(gate('age', born, limits)?.passed).toBe(true);
    expect(gate('age', { ...born, kind: 'family' }, limits)?.passed).toBe(false);
  });

  it('turns on the birthday', () => {
    const born = { birthDate: '1978-09-02' };
    expect(gate('age', born, { ageMax: 45 }, '2024-09-01')?.passed).toBe(true);
    expect(gate('age', born, { ageMax: 45 }, '2024-09-02')?.passed).toBe(false);
  });

  it('never narrows a general limit by a lower one for veterans', () => {
    const born = { birthDate: '1976-01-01' };
    expect(gate('age', born, { ageMax: 50, veteranAgeMax: 40 })?.passed).toBe(true);
  });

  it('passes an unknown age and asks for it', () => {
    const unknown = pair({ birthDate: null }, limits);
    expect(unknown.gates[0]?.passed).toBe(true);
    expect(unknown.missing.map(({ kind }) => kind)).toEqual(['record_birth_date']);
  });
});

describe('education by rank', () => {
  it.each([
    ['60', '41', true],
    ['44', '60', true],
    ['47', '61', true],
    ['30', '60', true],
    ['14', '20', true],
    ['70', '60', false],
    ['60', '30', false],
    ['30', '20', false],
  ])('%s where %s is asked: %s', (have, need, passed) => {
    const found = gate('education', { educationCode: have }, { educationMin: need });
    expect(found?.passed).toBe(passed);
  });
});

describe('what people and posts will have', () => {
  it('keeps families from posts for veterans only', () => {
    expect(gate('family', { kind: 'family' }, { acceptsFamily: false })?.passed).toBe(false);
    expect(gate('family', { kind: 'family' }, { acceptsFamily: null })).toBeUndefined();
    expect(gate('family', {}, { acceptsFamily: false })).toBeUndefined();
  });

  it('keeps away what lies beyond the own limit even in a straight line', () => {
    const away = { place: at(23.773, 107.891) };
    expect(gate('distance', { maxDistanceKm: 19 }, away)?.passed).toBe(false);
    expect(gate('distance', { maxDistanceKm: 21 }, away)?.passed).toBe(true);
    expect(gate('distance', {}, away)).toBeUndefined();
  });

  it.each(['三班', '四班三倒', '两班', '夜班', '24小时轮值', '早晚班', '轮班'])(
    'keeps %s from who works no shifts',
    (shift) => {
      expect(gate('shift', { acceptShift: false }, { shift })?.passed).toBe(false);
      expect(gate('shift', { acceptShift: true }, { shift })).toBeUndefined();
    },
  );

  it.each(['白班', '弹性', '计件', '半天', null])('leaves %s to who works no shifts', (shift) => {
    expect(gate('shift', { acceptShift: false }, { shift })?.passed).toBe(true);
  });

  it('keeps a post that must be lived in from who will not', () => {
    expect(gate('lodging', { acceptLodging: false }, { shift: '住场' })?.passed).toBe(false);
    expect(gate('lodging', { acceptLodging: false }, { lodging: '提供宿舍' })).toBeUndefined();
  });

  it('names rule and source of every gate', () => {
    const { gates } = pair(
      {
        ...{ kind: 'family', maxDistanceKm: 5, acceptShift: false, acceptLodging: false },
        ...{ salaryMin: 4000, payFirm: true, restrictions: ['heights'] },
      },
      {
        state: 'full',
        licences: ['C1'],
        certificates: ['保安员证', '资料员证'],
        ageMax: 45,
        educationMin: '30',
        shift: '住场',
        acceptsFamily: false,
      },
    );
    expect(gates.map(({ rule }) => rule)).toEqual([
      'closed',
      'licence',
      'certificate',
      'certificate',
      'age',
      'education',
      'family',
      'distance',
      'shift',
      'lodging',
      'pay',
      'restriction',
    ]);
    expect(new Set(gates.map(({ rule }) => rule))).toEqual(new Set(GATE_RULES));
    for (const { source, have, need } of gates) {
      expect([source, have, need].every((text) => text.length > 0)).toBe(true);
    }
  });
});

describe('what the law demands of an occupation', () => {
  it('is asked also where the post does not say so, and hangs on no military speciality', () => {
    const silent = { title: '物业电工', description: '小区配电维修' };
    expect(gate('certificate', {}, silent)).toMatchObject({ passed: false, sourceKind: 'law' });
    const trained = { specialityKey: 'mil.eng.utility' };
    expect(gate('certificate', trained, silent)?.passed).toBe(false);
    expect(gate('certificate', trained, { title: '仓管员' })).toBeUndefined();
  });

  it('gives way to what the post states of the same kind', () => {
    const stated = pair({}, { title: '保安员', certificates: ['保安员证'] });
    expect(stated.gates.filter(({ rule }) => rule === 'certificate')).toHaveLength(1);
    const classes = pair({}, { title: '公交驾驶员', licences: ['A1'] });
    expect(classes.gates.filter(({ rule }) => rule === 'licence')).toMatchObject([
      { need: 'A1 驾驶证', source: '岗位要求' },
    ]);
  });
});

describe('what the person has ruled out', () => {
  it('is firm pay only when marked firm; less than the wish else costs points', () => {
    const wish = { salaryMin: 6000 };
    expect(gate('pay', wish, {})).toBeUndefined();
    expect(gate('pay', { ...wish, payFirm: true }, {})?.passed).toBe(false);
    expect(gate('pay', { ...wish, payFirm: true }, { salaryMax: 6000 })?.passed).toBe(true);
    const open = { salaryMin: null, salaryMax: null };
    expect(gate('pay', { ...wish, payFirm: true }, open)?.passed).toBe(true);
  });

  it.each<[Profile['restrictions'][number], Partial<PositionDocument>]>([
    ['heights', { description: '登高架线' }],
    ['lifting', { title: '搬运工' }],
    ['night', { shift: '三班两倒' }],
    ['driving', { licences: ['C1'] }],
    ['standing', { description: '流水线站立作业，需长时间站立' }],
  ])('%s keeps the post away and says so', (one, what) => {
    const found = gate('restriction', { restrictions: [one] }, what);
    expect(found).toMatchObject({ passed: false, source: '本人意愿' });
    expect(gate('restriction', { restrictions: [one] }, {})?.passed).toBe(true);
    expect(gate('restriction', {}, what)).toBeUndefined();
  });

  it('is not found where the post says that it is not needed', () => {
    const found = gate('restriction', { restrictions: ['heights'] }, { description: '不需要登高' });
    expect(found?.passed).toBe(true);
  });
});

describe('a post that is no longer open', () => {
  it('is explained, with the reason', () => {
    expect(gate('closed', {}, { state: 'closed' })).toMatchObject({
      passed: false,
      fixable: false,
    });
    expect(gate('closed', {}, { state: 'full' })?.have).toBe('已经招满');
    expect(gate('closed', {}, {})).toBeUndefined();
  });
});

describe('near misses', () => {
  it('take one or two fixable gates, each with its act', () => {
    const near = nearMissOf(pair({}, { licences: ['C1'], certificates: ['保安员证'] }));
    expect(near?.gates.map(({ rule }) => rule)).toEqual(['licence', 'certificate']);
    expect(near?.actions.map(({ kind }) => kind)).toEqual(['obtain_licence', 'obtain_certificate']);
  });

  it.each<[string, Partial<PositionDocument>]>([
    ['nothing fails', {}],
    ['three gates fail', { licences: ['C1'], certificates: ['保安员证', '安检员证'] }],
    ['a nurse’s licence fails', { certificates: ['护士执业证'] }],
    ['an unknown certificate fails', { certificates: ['某某上岗证'] }],
    ['age fails as well', { certificates: ['保安员证'], ageMax: 20 }],
  ])('are none when %s', (_, what) => {
    expect(nearMissOf(pair({}, what))).toBeNull();
  });

  it('promise no amounts, and a duration only as the range in the reference data', () => {
    const { missing } = pair({}, { licences: ['C1'], certificates: ['保安员证', '健康证'] });
    expect(missing).toHaveLength(3);
    for (const { hint } of missing) expect(hint).not.toMatch(/[0-9０-９]|天|月|元/);
    const known = setting.reference.certificates.find(({ name }) => name === '保安员证');
    expect(missing[1]?.days).toEqual(known?.days);
    expect(missing[1]?.days).not.toBeNull();
  });

  it('are mended by what their acts grant', () => {
    const needs = { licences: ['B2', 'C1'], certificates: ['低压电工证或高压电工证', '电工四级'] };
    const near = nearMissOf(pair({ intents: ['电工'] }, { title: '水电工', ...needs }));
    expect(near).toBeNull(); // 电工四级 is no certificate that the catalogue knows how to get.
    const two = {
      title: '水电工',
      licences: needs.licences,
      certificates: ['低压电工证或高压电工证'],
    };
    const found = nearMissOf(pair({ intents: ['电工'] }, two));
    expect(found?.actions.map(({ grant }) => grant)).toEqual([
      { kind: 'licence', value: 'C1' },
      { kind: 'certificate', value: '低压电工作业证' },
    ]);
    const mended = (found?.actions ?? []).reduce(
      (who, { grant }) => (grant === null ? who : withGrant(who, grant)),
      person({ intents: ['电工'] }),
    );
    expect(scorePair(mended, position(two), setting).gates.every(({ passed }) => passed)).toBe(
      true,
    );
  });

  it('are none when the work is another trade', () => {
    const clerk = { intents: ['办公室文员'], specialityText: '文书' };
    expect(nearMissOf(pair(clerk, { title: '锅炉工', certificates: ['锅炉操作证G1'] }))).toBeNull();
  });
});
