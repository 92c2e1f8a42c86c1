import type { PositionRecord } from '../records/position-record.ts';

/** Groups of GB/T 4658 in the words of the forms. */
const educations: Readonly<Record<string, string>> = {
  '10': '研究生',
  '20': '本科',
  '30': '大专',
  '40': '中专',
  '60': '高中',
  '70': '初中',
  '80': '小学',
};
export const educationMinWords = ['不限', ...Object.values(educations).toReversed()];

/** No demand, and one that everybody meets, are 不限. */
export const educationMinText = ({ educationMin }: Pick<PositionRecord, 'educationMin'>) =>
  educations[educationMin ?? ''] ?? '不限';

/** 18-50岁（退役军人放宽至53岁）. */
export function ageText({
  ageMin,
  ageMax,
  veteranAgeMax,
}: Pick<PositionRecord, 'ageMin' | 'ageMax' | 'veteranAgeMax'>): string {
  const relaxed = veteranAgeMax === null ? '' : `（退役军人放宽至${String(veteranAgeMax)}岁）`;
  return `${ageRange(ageMin, ageMax)}${relaxed}`;
}

function ageRange(min: number | null, max: number | null): string {
  if (min === null) return max === null ? '不限' : `${String(max)}岁以下`;
  return max === null ? `${String(min)}岁以上` : `${String(min)}-${String(max)}岁`;
}

export const yesNoText = (value: boolean | null) => (value === null ? '' : value ? '是' : '否');
