import {
  ImportFileError,
  parseRoster,
  type Cell,
  type ParsedFile,
  type PersonFields,
} from '@xincheng/api/imports';
import { describe, expect, it } from 'vitest';
import { sampleContext, sheetOf } from '../../support/import-samples.ts';

const context = sampleContext();
const goodId = '459921200104245790';

const number = (value: number, text = String(value)): Cell => ({
  text,
  kind: 'number',
  number: value,
});

type Row = readonly (string | Cell)[];

function parse(...rows: Row[]): ParsedFile<PersonFields> {
  return parseRoster([sheetOf(rows)], context);
}

/** A person with one more column than name, ID number and sex. */
function readColumn(heading: string, value: string | Cell) {
  const head = ['姓名', '身份证号', '性别', '备注一', heading, '民族'];
  const { records, issues } = parse(head, ['李健豪', goodId, '男', '', value, '壮']);
  return { fields: records[0]?.fields ?? {}, issues: issues.map(({ kind }) => kind) };
}

function readId(value: string | Cell) {
  const { records, issues } = parse(
    ['姓名', '身份证号', '民族', '联系电话'],
    ['李健豪', value, '壮', '13491882641'],
  );
  return { id: records[0]?.fields.idCardNo, fields: records[0]?.fields, issues };
}

describe('ID numbers', () => {
  it.each<[string, string | Cell]>([
    ['plain', goodId],
    ['full-width', '４５９９２１２００１０４２４５７９０'],
    ['with spaces', '459921 20010424 5790'],
    ['with a tab', `${goodId}\t`],
    ['guarded', `="${goodId}"`],
    ['with an apostrophe', `'${goodId}`],
  ])('%s', (_, value) => {
    expect(readId(value)).toMatchObject({ id: goodId, issues: [] });
  });

  it('takes a small x and 15 digits, as text and as a number', () => {
    expect(readId('45992119881121335x').id).toBe('45992119881121335X');
    const first = readId('459921881121335');
    expect(first.id).toBe('45992119881121335X');
    expect(readId(number(459921881121335)).id).toBe(first.id);
  });

  it('takes sex and birth date from the number', () => {
    expect(readId(goodId).fields).toMatchObject({ sex: 1, birthDate: '2001-04-24' });
  });

  it.each<[string, string | Cell, string, string | null]>([
    ['a wrong check digit', '459921200104245791', 'id_bad_check', '2001-04-24'],
    ['18 digits stored as a number', number(459921200104245760), 'id_as_number', '2001-04-24'],
    ['a number cut in a CSV', '4.59921E+17', 'id_as_number', null],
    ['17 digits', '45992120010424579', 'id_bad_length', null],
    ['words', '见户口本', 'id_missing', null],
    ['nothing', '', 'id_missing', null],
    ['a day that does not exist', '459921200102305798', 'id_bad_date', null],
  ])('rejects %s', (_, value, kind, birthDate) => {
    const { id, fields, issues } = readId(value);
    expect(id).toBeNull();
    expect(fields?.birthDate).toBe(birthDate);
    expect(issues).toEqual([expect.objectContaining({ kind, action: 'reject', row: 2 })]);
  });

  it('takes a number out of a note, and says so', () => {
    const { id, issues } = readId(`${goodId}（遗失补办中）`);
    expect(id).toBe(goodId);
    expect(issues).toEqual([expect.objectContaining({ kind: 'id_with_note', action: 'flag' })]);
  });
});

describe('dates', () => {
  it.each<[string | Cell, string, string]>([
    ['2021.9', '2021-09', 'month'],
    ['2021.09.01', '2021-09-01', 'day'],
    ['20210901', '2021-09-01', 'day'],
    ['202109', '2021-09', 'month'],
    ['2021-9-1', '2021-09-01', 'day'],
    ['2021/9/1 0:00:00', '2021-09-01', 'day'],
    ['２０２１年９月', '2021-09', 'month'],
    ['2021年9月1日', '2021-09-01', 'day'],
    ['2021年9月份', '2021-09', 'month'],
    ['2021年9月上旬', '2021-09', 'month'],
    ['二〇二一年九月', '2021-09', 'month'],
    ['二○一九年十二月二十一日', '2019-12-21', 'day'],
    ['二零一零年十月', '2010-10', 'month'],
    ['98.12', '1998-12', 'month'],
    ['44440', '2021-09-01', 'day'],
    [number(44440), '2021-09-01', 'day'],
    [number(20210901), '2021-09-01', 'day'],
    [{ text: '2021/9/1', kind: 'date', date: '2021-09-01' }, '2021-09-01', 'day'],
  ])('%o', (value, date, precision) => {
    const { fields, issues } = readColumn('入伍时间', value);
    expect(fields).toMatchObject({ enlistDate: date, enlistPrecision: precision });
    expect(issues).toEqual([]);
  });

  it.each<[string | Cell, string]>([
    ['2032.9', 'future_date'],
    ['去年', 'date_unclear'],
    ['2021.13', 'date_unclear'],
    ['2021-02-30', 'date_unclear'],
    [number(2021.1), 'date_ambiguous'],
  ])('doubts %o', (value, kind) => {
    expect(readColumn('入伍时间', value).issues).toEqual([kind]);
  });

  const service = (enlist: string, discharge: string, years: string) => {
    const head = ['姓名', '身份证号', '入伍时间', '退役时间', '军龄'];
    const { records, issues } = parse(head, ['李健豪', goodId, enlist, discharge, years]);
    return { fields: records[0]?.fields, kinds: issues.map(({ kind }) => kind) };
  };

  it('holds dates and years against each other', () => {
    expect(service('2016.9', '2021.9', '5年').kinds).toEqual([]);
    expect(service('2016.9', '2021.9', '').fields?.serviceYears).toBe(5);
    expect(service('2016.9', '2021.9', '8')).toMatchObject({
      fields: { serviceYears: 5 },
      kinds: ['years_mismatch'],
    });
    expect(service('2021.9', '2016.9', '5')).toMatchObject({
      fields: { enlistDate: null, dischargeDate: null, serviceYears: 5 },
      kinds: ['discharge_before_enlist'],
    });
  });
});

describe('other columns', () => {
  it.each<[string, string, Partial<PersonFields>, string[]]>([
    ['联系电话', '+86 134-9188-2641', { mobile: '13491882641' }, []],
    ['联系电话', '86-13491882641', { mobile: '13491882641' }, []],
    ['联系电话', '0780-2653168/134 9188 2641', { mobile: '13491882641' }, []],
    ['联系电话', '13491882641（其父）', { mobile: '13491882641' }, []],
    ['联系电话', '13491882641 13491882642', { mobile: '13491882641' }, []],
    ['联系电话', '1349188264', { mobile: null }, ['phone_short']],
    ['联系电话', '0780-2653168', { mobile: null }, ['phone_landline']],
    ['学历', '大专(函授)', { educationCode: '30', educationMode: '继续教育' }, []],
    ['学历', '本科在读', { educationCode: '20', educationStatus: '在读' }, []],
    ['学历', '大学专科', { educationCode: '30' }, []],
    ['学历', '职业高中', { educationCode: '44', educationGroup: '40' }, []],
    ['学历', '硕士研究生', { educationCode: '14', educationGroup: '10' }, []],
    ['学历', '健康', { educationCode: null }, ['education_unclear']],
    ['驾驶证', 'B2、A2（军换）', { licences: ['B2', 'A2'], licenceMilitaryExchange: true }, []],
    ['驾驶证', 'C1E', { licences: ['C1', 'E'] }, []],
    ['驾驶证', 'ｃ１照', { licences: ['C1'] }, []],
    ['驾驶证', 'B2（军证未换）', { licences: ['B2'], licenceMilitaryExchange: false }, []],
    ['驾驶证', '大车证', { licences: [] }, ['licence_ambiguous']],
    ['驾驶证', '有C照', { licences: [] }, ['licence_ambiguous']],
    ['驾驶证', '无', { licences: [] }, []],
    ['立功受奖', '荣立三等功1次、嘉奖2次', { awards: ['三等功', '嘉奖'] }, []],
    ['专业技能', '1.焊接\n2.起重\n3.3D打印', { skills: ['焊接', '起重', '3D打印'] }, []],
    ['户籍地', '青石弄岩村', { stationCode: '459921101202', village: '弄岩村' }, []],
    ['户籍地', '云岭县河口镇河口村委会3组', { stationCode: '459921102201' }, []],
    ['户籍地', '河口村', { stationCode: '459921102201' }, []],
    ['户籍地', '桐木盘寨村', { townshipCode: '459921202', village: '盘寨村' }, []],
    ['户籍地', '青石镇不存村', { stationCode: '459921101000' }, ['village_unknown']],
    ['户籍地', '南宁市青秀区', { townshipCode: null }, ['place_unknown']],
    ['政治面貌', '中共预备党员', { politicalCode: '02' }, []],
    ['部队岗位', '野战炊事', { specialityKey: 'mil.cook.field' }, []],
    ['部队岗位', '战士', { specialityKey: null }, ['speciality_vague']],
    ['残疾等级', '因公八级', { disabilityGrade: 8 }, []],
    ['安置方式', '自主', { placementMode: '自主就业' }, []],
    ['特长', '打太极拳🏋️‍♂️', { hobby: '打太极拳' }, []],
    ['家庭情况', '=1+1', { family: '=1+1' }, ['formula_text']],
    ['培训意愿', '愿意（利用周末）叉车', { trainingWilling: true, trainingIntent: '叉车' }, []],
    ['培训意愿', '家里忙，以后再说', { trainingWilling: false, trainingIntent: null }, []],
  ])('%s: %s', (heading, value, expected, kinds) => {
    const { fields, issues } = readColumn(heading, value);
    expect(fields).toMatchObject(expected);
    expect(issues).toEqual(kinds);
  });

  it.each<[string, string[], string, string]>([
    ['厨师、自己开粉店；不限；南宁；看情况', ['厨师', '自己开粉店'], '南宁', '看情况'],
    ['装修/乡村建设工匠/农业/本县/6000', ['装修', '乡村建设工匠'], '本县', '6000'],
    ['岗位：电工 行业：建筑 地区：县城 期望薪资：5-8千', ['电工'], '县城', '5-8千'],
    ['想找保安/门卫，本乡镇，工资面议', ['保安', '门卫'], '本乡镇', '面议'],
  ])('reads the wish %s', (value, jobs, area, salaryText) => {
    const { intent } = readColumn('就业意向', value).fields;
    expect(intent).toMatchObject({ jobs, area, salaryText });
  });

  it.each<[string, string]>([
    ['蒙  源', '蒙源'],
    ['买买提·阿不都', '买买提·阿不都'],
    ['买买提•阿不都', '买买提·阿不都'],
    ['𠮷　明', '𠮷明'],
    ['Li Ming', 'Li Ming'],
  ])('reads the name %s', (written, name) => {
    const { records } = parse(['姓名', '身份证号', '性别', '民族'], [written, goodId, '男', '汉']);
    expect(records[0]?.fields.fullName).toBe(name);
  });

  it('says nothing about columns that a file does not have', () => {
    const fields = readColumn('军衔', '中士').fields;
    expect(Object.keys(fields)).not.toContain('skills');
    expect(Object.keys(fields)).not.toContain('intent');
  });
});

describe('tables', () => {
  const head = ['序号', '姓名', '身份证号', '性别', '联系电话'];
  const person = (serial: string, name: string, id: string): Row => [
    serial,
    name,
    id,
    '男',
    '13491882641',
  ];

  it('finds the heading anywhere, by synonyms, in any order; repeated after a page break', () => {
    const { records, issues } = parse(
      ['', '某县退役军人花名册'],
      ['填报单位：某站'],
      [],
      ['手机号码', '公民身份号码', 'No.', '姓 名 Name', '性别'],
      ['13491882641', goodId, '1', '李健豪', '男'],
      ['姓名', '性别', '身份证号', '联系电话'],
      ['罗国栋', '男', '45992119881121335X', '13490594898'],
      ['填表人：韦某', '', '审核人：莫某'],
      ['合计', '2'],
    );
    expect(records.map(({ row, fields }) => [row, fields.fullName, fields.mobile])).toEqual([
      [5, '李健豪', '13491882641'],
      [7, '罗国栋', '13490594898'],
    ]);
    expect(issues).toEqual([]);
  });

  it('keeps a row that nobody can read as an issue, and a person without a name as a record', () => {
    const { records, issues } = parse(
      head,
      person('1', '', goodId),
      ['', '', '', '', '', '以上名单已公示'],
      ['', '', '', '待补'],
    );
    expect(records.map(({ row }) => row)).toEqual([2]);
    expect(issues.map(({ row, kind }) => [row, kind])).toEqual([
      [2, 'name_missing'],
      [3, 'row_unread'],
      [4, 'row_unread'],
    ]);
  });

  it('flags the same person twice in a file', () => {
    const { issues } = parse(head, person('1', '李健豪', goodId), person('2', '李建豪', goodId));
    expect(issues).toEqual([
      expect.objectContaining({ row: 3, kind: 'duplicate_person', action: 'flag' }),
    ]);
  });

  const wide = ['姓名', '身份证号', '性别', '民族', '政治面貌', '学历', '联系电话', '军衔'];

  it('notices a row that slipped to the right and reads it in its place', () => {
    const { records, issues } = parse(wide, [
      '李健豪',
      goodId,
      '男',
      '',
      '壮',
      '群众',
      '高中',
      '13491882641',
      '中士',
    ]);
    expect(records[0]?.fields).toMatchObject({ mobile: '13491882641', rank: '中士' });
    expect(issues.map(({ kind, action }) => [kind, action])).toEqual([['row_shifted', 'reject']]);
  });

  it('notices a row that slipped to the left', () => {
    const { records, issues } = parse(wide, [
      '李健豪',
      goodId,
      '男',
      '群众',
      '高中',
      '13491882641',
      '中士',
    ]);
    expect(records[0]?.fields).toMatchObject({ mobile: '13491882641', rank: '中士' });
    expect(issues.map(({ kind }) => kind)).toContain('row_shifted');
  });

  it('refuses a file without a roster', () => {
    expect(() => parse(['品名', '数量'], ['大米', '3'])).toThrow(ImportFileError);
  });
});
