import type { CellJudge } from './align-row.ts';
import { longestValue } from './bound-cell.ts';
import type { PositionColumn } from './position-columns.ts';
import type { Cell } from './types.ts';
import { readAges } from './values/ages.ts';
import { readEducationMin } from './values/education.ts';
import { readHeadcount } from './values/headcount.ts';
import { readLicences } from './values/licences.ts';
import { readPhones } from './values/phone.ts';
import { readSalary } from './values/salary.ts';
import { halfWidth, saysNone } from './values/text.ts';
import { normaliseUscc } from './values/uscc.ts';

const hasPhone = ({ text }: Cell) => {
  const { mobile, landline, broken } = readPhones(text);
  return mobile !== null || landline !== null || broken !== null;
};

/** What may stand in the columns of a list of positions that have a recognisable shape. */
const judges: Partial<Record<PositionColumn, (cell: Cell) => boolean>> = {
  uscc: ({ text }) => /^[0-9A-Z]{15,20}$/.test(normaliseUscc(text)),
  headcount: ({ text }) =>
    readHeadcount(text).value !== null || /若干|数[名人]|^\d+\D+\d+[人名]?$/.test(halfWidth(text)),
  sex: ({ text }) => /男|女|不限|性别|均可|皆可/.test(text),
  age: ({ text }) => !readAges(text).unclear && !/^\d{6,}$/.test(halfWidth(text)),
  education: ({ text }) => !readEducationMin(text).unclear,
  licences: ({ text }) => !readLicences(text).unclear,
  salary: ({ text }) => !readSalary(text).unclear,
  acceptsFamily: ({ text }) =>
    /^(是|否|不|可|接收|优先|愿意|同意|有|无|√|×|能|欢迎|暂不)/.test(text.trim()),
  phone: hasPhone,
  contactAndPhone: hasPhone,
};

export const judgePositionCell: CellJudge<PositionColumn> = (column, cell) => {
  const judge = judges[column];
  if (judge === undefined || cell.text.length > longestValue || saysNone(cell.text)) return null;
  return judge(cell);
};
