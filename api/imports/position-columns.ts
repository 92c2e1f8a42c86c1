import type { ColumnSpec } from './headings.ts';

export type PositionColumn =
  | 'serial'
  | 'booth'
  | 'employer'
  | 'uscc'
  | 'industry'
  | 'nature'
  | 'size'
  | 'address'
  | 'intro'
  | 'title'
  | 'headcount'
  | 'sex'
  | 'age'
  | 'education'
  | 'skills'
  | 'licences'
  | 'description'
  | 'workplace'
  | 'salary'
  | 'shift'
  | 'lodging'
  | 'insurance'
  | 'acceptsFamily'
  | 'veteranPriority'
  | 'contactAndPhone'
  | 'contact'
  | 'phone';

const spec = (field: PositionColumn, names: string): ColumnSpec<PositionColumn> => ({
  field,
  names: names.split(' '),
});

/** Headings of 岗位需求信息表 and 汇总表, without blanks and bracketed remarks. */
export const positionColumns: readonly ColumnSpec<PositionColumn>[] = [
  spec('serial', '序号 编号'),
  spec('booth', '展位号 展位'),
  spec(
    'employer',
    '企业名称 单位名称 用人单位 招聘单位 公司名称 招聘企业 用人单位名称 单位 企业 公司',
  ),
  spec('uscc', '统一社会信用代码 信用代码 社会信用代码'),
  spec('industry', '所属行业 行业'),
  spec('nature', '单位性质 企业性质 企业类型 单位类型'),
  spec('size', '企业规模 单位规模 人员规模 职工人数'),
  spec('address', '企业地址 地址 单位地址 公司地址 联系地址 注册地址'),
  spec('intro', '企业简介 单位简介 公司简介'),
  spec('title', '岗位名称 招聘岗位 职位名称 岗位 职位 工种 招聘职位 需求岗位 招聘工种'),
  spec('headcount', '招聘人数 人数 需求人数 招聘数量 用工人数 拟招人数 需求数量'),
  spec('sex', '性别要求 性别'),
  spec('age', '年龄要求 年龄 年龄条件 年龄范围'),
  spec('education', '学历要求 学历 文化程度 最低学历 文化程度要求'),
  spec(
    'skills',
    '技能/证书要求 技能证书要求 技能要求 任职要求 岗位要求 资格条件 专业技能要求 证书要求 其他要求 招聘条件 任职条件 任职资格 应聘条件 岗位条件 录用条件',
  ),
  spec('licences', '驾驶证 驾照 驾照要求 驾驶证要求 准驾车型'),
  spec('description', '岗位职责 工作内容 岗位描述 工作职责 职责描述 工作内容描述'),
  spec('workplace', '工作地点 工作地址 上班地点 工作区域 就业地点 工作地'),
  spec(
    'salary',
    '薪资待遇 工资待遇 薪资 工资 薪酬 月薪 薪酬待遇 待遇 工资标准 月工资 工资 薪资范围 薪资水平 薪酬范围 综合工资 综合薪资 薪资福利 薪酬福利 工资福利 薪资福利待遇 工资福利待遇 福利待遇',
  ),
  spec('shift', '班次 工作时间 工作班次 上班时间 工时制度'),
  spec('lodging', '食宿 食宿情况 食宿条件 吃住 包吃住'),
  spec('insurance', '五险一金 社保 社会保险 保险 社保情况'),
  spec('acceptsFamily', '是否接收军属 接收军属 军属 是否面向军属 可否接收军属'),
  spec('veteranPriority', '退役军人优先条件 退役军人优先 优先条件 优惠条件 退役军人优待'),
  spec('contactAndPhone', '联系人及电话 联系人及联系电话 联系人电话 联系人/电话 联系人联系方式'),
  spec('contact', '联系人 招聘联系人 经办人'),
  spec('phone', '联系电话 电话 联系方式 手机号码 手机'),
];

const employerFields: readonly PositionColumn[] = [
  'employer',
  'uscc',
  'industry',
  'nature',
  'size',
  'address',
  'intro',
  'contact',
  'phone',
  'contactAndPhone',
];

/** Labels of the employer block above the table of a form. */
export const employerLabels: ReadonlyMap<string, PositionColumn> = new Map(
  positionColumns
    .filter(({ field }) => employerFields.includes(field))
    .flatMap(({ field, names }) => names.map((name) => [name, field])),
);
