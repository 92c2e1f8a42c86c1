import { licenceClasses } from '@xincheng/db/vocabulary/codes';
import type { PersonRecord } from '../records/person-record.ts';
import type { LayoutColumn } from './layout.ts';
import { licencesText, listText, salaryText, sexText, trainingText } from './person-texts.ts';

/** A person on the way into a workbook. */
export interface PersonLine extends PersonRecord {
  /** Township and village in words: 青石镇弄岩村. */
  place: string;
}
export type PersonColumn = LayoutColumn<PersonLine>;

const educations = ['研究生', '本科', '大专', '中专', '高中', '职高', '技校', '初中', '小学'];
/** Ranks since 2022 (军士暂行条例); older ones may be typed. */
const ranks =
  '列兵 上等兵 下士 中士 二级上士 一级上士 三级军士长 二级军士长 一级军士长 少尉 中尉 上尉 少校 中校 上校 大校';
const branches =
  '陆军 海军 空军 火箭军 军事航天部队 网络空间部队 信息支援部队 联勤保障部队 武警部队 海警部队';
const placements = '自主就业 安排工作 逐月领取退役金 转业 复员 退休 供养 自主择业';
const awards =
  '嘉奖 三等功 二等功 一等功 “四有”优秀士兵 优秀士兵 三等战功 二等战功 一等战功 荣誉称号';

export const fullName: PersonColumn = {
  heading: '姓名',
  width: 9,
  text: (line) => line.fullName,
  hint: '与身份证一致。少数民族姓名中间的点写“·”。',
  example: '韦示例',
  required: true,
  centred: true,
};
export const sex: PersonColumn = {
  heading: '性别',
  width: 5,
  text: sexText,
  hint: '选“男”或“女”，应与身份证号一致。',
  example: '男',
  choices: { of: ['男', '女'], only: true },
  centred: true,
};
export const idCardNo = (example: string): PersonColumn => ({
  heading: '身份证号',
  width: 20,
  text: (line) => line.idCardNo,
  hint: '18 位，末位是字母时写大写 X。本列已设为文本，请直接输入，不要改成数值。',
  example,
  length: 18,
  required: true,
  centred: true,
});
export const ethnicity: PersonColumn = {
  heading: '民族',
  width: 8,
  text: (line) => line.ethnicity ?? '',
  hint: '写全称，如“壮族”。',
  example: '壮族',
  choices: {
    of: '汉族 壮族 瑶族 苗族 侗族 回族 满族 土家族 彝族 布依族 仫佬族 毛南族 水族 京族'.split(' '),
  },
  centred: true,
};
export const education = (example: string): PersonColumn => ({
  heading: '文化程度',
  width: 10,
  text: (line) => line.educationText ?? '',
  hint: '已取得的最高学历。继续教育、在读、肄业在后面注明，如“大专（函授）”“本科在读”。',
  example,
  choices: { of: educations },
  centred: true,
});
export const household = (example: string): PersonColumn => ({
  heading: '户籍地（乡镇、村）',
  width: 16,
  text: (line) => line.place,
  hint: '从下拉列表选乡镇和村（社区），列表里没有的村可以直接写。据此归到所属服务站。',
  example,
  choices: { of: 'places' },
  required: true,
});
export const residence: PersonColumn = {
  heading: '现居住地',
  width: 16,
  text: (line) => line.residence ?? '',
  hint: '现在住的地方；与户籍地相同写“同户籍”。',
  example: '同户籍',
  sensitive: true,
};
export const mobile: PersonColumn = {
  heading: '联系电话',
  width: 14,
  text: (line) => line.mobile ?? '',
  hint: '11 位手机号，一格只写一个。本列已设为文本。',
  example: '13800000000',
  length: 11,
  centred: true,
};
export const licences = (example: string): PersonColumn => ({
  heading: '驾驶证（车型、是否军证换领）',
  width: 12,
  text: licencesText,
  hint: '写准驾车型，有几种用“、”隔开；由军队驾驶证换领的注明“（军换）”，如“B2（军换）、D”。',
  example,
  choices: { of: [...licenceClasses.slice(0, 12), 'B2（军换）', 'A2（军换）'] },
});
export const skills = (example: string): PersonColumn => ({
  heading: '专业技能',
  width: 18,
  text: (line) => listText(line.skills),
  hint: '会做的事，一项一项写，用“、”隔开。',
  example,
});
export const remark: PersonColumn = {
  heading: '备注',
  width: 14,
  text: (line) => line.remark ?? '',
  hint: '其他需要说明的情况。',
  example: '',
  sensitive: true,
};
export const service: readonly PersonColumn[] = [
  {
    heading: '入伍时间',
    width: 11,
    text: (line) => line.enlistDate ?? '',
    hint: '写成 2017-09 或 2017-09-10，记不清日子只写到月。',
    example: '2017-09',
    centred: true,
  },
  {
    heading: '退役时间',
    width: 11,
    text: (line) => line.dischargeDate ?? '',
    hint: '写成 2025-09 或 2025-09-01，不早于入伍时间。',
    example: '2025-09-01',
    centred: true,
  },
  {
    heading: '服役年限',
    width: 6,
    text: (line) => (line.serviceYears === null ? '' : String(line.serviceYears)),
    hint: '满几年，只写数字；不填按起止时间算。',
    example: '8',
    centred: true,
  },
  {
    heading: '军衔',
    width: 9,
    text: (line) => line.rank ?? '',
    hint: '退役时的军衔，按 2022 年以后的名称；以前退役的按退役证上的写。',
    example: '中士',
    choices: { of: ranks.split(' ') },
    centred: true,
  },
  {
    heading: '军种',
    width: 10,
    text: (line) => line.branch ?? '',
    hint: '只写军种，不写部队番号、代号和驻地。',
    example: '陆军',
    choices: { of: branches.split(' ') },
    centred: true,
  },
  {
    heading: '部队岗位/专业',
    width: 14,
    text: (line) => line.specialityText ?? '',
    hint: '在部队主要做什么，越具体越好推荐，如“汽车兵（运输）”“炊事员”。',
    example: '汽车兵（运输）',
  },
  {
    heading: '立功受奖',
    width: 14,
    text: (line) => listText(line.awards),
    hint: '几项用“、”隔开；没有就空着。',
    example: '三等功、嘉奖',
    choices: { of: awards.split(' ') },
  },
];
export const wishes: readonly PersonColumn[] = [
  {
    heading: '意向岗位',
    width: 14,
    text: (line) => listText(line.jobs),
    hint: '想做的工作，最想做的写在前面，用“、”隔开。',
    example: '货车司机、车队管理员',
  },
  {
    heading: '意向地区',
    width: 9,
    text: (line) => line.wishArea ?? '',
    hint: '愿意去哪里工作，如“本县”“南宁”“不限”。',
    example: '本县',
  },
  {
    heading: '期望薪资',
    width: 12,
    text: salaryText,
    hint: '每月多少元，如“4000-6000”“5000以上”。',
    example: '5000-7000',
  },
  {
    heading: '培训意愿',
    width: 14,
    text: trainingText,
    hint: '愿意写“是（想学什么）”，不愿意写“否”。',
    example: '是（叉车司机）',
    choices: { of: ['是', '否'] },
  },
  {
    heading: '创业意向',
    width: 12,
    text: (line) => line.startup ?? '',
    hint: '想做什么、缺什么；没有就空着。',
    example: '想办家庭农场，缺启动资金',
    free: true,
  },
  {
    heading: '安置方式',
    width: 11,
    text: (line) => line.placementMode ?? '',
    hint: '从下拉列表选。',
    example: '自主就业',
    choices: { of: placements.split(' '), only: true },
    centred: true,
  },
  {
    heading: '残疾等级',
    width: 7,
    text: (line) => line.disability ?? '',
    hint: '评定了残疾等级的写几级，如“8级”；没有就空着。',
    example: '',
    choices: { of: Array.from({ length: 10 }, (_, index) => `${String(index + 1)}级`) },
    centred: true,
    sensitive: true,
  },
  {
    heading: '家庭情况（是否军属）',
    width: 16,
    text: (line) => line.family ?? '',
    hint: '与找工作有关的情况，不写未成年子女的姓名。',
    example: '已婚，一个孩子上小学',
    sensitive: true,
  },
];
