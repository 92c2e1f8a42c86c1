import type { NoteIssue } from './issues.ts';
import type { RosterCells } from './roster-columns.ts';
import type { Cell, Intent, PersonFields } from './types.ts';
import { readDisabilityGrade, readPlacementMode } from './values/codes.ts';
import { namesPay, readIntent, salaryOfIntent } from './values/intent.ts';
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
export function readWishes(cells: RosterCells, isFamily: boolean, note: NoteIssue): PersonFields {
  const { intent, intentJobs, intentIndustry, intentArea, intentSalary, training } = cells;
  const wishes: PersonFields = {};
  if (intentJobs !== undefined) {
    wishes.intent = {
      jobs: splitList(intentJobs.text),
      ...(intentArea === undefined ? {} : { area: plainText(intentArea.text) }),
      ...(intentSalary === undefined ? {} : salaryOfIntent(intentSalary.text)),
    };
    notePay(intentSalary?.text ?? '', wishes.intent, note);
    if (intentIndustry !== undefined) wishes.intentIndustry = textOrNone(intentIndustry.text);
  } else if (intent !== undefined && isFamily) {
    // A family roster's wish is one sentence (离学校近, 能拿回家做也行) and stays one.
    const text = textOrNone(intent.text);
    wishes.intent = { jobs: text === null ? [] : [text] };
  } else if (intent !== undefined) {
    const read = readIntent(intent.text);
    wishes.intent = read.intent;
    wishes.intentIndustry = read.industry;
    notePay(intent.text, read.intent, note);
  }
  if (training !== undefined) {
    const { willing, intent: wish } = readTraining(training.text);
    wishes.trainingWilling = willing;
    wishes.trainingIntent = wish;
  }
  return wishes;
}

/** Pay that is written but was not read is asked about; it does not vanish. */
function notePay(written: string, { salaryMin, salaryMax }: Intent, note: NoteIssue): void {
  if (typeof salaryMin === 'number' || typeof salaryMax === 'number' || !namesPay(written)) return;
  const words = written.trim().slice(0, 60).toWellFormed();
  note('intent', 'salary_unclear', 'flag', `期望薪资“${words}”看不懂，请写成每月几元到几元。`);
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
