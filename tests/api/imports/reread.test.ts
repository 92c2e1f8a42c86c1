import {
  columnOf,
  parsePositions,
  parseRoster,
  positionColumnNames,
  rereadPerson,
  rereadPosition,
  rosterColumnNames,
  type Cell,
  type EmployerFields,
  type SourceCell,
} from '@xincheng/api/imports';
import { describe, expect, it } from 'vitest';
import truth from '../../fixtures/truth.json' with { type: 'json' };
import { sampleContext, sampleSheets, sheetOf } from '../../support/import-samples.ts';

const context = sampleContext();
const id = '459921200104245790';

/** As the page does: the cell becomes plain text; a column that is not there is added by its name. */
function correct(
  source: readonly SourceCell[],
  column: string,
  text: string,
  names = rosterColumnNames,
): SourceCell[] {
  const plain = (heading: string): SourceCell => ({
    heading,
    column,
    text,
    kind: text === '' ? 'empty' : 'text',
  });
  return source.some((cell) => cell.column === column)
    ? source.map((cell) => (cell.column === column ? plain(cell.heading) : cell))
    : [...source, plain(names.find((name) => name.column === column)?.name ?? '')];
}

describe('a person', () => {
  const row = (head: string[], cells: (string | Cell)[]) => {
    const { records, issues } = parseRoster([sheetOf([head, cells])], context);
    const record = records[0];
    if (record === undefined) throw new Error('no record');
    return { ...record, issues };
  };

  it.each([...new Set(truth.people.records.map(({ file }) => file))])(
    'is read again from its cells as from the file: %s',
    (file) => {
      const { records, issues } = parseRoster(sampleSheets('rosters', file), context);
      for (const record of records) {
        const again = rereadPerson(record.source, record, context);
        const own = issues.filter(
          (issue) =>
            issue.row === record.row && !['duplicate_person', 'row_shifted'].includes(issue.kind),
        );
        expect(again).toEqual({ fields: record.fields, issues: own });
      }
    },
  );

  it('takes a corrected cell as plain text, without its comment or strike', () => {
    const { source, issues } = row(
      ['姓名', '身份证号', '性别', '联系电话'],
      [
        '李健豪',
        `${id.slice(0, 17)}1`,
        '男',
        { text: '1349188264', kind: 'text', comment: '空号' },
      ],
    );
    expect(issues.map(({ kind }) => kind)).toEqual(['cell_comment', 'id_bad_check', 'phone_short']);
    const mended = correct(correct(source, 'idCardNo', id), 'mobile', '13491882641');
    const again = rereadPerson(mended, { sheet: null, row: 2 }, context);
    expect(again.fields).toMatchObject({ idCardNo: id, mobile: '13491882641' });
    expect(again.issues).toEqual([]);
  });

  it('takes a column that the file does not have', () => {
    const { source, fields } = row(
      ['姓名', '身份证号', '性别', '民族'],
      ['李健豪', id, '男', '壮'],
    );
    expect(fields).not.toHaveProperty('townshipCode');
    const again = rereadPerson(
      correct(source, 'household', '青石镇弄岩村'),
      { sheet: null, row: 2 },
      context,
    );
    expect(again.fields).toMatchObject({ townshipCode: '459921101', village: '弄岩村' });
  });

  it('lets a slipped row go once somebody has looked at it', () => {
    const { source, issues } = row(
      ['姓名', '身份证号', '性别', '民族', '政治面貌', '学历', '联系电话', '军衔'],
      ['李健豪', id, '男', '', '壮', '群众', '高中', '13491882641', '中士'],
    );
    expect(issues.map(({ kind }) => kind)).toEqual(['row_shifted']);
    expect(source.find(({ column }) => column === 'rank')?.text).toBe('中士');
    const again = rereadPerson(correct(source, 'rank', '下士'), { sheet: null, row: 2 }, context);
    expect(again).toMatchObject({ fields: { rank: '下士', ethnicity: '壮族' }, issues: [] });
  });

  it('keeps a row withdrawn until name or number is written anew', () => {
    const head = ['姓名', '身份证号', '性别', '联系电话'];
    const struck = (text: string): Cell => ({ text, kind: 'text', struck: true });
    const { source } = row(head, ['李健豪', id, '男', '13491882641'].map(struck));
    const at = { sheet: null, row: 2 };
    const kindsOf = (cells: readonly SourceCell[]) =>
      rereadPerson(cells, at, context).issues.map(({ kind }) => kind);
    expect(kindsOf(correct(source, 'mobile', '13491882642'))).toEqual(['row_struck']);
    expect(kindsOf(correct(source, 'fullName', '李健豪'))).toEqual(['cell_struck']);
  });
});

describe('a position', () => {
  const head = ['岗位名称', '招聘人数', '薪资待遇', '学历要求'];
  const job = ['电工', '若干', '3000-4000', '不限'];
  const block = [
    ['企业名称', '甲公司'],
    ['统一社会信用代码', '91459921MA5NIO1X9Q'],
    ['地址', '青石镇矿山大道8号'],
  ];
  const none: EmployerFields = {
    name: '',
    uscc: null,
    usccValid: true,
    industry: null,
    nature: null,
    size: null,
    township: null,
    townshipCode: null,
    address: null,
    contact: null,
    phone: null,
    intro: null,
    sheet: null,
    row: 1,
  };

  const parse = (...rows: string[][]) => parsePositions([sheetOf(rows)], context);
  const fix = (source: readonly SourceCell[], column: string, text: string) =>
    correct(source, column, text, positionColumnNames);

  it.each([...new Set(truth.positions.records.map(({ file }) => file))])(
    'is read again from its cells as from the file: %s',
    (file) => {
      const { records, issues, employers } = parsePositions(
        sampleSheets('positions', file),
        context,
      );
      for (const record of records) {
        const employer = employers.find(({ name }) => name === record.fields.employer);
        const again = rereadPosition(record.source, employer ?? none, record, context);
        expect(again.fields).toEqual(record.fields);
        expect(again.issues).toEqual(issues.filter(({ row }) => row === record.row));
        expect(again.employer).toEqual(employer);
      }
    },
  );

  it('gets an employer that it did not have', () => {
    const { records, issues } = parse(head, job);
    expect(issues.map(({ kind }) => kind)).toContain('employer_missing');
    const again = rereadPosition(
      fix(fix(records[0]?.source ?? [], 'employer', '乙公司'), 'headcount', '3'),
      none,
      { sheet: 'Sheet1', row: 2 },
      context,
    );
    expect(again.fields).toMatchObject({ employer: '乙公司', headcount: 3 });
    expect(again.employer).toMatchObject({ name: '乙公司', uscc: null, firstRow: 2 });
    expect(again.issues.map(({ kind }) => kind)).toEqual(['uscc_missing', 'place_unknown']);
  });

  it('mends what is wrong with its employer, and keeps what is known of it', () => {
    const { records, employers } = parse(...block, head, job);
    const [employer = none] = employers;
    const at = { sheet: 'Sheet1', row: 5 };
    const source = fix(records[0]?.source ?? [], 'uscc', '91459921MA4XQGWL5M');
    const again = rereadPosition(source, employer, at, context);
    expect(again.employer).toEqual({ ...employer, uscc: '91459921MA4XQGWL5M', usccValid: true });
    expect(again.fields.townshipCode).toBe('459921101');
    expect(again.issues.map(({ kind }) => kind)).toEqual(['headcount_vague']);
  });
});

it('names for every issue the column to correct', () => {
  expect(columnOf('roster', 'politicalCode')).toBe('political');
  expect(columnOf('roster', 'townshipCode')).toBe('household');
  expect(columnOf('roster', 'idCardNo')).toBe('idCardNo');
  expect(columnOf('positions', 'skillsText')).toBe('skills');
  expect(columnOf('positions', 'salaryMin')).toBe('salary');
  expect(columnOf('positions', 'employer')).toBe('employer');
  expect(columnOf('roster', '*')).toBeNull();
  const fields = truth.people.issues.map(({ field }) => field).filter((field) => field !== '*');
  for (const field of fields) {
    expect(rosterColumnNames.map(({ column }) => column)).toContain(columnOf('roster', field));
  }
});
