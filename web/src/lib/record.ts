/** Values of a person's or position's record, as the API sends them, in the words of the page. */
import { formatDay } from './format.ts';
import { label, type Messages } from './messages/index.ts';
import type { Locale } from './preferences.ts';

/** Names of codes that only the data bank knows: stations, townships, military specialities. */
export type CodeNames = Readonly<Record<string, string>>;

const dayFields = new Set(['birthDate', 'enlistDate', 'dischargeDate']);

/** `YYYY-MM-DD`, or `YYYY-MM` where the day is not known. */
export const formatPartialDay = (text: string, locale: Locale): string => {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return formatDay(text, locale);
  if (!/^\d{4}-\d{2}$/.test(text)) return text;
  const [year = '', month = ''] = text.split('-');
  return locale === 'zh' ? `${year}年${String(Number(month))}月` : `${month}/${year}`;
};

/** The text of one field; a code without a known name stays as it is. */
export const fieldText = (
  m: Messages,
  locale: Locale,
  field: string,
  text: string,
  names: CodeNames,
): string => {
  if (field === 'record') return text === '' ? '' : m.fields.recordMade;
  if (field === 'sex') return label(m.codes.sexes, text);
  if (field === 'kind') return label(m.codes.personKinds, text);
  if (field === 'status') return label(m.codes.positionStatuses, text);
  if (field === 'educationCode' || field === 'educationMin') return label(m.codes.education, text);
  if (field === 'politicalCode') return label(m.fields.political, text);
  if (field === 'salaryUnit') return label(m.fields.salaryUnits, text);
  if (dayFields.has(field)) return formatPartialDay(text, locale);
  return names[text] ?? text;
};

/** 退役军人服务站 stands in every station's name; among stations it says nothing. */
export const stationName = (name: string): string => name.replace(/退役军人服务站$/, '') || name;
