import type { Role } from '@xincheng/api/contract';

const byCode = (labels: Record<string, string>) => labels;

/** Labels of codes that the API sends. Look them up with `label(codes.…, code)`. */
export const codes = {
  roles: {
    veteran: '退役军人',
    family_member: '军属',
    employer_user: '用人单位经办人',
    station_clerk: '服务站经办人',
    station_head: '服务站站长',
    bureau_staff: '县局工作人员',
    administrator: '系统管理员',
    auditor: '审计员',
  } satisfies Record<Role, string> as Record<Role, string>,
  education: byCode({
    '11': '博士研究生',
    '14': '硕士研究生',
    '10': '研究生',
    '20': '本科',
    '21': '本科',
    '30': '大专',
    '31': '大专',
    '40': '中职',
    '41': '中专',
    '44': '职业高中',
    '47': '技工学校',
    '60': '高中',
    '61': '高中',
    '70': '初中',
    '71': '初中',
    '80': '小学',
    '90': '其他',
  }),
  personKinds: byCode({ veteran: '退役军人', family: '军属' }),
  sexes: byCode({ '0': '未知', '1': '男', '2': '女', '9': '未说明' }),
  positionStatuses: byCode({ open: '在招', held: '待改正', closed: '停招' }),
  parts: byCode({
    skills: '技能对口',
    occupation: '岗位对口',
    distance: '离家远近',
    terms: '待遇与意愿',
  }),
  gates: byCode({
    licence: '驾驶证',
    certificate: '证书',
    age: '年龄',
    education: '学历',
    family: '招收军属',
    distance: '路程',
    shift: '倒班',
    lodging: '食宿',
  }),
};
