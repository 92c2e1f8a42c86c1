/** Made-up rows for the page that shows the components. */
import type { Match, NearMiss, PositionSummary } from '@xincheng/api/contract';

export const colours = [
  { name: '纸', use: '底色', fill: 'bg-paper' },
  { name: '页', use: '卡片与表格', fill: 'bg-sheet' },
  { name: '墨', use: '正文', fill: 'bg-ink' },
  { name: '松', use: '品牌与主要动作', fill: 'bg-pine' },
  { name: '浅松', use: '次要图形', fill: 'bg-pine-soft' },
  { name: '苔', use: '选中', fill: 'bg-moss' },
  { name: '印', use: '拿主意、出错', fill: 'bg-seal' },
  { name: '印底', use: '错误提示', fill: 'bg-seal-wash' },
  { name: '麦', use: '提醒、差一点', fill: 'bg-wheat' },
  { name: '麦底', use: '提醒的底', fill: 'bg-wheat-wash' },
  { name: '天', use: '链接、说明', fill: 'bg-sky' },
  { name: '天底', use: '说明的底', fill: 'bg-sky-wash' },
];

export const typeSamples = [
  {
    use: '首页标题（宽屏用宋体）',
    look: 'portal-heading text-3xl',
    text: '回到家乡，从一份合适的工作开始',
  },
  { use: '页面标题', look: 'text-2xl font-semibold', text: '有 46 个岗位适合您' },
  { use: '小标题', look: 'text-lg font-semibold', text: '分数由这几部分相加' },
  {
    use: '正文，行高 1.7',
    look: '',
    text: '条件都过了才算分，满分 1000 分，四部分相加，每一分都能点开看。',
  },
  {
    use: '注释',
    look: 'text-sm text-ink-soft',
    text: '2026年9月1日 起，4000–5000 元/月，138 0000 5678',
  },
];

const position = (
  id: string,
  title: string,
  employer: string,
  pay: [number, number],
): PositionSummary => ({
  id,
  title,
  employer,
  employerId: id,
  township: '青石镇',
  townshipCode: null,
  workplace: null,
  headcount: 2,
  salaryText: '',
  salaryMin: pay[0],
  salaryMax: pay[1],
  salaryUnit: 'month',
  educationMin: null,
  ageMin: null,
  ageMax: null,
  veteranAgeMax: null,
  licences: [],
  certificates: [],
  preferredCertificates: [],
  shift: null,
  lodging: null,
  acceptsFamily: null,
  status: 'open',
});

export const matches: Match[] = [
  {
    position: position('a', 'B2 货车驾驶员', '云岭县顺安物流有限公司', [5500, 7000]),
    score: 862,
    distanceKm: 4.2,
    parts: [
      { part: 'skills', points: 372, have: '重型车辆驾驶、车辆维护', need: '货车驾驶、车辆日检' },
      { part: 'occupation', points: 210, have: '专业通常能做货运驾驶员', need: '货运驾驶员' },
      { part: 'distance', points: 170, have: '路程 4.2 公里', need: '青石镇' },
      { part: 'terms', points: 110, have: '工资高于您的 4000 元', need: '5500–7000 元/月' },
    ],
    missing: [],
    suits: true,
  },
  {
    position: position('b', '变电站值班电工', '云岭县供电服务有限公司', [4200, 5200]),
    score: 588,
    distanceKm: 12.6,
    parts: [
      { part: 'skills', points: 238, have: '线路架设、设备值守', need: '低压电工、倒闸操作' },
      { part: 'occupation', points: 130, have: '专业与电工相近', need: '变配电运行值班员' },
      { part: 'distance', points: 120, have: '路程 12.6 公里', need: '青石镇' },
      { part: 'terms', points: 100, have: '接受倒班', need: '四班三倒' },
    ],
    missing: [
      {
        kind: 'obtain_certificate',
        what: '低压电工证',
        hint: '县职校 10 月班，还有 6 个名额。',
        days: { from: 30, to: 60 },
      },
    ],
    suits: false,
  },
];

export const gates = [
  { rule: 'licence', passed: true, source: '岗位要求', have: 'B2、C1', need: 'B2' },
  { rule: 'age', passed: true, source: '岗位要求', have: '31 岁', need: '45 岁以下' },
  {
    rule: 'certificate',
    passed: false,
    source: '《道路运输条例》第二十二条',
    have: '没有',
    need: '道路货运从业资格证',
  },
];

export const nearMiss: NearMiss = {
  position: position('c', '危货押运员', '云岭县金盾押运护卫分公司', [4000, 5000]),
  distanceKm: 8.4,
  gates,
  actions: [
    {
      kind: 'obtain_certificate',
      what: '道路货运从业资格证',
      hint: '到县运管所报名，费用可以申请补贴。',
      days: { from: 20, to: 30 },
    },
  ],
};

export const people = [
  {
    id: '1',
    name: '罗建国',
    station: '青石镇',
    speciality: '汽车驾驶',
    years: 8,
    hasAccount: true,
  },
  {
    id: '2',
    name: '韦志强',
    station: '河口镇',
    speciality: '通信线路',
    years: 5,
    hasAccount: false,
  },
  { id: '3', name: '覃文斌', station: '城关镇', speciality: '炊事', years: 2, hasAccount: true },
];
