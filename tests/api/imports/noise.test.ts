import { parsePositions, parseRoster, type PersonFields } from '@xincheng/api/imports';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { sampleContext, sheetOf } from '../../support/import-samples.ts';

/** Whatever stands in a cell: nothing crashes, and what is read is what is written, or is asked about. */
vi.setConfig({ testTimeout: 30_000 });
const context = sampleContext();
const id = '459921200104245790';

function person(cells: Record<string, string>): { fields: PersonFields; noted: string[] } {
  const row = { 姓名: '李健豪', 身份证号: id, 性别: '男', 民族: '汉族', ...cells };
  const { records, issues } = parseRoster(
    [sheetOf([Object.keys(row), Object.values(row)])],
    context,
  );
  return { fields: records[0]?.fields ?? {}, noted: issues.map(({ field }) => field) };
}

/** Text of the characters that stand in such cells. */
const textOf = (characters: string, maxLength: number) =>
  fc
    .array(fc.constantFrom(...Array.from(characters)), { minLength: 1, maxLength })
    .map((picked) => picked.join(''));

/** Something that people and systems put around a value without meaning anything. */
const decoration = fc.constantFrom('', ' ', '\t', '\u3000', '\u200b', '\u202d', '\n');

describe('ID numbers', () => {
  it('survive decoration, and no other change goes unnoticed', () => {
    fc.assert(
      fc.property(
        fc.nat(17),
        fc.constantFrom(...Array.from('0123456789X')),
        decoration,
        decoration,
        (at, character, before, after) => {
          const changed = id.slice(0, at) + character + id.slice(at + 1);
          const { fields, noted } = person({ 身份证号: `${before}${changed}${after}` });
          if (changed === id) expect(fields.idCardNo).toBe(id);
          else expect([fields.idCardNo, noted.includes('idCardNo')]).toEqual([null, true]);
        },
      ),
    );
  });

  it('lost, doubled or exchanged digits are never taken', () => {
    const digits = Array.from(id);
    for (const [at, digit] of digits.entries()) {
      const next = digits[at + 1] ?? '';
      const broken = [
        digits.toSpliced(at, 1),
        digits.toSpliced(at, 0, digit),
        digits.toSpliced(at, 2, next, digit),
      ].map((characters) => characters.join(''));
      for (const written of broken.filter((text) => text !== id)) {
        expect(person({ 身份证号: written }).fields.idCardNo).toBeNull();
      }
    }
  });

  it('come out of any text only when they stand in it', () => {
    fc.assert(
      fc.property(textOf('0123456789Xx*OI号 /（）-', 24), (written) => {
        const { fields } = person({ 身份证号: written });
        if (fields.idCardNo === null) return;
        expect(written.toUpperCase().replace(/[^\dX]/g, '')).toContain(fields.idCardNo);
      }),
    );
  });
});

it('names stay as they are written', () => {
  fc.assert(
    fc.property(textOf('李健豪罗国栋·\u{20BB7}男士村1a（） ', 8), (written) => {
      const { fields, noted } = person({ 姓名: written });
      const plain = written.replace(/\s/g, '');
      if (noted.includes('fullName')) return;
      expect(fields.fullName?.replace(/\s/g, '')).toBe(plain);
    }),
  );
});

it('dates have the digits of the cell, or somebody is asked', () => {
  fc.assert(
    fc.property(textOf('0123456789年月日.-/~至今 秋', 14), (written) => {
      const { fields, noted } = person({ 入伍时间: written });
      const date = fields.enlistDate ?? null;
      if (date === null || noted.includes('enlistDate') || noted.includes('dischargeDate')) return;
      const isSerial = /^\s*\d{5}(\.0+)?\s*$/.test(written);
      const [year = '', month = '', day] = date.split('-');
      const numbers = written.match(/\d+/g) ?? [];
      const said =
        numbers.length === 1
          ? (numbers[0].match(/^(\d{4})(\d\d)(\d\d)?$/)?.slice(1) ?? [])
          : numbers;
      if (isSerial) return;
      expect([year, year.slice(2)]).toContain(said[0]);
      expect(Number(said[1])).toBe(Number(month));
      expect(said[2] === undefined ? undefined : Number(said[2])).toBe(
        day === undefined ? undefined : Number(day),
      );
    }),
    { numRuns: 500 },
  );
});

it('money has the digits of the cell, or somebody is asked', () => {
  const row = (pay: string) => ({
    企业名称: '甲公司',
    岗位名称: '电工',
    招聘人数: '2',
    薪资待遇: pay,
    学历要求: '不限',
  });
  fc.assert(
    fc.property(textOf('0123456789.千万k元/天月年-~到+底薪提成，小时', 14), (written) => {
      const cells = row(written);
      const { records, issues } = parsePositions(
        [sheetOf([Object.keys(cells), Object.values(cells)])],
        context,
      );
      const { salaryMin = null, salaryMax = null, salaryUnit } = records[0]?.fields ?? {};
      if (issues.some(({ field }) => field.startsWith('salary'))) return;
      expect(salaryUnit).toBe('month');
      for (const sum of [salaryMin, salaryMax]) {
        if (sum === null) continue;
        const plain = written.replace(/(\d)，(?=\d{3}(?!\d))/g, '$1');
        const values = (plain.match(/\d+(\.\d+)?/g) ?? []).map(Number);
        const factors = [1, 1000, 10_000, 1 / 12, 1000 / 12, 10_000 / 12];
        const meant = values.flatMap((value) =>
          factors.map((factor) => Math.round(value * factor)),
        );
        const split = /\d[千万]\d/.test(written);
        expect(split || meant.some((value) => Math.abs(value - sum) <= 1)).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});

it('no cell of any column makes the reading fail', () => {
  const headings = [
    '入伍时间',
    '驾驶证',
    '学历',
    '户籍地',
    '就业意向',
    '培训意愿',
    '服役年限',
    '联系电话',
  ];
  fc.assert(
    fc.property(
      fc.constantFrom(...headings),
      fc.string({ unit: 'binary', maxLength: 60 }),
      (heading, text) => {
        expect(person({ [heading]: text }).fields.fullName).toBe('李健豪');
      },
    ),
    { numRuns: 200 },
  );
});
