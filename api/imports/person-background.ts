import type { NoteIssue } from './issues.ts';
import type { RosterCells, RosterTools } from './roster-columns.ts';
import type { PersonFields } from './types.ts';
import { readEthnicity, readPolitical } from './values/codes.ts';
import { readEducation } from './values/education.ts';
import type { PlaceFinder } from './values/place.ts';
import { saysNone, textOrNone } from './values/text.ts';

/** Reads where a person comes from: ethnic group, party, education, household, residence. */
export function readBackground(
  cells: RosterCells,
  tools: RosterTools,
  note: NoteIssue,
): PersonFields {
  const { ethnicity, political, education, household, residence } = cells;
  return {
    ...(ethnicity === undefined ? {} : ethnicityFields(ethnicity.text, note)),
    ...(political === undefined ? {} : { politicalCode: politicalCode(political.text, note) }),
    ...(education === undefined ? {} : educationFields(education.text, note)),
    ...(household === undefined ? {} : placeFields(household.text, tools.places, note)),
    ...(residence === undefined ? {} : { residence: textOrNone(residence.text) }),
  };
}

function ethnicityFields(text: string, note: NoteIssue): PersonFields {
  const known = readEthnicity(text);
  if (known === null && !saysNone(text)) {
    note('ethnicity', 'ethnicity_unclear', 'flag', `民族“${text.trim()}”不在国家标准里，请核对。`);
  }
  return { ethnicity: known?.name ?? textOrNone(text), ethnicityCode: known?.code ?? null };
}

function politicalCode(text: string, note: NoteIssue): string | null {
  const code = readPolitical(text);
  if (code === null && !saysNone(text)) {
    note('politicalCode', 'political_unclear', 'flag', `政治面貌“${text.trim()}”看不懂，请核对。`);
  }
  return code;
}

function educationFields(text: string, note: NoteIssue): PersonFields {
  const { code, group, status, mode } = readEducation(text);
  if (code === null && !saysNone(text)) {
    note('educationCode', 'education_unclear', 'flag', `学历“${text.trim()}”看不懂，请核对。`);
  }
  return {
    educationText: textOrNone(text),
    educationCode: code,
    educationGroup: group,
    educationStatus: status,
    educationMode: mode,
  };
}

function placeFields(text: string, places: PlaceFinder, note: NoteIssue): PersonFields {
  const found = places.find(text);
  if (!saysNone(text) && found.townshipCode === null) {
    note('townshipCode', 'place_unknown', 'flag', `户籍地“${text.trim()}”不在本县乡镇里，请核对。`);
  } else if (!saysNone(text) && !found.villageKnown) {
    note(
      'stationCode',
      'village_unknown',
      'flag',
      `户籍地“${text.trim()}”没有对应的村（社区）服务站，已归到乡镇站，请核对。`,
    );
  }
  return {
    townshipCode: found.townshipCode,
    stationCode: found.stationCode,
    village: found.village,
    householdText: textOrNone(text),
  };
}
