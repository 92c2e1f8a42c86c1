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
  const { ethnicity, political, education, residence } = cells;
  const household = householdOf(cells, tools.places);
  return {
    ...(ethnicity === undefined ? {} : ethnicityFields(ethnicity.text, note)),
    ...(political === undefined ? {} : { politicalCode: politicalCode(political.text, note) }),
    ...(education === undefined ? {} : educationFields(education.text, note)),
    ...(household === undefined ? {} : placeFields(household, tools.places, note)),
    ...(residence === undefined
      ? {}
      : residenceFields(residence.text, household ?? '', tools.places)),
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
  const { code, group, status, mode, several } = readEducation(text);
  if (code === null && !saysNone(text)) {
    note('educationCode', 'education_unclear', 'flag', `学历“${text.trim()}”看不懂，请核对。`);
  }
  if (several) {
    note(
      'educationCode',
      'education_ambiguous',
      'flag',
      `学历“${text.trim()}”写了两种，请核对哪一种是已取得的最高学历。`,
    );
  }
  return {
    educationText: textOrNone(text),
    educationCode: code,
    educationGroup: group,
    educationStatus: status,
    educationMode: mode,
  };
}

/**
 * The household as one address, also when township and village stand in columns of their own: of the
 * ways to put them together the one that is found best. Undefined without any such column.
 */
function householdOf(cells: RosterCells, places: PlaceFinder): string | undefined {
  const { household, township, village } = cells;
  if (township === undefined && village === undefined) return household?.text;
  const [own, town, place] = [household, township, village].map((cell) =>
    saysNone(cell?.text ?? '') ? '' : (cell?.text.trim() ?? ''),
  );
  const ways = [own, `${town}${place}`, `${town}${own}`, `${town}${place}${own}`];
  const found = ways.map((way) => places.find(way ?? ''));
  const best = [
    found.findIndex(({ villageKnown }) => villageKnown),
    found.findIndex(({ townshipCode }) => townshipCode !== null),
    ways.findIndex((way) => way !== ''),
  ].find((index) => index !== -1);
  return ways[best ?? 0] ?? '';
}

/** Where somebody lives, where that is not simply the household's place or the township of it. */
function residenceFields(text: string, household: string, places: PlaceFinder): PersonFields {
  const residence = textOrNone(text);
  const placeOf = (address: string) => {
    const { townshipCode, stationCode, villageKnown } = places.find(address);
    return villageKnown ? stationCode : townshipCode;
  };
  const named = residence === null ? null : placeOf(residence);
  const own = placeOf(household);
  const residenceCode = named !== null && own?.startsWith(named) === true ? null : named;
  return { residence, residenceCode };
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
