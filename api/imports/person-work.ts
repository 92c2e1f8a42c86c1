import type { NoteIssue } from './issues.ts';
import type { RosterCells, RosterTools } from './roster-columns.ts';
import type { PersonFields } from './types.ts';
import { readAwards } from './values/awards.ts';
import { readLicences } from './values/licences.ts';
import { plainText, splitList, textOrNone } from './values/text.ts';

/** Reads what a person did and can do: rank, branch, speciality, awards, papers, skills. */
export function readWork(cells: RosterCells, tools: RosterTools, note: NoteIssue): PersonFields {
  const { rank, branch, speciality, awards, licences, certificates, skills } = cells;
  return {
    ...(rank === undefined ? {} : { rank: textOrNone(rank.text) }),
    ...(branch === undefined ? {} : { branch: textOrNone(branch.text) }),
    ...(speciality === undefined ? {} : specialityFields(speciality.text, tools, note)),
    ...(awards === undefined ? {} : { awards: readAwards(awards.text) }),
    ...(licences === undefined ? {} : licenceFields(licences.text, note)),
    ...(certificates === undefined ? {} : { certificates: splitList(certificates.text) }),
    ...(skills === undefined ? {} : { skills: splitList(skills.text) }),
  };
}

function specialityFields(text: string, tools: RosterTools, note: NoteIssue): PersonFields {
  const specialityText = plainText(text);
  const specialityKey = specialityText === null ? null : tools.specialities.match(text);
  if (specialityText !== null && specialityKey === null) {
    note(
      'specialityKey',
      'speciality_vague',
      'flag',
      `部队岗位“${specialityText}”说得不具体，对不上军事专业，请问本人做过什么。`,
    );
  }
  return { specialityText, specialityKey };
}

function licenceFields(text: string, note: NoteIssue): PersonFields {
  const { licences, militaryExchange, ambiguous, unclear } = readLicences(text);
  if (ambiguous !== null) {
    note(
      'licences',
      'licence_ambiguous',
      'flag',
      `驾驶证写“${text.trim()}”，不能确定是${ambiguous}，请看证件后填准驾车型。`,
    );
  }
  if (unclear) {
    note(
      'licences',
      'licence_unclear',
      'flag',
      `驾驶证“${text.trim()}”看不懂，请填准驾车型，如 C1。`,
    );
  }
  return { licences, licenceMilitaryExchange: militaryExchange };
}
