import type { NoteIssue } from './issues.ts';
import { readBackground } from './person-background.ts';
import { readIdentity } from './person-identity.ts';
import { readService } from './person-service.ts';
import { readRest, readWishes } from './person-wishes.ts';
import { readWork } from './person-work.ts';
import type { RosterCells, RosterTools } from './roster-columns.ts';
import type { PersonFields } from './types.ts';

/** Reads one row of a roster, by column, into the fields of a person. */
export function readPerson(cells: RosterCells, tools: RosterTools, note: NoteIssue): PersonFields {
  const isFamily = cells.relation !== undefined || cells.familyCategory !== undefined;
  return {
    ...(isFamily ? { recordType: 'family_seeker' as const } : {}),
    ...readIdentity(
      {
        fullName: cells.fullName,
        idCardNo: cells.idCardNo,
        sex: cells.sex,
        birthDate: cells.birthDate,
        mobile: cells.mobile,
      },
      tools.today,
      note,
    ),
    ...readBackground(cells, tools, note),
    ...readService(
      {
        enlist: cells.enlistDate,
        discharge: cells.dischargeDate,
        period: cells.servicePeriod,
        years: cells.serviceYears,
      },
      tools.today,
      note,
    ),
    ...readWork(cells, tools, note),
    ...readWishes(cells, isFamily, note),
    ...readRest(cells, note),
  };
}
