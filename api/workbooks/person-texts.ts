import { salaryOfIntent } from '../imports/values/intent.ts';
import { readTraining } from '../imports/values/training.ts';
import type { PersonRecord } from '../records/person-record.ts';

/** GB/T 4762 in the words of the forms. */
const politicalStatuses: Readonly<Record<string, string>> = {
  '01': '中共党员',
  '02': '中共预备党员',
  '03': '共青团员',
  '04': '民革党员',
  '05': '民盟盟员',
  '06': '民建会员',
  '07': '民进会员',
  '08': '农工党党员',
  '09': '致公党党员',
  '10': '九三学社社员',
  '11': '台盟盟员',
  '12': '无党派人士',
  '13': '群众',
};
export const politicalWords = Object.values(politicalStatuses);

export const politicalText = ({ politicalCode }: Pick<PersonRecord, 'politicalCode'>) =>
  politicalStatuses[politicalCode ?? ''] ?? '';

export const sexText = ({ sex }: Pick<PersonRecord, 'sex'>) =>
  sex === 1 ? '男' : sex === 2 ? '女' : '';

/**
 * The items of a list. Where one of them looks like a list number itself (3.5米, 12), all are numbered,
 * because a reader takes such a number away.
 */
export function listText(items: readonly string[]): string {
  const looksNumbered = items.some((item) => /^[(（]?\d{1,2}\s*([.．)）]|$)/.test(item));
  return looksNumbered
    ? items.map((item, index) => `${String(index + 1)}.${item}`).join('\n')
    : items.join('、');
}

/** B2、D（军换）. */
export function licencesText({
  licences,
  licenceMilitaryExchange,
}: Pick<PersonRecord, 'licences' | 'licenceMilitaryExchange'>): string {
  const classes = licences.join('、');
  if (licenceMilitaryExchange !== true) return classes;
  return classes === '' ? '军换' : `${classes}（军换）`;
}

/** 是（叉车司机）, in the way of saying it that reads back as it was. */
export function trainingText({
  trainingWilling,
  trainingIntent,
}: Pick<PersonRecord, 'trainingWilling' | 'trainingIntent'>): string {
  if (trainingWilling === null) return trainingIntent ?? '';
  if (!trainingWilling) return '否';
  if (trainingIntent === null) return '是';
  const ways = [`是（${trainingIntent}）`, `是，${trainingIntent}`, `是，（${trainingIntent}）`];
  return (
    ways.find((way) => readTraining(way).intent === trainingIntent) ?? `是（${trainingIntent}）`
  );
}

/** The wish for pay as it was said; in figures where the words no longer say the same. */
export function salaryText({
  salaryText: said,
  salaryMin,
  salaryMax,
}: Pick<PersonRecord, 'salaryText' | 'salaryMin' | 'salaryMax'>): string {
  const read = salaryOfIntent(said ?? '');
  if (read.salaryMin === salaryMin && read.salaryMax === salaryMax) return said ?? '';
  if (salaryMin === null) return salaryMax === null ? '' : `${String(salaryMax)}以下`;
  return salaryMax === null
    ? `${String(salaryMin)}以上`
    : `${String(salaryMin)}-${String(salaryMax)}`;
}
