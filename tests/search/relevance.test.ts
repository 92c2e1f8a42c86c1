import { createEmbeddedEngine } from '@xincheng/search/embedded';
import type { PositionDocument, Profile } from '@xincheng/search/matching';
import { describe, expect, it } from 'vitest';

import { at, person, position, setting } from './support/pairs.ts';
import { ndcg, type Grades } from './support/relevance.ts';

/** A small county with traps: posts that share words with a person but not the work. */
const county: PositionDocument[] = [
  position({
    id: 'cook',
    title: '食堂厨师',
    description: '炒菜，食材验收，留样',
    certificates: ['健康证'],
  }),
  position({ id: 'kitchen-help', title: '帮厨', description: '洗菜切配', salaryMax: 3000 }),
  position({ id: 'kitchen-sales', title: '厨具销售', description: '走访门店，推销灶台，签单回款' }),
  position({ id: 'truck', title: '货车司机', description: '4.2米货车送货', licences: ['B2'] }),
  position({
    id: 'truck-far',
    title: '货车司机',
    description: '送货',
    licences: ['B2'],
    place: at(24.2, 107.891),
  }),
  position({ id: 'bus', title: '公交驾驶员', description: '按时刻表发车', licences: ['A1'] }),
  position({ id: 'train-repair', title: '机修工', description: '设备检修，故障拆装' }),
  position({ id: 'clerk', title: '办公室文员', description: '起草通知，会议纪要，文件归档' }),
  position({ id: 'store', title: '仓管员', description: '出入库，盘点，录单' }),
  position({ id: 'worker', title: '普工', description: '流水线组装' }),
  position({
    id: 'cleaner',
    title: '保洁员',
    description: '打扫卫生间',
    salaryMin: 1900,
    salaryMax: 2200,
  }),
  position({
    id: 'uav',
    title: '植保飞手',
    description: '规划航线',
    certificates: ['CAAC超视距驾驶员'],
  }),
];

async function ranked(who: Profile): Promise<string[]> {
  const engine = createEmbeddedEngine(setting);
  await engine.replaceAll(county, 'county');
  const items = await engine.rank(who, { limit: 20, offset: 0 });
  return items.map(({ id }) => id);
}

const cases: [string, Partial<Profile>, Grades][] = [
  [
    'an army cook',
    { specialityText: '炊事员', skillsText: '炒菜、卤味', intents: ['厨师'], salaryMin: 3500 },
    { cook: 3, 'kitchen-help': 2, worker: 1, store: 1 },
  ],
  [
    'a driver with B2',
    { specialityText: '汽车兵', licences: ['B2'], intents: ['货车司机'], salaryMin: 4000 },
    { truck: 3, 'truck-far': 2, store: 1 },
  ],
  [
    'a company clerk',
    { specialityText: '连队文书', skillsText: '公文排版、档案整理', intents: ['行政'] },
    { clerk: 3, store: 1 },
  ],
  [
    'an armourer who wants to repair machines',
    { specialityText: '军械修理', skillsText: '零件修配', intents: ['机修'], salaryMin: 3500 },
    { 'train-repair': 3, worker: 1, store: 1 },
  ],
  [
    'a soldier’s mother',
    { kind: 'family', experienceText: '在家种菜，会做饭', intents: ['食堂帮厨、保洁'] },
    { 'kitchen-help': 3, cleaner: 3 },
  ],
];

describe('a small judged county', () => {
  it.each(cases)('ranks well for %s', async (_, who, grades) => {
    expect(ndcg(await ranked(person(who)), grades, 10)).toBeGreaterThan(0.85);
  });

  it('keeps licence and certificate posts from who lacks them, whatever the wish', async () => {
    const list = await ranked(person({ intents: ['公交司机', '无人机'], licences: ['B2'] }));
    expect(list).not.toContain('bus');
    expect(list).not.toContain('uav');
  });

  it('does not take a seller of kitchens for a cook', async () => {
    const list = await ranked(person({ specialityText: '炊事员', intents: ['厨师'] }));
    expect(list.indexOf('cook')).toBe(0);
    expect(list.indexOf('kitchen-sales')).toBeGreaterThan(list.indexOf('kitchen-help'));
  });
});

describe('the measure', () => {
  it('is 1 for the ideal order, less for any other, and means nothing without a right answer', () => {
    expect(ndcg(['a', 'b', 'c'], { a: 3, b: 1 }, 10)).toBe(1);
    expect(ndcg(['b', 'a'], { a: 3, b: 1 }, 10)).toBeCloseTo(
      (1 + 7 / Math.log2(3)) / (7 + 1 / Math.log2(3)),
    );
    expect(ndcg(['x', 'y'], { a: 2 }, 1)).toBe(0);
    expect(() => ndcg(['a'], {}, 10)).toThrow(RangeError);
  });
});
