import {
  PART_CODES,
  scorePair,
  type PositionDocument,
  type Profile,
} from '@xincheng/search/matching';
import { describe, expect, it } from 'vitest';

import { at, person, position, setting } from './support/pairs.ts';

function pair(who: Partial<Profile>, what: Partial<PositionDocument>) {
  return scorePair(person(who), position(what), setting);
}

function part(code: string, who: Partial<Profile>, what: Partial<PositionDocument>) {
  const found = pair(who, what).parts.find((one) => one.part === code);
  if (found === undefined) throw new Error(`no part ${code}`);
  return found;
}

describe('the score', () => {
  const cook = {
    specialityText: '炊事员',
    skillsText: '炒菜、面点',
    certificates: ['中式烹调师四级', '健康证'],
    intents: ['厨师'],
    salaryMin: 4000,
  };
  const kitchen = {
    title: '食堂厨师',
    description: '负责午餐晚餐炒菜，食材验收',
    skillsText: '会大锅菜',
    certificates: ['健康证'],
    salaryMin: 4000,
    salaryMax: 5000,
  };

  it('is the sum of its four named parts', () => {
    const { score, parts } = pair(cook, kitchen);
    expect(parts.map(({ part: code }) => code)).toEqual([...PART_CODES]);
    expect(score).toBe(parts.reduce((sum, { points }) => sum + points, 0));
    expect(score).toBeGreaterThan(850);
  });

  it('says in Chinese what is had and what is asked', () => {
    const { parts } = pair(cook, kitchen);
    for (const { have, need } of parts) {
      expect(have).toMatch(/\p{Script=Han}/u);
      expect(need).toMatch(/\p{Script=Han}/u);
    }
    expect(parts[1]).toMatchObject({ have: '意向“厨师”', need: '中式烹调师' });
  });

  it('never repeats a unit designation or free words of a person', () => {
    const secret = '某部12345部队';
    const { parts, gates, missing } = pair(
      {
        ...cook,
        specialityText: `${secret}炊事员`,
        experienceText: `${secret}炊事班炒菜`,
        skillsText: `${secret}炒菜`,
        intents: [`${secret}旁边的厨师`],
        certificates: [`${secret}厨师证`],
      },
      kitchen,
    );
    expect(JSON.stringify({ parts, gates, missing })).not.toContain('12345');
  });
});

describe('skills', () => {
  it('ask for nothing: everyone gets the same middling points', () => {
    const what = { title: '岗位', description: '', skillsText: '' };
    expect(part('skills', {}, what).points).toBe(
      part('skills', { skillsText: '电焊' }, what).points,
    );
  });

  it('count more when certified than when named, and more named than touched on', () => {
    const what = { title: '焊工', skillsText: '会电焊' };
    const touched = part('skills', { experienceText: '跟着电焊' }, what).points;
    const named = part('skills', { skillsText: '电焊' }, what).points;
    const certified = part('skills', { certificates: ['焊接与热切割作业证'] }, what).points;
    expect(touched).toBeGreaterThan(0);
    expect(named).toBeGreaterThan(touched);
    expect(certified).toBeGreaterThan(named);
  });

  it('come from the speciality without a word in the skills column', () => {
    const what = { title: '仓管员', description: '出入库、盘点' };
    expect(part('skills', { specialityText: '物资保管' }, what).points).toBeGreaterThan(
      part('skills', {}, what).points,
    );
  });

  it('count by the best of several sources', () => {
    const what = { title: '焊工', skillsText: '会电焊' };
    const certified = { certificates: ['焊接与热切割作业证'] };
    const both = { ...certified, skillsText: '电焊', experienceText: '跟着电焊' };
    const practised = { specialityText: '焊工', serviceYears: 12 };
    expect(part('skills', both, what).points).toBe(part('skills', certified, what).points);
    expect(part('skills', { ...practised, skillsText: '电焊' }, what).points).toBe(
      part('skills', practised, what).points,
    );
  });

  it('do not come from a denial or a wish', () => {
    const what = { title: '焊工', skillsText: '会电焊' };
    const none = part('skills', {}, what).points;
    expect(part('skills', { skillsText: '不会电焊' }, what).points).toBe(none);
    expect(part('skills', { skillsText: '想学电焊' }, what).points).toBe(none);
  });

  it('reward a preferred certificate without asking for it', () => {
    const what = { title: '安全管理', preferredCertificates: ['注册安全工程师'] };
    expect(pair({}, what).gates).toEqual([]);
    expect(pair({ certificates: ['注册安全工程师'] }, what).score).toBeGreaterThan(
      pair({}, what).score,
    );
  });
});

describe('occupation', () => {
  it('falls from the wish over the speciality to the same trade and the stranger', () => {
    const what = { title: '汽车维修工', description: '底盘发动机维修' };
    const points = [
      { intents: ['汽修'] },
      { specialityText: '汽修班' },
      { intents: ['机动车检测员'] },
      { intents: ['会计'] },
    ].map((who) => part('occupation', who, what).points);
    expect(points).toEqual([...points].sort((a, b) => b - a));
    expect(new Set(points).size).toBe(4);
    expect(points.at(-1)).toBe(0);
  });

  it('reads the head of a title: a repairer of escort cars is no escort', () => {
    const what = { title: '押运车维修工', description: '车辆保养、发动机维修' };
    expect(part('occupation', { intents: ['汽修'] }, what).points).toBeGreaterThan(
      part('occupation', { intents: ['押运'] }, what).points,
    );
  });

  it('settles a word of two trades by the duties: 车工 who sews', () => {
    const sewing = { title: '车工', description: '平车、包缝、锁边' };
    const turning = { title: '车工', description: '操作车床，会看图纸' };
    const tailor = { intents: ['缝纫工'] };
    const turner = { intents: ['车床工'] };
    expect(part('occupation', tailor, sewing).points).toBeGreaterThan(
      part('occupation', turner, sewing).points,
    );
    expect(part('occupation', turner, turning).points).toBeGreaterThan(
      part('occupation', tailor, turning).points,
    );
  });

  it('opens untrained posts to everyone, guard posts to those who served', () => {
    const sales = { intents: ['会计'] };
    expect(part('occupation', sales, { title: '普工' }).points).toBeGreaterThan(0);
    expect(part('occupation', sales, { title: '消防员' }).points).toBeGreaterThan(0);
    const family = { ...sales, kind: 'family' as const };
    expect(part('occupation', family, { title: '消防员' }).points).toBe(0);
  });
});

describe('distance', () => {
  it('is the way by road to 0.1 km and its points never rise with it', () => {
    const points = [0, 0.02, 0.05, 0.1, 0.2, 0.4, 0.8].map(
      (north) => part('distance', {}, { place: at(23.593 + north, 107.891) }).points,
    );
    expect(points).toEqual([...points].sort((a, b) => b - a));
    expect(pair({}, { place: at(23.693, 107.891) }).distanceKm).toBe(14.4);
  });

  it('is unknown without a place: no points, no gate, and a thing to record', () => {
    const unknown = pair({ place: null, maxDistanceKm: 5 }, {});
    expect(unknown.distanceKm).toBeNull();
    expect(unknown.parts[2]?.points).toBe(0);
    expect(unknown.gates).toEqual([]);
    expect(unknown.missing.map(({ kind }) => kind)).toEqual(['record_place']);
  });
});

describe('terms', () => {
  it('cost points when the pay is below the wish, never the place in the list', () => {
    const low = pair({ salaryMin: 6000 }, { salaryMax: 4500 });
    expect(low.score).toBeLessThan(pair({ salaryMin: 4500 }, { salaryMax: 4500 }).score);
    expect(low.gates).toEqual([]);
  });

  it('reads 包中餐，不住宿 as no bed', () => {
    const bed = part('terms', {}, { lodging: '提供宿舍，伙食自理' }).points;
    expect(part('terms', {}, { lodging: '包中餐，不住宿' }).points).toBeLessThan(bed);
    expect(part('terms', {}, { lodging: '不提供食宿' }).points).toBeLessThan(bed);
  });
});
