import {
  parseCertificates,
  parseOccupations,
  parseSkills,
  parseSpecialities,
} from '@xincheng/search/reference';
import { describe, expect, test } from 'vitest';

const skillHead = 'key\tname\tweight\twords';
const specialityHead = 'group\tname\tkey\twords\tskills\toccupations\tcertificates\tgap';
const occupationHead = 'name\tcode\tevidence\ttrade\tentry\twords\tskills\tgates';
const certificateHead = 'name\twords\tway\tdays\tkind\trule\tcovers';

const table = (...lines: string[]) => `${lines.join('\n')}\n`;

describe('skills', () => {
  const trade = 'drive\t驾驶\t1\t';

  test('a row becomes a skill', () => {
    expect(
      parseSkills(table(skillHead, trade, 'drive.truck\t货车驾驶\t3\t开大车、大车司机')),
    ).toEqual([
      { key: 'drive', name: '驾驶', weight: 1, words: [] },
      { key: 'drive.truck', name: '货车驾驶', weight: 3, words: ['开大车', '大车司机'] },
    ]);
  });

  test('line ends of Windows and blank lines are no matter', () => {
    expect(parseSkills(`${skillHead}\r\n${trade}\r\n\r\n`)).toHaveLength(1);
  });

  test.each([
    ['other columns', ['key\tname'], 'skills.tsv, line 1'],
    [
      'a missing cell',
      [skillHead, trade, 'drive.truck\t货车驾驶\t3'],
      'skills.tsv, line 3: 3 columns',
    ],
    [
      'a weight of 4',
      [skillHead, trade, 'drive.truck\t货车驾驶\t4\t开大车'],
      'line 3: 4 is not 1, 2 or 3',
    ],
    ['an unknown trade', [skillHead, trade, 'cook.hot\t炒菜\t3\t炒菜'], 'line 3: the trade cook'],
    ['a key twice', [skillHead, trade, trade], 'line 3: drive stands twice'],
    [
      'a word twice',
      [skillHead, trade, 'drive.truck\t货车驾驶\t3\t开车、开车'],
      'line 3: an entry stands twice',
    ],
    [
      'an empty word',
      [skillHead, trade, 'drive.truck\t货车驾驶\t3\t开车、、拉货'],
      'line 3: an empty entry',
    ],
    ['a key with capitals', [skillHead, 'Drive\t驾驶\t1\t'], 'line 2: key Drive'],
    ['no name', [skillHead, 'drive\t\t1\t'], 'line 2: name is empty'],
  ])('%s is refused with its line', (_, lines, message) => {
    expect(() => parseSkills(table(...lines))).toThrow(message);
    expect(() => parseSkills(table(...lines))).toThrow(RangeError);
  });
});

describe('specialities', () => {
  test('a row becomes a speciality; its group is for reading only', () => {
    const row =
      'A 车辆\t轮式车辆驾驶\tmil.drive\t汽车兵\tdrive.truck:2,drive.care:1\t快递员,理货员\t驾驶证\t换证';
    expect(parseSpecialities(table(specialityHead, row))).toEqual([
      {
        key: 'mil.drive',
        name: '轮式车辆驾驶',
        words: ['汽车兵'],
        skills: [
          { skill: 'drive.truck', level: 2 },
          { skill: 'drive.care', level: 1 },
        ],
        occupations: ['快递员', '理货员'],
        certificates: '驾驶证',
        gap: '换证',
      },
    ]);
  });

  test.each([
    ['drive.truck', 'nothing is not 1, 2 or 3'],
    ['drive.truck:5', '5 is not 1, 2 or 3'],
    [':2', 'skill :2'],
    ['drive.truck:2:3', 'skill drive.truck:2:3'],
    ['', 'skills is empty'],
  ])('the skills "%s" are refused', (skills, message) => {
    const row = `A\t驾驶\tmil.drive\t\t${skills}\t快递员\t\t`;
    expect(() => parseSpecialities(table(specialityHead, row))).toThrow(
      `specialities.tsv, line 2: ${message}`,
    );
  });
});

describe('occupations', () => {
  const row = (gates: string, entry = 'none', code = '6-31-01-03') =>
    table(occupationHead, `电工\t${code}\tS\telectric\t${entry}\t强电\telectric.lowvolt\t${gates}`);

  test('gates are groups of which any one will do, all of them needed', () => {
    const [occupation] = parseOccupations(
      row('licence:A1|B1@licence.classes;certificate:客运证@certificate.passenger'),
    );
    expect(occupation?.gates).toEqual([
      { kind: 'licence', anyOf: ['A1', 'B1'], rule: 'licence.classes' },
      { kind: 'certificate', anyOf: ['客运证'], rule: 'certificate.passenger' },
    ]);
  });

  test('an empty code is unknown, an empty gate none', () => {
    expect(parseOccupations(row('', 'open', ''))).toMatchObject([
      { name: '电工', code: null, entry: 'open', gates: [] },
    ]);
  });

  test.each([
    ['certificate:电工证', 'a gate without a rule'],
    ['certificate:@rule', 'a gate without a name'],
    ['degree:本科@rule', 'a gate of another kind'],
    ['certificate:电工证|@rule', 'an empty alternative'],
    ['certificate:电工证@rule;', 'an empty gate'],
  ])('%s is refused: %s', (gates) => {
    expect(() => parseOccupations(row(gates))).toThrow('occupations.tsv, line 2');
  });

  test('an unknown entry and a code of another form are refused', () => {
    expect(() => parseOccupations(row('', 'anyone'))).toThrow('entry anyone');
    expect(() => parseOccupations(row('', 'none', '63101'))).toThrow('code 63101');
  });
});

describe('certificates', () => {
  const row = (days: string, kind = '准入', way = 'course') =>
    table(
      certificateHead,
      `叉车N1\t叉车证\t${way}\t${days}\t${kind}\tcertificate.special-equipment\t`,
    );

  test('a row becomes a certificate', () => {
    expect(parseCertificates(row('15-30'))).toEqual([
      {
        name: '叉车N1',
        words: ['叉车证'],
        way: 'course',
        days: { from: 15, to: 30 },
        kind: 'entry',
        rule: 'certificate.special-equipment',
        covers: [],
      },
    ]);
    expect(parseCertificates(row('', '水平'))).toMatchObject([{ days: null, kind: 'level' }]);
  });

  test.each([
    [row('30-15'), 'days 30-15'],
    [row('30'), 'days 30'],
    [row('', '必须'), 'kind 必须'],
    [row('', '准入', 'fast'), 'way fast'],
  ])('a malformed cell is refused with its line', (text, message) => {
    expect(() => parseCertificates(text)).toThrow(`certificates.tsv, line 2: ${message}`);
  });
});
