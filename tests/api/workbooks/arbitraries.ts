/** Records as they can stand in the data bank, for round trips through workbooks. */
import type { PersonLine, PositionLine } from '@xincheng/api/workbooks';
import { blankRecord } from '@xincheng/api/records/person-record';
import fc from 'fast-check';

/** A day after all generated ones. */
export const today = '2026-11-03';

const idWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
function idCardOf(birthDay: string, serial: number): string {
  const body = `459921${birthDay.replaceAll('-', '')}${String(serial).padStart(3, '0')}`;
  const sum = idWeights.reduce((total, weight, at) => total + weight * Number(body[at]), 0);
  return `${body}${'10X98765432'[sum % 11] ?? ''}`;
}

const pad = (value: number) => String(value).padStart(2, '0');
const dayBetween = (from: number, to: number) =>
  fc
    .tuple(
      fc.integer({ min: from, max: to }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 28 }),
    )
    .map(([year, month, date]) => `${String(year)}-${pad(month)}-${pad(date)}`);
/** A day, or a month only. */
const dateBetween = (from: number, to: number) =>
  fc
    .tuple(dayBetween(from, to), fc.boolean())
    .map(([day, whole]) => (whole ? day : day.slice(0, 7)));

/** Pieces of texts as people type and paste them, and as an attacker would. */
const pieces = [
  ...['种沃柑', '开过货车', 'Excel 函数', '会讲壮话', '𠮷', '𬱖姓', '·', '，', '。', '、', '；', '/', '（2年）'],
  ...['=1+1', "=cmd|'/c calc'!A0", '+86', '-1+1', '@SUM(A1)', '＝1', '＋', '－', '＠', '"', "'", '&', '<b>'],
  ...[']]>', '_x0041_', '_x000D_', '\n', '\t', ' ', '3.5米', '12', '1.', '100%', 'null'],
]; // prettier-ignore

/** Words that say there is nothing, which no record keeps. */
const saysNothing = /^(无|没有|暂无|否|未有|不详|未填|空|n\/?a|none|[/\\\-—–_、.。－／]+)$/i;

/** Free text as an import keeps it: trimmed, single blanks, something in it. */
const text = fc
  .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 8 })
  .map((parts) => parts.join('').replace(/ {2,}/g, ' ').trim())
  .filter((value) => value !== '' && !saysNothing.test(value.normalize('NFKC').trim()));
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });

/** An item of a list: no separator of lists stands in it. */
const item = text
  .map((value) => value.replace(/[、，,；;/／\n|]/g, '').trim())
  .filter((value) => value !== '' && !saysNothing.test(value.normalize('NFKC').trim()));
const items = fc.uniqueArray(item, { maxLength: 4 });

const names = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('韦', '覃', '欧阳', '𠮷', '㐂'),
      fc.constantFrom('国安', '𬱖', '玉', '文䶮', '小二'),
    )
    .map((parts) => parts.join('')),
  fc.constantFrom('买买提·吐尔逊', '阿卜杜拉·𠮷拉', 'Anna Li'),
);

const educations = [
  { educationText: '高中', educationCode: '60', educationStatus: null, educationMode: null },
  { educationText: '大专（函授）', educationCode: '30', educationStatus: null, educationMode: '继续教育' },
  { educationText: '本科在读', educationCode: '20', educationStatus: '在读', educationMode: null },
  { educationText: null, educationCode: null, educationStatus: null, educationMode: null },
]; // prettier-ignore
const ethnicities = [
  { ethnicity: '壮族', ethnicityCode: '08' },
  { ethnicity: '穿青人', ethnicityCode: null },
  { ethnicity: null, ethnicityCode: null },
];
const specialities = [
  { specialityText: '汽车兵（运输）', specialityKey: 'mil.drive.wheeled' },
  { specialityText: '炊事员', specialityKey: 'mil.cook.hot' },
  { specialityText: '随便什么', specialityKey: null },
  { specialityText: null, specialityKey: null },
];
const places = [
  { areaCode: '459921101202', village: '弄岩村', place: '青石镇弄岩村' },
  { areaCode: '459921102000', village: null, place: '河口镇' },
  { areaCode: '459921102000', village: '石头村', place: '河口镇石头村' },
  { areaCode: '459921202000', village: null, place: '桐木瑶族乡' },
];
const salaries = [
  { salaryText: '3500-5000', salaryMin: 3500, salaryMax: 5000 },
  { salaryText: '4k-6k', salaryMin: 4000, salaryMax: 6000 },
  { salaryText: '5000以上', salaryMin: 5000, salaryMax: null },
  { salaryText: '面议', salaryMin: null, salaryMax: null },
  { salaryText: null, salaryMin: null, salaryMax: null },
];
const trainings = [
  { trainingWilling: null, trainingIntent: null },
  { trainingWilling: false, trainingIntent: null },
  ...[null, '叉车（N1）', '周末', '学前教育', '（电工）', '考驾照', '周末\n学电工'].map(
    (trainingIntent) => ({ trainingWilling: true, trainingIntent }),
  ),
];
const awards = ['嘉奖', '三等功', '“四有”优秀士兵', '二等战功'];
const licences = ['A2', 'B2', 'C1', 'C6', 'D', 'G'];
const licencesHeld = [
  { licences: [], licenceMilitaryExchange: false },
  { licences: ['C1'], licenceMilitaryExchange: false },
  { licences: ['A2', 'D'], licenceMilitaryExchange: true },
  { licences: ['B2', 'C6', 'G'], licenceMilitaryExchange: true },
];
const placements = ['自主就业', '安排工作', '逐月领取退役金', '转业', '自主择业', null];

const common = {
  born: dayBetween(1950, 2004),
  serial: fc.integer({ min: 0, max: 999 }),
  fullName: names,
  mobile: optional(
    fc.integer({ min: 300_000_000, max: 999_999_999 }).map((rest) => `1${String(rest).padStart(10, '3')}`),
  ),
  place: fc.constantFrom(...places),
  education: fc.constantFrom(...educations),
  residence: text,
  licences: fc.constantFrom(...licencesHeld),
  certificates: items,
  skills: items,
  experience: optional(text),
  remark: optional(text),
}; // prettier-ignore

interface Born {
  born: string;
  serial: number;
}
const identityOf = ({ born, serial }: Born) => ({
  idCardNo: idCardOf(born, serial),
  birthDate: born,
  sex: serial % 2 === 1 ? 1 : 2,
});

/** What no column of the roster holds, as it stands in a new record. */
export const unspoken = {
  maxDistanceKm: null,
  acceptShift: null,
  acceptLodging: null,
  payFirm: false,
  restrictions: [],
  refusesRanking: false,
  deniedSkills: [],
} satisfies Partial<PersonLine>;

export const veteran: fc.Arbitrary<PersonLine> = fc
  .record({
    ...common,
    ethnicity: fc.constantFrom(...ethnicities),
    politicalCode: optional(
      fc.integer({ min: 1, max: 13 }).map((code) => pad(code)),
    ),
    service: fc.tuple(optional(dateBetween(1970, 1999)), optional(dateBetween(2000, 2025))),
    serviceYears: fc.integer({ min: 0, max: 40 }),
    rank: fc.constantFrom('列兵', '上等兵', '下士', '二级上士', '三级军士长', null),
    branch: fc.constantFrom('陆军', '火箭军', '信息支援部队', '武警部队', null),
    speciality: fc.constantFrom(...specialities),
    awards: fc.subarray(awards),
    hobby: optional(text),
    jobs: items,
    wishArea: optional(text),
    salary: fc.constantFrom(...salaries),
    training: fc.constantFrom(...trainings),
    startup: optional(text),
    placementMode: fc.constantFrom(...placements),
    disability: optional(fc.integer({ min: 1, max: 10 }).map((grade) => `${String(grade)}级`)),
    family: optional(text),
  })
  .map(
    ({ born, serial, place, education, ethnicity, licences: held, service, speciality, salary, training, ...rest }) => {
      const [enlistDate, dischargeDate] = service;
      const counted = yearsOf(enlistDate, dischargeDate);
      return {
        ...{ kind: 'veteran' as const, ...blankRecord, ...unspoken },
        ...{ ...rest, ...identityOf({ born, serial }) },
        ...{ ...place, ...education, ...ethnicity, ...speciality, ...salary, ...training, ...held },
        ...{ enlistDate, dischargeDate, serviceYears: counted ?? rest.serviceYears },
        ...{ relation: null, familyCategory: null, soldierName: null },
      };
    },
  ); // prettier-ignore

function yearsOf(from: string | null, to: string | null): number | null {
  if (from === null || to === null) return null;
  const months = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
  return Math.floor((months(to) - months(from)) / 12);
}

export const familyMember: fc.Arbitrary<PersonLine> = fc
  .record({
    ...common,
    relation: optional(text),
    familyCategory: optional(text),
    soldierName: optional(names),
    /** One sentence, which may hold any separator. */
    jobs: fc.array(text, { maxLength: 1 }),
  })
  .map(({ born, serial, place, education, licences: held, ...rest }) => ({
    ...{ kind: 'family' as const, ...blankRecord, ...unspoken },
    ...{ ...rest, ...identityOf({ born, serial }), ...place, ...education, ...held },
  }));

const employers: PositionLine['employer'][] = [
  {
    ...{ name: '云岭县桂源糖业有限公司', uscc: '91459921MA4XQGWL5M', industry: '制造业-农副食品' },
    ...{
      nature: '民营',
      size: '500人以上',
      address: '云岭县河口镇糖厂路1号',
      intro: '日榨 5000 吨',
    },
  },
  {
    ...{ name: '云岭县𠮷祥货运部', uscc: null, industry: null, nature: null, size: null },
    ...{ address: '云岭县青石镇大路2号', intro: '=HYPERLINK("http://x")\n第二行' },
  },
];
const ages = [
  { ageMin: 18, ageMax: 50, veteranAgeMax: 53 },
  { ageMin: null, ageMax: 45, veteranAgeMax: null },
  { ageMin: 20, ageMax: null, veteranAgeMax: null },
  { ageMin: null, ageMax: null, veteranAgeMax: 55 },
  { ageMin: null, ageMax: null, veteranAgeMax: null },
];
const demands = [
  { skillsText: '会看图，须有健康证', certificates: ['健康证'], preferredCertificates: [] },
  { skillsText: '有焊工证优先', certificates: [], preferredCertificates: ['焊工证'] },
  { skillsText: '=1+1 会倒库', certificates: [], preferredCertificates: [] },
  { skillsText: null, certificates: [], preferredCertificates: [] },
];
const workplaces = [
  { workplace: '河口镇糖厂路1号', townshipCode: '459921102' },
  { workplace: '青石镇', townshipCode: '459921101' },
  { workplace: '广东省深圳市', townshipCode: null },
].map((place) => ({ ...place, placeCode: null, lat: null, lng: null }));
const pays = [
  { salaryText: '3500-5000', salaryMin: 3500, salaryMax: 5000, salaryUnit: 'month' as const },
  { salaryText: '240-320元/天', salaryMin: 240, salaryMax: 320, salaryUnit: 'day' as const },
  { salaryText: '3600+提成', salaryMin: 3600, salaryMax: null, salaryUnit: 'month' as const },
  { salaryText: '面议', salaryMin: null, salaryMax: null, salaryUnit: 'month' as const },
];
const contacts = [
  { contact: '邓主任', phone: '17493065152' },
  { contact: '卢女士', phone: '0780-2500517' },
];

export const position: fc.Arbitrary<PositionLine> = fc
  .record({
    employer: fc.constantFrom(...employers),
    title: text,
    headcount: optional(fc.integer({ min: 1, max: 999 })),
    sexText: optional(fc.constantFrom('不限', '男女不限')),
    age: fc.constantFrom(...ages),
    educationMin: fc.constantFrom('10', '20', '30', '40', '60', '70', '80', null),
    licences: fc.subarray(licences),
    demand: fc.constantFrom(...demands),
    description: optional(text),
    place: fc.constantFrom(...workplaces),
    pay: fc.constantFrom(...pays),
    shift: fc.constantFrom('白班', '四班三倒', null),
    lodging: optional(text),
    insurance: optional(text),
    acceptsFamily: fc.constantFrom(true, false, null),
    veteranPriority: optional(text),
    contact: fc.constantFrom(...contacts),
  })
  .map(({ employer, age, demand, place, pay, contact, ...rest }) => ({
    employer,
    position: {
      ...{ ...rest, ...age, ...demand, ...place, ...pay, ...contact },
      ...{ status: 'open' as const, holdReasons: [] },
    },
  }));
