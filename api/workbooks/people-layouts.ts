import type { PersonKind } from '@xincheng/db/vocabulary/records';
import type { Layout } from './layout.ts';
import {
  education,
  ethnicity,
  fullName,
  household,
  idCardNo,
  licences,
  mobile,
  type PersonLine,
  remark,
  residence,
  service,
  sex,
  skills,
  wishes,
} from './person-columns.ts';
import { listText, politicalText, politicalWords } from './person-texts.ts';

const familyCategories =
  '现役军人配偶 现役军人父母 现役军人子女 随军家属 退役军人配偶 退役军人子女 烈士遗属 因公牺牲军人遗属 病故军人遗属';
const relations = '妻子 丈夫 父亲 母亲 儿子 女儿';
const instructions = [
  '本表一人一行，从表头下面第一行填起，不要插入合计行、不要合并单元格、不要改动列名；可以删去用不着的列。',
  '红字的列必须填写：没有姓名、身份证号的行导入不了，没有户籍地的行不知道归哪个服务站。',
  '身份证号、联系电话、时间各列已设为文本，直接输入即可；从别的表粘贴时请用“选择性粘贴—数值”。',
  '不知道的就空着，不要写“不详”“待补”。空着的格子不会抹去系统里已有的内容。',
  '不要填写部队番号、代号、驻地等涉密内容。',
  '填好后把本文件上传到系统“导入”页面：先看到预览，逐行核对，确认后才写入；写入后整批可以撤销。',
  '“填写示例”一页是虚构的，不会导入。',
];

const veterans: Layout<PersonLine> = {
  name: '退役军人花名册',
  title: '退役军人花名册',
  instructions,
  columns: [
    ...[fullName, sex, idCardNo('459921199603150010'), ethnicity],
    {
      heading: '政治面貌',
      width: 9,
      text: politicalText,
      hint: '从下拉列表选。',
      example: '中共党员',
      choices: { of: politicalWords },
      centred: true,
    },
    ...[education('高中'), household('青石镇弄岩村'), residence, mobile],
    ...service,
    licences('B2（军换）'),
    {
      heading: '职业资格证书',
      width: 16,
      text: (line) => listText(line.certificates),
      hint: '证书全称，有几个用“、”隔开，如“中式烹调师四级”。',
      example: '道路货物运输从业资格证',
    },
    skills('山区长途行车、车辆一级保养'),
    {
      heading: '特长',
      width: 10,
      text: (line) => line.hobby ?? '',
      hint: '爱好和特长；没有就空着。',
      example: '篮球',
      free: true,
    },
    {
      heading: '工作经历',
      width: 28,
      text: (line) => line.experience ?? '',
      hint: '做过什么、做了几年、做成过什么，服役期间的也写，据此推荐岗位。',
      example: '运输车驾驶员五年，安全行车八万公里；退役前带过四名新驾驶员。',
      free: true,
    },
    ...wishes,
    remark,
  ],
};

const families: Layout<PersonLine> = {
  name: '军属登记表',
  title: '军属就业需求登记表',
  instructions,
  columns: [
    ...[
      { ...fullName, example: '农示例' },
      { ...sex, example: '女' },
    ],
    idCardNo('459921199206280022'),
    {
      heading: '与军人关系',
      width: 8,
      text: (line) => line.relation ?? '',
      hint: '本人是军人的什么人。',
      example: '妻子',
      choices: { of: relations.split(' ') },
      centred: true,
    },
    {
      heading: '军属类别',
      width: 14,
      text: (line) => line.familyCategory ?? '',
      hint: '从下拉列表选。',
      example: '现役军人配偶',
      choices: { of: familyCategories.split(' ') },
      centred: true,
    },
    {
      heading: '军人姓名',
      width: 9,
      text: (line) => line.soldierName ?? '',
      hint: '只写姓名，不写部队番号和驻地。',
      example: '韦示例',
      centred: true,
    },
    ...[household('河口镇河口村'), residence, mobile, education('中专'), licences('C1')],
    {
      heading: '证书',
      width: 14,
      text: (line) => listText(line.certificates),
      hint: '证书全称，有几个用“、”隔开；没有就空着。',
      example: '保育师四级',
    },
    skills('带孩子、记账'),
    {
      heading: '本人经历',
      width: 28,
      text: (line) => line.experience ?? '',
      hint: '做过什么、做了几年，据此推荐岗位。',
      example: '在幼儿园做过三年保育员，随军两年。',
      free: true,
    },
    {
      heading: '就业意向',
      width: 20,
      // One sentence on the forms; several wishes stand on lines of their own.
      text: (line) => line.jobs.join('\n'),
      hint: '想找什么样的工作，时间、地点上的难处也写上。',
      example: '幼儿园保育员，离学校近，要接送孩子',
      free: true,
    },
    remark,
  ],
};

export const peopleLayouts: Readonly<Record<PersonKind, Layout<PersonLine>>> = {
  veteran: veterans,
  family: families,
};
