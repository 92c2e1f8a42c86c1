import {
  parsePositions,
  parseRoster,
  type Cell,
  type PersonFields,
  type PositionFields,
} from '@xincheng/api/imports';
import { describe, expect, it } from 'vitest';
import { sampleContext, sheetOf } from '../../support/import-samples.ts';

/** The dirt of other counties: what can be read is read, what is doubtful is asked, nothing is guessed. */
const context = sampleContext('2024-10-15');
const id = '459921200104245790';
const other = '45992119881121335X';

function person(heading: string, value: string | Cell) {
  const cells: Record<string, string | Cell> = {
    姓名: '李健豪',
    身份证号: id,
    性别: '男',
    民族: '汉族',
    [heading]: value,
  };
  const { records, issues } = parseRoster(
    [sheetOf([Object.keys(cells), Object.values(cells)])],
    context,
  );
  return { fields: records[0]?.fields ?? {}, issues };
}

function position(heading: string, value: string) {
  const cells: Record<string, string> = {
    企业名称: '甲公司',
    统一社会信用代码: '91459921MA4XQGWL5M',
    岗位名称: '电工',
    招聘人数: '2',
    薪资待遇: '3000-4000',
    工作地点: '青石镇',
    [heading]: value,
  };
  const { records, issues } = parsePositions(
    [sheetOf([Object.keys(cells), Object.values(cells)])],
    context,
  );
  return { fields: records[0]?.fields, issues };
}

const kinds = ({ issues }: { issues: readonly { kind: string }[] }) =>
  issues.map(({ kind }) => kind);

describe('ID numbers', () => {
  it.each([
    ['pasted with marks of direction', `\u202d${id}\u202c`],
    ['with zero-width characters', `4599\u200b21200104\ufeff245790`],
    ['with dashes and dots', '459921—20010424.5790'],
    ['behind a typographic apostrophe', `’${id}`],
  ])('%s', (_, written) => {
    const read = person('身份证号', written);
    expect([read.fields.idCardNo, kinds(read)]).toEqual([id, []]);
  });

  it.each<[string, string, string, string | undefined]>([
    ['459921********5790', 'id_masked', 'reject', undefined],
    [`${id}/${other}`, 'id_several', 'reject', undefined],
    [`${id}${other}`, 'id_bad_length', 'reject', undefined],
    ['459921200104245', 'id_bad_length', 'reject', undefined],
    ['4.59921200104246E+17', 'id_as_number', 'reject', undefined],
    ['4599212OO1O424579O', 'id_bad_length', 'reject', id],
    ['45992119881121335*', 'id_bad_length', 'reject', other],
    [`身份证：${id}`, 'id_with_note', 'flag', id],
    ['459921200104245000', 'id_bad_check', 'reject', undefined],
    ['459921200104248000', 'id_maybe_lost', 'flag', undefined],
  ])('%s: %s', (written, kind, action, proposal) => {
    const { issues } = person('身份证号', written);
    const ofId = issues.filter(({ field }) => field === 'idCardNo');
    expect(ofId).toEqual([expect.objectContaining({ kind, action })]);
    expect(ofId[0]?.proposal).toBe(proposal);
  });
});

describe('names', () => {
  it.each([
    ['张三（已故）', '张三', ['name_with_note']],
    ['古丽·买买提', '古丽·买买提', []],
    ['阿依古丽．买买提', '阿依古丽·买买提', []],
    ['\u{20BB7} 明', '\u{20BB7}明', []],
    ['㮾\u200b华', '㮾华', []],
    ['⽯磊', '石磊', []],
    ['中士', '中士', ['name_unclear']],
    ['李（大）豪', '李(大)豪', ['name_unclear']],
    ['城中社区', '城中社区', ['name_unclear']],
    ['13491882641', '13491882641', ['name_unclear']],
  ])('%s is %s %j', (written, name, expected) => {
    const read = person('姓名', written);
    expect([read.fields.fullName, kinds(read)]).toEqual([name, expected]);
  });
});

describe('dates', () => {
  it.each<[string, string]>([
    ['23.9', '2023-09'],
    ['2023 9 1', '2023-09-01'],
    ['2023. 9', '2023-09'],
    ['2023-09-01T00:00:00', '2023-09-01'],
    ['45170.0', '2023-09-01'],
    ['二O一九年十二月', '2019-12'],
    ['九八年十二月', '1998-12'],
    ['2023.9.1.', '2023-09-01'],
  ])('%s', (written, date) => {
    const read = person('入伍时间', written);
    expect([read.fields.enlistDate, kinds(read)]).toEqual([date, []]);
  });

  it.each<[string, string]>([
    ['2023年秋', 'date_unclear'],
    ['2023', 'date_unclear'],
    ['20239', 'date_unclear'],
    ['230901', 'date_unclear'],
    ['9/1/2023', 'date_unclear'],
    ['1903.12', 'date_unclear'],
    ['01/09/23', 'date_ambiguous'],
    ['至今', 'still_serving'],
  ])('asks about %s', (written, kind) => {
    expect(kinds(person('退役时间', written))).toEqual([kind]);
  });

  it.each(['2018.9-2023.9', '2018年9月至2023年9月', '201809—202309', '2018/9-2023/9'])(
    'takes both dates from %s',
    (written) => {
      const dates = { enlistDate: '2018-09', dischargeDate: '2023-09' };
      const period = person('服役起止时间', written);
      expect(period.fields).toMatchObject(dates);
      expect(period.issues).toEqual([]);
      expect(kinds(person('入伍时间', written))).toEqual(['date_range']);
    },
  );

  it('does not trust 2021.1 of a CSV, which may have been 2021.10', () => {
    const sheet = sheetOf([
      ['姓名', '身份证号', '入伍时间', '退役时间'],
      ['李健豪', id, '2021.1', '2023.01'],
    ]);
    const { issues } = parseRoster([{ ...sheet, name: null }], context);
    expect(issues.map(({ field, kind }) => [field, kind])).toEqual([
      ['enlistDate', 'date_ambiguous'],
    ]);
  });
});

describe('other columns of people', () => {
  it.each<[string, string, Partial<PersonFields>, string[]]>([
    ['联系电话', '134 9188 2641、13490594898', { mobile: '13491882641' }, []],
    ['联系电话', '0086-13491882641', { mobile: '13491882641' }, []],
    ['联系电话', '(0780)2653168', { mobile: null }, ['phone_landline']],
    ['联系电话', '1.34919E+10', { mobile: null }, ['phone_short']],
    ['学历', '大专毕业，本科在读', {}, ['education_ambiguous']],
    ['学历', '专升本', { educationCode: '20' }, []],
    ['学历', '初级中学', { educationCode: '70' }, []],
    ['驾驶证', 'C1证 增驾中', { licences: [] }, ['licence_ambiguous']],
    ['驾驶证', 'C1，B2增驾中', { licences: ['C1'] }, []],
    ['驾驶证', '在考C1', { licences: [] }, []],
    ['驾驶证', '无B2，有C1', { licences: ['C1'] }, []],
    ['驾驶证', 'C1（已吊销）', { licences: [] }, ['licence_unclear']],
    ['驾驶证', 'A1A2', { licences: ['A1', 'A2'] }, []],
    ['驾驶证', '小车证', { licences: [] }, ['licence_ambiguous']],
    ['服役年限', '60个月', { serviceYears: 5 }, []],
    ['服役年限', '五年', { serviceYears: 5 }, []],
    ['服役年限', '很多年', { serviceYears: null }, ['years_unclear']],
    ['残疾等级', '11级', { disabilityGrade: null }, ['disability_unclear']],
    ['户籍地', '南宁市青秀区', { townshipCode: null }, ['place_unknown']],
    ['户籍地', '白云县青石镇弄岩村', { townshipCode: null }, ['place_unknown']],
    ['户籍地', '百色市青石镇大山村', { townshipCode: null }, ['place_unknown']],
    ['户籍地', '广西壮族自治区云岭县青石镇弄岩村', { village: '弄岩村' }, []],
    ['户籍地', '青石镇弄岩行政村', { village: '弄岩村' }, []],
  ])('%s: %s', (heading, written, fields, expected) => {
    const read = person(heading, written);
    expect(read.fields).toMatchObject(fields);
    expect(kinds(read)).toEqual(expected);
  });
});

describe('wishes for pay', () => {
  it.each<[string, number | null, string[]]>([
    ['3500-5000', 3500, []],
    ['看情况', null, []],
    ['200元/天', null, ['salary_unclear']],
    ['350左右', null, ['salary_unclear']],
    ['58千', null, ['salary_unclear']],
  ])('%s', (written, min, expected) => {
    const head = ['姓名', '身份证号', '意向岗位', '期望薪资'];
    const { records, issues } = parseRoster(
      [sheetOf([head, ['李健豪', id, '电工', written]])],
      context,
    );
    expect([records[0]?.fields.intent?.salaryMin, kinds({ issues })]).toEqual([min, expected]);
  });

  it.each([
    '客房主管；国企；本市；３５００左右',
    '找护士、养老护理，不限，工资3500',
    '想找客房主管，本市，工资3500',
  ])('%s', (written) => {
    const read = person('就业意向', written);
    expect(read.fields.intent).toMatchObject({ salaryMin: 3500 });
    expect(kinds(read)).toEqual([]);
  });
});

describe('columns of positions', () => {
  it.each<[string, string, Partial<PositionFields>, string[]]>([
    ['薪资待遇', '三千五', { salaryMin: 3500, salaryMax: 3500 }, []],
    ['薪资待遇', '四五千', { salaryMin: 4000, salaryMax: 5000 }, []],
    ['薪资待遇', '年薪8-10万', { salaryMin: 6667, salaryMax: 8333 }, []],
    ['薪资待遇', '8-10万', { salaryMin: null }, ['salary_unclear']],
    ['薪资待遇', '3500-4500元/月，包吃住', { salaryMin: 3500, salaryMax: 4500 }, []],
    ['薪资待遇', '每天8小时，4000-5000元', { salaryMin: 4000, salaryMax: 5000 }, []],
    ['薪资待遇', '一年一签，4000-5000', { salaryMin: 4000, salaryMax: 5000 }, []],
    ['薪资待遇', '4000--6000', { salaryMin: 4000, salaryMax: 6000 }, []],
    ['薪资待遇', '4000/6000', { salaryMin: null }, ['salary_unclear']],
    ['薪资待遇', '男4000，女3500', { salaryMin: null }, ['salary_unclear']],
    ['薪资待遇', '底薪2000+绩效1000-3000', { salaryMin: 2000, salaryMax: null }, []],
    ['薪资待遇', '3000元，最高6000', { salaryMin: 3000, salaryMax: 6000 }, []],
    ['薪资待遇', '日薪200', { salaryUnit: 'day', salaryDay: [200, 200] }, ['salary_daily']],
    ['薪资待遇', '18-22元/时', { salaryUnit: 'hour', salaryMin: null }, ['salary_hourly']],
    ['薪资待遇', '计件', { salaryMin: null }, ['salary_unclear']],
    ['薪资待遇', '面谈', { salaryMin: null }, ['salary_negotiable']],
    ['年龄要求', '45岁以下（退役军人放宽至50）', { ageMax: 45, veteranAgeMax: 50 }, []],
    ['年龄要求', '18-45周岁', { ageMin: 18, ageMax: 45 }, []],
    ['年龄要求', '不超过50', { ageMin: null, ageMax: 50 }, []],
    ['年龄要求', '四十五岁（含）以下', { ageMax: 45 }, []],
    ['年龄要求', '男18-60，女18-55', { ageMax: null }, ['age_unclear']],
    ['年龄要求', '45-18', { ageMax: null }, ['age_unclear']],
    ['招聘人数', '2名（男女不限）', { headcount: 2 }, []],
    ['招聘人数', '十二人', { headcount: 12 }, []],
    ['招聘人数', '数名', { headcount: null }, ['headcount_vague']],
    ['招聘人数', '3-5人', { headcount: null }, ['headcount_vague']],
    ['技能要求', '持健康证者优先', { certificates: [], preferredCertificates: ['健康证'] }, []],
    ['技能要求', '最好有电工证', { certificates: [], preferredCertificates: ['电工证'] }, []],
    ['技能要求', '有C1驾照优先', { licences: [], preferredCertificates: ['C1驾驶证'] }, []],
    ['技能要求', '有低压电工证（必须）', { certificates: ['低压电工证'] }, []],
    ['技能要求', '无证亦可', { certificates: [] }, []],
    ['联系电话', '1462728381', { phone: null }, ['phone_unclear']],
  ])('%s: %s', (heading, written, fields, expected) => {
    const read = position(heading, written);
    expect(read.fields).toMatchObject(fields);
    expect(kinds(read)).toEqual(expected);
  });
});
