import { parsePositions, type PositionFields } from '@xincheng/api/imports';
import { describe, expect, it } from 'vitest';
import { sampleContext, sheetOf } from '../../support/import-samples.ts';

const context = sampleContext();
const block = [
  ['企业名称', '', '云岭县试点有限公司', '', '统一社会信用代码', '', '91459921MA4XQGWL5M'],
  ['地址', '', '云岭县青石镇矿山大道8号', '', '联系人', '', '卢先生'],
  ['联系电话：14627283817'],
];

function parse(headings: string[], ...rows: string[][]) {
  return parsePositions([sheetOf([...block, headings, ...rows])], context);
}

function readColumn(heading: string, value: string) {
  const rest: Record<string, string> = {
    岗位名称: '电工',
    招聘人数: '2',
    薪资待遇: '3000-4000',
    学历要求: '不限',
    性别要求: '不限',
    [heading]: value,
  };
  const { records, issues } = parse(Object.keys(rest), Object.values(rest));
  return { fields: records[0]?.fields, issues: issues.map(({ kind }) => kind) };
}

it.each<[string, string, Partial<PositionFields>, string[]]>([
  ['薪资待遇', '３５００－５０００元', { salaryMin: 3500, salaryMax: 5000 }, []],
  ['薪资待遇', '4k-6k', { salaryMin: 4000, salaryMax: 6000 }, []],
  ['薪资待遇', '4.9～6.7千', { salaryMin: 4900, salaryMax: 6700 }, []],
  ['薪资待遇', '1.2-1.5万', { salaryMin: 12000, salaryMax: 15000 }, []],
  ['薪资待遇', '8000-1万', { salaryMin: 8000, salaryMax: 10000 }, []],
  ['薪资待遇', '3,500至5,000元', { salaryMin: 3500, salaryMax: 5000 }, []],
  ['薪资待遇', '3500+提成', { salaryMin: 3500, salaryMax: null }, []],
  ['薪资待遇', '底薪3700，综合4900左右', { salaryMin: 3700, salaryMax: 4900 }, []],
  ['薪资待遇', '试用期2900，转正3200-4500', { salaryMin: 3200, salaryMax: 4500 }, []],
  ['薪资待遇', '3200-4500（试用期2900）', { salaryMin: 3200, salaryMax: 4500 }, []],
  ['薪资待遇', '年薪5-7.6万', { salaryMin: 4167, salaryMax: 6333 }, []],
  ['薪资待遇', '5000元以上', { salaryMin: 5000, salaryMax: null }, []],
  ['薪资待遇', '不超过5千', { salaryMin: null, salaryMax: 5000 }, []],
  [
    '薪资待遇',
    '240-320元/天',
    { salaryMin: null, salaryUnit: 'day', salaryDay: [240, 320] },
    ['salary_daily'],
  ],
  ['薪资待遇', '面议', { salaryMin: null, salaryMax: null }, ['salary_negotiable']],
  ['薪资待遇', '', { salaryMin: null, salaryMax: null }, ['salary_negotiable']],
  ['薪资待遇', '20元/小时', { salaryMin: null, salaryUnit: 'hour' }, ['salary_hourly']],
  ['薪资待遇', '4-6', { salaryMin: null, salaryMax: null }, ['salary_unclear']],
  ['招聘人数', '4人', { headcount: 4 }, []],
  ['招聘人数', '两名', { headcount: 2 }, []],
  ['招聘人数', '若干', { headcount: null }, ['headcount_vague']],
  ['招聘人数', '3-5人', { headcount: null }, ['headcount_vague']],
  ['年龄要求', '18至50岁', { ageMin: 18, ageMax: 50, veteranAgeMax: null }, []],
  ['年龄要求', '≤50周岁；退役军人≤53', { ageMin: null, ageMax: 50, veteranAgeMax: 53 }, []],
  ['年龄要求', '年龄45以内，当过兵的48也行', { ageMax: 45, veteranAgeMax: 48 }, []],
  ['年龄要求', '45岁以下，退役军人可放宽5岁', { ageMax: 45, veteranAgeMax: 50 }, []],
  ['年龄要求', '18周岁以上', { ageMin: 18, ageMax: null }, []],
  ['年龄要求', '不限', { ageMin: null, ageMax: null }, []],
  ['年龄要求', '年轻的', { ageMin: null, ageMax: null }, ['age_unclear']],
  ['学历要求', '高中/中专', { educationMin: '60' }, []],
  ['学历要求', '中专、技校以上', { educationMin: '40' }, []],
  ['学历要求', '全日制或成人大专', { educationMin: '30' }, []],
  ['学历要求', '本科及以上', { educationMin: '20' }, []],
  ['学历要求', '初中或高中', { educationMin: '70' }, []],
  ['学历要求', '识字即可', { educationMin: null }, []],
  ['驾驶证', 'A2及以上', { licences: ['A2'] }, []],
  ['技能要求', '会倒库，C1驾照', { licences: ['C1'], certificates: [] }, []],
  [
    '技能要求',
    '会看图，具备低压电工作业证、健康证',
    { certificates: ['低压电工作业证', '健康证'] },
    [],
  ],
  ['技能要求', '具备注册安全工程师优先', { preferredCertificates: ['注册安全工程师'] }, []],
  ['技能要求', '具备较强的沟通能力，持证两年以上', { certificates: [] }, []],
  ['工作地点', '公司本部', { townshipCode: '459921101', placeCode: null }, []],
  ['工作地点', '青石镇那马村', { placeCode: '459921101201' }, []],
  ['工作地点', '河口镇站点', { townshipCode: '459921102' }, []],
  ['工作地点', '南宁市', { townshipCode: null }, ['place_unknown']],
  ['班次', '白班（轮休）', { shift: '白班' }, []],
  ['是否接收军属', '优先接收', { acceptsFamily: true }, []],
  ['是否接收军属', '否', { acceptsFamily: false }, []],
  ['联系人及电话', '邓主任 +86 174 9306 5152', { contact: '邓主任', phone: '17493065152' }, []],
  ['优先条件', '=无', { veteranPriority: '=无' }, ['formula_text']],
])('%s: %s', (heading, value, expected, kinds) => {
  const { fields, issues } = readColumn(heading, value);
  expect(fields).toMatchObject(expected);
  expect(issues).toEqual(kinds);
});

describe('employers', () => {
  const head = ['岗位名称', '招聘人数', '薪资待遇', '学历要求'];
  const job = ['电工', '2', '3000-4000', '不限'];

  it('reads the block above the table and lends its contact to the positions', () => {
    const { employers, records } = parse(head, job);
    expect(employers).toEqual([
      expect.objectContaining({
        name: '云岭县试点有限公司',
        usccValid: true,
        township: '青石镇',
        contact: '卢先生',
        phone: '14627283817',
      }),
    ]);
    expect(records[0]?.fields).toMatchObject({
      employer: '云岭县试点有限公司',
      phone: '14627283817',
    });
  });

  it('warns of a wrong credit code once, without rejecting', () => {
    const rows = [
      ['企业名称', '某公司'],
      ['统一社会信用代码', '91459921MA5NIO1X9Q'],
      head,
      job,
      job,
    ];
    const { issues } = parsePositions([sheetOf(rows)], context);
    expect(issues.filter(({ kind }) => kind === 'uscc_invalid')).toEqual([
      expect.objectContaining({ row: 4, action: 'flag', field: 'uscc' }),
    ]);
  });

  it('takes the employers of a summary sheet from a column of several lines or of one', () => {
    const rows = [
      ['企业名称（信用代码/简介）', ...head],
      [
        '甲公司\n91459921MA4XQGWL5M\n制造业-电子；民营；20-49人\n云岭县那良镇街上8号\n做连接线',
        ...job,
      ],
      ['', ...job],
      ['乙合作社', ...job],
    ];
    const { employers, records } = parsePositions([sheetOf(rows)], context);
    expect(records.map(({ fields }) => fields.employer)).toEqual(['甲公司', '甲公司', '乙合作社']);
    expect(employers[0]).toMatchObject({
      industry: '制造业-电子',
      nature: '民营',
      size: '20-49人',
      townshipCode: '459921104',
      intro: '做连接线',
    });
  });

  it('rejects positions whose employer stands nowhere', () => {
    const { issues } = parsePositions([sheetOf([head, job])], context);
    expect(issues.map(({ kind }) => kind)).toContain('employer_missing');
  });
});
