import { parsePositions, parseRoster, readWorkbook } from '@xincheng/api/imports';
import { writeWrongRows, type WrongRow } from '@xincheng/api/workbooks';
import { describe, expect, it } from 'vitest';
import { sampleContext, sampleSheets } from '../../support/import-samples.ts';
import { partOf } from './parts.ts';

const context = sampleContext();

/** Rows of a roster that cannot be imported as they are, with the headings of the file. */
function wrongOf(file: string) {
  const { records, issues, tables } = parseRoster(sampleSheets('rosters', file), context);
  const headings = tables[0]?.columns.map(({ heading }) => heading) ?? [];
  const rows = records.flatMap((record): WrongRow[] => {
    const own = issues.filter(({ row }) => row === record.row);
    if (own.length === 0) return [];
    const meant = new Set(own.map(({ field }) => field));
    return [
      {
        row: record.row,
        cells: record.source,
        problems: own.map(({ reason }) => reason),
        marked: record.source.flatMap(({ heading, column }) =>
          column !== null && meant.has(column) ? [heading] : [],
        ),
      },
    ];
  });
  return { records, headings, rows };
}

const write = (headings: readonly string[], rows: readonly WrongRow[]) =>
  writeWrongRows({ kind: 'roster', title: '花名册.xlsx：要改的行', headings, rows });

const sendAgain = async (headings: readonly string[], rows: readonly WrongRow[]) =>
  parseRoster(readWorkbook(await write(headings, rows), '要改的行.xlsx'), context);

describe('the workbook of rows to be mended', () => {
  const { headings, rows, records } = wrongOf('roster-2023-spring.xlsx');

  it('holds each row once, and its own two columns are not read', async () => {
    const parsed = await sendAgain(headings, rows);
    expect(rows.length).toBeGreaterThan(3);
    expect(parsed.records).toHaveLength(rows.length);
    const columns = parsed.tables[0]?.columns.map(({ heading }) => heading) ?? [];
    expect(columns.filter((heading) => !['原行号', '问题说明'].includes(heading))).toEqual(
      headings,
    );
    for (const { source } of parsed.records)
      expect(source.filter(({ column }) => column === null).map(({ heading }) => heading)).toEqual(
        expect.not.arrayContaining(['姓名', '身份证号']),
      );
  });

  it('is read as the rows were, when nothing is mended', async () => {
    const parsed = await sendAgain(headings, rows);
    const before = records.filter(({ row }) => rows.some((wrong) => wrong.row === row));
    // Numbers and dates of the file stand as text here: what they say is the same.
    const keys = (of: typeof parsed.records) =>
      of.map(({ fields: { fullName, idCardNo, mobile, enlistDate, dischargeDate } }) => [
        ...[fullName, idCardNo, mobile, enlistDate, dischargeDate],
      ]);
    expect(keys(parsed.records)).toEqual(keys(before));
  });

  it('is imported when an ID number has been mended in it', async () => {
    const wrong = rows.find(({ row }) => row === 9);
    expect(wrong?.marked).toContain('身份证号');
    const mended = wrong?.cells.map((cell) =>
      cell.heading === '身份证号' ? { ...cell, text: '459921199704090774' } : cell,
    );
    const parsed = await sendAgain(headings, [
      { row: 9, problems: [], marked: [], ...wrong, cells: mended ?? [] },
    ]);
    expect(parsed.records[0]?.fields.idCardNo).toBe('459921199704090774');
    expect(parsed.issues.filter(({ field }) => field === 'idCardNo')).toEqual([]);
  });

  it('does not make an ID number of one that has lost its last digits', async () => {
    // Its last digit happens to be the check digit.
    const number = 459921199003071300;
    const lost = { heading: '身份证号', text: String(number), number };
    const cells = [{ heading: '姓名', text: '韦某' }, lost];
    const row = { row: 9, cells, problems: [], marked: [] };
    const parsed = await sendAgain(['姓名', '身份证号', '联系电话', '性别'], [row]);
    expect(parsed.records[0]?.fields.idCardNo).toBeNull();
    expect(parsed.issues.map(({ kind }) => kind)).toContain('id_as_number');
  });

  it('tints the cells that are meant, has no comments, and keeps the heading in sight', async () => {
    const row = {
      row: 9,
      cells: [{ heading: '身份证号', text: '45992119970409077' }],
      problems: ['少一位'],
    };
    const bytes = await write(['姓名', '身份证号'], [{ ...row, marked: ['姓名', '身份证号'] }]); // prettier-ignore
    const sheet = partOf(bytes, 'xl/worksheets/sheet1.xml');
    const styleAt = (at: string) => new RegExp(`<c r="${at}" s="(\\d+)"`).exec(sheet)?.[1];
    expect(styleAt('D4')).toBe(styleAt('C4'));
    expect(styleAt('D4')).not.toBe(styleAt('B4'));
    expect(sheet).toContain('ySplit="3"');
    expect(sheet).not.toContain('legacyDrawing');
    expect(readWorkbook(bytes, 'x.xlsx')[0]?.rows.at(-1)?.cells[3]).toMatchObject({
      kind: 'text',
      text: '45992119970409077',
    });
  });

  it('keeps two columns of one heading apart', async () => {
    const cells = ['一', '二'].map((text) => ({ heading: '备注', text }));
    const row = { row: 9, cells, problems: [], marked: [] };
    const bytes = await write(['姓名', '备注', '备注'], [row]);
    const [sheet] = readWorkbook(bytes, 'x.xlsx');
    const texts = sheet?.rows.at(-1)?.cells.map((cell) => cell?.text);
    expect(texts?.slice(3)).toEqual(['一', '二']);
  });

  it('brings positions with the employer in each row', async () => {
    const headings = ['企业名称', '岗位名称', '招聘人数', '薪资待遇', '工作地点'];
    const texts = ['云岭县顺安物流有限公司', '装卸工', '若干', '4000-5000', '青石镇'];
    const cells = headings.map((heading, index) => ({ heading, text: texts[index] ?? '' }));
    const bytes = await writeWrongRows({
      ...{ kind: 'positions', title: '岗位.xlsx：要改的行', headings },
      rows: [{ row: 12, cells, problems: ['请填人数'], marked: ['招聘人数'] }],
    });
    const { records } = parsePositions(readWorkbook(bytes, 'x.xlsx'), context);
    expect(records.map(({ fields }) => [fields.employer, fields.title])).toEqual([
      ['云岭县顺安物流有限公司', '装卸工'],
    ]);
  });
});
