import { licenceClasses } from '@xincheng/db/vocabulary/codes';
import type { PositionRecord } from '../records/position-record.ts';
import type { BlockLabel, Layout, LayoutColumn } from './layout.ts';
import { ageText, educationMinText, educationMinWords, yesNoText } from './position-texts.ts';

/** A position on the way into a workbook, with its employer. */
export interface PositionLine {
  position: PositionRecord;
  employer: EmployerLine;
}
export interface EmployerLine {
  name: string;
  uscc: string | null;
  industry: string | null;
  nature: string | null;
  size: string | null;
  address: string | null;
  intro: string | null;
}
type Column = LayoutColumn<PositionLine>;

const natures = ['民营', '国有', '国有控股', '个体', '合资', '事业单位', '机关', '农民专业合作社'];
const sizes = ['20人以下', '20-49人', '50-99人', '100-299人', '300-499人', '500人以上'];
const shifts = ['白班', '两班', '三班', '四班三倒', '24小时轮值', '长途', '季节'];

interface EmployerFact extends BlockLabel {
  readonly key: keyof EmployerLine;
  readonly width: number;
  readonly choices?: readonly string[];
}
const employerFacts: readonly EmployerFact[] = [
  {
    ...{ key: 'name', label: '企业名称', width: 20, example: '云岭县示例机械有限公司' },
    ...{ hint: '与营业执照一致，不写简称。', required: true },
  },
  {
    ...{ key: 'uscc', label: '统一社会信用代码', width: 20, example: '91459921MA0000001L' },
    hint: '营业执照上的 18 位代码，本格已设为文本。',
  },
  {
    ...{ key: 'industry', label: '所属行业', width: 12, example: '制造业-通用设备' },
    hint: '主营业务属于哪一行。',
  },
  {
    ...{ key: 'nature', label: '单位性质', width: 9, example: '民营', choices: natures },
    hint: '从下拉列表选。',
  },
  {
    ...{ key: 'size', label: '企业规模', width: 10, example: '50-99人', choices: sizes },
    hint: '现有职工人数。',
  },
  {
    ...{ key: 'address', label: '企业地址', width: 18, example: '云岭县城关镇示例路1号' },
    hint: '写到乡镇和门牌，据此给附近的退役军人推荐。',
  },
];
const intro: EmployerFact = {
  ...{ key: 'intro', label: '企业简介', width: 24, wide: true },
  example: '生产小型农机，现有职工 80 人，其中退役军人 9 人。',
  hint: '一两句话：做什么、多大规模、有多少退役军人。',
};
const contactLabels: readonly BlockLabel[] = [
  { label: '联系人', example: '示例女士', hint: '管招聘的人。', required: true },
  { label: '联系电话', example: '13800000000', hint: '手机或带区号的固定电话。', required: true },
];

const employerColumns: readonly Column[] = [...employerFacts, intro].map((fact) => ({
  heading: fact.label,
  width: fact.width,
  text: ({ employer }) => employer[fact.key] ?? '',
  hint: fact.hint,
  example: fact.example,
  ...(fact.required === true ? { required: true as const } : {}),
  ...(fact.choices === undefined ? {} : { choices: { of: fact.choices } }),
}));

const column = (
  heading: string,
  width: number,
  text: (position: PositionRecord) => string | null,
  about: Pick<Column, 'hint' | 'example' | 'choices' | 'required' | 'centred'>,
): Column => ({ heading, width, text: ({ position }) => text(position) ?? '', ...about });

const positionColumns: readonly Column[] = [
  column('岗位名称', 16, (position) => position.title, {
    ...{ hint: '一行一个岗位，写通用的名称。', example: '数控车工', required: true },
  }),
  column(
    '招聘人数',
    6,
    ({ headcount }) => (headcount === null ? '' : String(headcount)),
    { hint: '具体人数，不写“若干”。', example: '4', centred: true },
  ),
  column('性别要求', 6, (position) => position.sexText, {
    hint: '写“不限”。除国家规定不适合女职工的岗位外，不得限定性别（妇女权益保障法第四十三条）。',
    ...{ example: '不限', choices: { of: ['不限'] }, centred: true },
  }),
  column('年龄要求', 12, ageText, {
    hint: '如“18-50岁”；对退役军人放宽的注明，如“18-45岁（退役军人放宽至50岁）”。',
    ...{ example: '18-45岁（退役军人放宽至50岁）', centred: true },
  }),
  column('学历要求', 8, educationMinText, {
    hint: '最低学历，没有要求写“不限”。',
    ...{ example: '高中', choices: { of: educationMinWords }, centred: true },
  }),
  column('技能/证书要求', 20, (position) => position.skillsText, {
    hint: '必须有的证书写“须有××证”，最好有的写“有××证优先”；不写与工作无关的条件。',
    example: '会看图纸，有车工四级证优先',
  }),
  column('驾驶证', 8, ({ licences }) => licences.join('、'), {
    hint: '需要什么准驾车型；不需要就空着。',
    ...{ example: '', choices: { of: licenceClasses.slice(0, 12) }, centred: true },
  }),
  column('岗位职责', 28, (position) => position.description, {
    hint: '每天做什么、在什么环境里做。',
    example: '操作数控车床加工农机轴类零件，自检首件，做好交接班记录。',
  }),
  column('工作地点', 16, (position) => position.workplace, {
    hint: '写到乡镇和门牌；就在企业地址的写“公司本部”。',
    example: '公司本部',
  }),
  column('薪资待遇（元/月）', 12, (position) => position.salaryText, {
    hint: '写每月几元到几元，如“4500-6000”；按日计的写“200元/天”。不写“面议”。',
    ...{ example: '4500-6000', required: true, centred: true },
  }),
  column('班次', 9, (position) => position.shift, {
    ...{ hint: '如“白班”“三班”。', example: '白班', choices: { of: shifts }, centred: true },
  }),
  column('食宿', 12, (position) => position.lodging, {
    hint: '包不包吃住。',
    ...{ example: '包中餐，不住宿', choices: { of: ['包吃住', '包中餐，不住宿', '提供宿舍，伙食自理', '不提供食宿'] } },
  }),
  column('五险一金', 10, (position) => position.insurance, {
    ...{ hint: '缴哪几项。', example: '五险一金', choices: { of: ['五险一金', '五险'] }, centred: true },
  }),
  column('是否接收军属', 7, ({ acceptsFamily }) => yesNoText(acceptsFamily), {
    ...{ hint: '选“是”或“否”。', example: '是', choices: { of: ['是', '否'], only: true }, centred: true },
  }),
  column('退役军人优先条件', 16, (position) => position.veteranPriority, {
    hint: '给退役军人什么优先；没有就空着。',
    example: '同等条件下优先录用，工龄含军龄',
  }),
  column('联系人', 9, (position) => position.contact, {
    ...{ hint: '与上面联系人相同可以不填。', example: '示例女士', centred: true },
  }),
  column('联系电话', 14, (position) => position.phone, {
    ...{ hint: '手机或带区号的固定电话，本列已设为文本。', example: '13800000000', centred: true },
  }),
]; // prettier-ignore

const instructions = [
  '一行一个岗位，从表头下面第一行填起，不要插入合计行、不要合并单元格、不要改动列名。',
  '红字的列必须填写。信用代码、电话已设为文本，直接输入即可。',
  '不得设置性别、民族、宗教信仰、婚育、户籍、传染病原携带、残疾等歧视性条件，不得收取押金、培训费（就业促进法第三条、第二十六条至第三十一条，劳动合同法第九条）。写了也能导入，但要改正后才会公布。',
  '薪资请写数额或区间，招聘会上要公布。',
  '填好后把本文件上传到系统“导入”页面：先看到预览，逐行核对，确认后才写入；写入后整批可以撤销。',
  '“填写示例”一页是虚构的，不会导入。',
];

/** One employer's form: its block above, then its positions. */
export const formLayout: Layout<PositionLine> = {
  name: '岗位需求信息表',
  title: '企业岗位需求信息表',
  columns: positionColumns,
  instructions: [
    '先填上面的企业信息，再填下面的岗位；企业名称、联系人、联系电话必须填写。',
    ...instructions,
  ],
  block: [...employerFacts, ...contactLabels, intro],
};

/** Positions of many employers, who stand in the first columns of each row. */
export const summaryLayout: Layout<PositionLine> = {
  name: '岗位汇总表',
  title: '退役军人军属招聘岗位汇总表',
  columns: [...employerColumns, ...positionColumns],
  instructions: ['企业名称每行都要写；企业的其他信息在它的第一行写全即可。', ...instructions],
};
