import {
  crosswalkOf,
  extractSkills,
  parseOccupations,
  parseSkills,
  parseSpecialities,
  resolveSpeciality,
  shippedSkills,
} from '@xincheng/search/skills';
import { describe, expect, it } from 'vitest';

import truth from '../fixtures/truth.json' with { type: 'json' };

import { reference } from './support/reference.ts';

const crosswalk = crosswalkOf(reference);

const skillsIn = (text: string) =>
  extractSkills(text, crosswalk.skillWords).map(({ skill }) => skill);

describe('reading skills from text', () => {
  it('keeps the words it read and where they stood', () => {
    const text = '在库房三年，ＥＸＣＥＬ做表，会开叉车';
    const read = extractSkills(text, crosswalk.skillWords);
    expect(read.map(({ skill }) => skill)).toEqual(
      expect.arrayContaining(['office.software', 'logistics.forklift']),
    );
    for (const { start, end, text: words } of read) expect(text.slice(start, end)).toBe(words);
  });

  it('takes the longest word at a place', () => {
    expect(skillsIn('无人机维修')).toEqual(['uav.repair']);
    expect(skillsIn('消防控制室')).toEqual(['fire.control']);
  });

  it.each([
    '不会电焊',
    '不会电焊、叉车',
    '想学电焊',
    '打算考叉车',
    '没干过电焊',
    '无电焊经验',
    '禁止动火',
    '不得开叉车',
  ])('reads no skill from “%s”', (text) => {
    expect(skillsIn(text)).toEqual([]);
  });

  it.each([
    ['不会电焊，会开叉车', ['logistics.forklift']],
    ['想学电焊；开过叉车', ['logistics.forklift']],
    ['不会电焊但会开叉车', ['logistics.forklift']],
    ['无人机电池保养', ['uav.fly', 'uav.fly']],
  ])('in “%s” denies only what is denied', (text, skills) => {
    expect(skillsIn(text)).toEqual(skills);
  });

  it('knows the skills that rosters list, but for a word that names none', () => {
    const listed = truth.people.records.flatMap(({ expected }) => expected.skills ?? []);
    expect(listed.length).toBeGreaterThan(300);
    const unread = new Set(listed.filter((skill) => skillsIn(skill).length === 0));
    expect([...unread]).toEqual(['保养']);
  });
});

describe('the lexicon', () => {
  it('has at least 150 skills with unique keys and no word of one character', () => {
    expect(shippedSkills.length).toBeGreaterThanOrEqual(150);
    expect(new Set(shippedSkills.map(({ key }) => key)).size).toBe(shippedSkills.length);
    const words = shippedSkills.flatMap((skill) => [skill.name, ...skill.words]);
    expect(words.filter((word) => word.length < 2)).toEqual([]);
  });

  it('has no word that would swallow the 会 of 不会', () => {
    const words = shippedSkills.flatMap((skill) => skill.words);
    expect(words.filter((word) => /^(会(?![议务计])|能|懂|不会)/.test(word))).toEqual([]);
  });

  it('refuses a malformed line', () => {
    expect(() => parseSkills('drive.truck|货车驾驶|7|开货车')).toThrow(RangeError);
    expect(() => parseSkills('drive.truck|货车驾驶')).toThrow(RangeError);
  });
});

describe('the crosswalk', () => {
  it('leads each of the 97 specialities to skills and occupations', () => {
    expect(crosswalk.specialities.size).toBe(97);
    for (const { speciality, skills, occupations } of crosswalk.specialities.values()) {
      expect(skills, speciality.name).not.toEqual([]);
      expect(occupations.length, speciality.name).toBe(speciality.occupations.length);
    }
  });

  it('knows every occupation by a trade', () => {
    expect(crosswalk.occupations.filter(({ branch }) => branch === null)).toEqual([]);
  });

  it('gives null for an unknown code and refuses rows that do not pair up', () => {
    const line = 'A\t汽车兵\tmil.x\t驾驶\t司机,调度员\t1-01,-\t证\t缺';
    expect(parseSpecialities(`heading\n${line}\n`)[0]?.occupations).toEqual([
      { name: '司机', code: '1-01' },
      { name: '调度员', code: null },
    ]);
    expect(() => parseSpecialities(`heading\n${line.replace('1-01,-', '1-01')}\n`)).toThrow(
      'line 2',
    );
    expect(parseOccupations('heading\n消毒员\t\t\n')).toEqual([
      { name: '消毒员', code: null, evidence: '' },
    ]);
  });

  it('resolves the speciality words of the rosters', () => {
    const worded = truth.people.records
      .map(({ expected }) => expected)
      .filter(({ specialityText }) => typeof specialityText === 'string');
    const right = worded.filter(
      ({ specialityText, specialityKey }) =>
        resolveSpeciality(specialityText ?? '', reference) === specialityKey,
    );
    expect(worded.length).toBeGreaterThan(300);
    expect(right.length / worded.length).toBeGreaterThan(0.97);
  });

  it('leaves words that name no speciality unresolved', () => {
    expect(resolveSpeciality('其他', reference)).toBeNull();
    expect(resolveSpeciality('', reference)).toBeNull();
  });

  it.fails('tells that 保密 alone is too vague to be 机要', () => {
    expect(resolveSpeciality('保密', reference)).toBeNull();
  });
});
