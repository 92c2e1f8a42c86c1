import type { NoteIssue } from './issues.ts';
import type { RosterCells } from './roster-columns.ts';
import type { Cell, PersonFields } from './types.ts';
import { readDisabilityGrade, readPlacementMode } from './values/codes.ts';
import { readIntent, salaryOfIntent } from './values/intent.ts';
import {
  halfWidth,
  looksLikeFormula,
  plainText,
  saysNone,
  splitList,
  textOrNone,
  withoutEmoji,
} from './values/text.ts';
import { readTraining } from './values/training.ts';

/** Reads what a person wishes: work in parts or in one cell, and training. */
export function readWishes(cells: RosterCells, isFamily: boolean): PersonFields {
  const { intent, intentJobs, intentIndustry, intentArea, intentSalary, training } = cells;
  const wishes: PersonFields = {};
  if (intentJobs !== undefined) {
    wishes.intent = {
      jobs: splitList(intentJobs.text),
      ...(intentArea === undefined ? {} : { area: plainText(intentArea.text) }),
      ...(intentSalary === undefined ? {} : salaryOfIntent(intentSalary.text)),
    };
    if (intentIndustry !== undefined) wishes.intentIndustry = textOrNone(intentIndustry.text);
  } else if (intent !== undefined && isFamily) {
    // A family roster's wish is one sentence (离学校近, 能拿回家做也行) and stays one.
    const text = textOrNone(intent.text);
    wishes.intent = { jobs: text === null ? [] : [text] };
  } else if (intent !== undefined) {
    const read = readIntent(intent.text);
    wishes.intent = read.intent;
    wishes.intentIndustry = read.industry;
  }
  if (training !== undefined) {
    const { willing, intent: wish } = readTraining(training.text);
    wishes.trainingWilling = willing;
    wishes.trainingIntent = wish;
  }
  return wishes;
}

/** Reads the remaining columns, most of them free text. */
export function readRest(cells: RosterCells, note: NoteIssue): PersonFields {
  const { placementMode, disability } = cells;
  const rest: PersonFields = {};
  for (const field of ['hobby', 'experience', 'startup', 'family', 'remark'] as const) {
    const cell = cells[field];
    if (cell === undefined) continue;
    rest[field] = textOrNone(withoutEmoji(cell.text));
    noteFormula(cell, field, note);
  }
  for (const field of ['relation', 'familyCategory', 'soldierName'] as const) {
    const cell = cells[field];
    if (cell !== undefined) rest[field] = textOrNone(cell.text);
  }
  if (placementMode !== undefined) {
    const mode = readPlacementMode(placementMode.text);
    rest.placementMode = mode;
    if (mode === null && !saysNone(placementMode.text)) {
      note(
        'placementMode',
        'placement_unclear',
        'flag',
        `安置方式“${placementMode.text.trim()}”看不懂，请核对。`,
      );
    }
  }
  if (disability !== undefined) {
    const grade = readDisabilityGrade(disability.text);
    rest.disabilityGrade = grade;
    if (
      grade === null &&
      !saysNone(disability.text) &&
      !/^(否|无|未评|不是)/.test(halfWidth(disability.text))
    ) {
      note(
        'disabilityGrade',
        'disability_unclear',
        'flag',
        `残疾等级“${disability.text.trim()}”看不懂，请写成 6级。`,
      );
    }
  }
  return rest;
}

function noteFormula(cell: Cell, field: string, note: NoteIssue): void {
  if (cell.formula === undefined && !looksLikeFormula(cell.text)) return;
  note(field, 'formula_text', 'flag', '内容像公式，已按文字保存，导出时会加防护，请核对。');
}
