import type { CellJudge } from './align-row.ts';
import { longestValue } from './bound-cell.ts';
import type { RosterColumn, RosterTools } from './roster-columns.ts';
import type { RowOrder } from './swapped-columns.ts';
import type { Cell } from './types.ts';
import {
  readDisabilityGrade,
  readEthnicity,
  readPlacementMode,
  readPolitical,
} from './values/codes.ts';
import { readDate, saysStillServing } from './values/dates.ts';
import { readEducation } from './values/education.ts';
import { readIdNumber } from './values/id-number.ts';
import { readLicences } from './values/licences.ts';
import { looksLikeName } from './values/person-name.ts';
import { readPhones } from './values/phone.ts';
import { readSalary } from './values/salary.ts';
import { halfWidth, saysNone } from './values/text.ts';

/** A number that is too long for a telephone is an ID number. */
function isPhone({ text }: Cell): boolean {
  const { mobile, landline, broken } = readPhones(text);
  return mobile !== null || landline !== null || (broken !== null && broken.length < 14);
}

/** What may stand in the columns that have a recognisable shape. */
export function judgeCells(tools: RosterTools): CellJudge<RosterColumn> {
  const judges: Partial<Record<RosterColumn, (cell: Cell) => boolean | null>> = {
    fullName: ({ text }) => looksLikeName(text),
    soldierName: ({ text }) => looksLikeName(text),
    sex: ({ text }) => /^([男女]性?|[12])$/.test(halfWidth(text)),
    birthDate: (cell) => readDate(cell, tools.today) !== null,
    idCardNo: (cell) => readIdNumber(cell, tools.today).problem !== 'id_missing' && !isPhone(cell),
    ethnicity: ({ text }) => readEthnicity(text) !== null,
    political: ({ text }) => readPolitical(text) !== null,
    education: ({ text }) => readEducation(text).code !== null,
    household: ({ text }) => tools.places.find(text).townshipCode !== null,
    township: ({ text }) => tools.places.find(text).townshipCode !== null,
    mobile: isPhone,
    enlistDate: (cell) => readDate(cell, tools.today) !== null,
    dischargeDate: (cell) => readDate(cell, tools.today) !== null || saysStillServing(cell.text),
    serviceYears: ({ text }) => /^\d{1,2}(\.\d)?年?(\d+个?月)?$/.test(halfWidth(text)),
    rank: ({ text }) => /士|兵|尉|[少中大]校|消防长|军官|职级?|级$/.test(halfWidth(text)),
    branch: ({ text }) => /军|武警|消防|海警|部队|陆|海|空/.test(text),
    licences: ({ text }) => !readLicences(text).unclear,
    intentSalary: ({ text }) => !readSalary(text).unclear,
    placementMode: ({ text }) => readPlacementMode(text) !== null,
    disability: ({ text }) => readDisabilityGrade(text) !== null,
  };
  return (field, cell) => {
    const judge = judges[field];
    if (judge === undefined || cell.text.length > longestValue || saysNone(cell.text)) return null;
    return judge(cell);
  };
}

/** Tells columns of dates that stand under each other's heading by their order in time. */
export const serviceOrder = (today: string): RowOrder<RosterColumn> => ({
  first: 'enlistDate',
  second: 'dischargeDate',
  isReversed: (enlist, discharge) => {
    const [from, to] = [readDate(enlist, today)?.value, readDate(discharge, today)?.value];
    return from === undefined || to === undefined ? null : from.slice(0, 7) > to.slice(0, 7);
  },
});
