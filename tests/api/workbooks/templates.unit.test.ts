import {
  type ImportIssue,
  parsePositions,
  parseRoster,
  readWorkbook,
  type Sheet,
} from '@xincheng/api/imports';
import type { TemplateName } from '@xincheng/api/contract';
import { writeTemplate } from '@xincheng/api/workbooks';
import { describe, expect, it } from 'vitest';
import { sampleContext, sheetOf } from '../../support/import-samples.ts';
import { today } from './arbitraries.ts';
import { contentsOf, partOf, partsOf } from './parts.ts';

const context = sampleContext(today);
const places = ['青石镇', '青石镇弄岩村', '河口镇'];
const names: TemplateName[] = ['veterans', 'families', 'positions', 'summary'];
const isRoster = (name: TemplateName) => name === 'veterans' || name === 'families';

const write = (name: TemplateName, given: readonly string[] = places) =>
  writeTemplate({ name, county: '云岭县', places: given });
const read = async (name: TemplateName) => readWorkbook(await write(name), `${name}.xlsx`);
const parse = (name: TemplateName, sheets: readonly Sheet[]) =>
  isRoster(name) ? parseRoster(sheets, context) : parsePositions(sheets, context);

/** Row of the headings, and the headings. */
function headingOf(sheet: Sheet | undefined): { row: number; headings: string[] } {
  const found = sheet?.rows.find(({ cells }) => cells[0]?.text === '序号');
  return {
    row: found?.row ?? 0,
    headings: found?.cells.map((cell) => cell?.text ?? '') ?? [],
  };
}

/** The example's values by what they stand for; those that are left open are ''. */
function exampleOf(sheet: Sheet | undefined): Map<string, string> {
  return new Map(
    sheet?.rows.slice(2).map(({ cells }) => {
      const value = cells[1]?.text ?? '';
      return [cells[0]?.text ?? '', value === '（空着）' ? '' : value];
    }),
  );
}

/** The template's first sheet with one row filled in, and the employer's block of a form. */
function filled(sheets: readonly Sheet[], values: ReadonlyMap<string, string>): Sheet[] {
  const [form, ...others] = sheets;
  const { row, headings } = headingOf(form);
  const above = (form?.rows ?? []).filter((line) => line.row < row).map(({ cells }) => {
    const texts = Array.from(cells, (cell) => cell?.text ?? '');
    return texts.map((text, at) => values.get(texts[at - 2] ?? '') ?? text);
  }); // prettier-ignore
  const line = headings.map((heading) => (heading === '序号' ? '1' : (values.get(heading) ?? '')));
  return [sheetOf([...above, headings, line], form?.name ?? ''), ...others];
}

describe.each(names)('the template %s', (name) => {
  it('is understood column by column', async () => {
    const { tables } = parse(name, await read(name));
    expect(tables).toHaveLength(1);
    const unknown = tables[0]?.columns.filter(({ column }) => column === null);
    expect(unknown).toEqual([]);
    expect(tables[0]?.columns.length).toBeGreaterThan(10);
  });

  it('holds no record as it is handed out: neither the blank rows nor the example', async () => {
    const { records, issues } = parse(name, await read(name));
    expect(records).toEqual([]);
    expect(issues).toEqual([]);
  });

  it('shows an example that would be imported without a question', async () => {
    const sheets = await read(name);
    const values = exampleOf(sheets.find((sheet) => sheet.name === '填写示例'));
    expect(values.size).toBeGreaterThan(10);
    const { records, issues } = parse(name, filled(sheets, values));
    expect(records).toHaveLength(1);
    expect(issues).toEqual([]);
  });

  it('offers only choices that are understood', async () => {
    const workbook = await write(name);
    const sheets = readWorkbook(workbook, `${name}.xlsx`);
    const values = exampleOf(sheets.find((sheet) => sheet.name === '填写示例'));
    const { headings } = headingOf(sheets[0]);
    // 男 does not fit a woman's ID number, and a township alone asks for the village: as it should be.
    const asked = ['sex_mismatch', 'village_unknown'];
    const problems: ImportIssue[] = [];
    let tried = 0;
    for (const { column, choices } of choicesOf(workbook)) {
      for (const choice of choices) {
        const heading = headings[column] ?? '';
        const { issues } = parse(name, filled(sheets, new Map([...values, [heading, choice]])));
        problems.push(...issues.filter(({ kind }) => !asked.includes(kind)));
        tried += 1;
      }
    }
    expect(problems).toEqual([]);
    expect(tried).toBeGreaterThan(20);
  }, 60_000);

  it('takes numbers as text in a thousand rows, frozen under its heading, printed across A4', async () => {
    const workbook = await write(name);
    const sheet = partOf(workbook, 'xl/worksheets/sheet1.xml');
    const { row } = headingOf(readWorkbook(workbook, 'x.xlsx')[0]);
    const [, ...columns] = sheet.match(/<col [^>]*>/g) ?? [];
    const formats = partOf(workbook, 'xl/styles.xml').match(/<cellXfs[^]*<\/cellXfs>/)?.[0] ?? '';
    const xfs = formats.match(/<xf [^>]*>/g) ?? [];
    for (const column of columns) {
      const style = Number(/style="(\d+)"/.exec(column)?.[1]);
      expect(xfs[style]).toContain('numFmtId="49"');
    }
    expect(columns.length).toBeGreaterThan(10);
    expect(sheet).toContain(`ySplit="${String(row)}"`);
    expect(sheet).toMatch(/<pageSetup paperSize="9" orientation="landscape" fitToWidth="[12]"/);
    expect(partOf(workbook, 'xl/workbook.xml')).toContain(`$${String(row)}:$${String(row)}`);
    for (const validation of contentsOf(sheet, 'dataValidation'))
      expect(validation).toMatch(
        new RegExp(`sqref="[A-Z]+${String(row + 1)}:[A-Z]+${String(row + 1000)}"`),
      );
  });

  it('has hints, choices and texts within what a spreadsheet takes', async () => {
    for (const [part, text] of partsOf(await write(name))) {
      if (!part.startsWith('xl/worksheets/')) continue;
      for (const [, value = ''] of text.matchAll(/ prompt="([^"]*)"/g))
        expect(value.length).toBeLessThanOrEqual(255);
      for (const [, value = ''] of text.matchAll(/ promptTitle="([^"]*)"/g))
        expect(value.length).toBeLessThanOrEqual(32);
      for (const [, value = ''] of text.matchAll(/ error="([^"]*)"/g))
        expect(value.length).toBeLessThanOrEqual(225);
      for (const [, value = ''] of text.matchAll(/<formula1>"([^"]*)"<\/formula1>/g))
        expect(value.length).toBeLessThanOrEqual(255);
      for (const [, value = ''] of text.matchAll(/<oddFooter>([^<]*)</g))
        expect(value.length).toBeLessThanOrEqual(255);
    }
  });
});

/** The choices of each column, where they stand in the validation itself. */
function choicesOf(workbook: Uint8Array): { column: number; choices: string[] }[] {
  const sheet = partOf(workbook, 'xl/worksheets/sheet1.xml');
  return contentsOf(sheet, 'dataValidation').flatMap((validation) => {
    const list = /<formula1>&quot;(.*)&quot;<\/formula1>/.exec(validation)?.[1];
    const column = /sqref="([A-Z]+)\d/.exec(validation)?.[1];
    if (list === undefined || column === undefined) return [];
    return [{ column: indexOf(column), choices: list.split(',') }];
  });
}

const indexOf = (column: string) =>
  Array.from(column).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

describe('places to choose from', () => {
  it('stand on a hidden sheet when they are many, and are not read', async () => {
    const many = Array.from({ length: 200 }, (_, index) => `青石镇第${String(index + 1)}村`);
    const workbook = await write('veterans', many);
    const book = partOf(workbook, 'xl/workbook.xml');
    expect(book).toContain('<sheet name="选项" sheetId="4" state="hidden"');
    expect(partOf(workbook, 'xl/worksheets/sheet1.xml')).toContain(
      "<formula1>'选项'!$A$1:$A$200</formula1>",
    );
    const { records, issues } = parseRoster(readWorkbook(workbook, 'x.xlsx'), context);
    expect([records, issues]).toEqual([[], []]);
  });

  it('are left open where no county is known', async () => {
    const workbook = await writeTemplate({ name: 'veterans', county: '', places: [] });
    const [sheet] = readWorkbook(workbook, 'x.xlsx');
    expect(sheet?.rows[0]?.cells[0]?.text).toBe('退役军人花名册');
  });
});
