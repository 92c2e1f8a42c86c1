/**
 * GB code sets that the record uses. Labels are the standards' own words.
 * Sources: GB/T 4658 (学历), GB/T 2261.1 (性别); pairs with code names are listed in the data dictionary.
 */
export const sexes = { 0: '未知', 1: '男', 2: '女', 9: '未说明' } as const;

/** GB/T 4658 codes in use. They are no order: see `educationRank`. */
export const educationCodes = {
  '11': '博士研究生',
  '14': '硕士研究生',
  '10': '研究生',
  '20': '本科',
  '21': '本科毕业',
  '30': '专科',
  '31': '专科毕业',
  '40': '中等职业教育',
  '41': '中专',
  '44': '职业高中',
  '47': '技工学校',
  '60': '高中',
  '61': '高中毕业',
  '70': '初中',
  '71': '初中毕业',
  '80': '小学',
  '90': '其他',
} as const;
export type EducationCode = keyof typeof educationCodes;

/** Driving licence classes (机动车驾驶证申领和使用规定; G 拖拉机 stands in another register). */
export const licenceClasses = [
  'A1', 'A2', 'A3', 'B1', 'B2', 'C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'D', 'E', 'F', 'G', 'M', 'N', 'P',
] as const; // prettier-ignore
