import type { SpecialityMatcher } from './speciality.ts';
import type { ColumnSpec } from './headings.ts';
import type { Cell } from './types.ts';
import type { PlaceFinder } from './values/place.ts';

export type RosterColumn =
  | 'serial'
  | 'fullName'
  | 'idCardNo'
  | 'sex'
  | 'birthDate'
  | 'ethnicity'
  | 'political'
  | 'education'
  | 'household'
  | 'township'
  | 'village'
  | 'residence'
  | 'mobile'
  | 'enlistDate'
  | 'dischargeDate'
  | 'servicePeriod'
  | 'serviceYears'
  | 'rank'
  | 'branch'
  | 'speciality'
  | 'awards'
  | 'licences'
  | 'certificates'
  | 'skills'
  | 'hobby'
  | 'experience'
  | 'intent'
  | 'intentJobs'
  | 'intentIndustry'
  | 'intentArea'
  | 'intentSalary'
  | 'training'
  | 'startup'
  | 'placementMode'
  | 'disability'
  | 'family'
  | 'remark'
  | 'relation'
  | 'familyCategory'
  | 'soldierName';

export type RosterCells = Readonly<Partial<Record<RosterColumn, Cell>>>;

/** What reading a roster's cells needs to know. */
export interface RosterTools {
  /** `YYYY-MM-DD`. */
  readonly today: string;
  readonly places: PlaceFinder;
  readonly specialities: SpecialityMatcher;
}

const spec = (field: RosterColumn, names: string): ColumnSpec<RosterColumn> => ({
  field,
  names: names.split(' '),
});

/** Headings of rosters of soldiers and of 军属, without blanks and bracketed remarks. */
export const rosterColumns: readonly ColumnSpec<RosterColumn>[] = [
  spec('serial', '序号 编号 NO. NO'),
  spec(
    'fullName',
    '姓名 退役军人姓名 退役士兵姓名 退役人员姓名 人员姓名 本人姓名 名字 求职人姓名 求职者姓名 军属姓名 家属姓名',
  ),
  spec(
    'idCardNo',
    '身份证号 公民身份号码 身份证号码 身份证 公民身份证号 证件号码 身份号码 居民身份证号码 身份证件号码 证件号 身份证编号',
  ),
  spec('sex', '性别'),
  spec('birthDate', '出生日期 出生年月 出生年月日 出生时间 生日'),
  spec('ethnicity', '民族'),
  spec('political', '政治面貌 政治面目 党派'),
  spec('education', '文化程度 学历 最高学历 教育程度 文化水平'),
  spec(
    'household',
    '户籍地 户口所在地 户籍所在地 户籍地址 户口地址 家庭住址 家庭地址 户籍 户口 安置地 户籍住址 住址 地址 家庭详细地址 户籍详细地址',
  ),
  spec('township', '乡镇 所属乡镇 乡镇街道 所在乡镇 户籍乡镇 镇乡 乡镇名称'),
  spec('village', '村（社区） 村社区 村 村居 行政村 所属村 所在村 户籍村 村委会 村名 社区'),
  spec('residence', '现居住地 现住址 居住地 现居地 现住地址 常住地 目前住址 现居住地址 通讯地址'),
  spec(
    'mobile',
    '手机号码 手机号 手机 联系电话 联系手机 联系号码 电话 联系方式 本人电话 电话号码 移动电话',
  ),
  spec(
    'enlistDate',
    '入伍时间 入伍年月 入伍日期 参军时间 参军年月 参军日期 服役起始时间 何时入伍 入伍',
  ),
  spec(
    'dischargeDate',
    '退役时间 退役年月 退役日期 退伍时间 退伍年月 退出现役时间 离队时间 退出现役日期 复员时间 何时退役 退役 退伍',
  ),
  spec(
    'servicePeriod',
    '服役起止时间 服役时间 服役期间 服役起止年月 起止时间 入伍退役时间 入伍及退役时间 服役期限 入伍退伍时间',
  ),
  spec('serviceYears', '服役年限 军龄 服役年数 服役时长 兵龄'),
  spec('rank', '军衔 退役时军衔 退役军衔 最高军衔 衔级 军衔等级 消防救援衔'),
  spec('branch', '军种 军兵种 兵种 服役军种 军种兵种'),
  spec(
    'speciality',
    '部队岗位/专业 部队岗位专业 服役岗位 部队岗位 部队专业 军事专业 军队岗位 专业岗位 原部队职务 服役专业 军事岗位 岗位专业 部队职务 原服役岗位 军队专业 军事职业 部队工种 兵种专业',
  ),
  spec('awards', '立功受奖 立功受奖情况 奖励 受奖情况 立功情况 奖惩情况 获奖情况'),
  spec(
    'licences',
    '驾驶证 驾照类型/是否军转地 驾照类型 驾照 驾驶证类型 驾驶执照 准驾车型 机动车驾驶证',
  ),
  spec(
    'certificates',
    '职业资格证书 已取得证书 证书 资格证书 职业证书 持有证书 技能证书 职业技能证书 证件情况',
  ),
  spec('skills', '专业技能 掌握技能 技能 技能特长 职业技能 专业特长 会做什么'),
  spec('hobby', '特长 爱好特长 爱好 兴趣爱好 个人特长 特长爱好'),
  spec(
    'experience',
    '工作经历 服役及工作简历 本人经历 工作简历 个人经历 主要经历 从业经历 个人简历 简历 经历',
  ),
  spec('intent', '就业意向 求职意向 就业意愿 就业需求 择业意向'),
  spec('intentJobs', '意向岗位 岗位 求职岗位 期望岗位 意向工种 期望职业 意向职位'),
  spec('intentIndustry', '意向行业 行业 期望行业'),
  spec('intentArea', '意向地区 地区 期望地区 工作地区 意向地点 期望工作地点'),
  spec('intentSalary', '期望薪资 薪资 期望工资 薪资要求 期望月薪 期望待遇 薪酬要求 薪资期望'),
  spec(
    'training',
    '是否愿意培训及培训意向 培训意愿 培训意向 是否愿意培训 培训需求 是否参加培训 技能培训意愿',
  ),
  spec('startup', '创业意向 创业打算 创业意愿 创业需求 创业情况'),
  spec('placementMode', '安置方式 安置去向 安置类型 安置类别 退役方式'),
  spec('disability', '残疾等级 伤残等级 残疾情况 伤残情况 评残等级'),
  spec('family', '家庭情况 家庭成员 家庭状况 家庭成员情况'),
  spec('remark', '备注 说明 其他 其它 附注'),
  spec('relation', '与军人关系 与退役军人关系 与军人的关系 家属关系'),
  spec('familyCategory', '军属类别 家属类别 军属类型 家属类型'),
  spec('soldierName', '军人姓名 现役军人姓名 所属军人'),
];
