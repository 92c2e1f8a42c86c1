import type { CellJudge } from './align-row.ts';
import { longestValue } from './bound-cell.ts';
import type { RosterColumn, RosterTools } from './roster-columns.ts';
import type { Cell } from './types.ts';
import {
  ranks,
  readDisabilityGrade,
  readEthnicity,
  readPlacementMode,
  readPolitical,
} from './values/codes.ts';
import { readDate } from './values/dates.ts';
import { readEducation } from './values/education.ts';
import { readIdNumber } from './values/id-number.ts';
import { readLicences } from './values/licences.ts';
import { readPhones } from './values/phone.ts';
import { readSalary } from './values/salary.ts';
import { halfWidth, saysNone } from './values/text.ts';

/** What may stand in the columns that have a recognisable shape. */
export function judgeCells(tools: RosterTools): CellJudge<RosterColumn> {
  const judges: Partial<Record<RosterColumn, (cell: Cell) => boolean>> = {
    sex: ({ text }) => /^[男女]$/.test(halfWidth(text)),
    idCardNo: (cell) => readIdNumber(cell, tools.today).problem !== 'id_missing',
    ethnicity: ({ text }) => readEthnicity(text) !== null,
    political: ({ text }) => readPolitical(text) !== null,
    education: ({ text }) => readEducation(text).code !== null,
    household: ({ text }) => tools.places.find(text).townshipCode !== null,
    mobile: ({ text }) => {
      const { mobile, landline, broken } = readPhones(text);
      return mobile !== null || landline !== null || broken !== null;
    },
    enlistDate: (cell) => readDate(cell, tools.today) !== null,
    dischargeDate: (cell) => readDate(cell, tools.today) !== null,
    serviceYears: ({ text }) => /^\d{1,2}(\.\d)?年?(\d+个?月)?$/.test(halfWidth(text)),
    rank: ({ text }) => ranks.test(halfWidth(text)),
    branch: ({ text }) => /军|武警|消防|海警|部队|陆|海|空/.test(text),
    licences: ({ text }) => !readLicences(text).unclear,
    intentSalary: ({ text }) => !readSalary(text).unclear,
    placementMode: ({ text }) => readPlacementMode(text) !== null,
    disability: ({ text }) => readDisabilityGrade(text) !== null,
  };
  return (field, cell) => {
    if (cell.text.length > longestValue || saysNone(cell.text)) return null;
    return judges[field]?.(cell) ?? null;
  };
}
