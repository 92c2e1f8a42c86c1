import { shippedRules } from '@xincheng/db/reference/rules';
import { expect, it } from 'vitest';
import { lint, textOf } from './lint-one.ts';
import { lawful, unlawful } from './lint-phrasings.ts';

it.each<[string, string, string]>([
  ['性别要求', '男', 'sex'],
  ['性别要求', '女性优先', 'sex'],
  ['性别要求', '限女', 'sex'],
  ['性别要求', '男女不限，男性优先', 'sex'],
  ['性别要求', '男3女2', 'sex'],
  ['性别要求', '最好是男的', 'sex'],
  ['性别要求', '女，18-35', 'sex'],
  ['性别要求', '男性', 'sex'],
  ['技能要求', '吃苦耐劳，只招男工', 'sex'],
  ['岗位职责', '因工作需要，限男性', 'sex'],
  ['技能要求', '女士勿扰', 'sex'],
  ['岗位名称', '保洁员（女）', 'sex'],
  ['技能要求', '男，25-40岁', 'sex'],
  ['技能要求', '要求男性', 'sex'],
  ['技能要求', '女生优先', 'sex'],
  ['技能要求', '未婚优先', 'marital'],
  ['技能要求', '入职两年内不得怀孕', 'marital'],
  ['岗位职责', '孕妇勿扰', 'marital'],
  ['技能要求', '应聘须孕检合格', 'marital'],
  ['技能要求', '三年内无生育计划', 'marital'],
  ['技能要求', '限已婚', 'marital'],
  ['技能要求', '签订承诺书五年不结婚', 'marital'],
  ['技能要求', '少数民族勿投', 'ethnicity'],
  ['技能要求', '仅限汉族', 'ethnicity'],
  ['技能要求', '汉族优先', 'ethnicity'],
  ['技能要求', '不招维吾尔族', 'ethnicity'],
  ['技能要求', '信教者勿投', 'religion'],
  ['技能要求', '不得信仰宗教', 'religion'],
  ['技能要求', '不信教', 'religion'],
  ['技能要求', '本地户口优先', 'household'],
  ['技能要求', '外地人勿扰', 'household'],
  ['技能要求', '必须是城镇户口', 'household'],
  ['技能要求', '须有本市户籍', 'household'],
  ['技能要求', '只要本地人', 'household'],
  ['技能要求', '无乙肝', 'health'],
  ['技能要求', '体检乙肝五项正常', 'health'],
  ['技能要求', '大三阳不录用', 'health'],
  ['技能要求', 'HIV检测阴性', 'health'],
  ['技能要求', '不招残疾人', 'disability'],
  ['技能要求', '无残疾', 'disability'],
  ['技能要求', '聋哑人谢绝', 'disability'],
  ['技能要求', '残疾人不予录用', 'disability'],
  ['岗位职责', '入职需交保证金500元', 'deposit'],
  ['岗位职责', '上岗前缴纳服装费300元', 'deposit'],
  ['岗位职责', '扣押身份证', 'deposit'],
  ['技能要求', '需提供担保人', 'deposit'],
  ['岗位职责', '入职先交培训费800元', 'deposit'],
])('holds %s “%s” as %s', (heading, text, kind) => {
  const { fields, rejects } = lint(heading, text);
  expect(fields).toMatchObject({ discriminatory: true, discriminatoryReasons: [kind] });
  expect(rejects.map((issue) => issue.kind)).toEqual(['discriminatory']);
});

it.each<[string, string]>([
  ['性别要求', '不限'],
  ['性别要求', '男女不限'],
  ['性别要求', '男女均可'],
  ['性别要求', '适合夫妻同来，男女均可'],
  ['性别要求', '男女不限，视岗位强度自行评估'],
  ['性别要求', '无'],
  ['性别要求', '性别不限'],
  ['性别要求', '男/女'],
  ['性别要求', '女工男工都可'],
  ['岗位职责', '女生宿舍管理，夜间值守'],
  ['岗位名称', '女装店导购'],
  ['岗位职责', '可照顾接送小孩的妈妈弹性上班'],
  ['岗位职责', '女工男工都可，家属可一起来采茶'],
  ['岗位职责', '为女性顾客量体'],
  ['技能要求', '能搬30斤货物，适应夜班'],
  ['岗位职责', '宴会婚宴加班，按小时补贴'],
  ['岗位职责', '怀孕女职工不安排夜班'],
  ['岗位职责', '不得因怀孕降低工资'],
  ['岗位名称', '孕婴店导购'],
  ['岗位职责', '生育保险齐全'],
  ['技能要求', '婚庆策划经验优先'],
  ['技能要求', '会讲壮话优先'],
  ['岗位职责', '会瑶话优先但不作条件'],
  ['岗位职责', '民族工艺品销售'],
  ['岗位职责', '壮族歌舞表演'],
  ['岗位职责', '地点：桐木瑶族乡'],
  ['技能要求', '少数民族优先'],
  ['岗位职责', '宗教场所安保'],
  ['岗位职责', '尊重员工宗教信仰'],
  ['技能要求', '本村居民优先'],
  ['岗位职责', '需居住在本镇，能按时打卡'],
  ['岗位职责', '受理开户、过户、缴费'],
  ['技能要求', '户籍不限'],
  ['岗位职责', '入户采集人口信息'],
  ['技能要求', '住处离单位近'],
  ['技能要求', '持健康证'],
  ['岗位职责', '不得要求乙肝检测'],
  ['岗位职责', '乙肝疫苗接种登记'],
  ['技能要求', '身体健康'],
  ['岗位职责', '传染病防控宣传'],
  ['技能要求', '残疾人优先'],
  ['岗位职责', '照护残疾人'],
  ['优先条件', '残疾军人优先'],
  ['技能要求', '残疾人同等录用'],
  ['岗位职责', '残联康复协助'],
  ['岗位职责', '可租公司三轮车，每月押金两百。'],
  ['岗位职责', '无需押金'],
  ['岗位职责', '培训费由公司承担'],
  ['岗位职责', '催收物业费，收取客户押金并登记'],
  ['岗位职责', '考取证书报销考试费'],
  ['岗位职责', '宿舍押金100元，退宿即还'],
  ['岗位职责', '不收取任何费用'],
  ['岗位职责', '前台收银，收取客人押金'],
  ['技能要求', '身高1.70米以上'],
  ['技能要求', '无犯罪记录'],
  ['技能要求', '无色盲'],
])('leaves %s “%s” alone', (heading, text) => {
  const { fields, rejects } = lint(heading, text);
  expect(fields).toMatchObject({ discriminatory: false, discriminatoryReasons: [] });
  expect(rejects).toEqual([]);
});

it.each(unlawful.map((phrasing) => [phrasing.text, phrasing] as const))(
  'holds “%s”',
  (_, { heading, text, kinds, title }) => {
    const { fields, rejects } = lint(heading, text, title);
    expect(fields?.discriminatory).toBe(true);
    expect([...(fields?.discriminatoryReasons ?? [])].sort()).toEqual([...kinds].sort());
    expect(rejects.length).toBeGreaterThanOrEqual(kinds.length);
  },
);

it.each(lawful)('leaves %s “%s” alone', (heading, text) => {
  const { fields, rejects } = lint(heading, text);
  expect(fields).toMatchObject({ discriminatory: false, discriminatoryReasons: [] });
  expect(rejects).toEqual([]);
});

it('names the field, the words, the rule of law and what to do', () => {
  const { rejects } = lint('技能要求', '会开车，已婚已育优先');
  expect(rejects).toMatchObject([
    {
      field: 'skillsText',
      words: '已婚已育优先',
      rule: 'position.marital',
      proposal: '会开车',
      reason: '婚姻、生育状况不能作为录用条件，也不能查孕，请删去。',
    },
  ]);
});

it('marks words that stand in the text, and names a rule that is in force', () => {
  const day = '2026-09-01';
  const inForce = new Set(
    shippedRules
      .filter(({ validFrom, validTo }) => validFrom <= day && day <= (validTo ?? day))
      .map(({ key }) => key),
  );
  for (const { heading, text, title } of unlawful) {
    const { fields, rejects } = lint(heading, text, title);
    for (const { field, words, rule, reason } of rejects) {
      expect(words).not.toBe('');
      expect(textOf(fields, field)).toContain(words);
      expect([...inForce]).toContain(rule);
      expect(reason).toMatch(/^[^。]+。$/);
    }
  }
});

it('marks words as they are written, with blanks, full width and slips of the pen', () => {
  const words = (text: string) => lint('技能要求', text).rejects.map((issue) => issue.words);
  expect(words('１８－３５岁，限　女性')).toEqual(['限　女性']);
  expect(words('限 男 性，会开车')).toEqual(['限 男 性']);
  expect(words('男姓优先')).toEqual(['男姓优先']);
  expect(words('会开车；ＨＢｓＡｇ 阴性')).toEqual(['ＨＢｓＡｇ 阴性']);
  expect(words('残\n疾人勿扰')).toEqual(['残\n疾人勿扰']);
  expect(words('能吃苦，女的不要，男的优先')).toEqual(['女的不要', '男的优先']);
});

it('leaves to the law what women may not do underground', () => {
  expect(lint('性别要求', '限男性', '井下采掘工').rejects).toEqual([]);
  expect(lint('性别要求', '限男性', '采掘机修工').rejects).toHaveLength(1);
});
