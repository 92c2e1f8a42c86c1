import {
  detectKind,
  parsePositions,
  parseRoster,
  plainHeading,
  type Cell,
  type ParsedFile,
  type PersonFields,
  type Sheet,
} from '@xincheng/api/imports';
import { describe, expect, it } from 'vitest';
import { sampleContext, sheetOf } from '../../support/import-samples.ts';

const context = sampleContext();
const ids = ['459921200104245790', '45992119881121335X', '459921200204180752'];
const [first = '', second = '', third = ''] = ids;

type Row = readonly (string | Cell)[];
const text = (value: string, marks: Partial<Cell> = {}): Cell => ({
  text: value,
  kind: 'text',
  ...marks,
});
const wide = (value: string, row: number, columns: number): Cell =>
  text(value, { merged: { row, column: 0, rows: 1, columns } });

const parse = (...rows: Row[]) => parseRoster([sheetOf(rows)], context);
const kinds = ({ issues }: ParsedFile<object>) => issues.map(({ row, kind }) => [row, kind]);
const names = ({ records }: ParsedFile<PersonFields>) =>
  records.map(({ row, fields }) => [row, fields.fullName]);

const head = ['姓名', '身份证号', '性别', '联系电话'];
const people: Row[] = [
  ['李健豪', first, '男', '13491882641'],
  ['罗国栋', second, '男', '13490594898'],
  ['覃昌盛', third, '男', '14858915661'],
];

describe('headings', () => {
  it.each([
    ['户籍地（乡镇、村）', '户籍地'],
    ['1、姓　名*', '姓名'],
    ['【必填】身份证号:', '身份证号'],
    ['部队岗位/专业', '部队岗位专业'],
    ['（签字）', '签字'],
    ['姓名 NAME', '姓名name'],
  ])('%s is %s', (heading, plain) => {
    expect(plainHeading(heading)).toBe(plain);
  });

  it('takes three columns for a heading only when there is nothing else', () => {
    expect(names(parse(['姓名', '电话', '身份证号'], ['李健豪', '13491882641', first]))).toEqual([
      [2, '李健豪'],
    ]);
    expect(() => parse(['姓名', '电话', '身份证号', '工资', '工号'])).toThrow('没有找到花名册表头');
  });

  it('skips English, column numbers and hints below a heading', () => {
    const parsed = parse(
      ['序号', ...head],
      ['No.', 'Name', 'ID card', 'Sex', 'Tel'],
      ['1', '2', '3', '4', '5'],
      ['选填', '必填', '必填', '选填', '选填'],
      ['1', ...(people[0] ?? [])],
    );
    expect(names(parsed)).toEqual([[5, '李健豪']]);
    expect(parsed.issues).toEqual([]);
  });

  it('reads a heading in two rows, and no names of relatives under a wide heading', () => {
    const { records } = parse(
      ['姓名', '身份证号', '户籍地', '', '入伍', '', '家庭成员', ''],
      ['', '', '乡镇', '村（社区）', '时间', '地点', '姓名', '电话'],
      ['李健豪', first, '青石镇', '弄岩村', '2016.9', '本县', '李大山', '13491882641'],
    );
    expect(records.map(({ row, fields }) => [row, fields])).toEqual([
      [
        3,
        expect.objectContaining({
          fullName: '李健豪',
          stationCode: '459921101202',
          householdText: '青石镇弄岩村',
          enlistDate: '2016-09',
        }),
      ],
    ]);
    expect(records[0]?.fields).not.toHaveProperty('mobile');
  });

  it('lets what somebody said go before its own synonyms', () => {
    const headings = { 个人识别码: 'idCardNo', 联系电话: null, 手机二: 'mobile', 岗位: 'title' };
    const rows = [
      ['姓名', '个人识别码', '联系电话', '手机二'],
      ['李健豪', first, '07802653168', '13491882641'],
    ];
    const { records, tables } = parseRoster([sheetOf(rows)], { ...context, headings });
    expect(records[0]?.fields).toMatchObject({ idCardNo: first, mobile: '13491882641' });
    expect(tables[0]?.columns).toEqual([
      { heading: '姓名', column: 'fullName', by: 'synonym', hidden: false },
      { heading: '个人识别码', column: 'idCardNo', by: 'said', hidden: false },
      { heading: '联系电话', column: null, by: 'said', hidden: false },
      { heading: '手机二', column: 'mobile', by: 'said', hidden: false },
    ]);
  });
});

describe('what was recognised', () => {
  it('keeps every cell, also below no heading, and leaves our own columns out', () => {
    const { records, tables } = parse(
      ['原行号', ...head, '问题说明', '采集人'],
      ['7', ...(people[0] ?? []), '手机号少一位', '韦某', '待查'],
    );
    expect(
      records[0]?.source.map(({ heading, column, text: said }) => [heading, column, said]),
    ).toEqual([
      ['姓名', 'fullName', '李健豪'],
      ['身份证号', 'idCardNo', first],
      ['性别', 'sex', '男'],
      ['联系电话', 'mobile', '13491882641'],
      ['采集人', null, '韦某'],
      ['H列', null, '待查'],
    ]);
    expect(tables).toEqual([expect.objectContaining({ row: 1, rows: 1 })]);
    expect(tables[0]?.columns.map(({ heading }) => heading)).toEqual([...head, '采集人', 'H列']);
  });

  it('reads hidden columns and says so', () => {
    const sheet: Sheet = { ...sheetOf([head, ...people]), hiddenColumns: [3] };
    const { records, tables } = parseRoster([sheet], context);
    expect(records[0]?.fields.mobile).toBe('13491882641');
    expect(tables[0]?.columns[3]).toMatchObject({ heading: '联系电话', hidden: true });
    expect(tables[0]?.notices).toEqual([expect.stringContaining('“联系电话”列在表里是隐藏的')]);
  });

  it('does not read examples, instructions, lists and hidden sheets, and says which', () => {
    const example = sheetOf([head, ['韦示例', third, '男', '14858915661']], '填写示例');
    const hidden: Sheet = { ...sheetOf([head, ...people], '旧表'), hidden: true };
    const lists = sheetOf([['学历'], ['高中'], ['大专']], '选项');
    const { records, notices } = parseRoster(
      [example, sheetOf([head, ['示例', '', '', ''], ...people.slice(0, 1)]), hidden, lists],
      context,
    );
    expect(records.map(({ fields }) => fields.fullName)).toEqual(['李健豪']);
    expect(notices.map((notice) => notice.slice(0, 6))).toEqual([
      '“填写示例”',
      '“旧表”是隐',
      '“选项”看名',
    ]);
  });
});

describe('several tables', () => {
  it('reads tables with other columns further down, and titles between them', () => {
    const parsed = parse(
      ['一、退役士兵'],
      head,
      ...people.slice(0, 1),
      ['填报人：韦某'],
      ['二、往年'],
      ['身份证号', '姓名', '文化程度', '户籍地'],
      [second, '罗国栋', '高中', '青石镇弄岩村'],
    );
    expect(names(parsed)).toEqual([
      [3, '李健豪'],
      [7, '罗国栋'],
    ]);
    expect(parsed.tables.map(({ row, rows }) => [row, rows])).toEqual([
      [2, 1],
      [6, 1],
    ]);
    expect(parsed.issues).toEqual([]);
  });

  it('goes on after a heading that a page break repeats', () => {
    const { tables, records } = parse(
      head,
      ...people.slice(0, 2),
      ['某县花名册'],
      head,
      ...people.slice(2),
    );
    expect(tables.map(({ rows }) => rows)).toEqual([3]);
    expect(records).toHaveLength(3);
  });

  it('says that the right one of two lists side by side is not read', () => {
    const { records, tables } = parse(
      ['姓名', '身份证号', '联系电话', '', '姓名', '身份证号', '联系电话'],
      ['李健豪', first, '13491882641', '', '罗国栋', second, '13490594898'],
    );
    expect(records.map(({ fields }) => fields.fullName)).toEqual(['李健豪']);
    expect(tables[0]?.notices).toEqual([
      expect.stringContaining('“姓名”、“身份证号”、“联系电话”不止一列'),
    ]);
  });

  it('leaves out what stands between the rows, and says which rows it could not read', () => {
    const { records, tables, notices } = parseRoster(
      [
        sheetOf([
          ['序号', ...head],
          ['1', ...(people[0] ?? [])],
          ['2'],
          ['青石镇'],
          ['3', '', '', '男'],
          ['合计', '1', '', '1', '1'],
        ]),
        sheetOf([['会议纪要'], ['时间', '地点']], '其他'),
      ],
      context,
    );
    expect(records).toHaveLength(1);
    expect(tables[0]?.notices).toEqual([expect.stringContaining('第 4、5 行')]);
    expect(notices).toEqual(['“其他”里没有认出表头，没有读入。']);
  });

  it('reads 审核员 as a position and 审核人：… as a signature', () => {
    const { records } = parsePositions(
      [
        sheetOf([
          ['岗位名称', '招聘人数', '薪资待遇', '企业名称'],
          ['审核员', '2', '4000-5000', '甲公司'],
          ['审核人：李某', '', '填报人：王某'],
        ]),
      ],
      context,
    );
    expect(records.map(({ fields }) => fields.title)).toEqual(['审核员']);
  });

  it('reads all sheets, and knows the same person on two of them', () => {
    const { records, issues } = parseRoster(
      [sheetOf([head, ...people], '城关'), sheetOf([head, ...people.slice(0, 1)], '青石')],
      context,
    );
    expect(records).toHaveLength(4);
    expect(issues).toEqual([
      expect.objectContaining({ sheet: '青石', row: 2, kind: 'duplicate_person' }),
    ]);
    expect(issues[0]?.reason).toContain('“城关”第 2 行');
  });

  it('gives each form on a sheet its own employer', () => {
    const list = ['岗位名称', '招聘人数', '薪资待遇', '学历要求'];
    const job = ['电工', '2', '3000-4000', '不限'];
    const { records } = parsePositions(
      [
        sheetOf([
          ['岗位需求信息表'],
          ['企业名称', '甲公司'],
          list,
          job,
          ['填表人：邓某'],
          ['岗位需求信息表'],
          ['企业名称', '乙公司'],
          ['联系电话：14627283817'],
          list,
          job,
        ]),
      ],
      context,
    );
    expect(records.map(({ row, fields }) => [row, fields.employer, fields.phone])).toEqual([
      [4, '甲公司', null],
      [10, '乙公司', '14627283817'],
    ]);
  });

  it('takes a line of its own for the employer of the rows below', () => {
    const list = ['序号', '企业名称', '岗位名称', '招聘人数', '薪资待遇', '学历要求'];
    const { records } = parsePositions(
      [
        sheetOf([
          list,
          [wide('一、云岭县甲木业有限公司', 2, 6)],
          ['1', '', '电工', '2', '3000-4000', '不限'],
          [wide('二、乙茶厂', 4, 6)],
          ['1', '', '焊工', '1', '4000-5000', '不限'],
        ]),
      ],
      context,
    );
    expect(records[1]?.source[1]).toMatchObject({ column: 'employer', text: '乙茶厂' });
    expect(records.map(({ fields }) => fields.employer)).toEqual([
      '云岭县甲木业有限公司',
      '乙茶厂',
    ]);
  });
});

describe('marks by hand', () => {
  const struck = (value: string) => text(value, { struck: true });

  it('takes a row that is struck through as withdrawn', () => {
    const all = parse(
      head,
      people[0] ?? [],
      ['罗国栋', second, '男', ''].map(struck),
      people[2] ?? [],
    );
    expect(kinds(all)).toEqual([[3, 'row_struck']]);
    expect(all.issues[0]?.action).toBe('reject');
    const named = parse(head, [struck('罗国栋'), struck(second), '男', '13490594898']);
    expect(kinds(named)).toEqual([[2, 'row_struck']]);
  });

  it('flags a struck cell, a comment and a hidden row, one issue a cell', () => {
    const sheet = sheetOf([
      head,
      [
        '李健豪',
        first,
        '男',
        text('13491882641', { struck: true, comment: '空号，已换'.repeat(30) }),
      ],
      ['罗国栋', text(second, { struck: true }), '男', '13490594898'],
      ['覃昌盛', third, '男', '14858915661'],
    ]);
    const rows = sheet.rows.map((row) => (row.row === 4 ? { ...row, hidden: true as const } : row));
    const { issues } = parseRoster([{ ...sheet, rows }], context);
    expect(issues.map(({ row, field, kind, action }) => [row, field, kind, action])).toEqual([
      [2, 'mobile', 'cell_comment', 'flag'],
      [3, 'idCardNo', 'cell_struck', 'flag'],
      [4, '*', 'row_hidden', 'flag'],
    ]);
    expect(issues[0]?.reason.length).toBeLessThan(100);
  });

  it('shows a failed formula as a blank, and says so', () => {
    const { records, issues } = parse(head, [
      '李健豪',
      first,
      '男',
      { text: '#N/A', kind: 'error' },
    ]);
    expect(records[0]?.fields.mobile).toBeNull();
    expect(issues.map(({ field, kind }) => [field, kind])).toEqual([['mobile', 'cell_error']]);
  });
});

describe('swapped columns', () => {
  it.each([
    ['ID number and telephone', ['姓名', '联系电话', '性别', '身份证号'], [1, 3]],
    ['name and remark', ['备注', '身份证号', '性别', '联系电话', '姓名'], [0, 4]],
  ])('reads %s swapped and says so', (_, headings, [left = 0, right = 0]) => {
    const rows = people.map((row) => [...row, '']);
    const { records, tables } = parse(
      headings,
      ...rows.map((row, at) => row.with(4, `待查${String(at)}`)),
    );
    expect(records[0]?.fields).toMatchObject({
      fullName: '李健豪',
      idCardNo: first,
      mobile: '13491882641',
    });
    expect(tables[0]?.notices).toEqual([
      expect.stringContaining(`“${headings[left] ?? ''}”列和“${headings[right] ?? ''}”列`),
    ]);
  });

  it('reads dates of service swapped when most rows say so', () => {
    const { records, issues, tables } = parse(
      ['姓名', '身份证号', '入伍时间', '退役时间'],
      ['李健豪', first, '2023.3', '2021.3'],
      ['罗国栋', second, '2015.9', '2007.12'],
      ['覃昌盛', third, '2023.3', '2021.3'],
    );
    expect(records[0]?.fields).toMatchObject({ enlistDate: '2021-03', dischargeDate: '2023-03' });
    expect(issues).toEqual([]);
    expect(tables[0]?.notices).toHaveLength(1);
  });

  it('flags a single swapped row', () => {
    const { issues } = parse([...head, '民族'], ...people.map((row) => [...row, '汉族']), [
      '壮族',
      '459921199212186518',
      '男',
      '13491882640',
      '李健豪',
    ]);
    expect(issues.map(({ row, field, kind }) => [row, field, kind])).toEqual([
      [5, 'fullName', 'name_unclear'],
      [5, 'ethnicity', 'ethnicity_unclear'],
    ]);
    const wished = parse([...head, '特长'], ...people.map((row) => [...row, '足球']), [
      '唱山歌',
      '459921199212186518',
      '男',
      '13491882640',
      '李健豪',
    ]);
    expect(kinds(wished)).toEqual([[5, 'name_elsewhere']]);
  });
});

describe('forms', () => {
  it('reads one person a page, label left and value right, with relatives below', () => {
    const sheet = sheetOf([
      [wide('退役军人登记表', 1, 6)],
      ['姓 名', '李健豪', '性 别', '男', '民 族', '壮族'],
      [
        '身份证号',
        text(first, { merged: { row: 3, column: 1, rows: 1, columns: 3 } }),
        '',
        '',
        '学 历',
        '高中',
      ],
      ['户籍地', '青石镇弄岩村', '婚姻状况', '未婚', '联系电话', ''],
      ['入伍时间', '2021年3月', '退役时间', '2023年3月', '籍贯', '广西'],
      ['家庭成员', '姓名', '关系', '政治面貌', '工作单位'],
      ['', '李大山', '父子', '群众', '务农'],
    ]);
    const parsed = parseRoster([sheet], context);
    expect(parsed.records.map(({ row, fields }) => [row, fields])).toEqual([
      [
        2,
        expect.objectContaining({
          fullName: '李健豪',
          idCardNo: first,
          ethnicity: '壮族',
          educationCode: '60',
          stationCode: '459921101202',
          mobile: null,
          enlistDate: '2021-03',
          dischargeDate: '2023-03',
        }),
      ],
    ]);
    expect(parsed.records[0]?.source).toContainEqual(
      expect.objectContaining({ heading: '婚姻状况', column: null, text: '未婚' }),
    );
    expect(parsed.tables[0]).toMatchObject({ row: 2, rows: 1 });
    expect(detectKind([sheet], context)).toBe('roster');
  });

  it('reads several forms below each other, values below labels, and “label：value”', () => {
    const form = (name: string, id: string): Row[] => [
      ['退役军人登记卡'],
      ['姓名', '身份证号'],
      [name, id],
      ['联系电话', '文化程度'],
      ['13491882641', '高中'],
    ];
    const stacked = parse(...form('李健豪', first), ...form('罗国栋', second));
    expect(names(stacked)).toEqual([
      [2, '李健豪'],
      [7, '罗国栋'],
    ]);
    expect(stacked.records[1]?.fields).toMatchObject({ idCardNo: second, educationCode: '60' });
    const spoken = parse(
      ['姓名：覃昌盛    性别：男'],
      [`身份证号：${third}`],
      ['联系电话：14858915661'],
    );
    expect(spoken.records[0]?.fields).toMatchObject({ fullName: '覃昌盛', idCardNo: third });
  });

  it('reads one position a page', () => {
    const sheet = sheetOf([
      ['企业名称', '甲公司', '信用代码', '91459921MA4XQGWL5M'],
      ['岗位名称', '电工', '招聘人数', '2'],
      ['薪资待遇', '3000-4000', '学历要求', '高中'],
      ['岗位名称', '焊工', '招聘人数', '1'],
      ['薪资待遇', '4000-5000', '学历要求', '不限'],
    ]);
    const { records, employers } = parsePositions([sheet], context);
    expect(records.map(({ row, fields }) => [row, fields.title, fields.salaryMin])).toEqual([
      [2, '电工', 3000],
      [4, '焊工', 4000],
    ]);
    expect(employers).toEqual([expect.objectContaining({ name: '甲公司', usccValid: true })]);
    expect(detectKind([sheet], context)).toBe('positions');
  });
});

describe('the kind of a file', () => {
  it('is told by its headings', () => {
    expect(detectKind([sheetOf([head, ...people])], context)).toBe('roster');
    const list = ['岗位名称', '招聘人数', '性别', '年龄', '学历', '联系电话'];
    expect(detectKind([sheetOf([list])], context)).toBe('positions');
    expect(detectKind([sheetOf([['品名', '数量']])], context)).toBeNull();
  });
});
