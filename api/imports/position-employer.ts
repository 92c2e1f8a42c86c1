import {
  buildEmployer,
  readContact,
  readEmployerCell,
  type EmployerTexts,
} from './employer-block.ts';
import type { NoteIssue } from './issues.ts';
import type { PositionCells } from './position-row.ts';
import type { EmployerFields, ImportContext } from './types.ts';
import { makePlaceFinder, type PlaceFinder } from './values/place.ts';

const particulars = ['uscc', 'industry', 'nature', 'size', 'address', 'intro'] as const;

/** Where employers and workplaces lie. */
export interface EmployerTools {
  readonly places: PlaceFinder;
  readonly townshipName: (code: string | null) => string | null;
}

interface At {
  readonly sheet: string | null;
  readonly row: number;
}

export function makeEmployerTools({ gazetteer }: ImportContext): EmployerTools {
  return {
    places: makePlaceFinder(gazetteer),
    townshipName: (code) =>
      gazetteer.townships.find((township) => township.code === code)?.name ?? null,
  };
}

/** The employer that a block of labels above a table names; null when it names none. */
export function employerOfBlock(
  texts: EmployerTexts,
  at: At,
  { places, townshipName }: EmployerTools,
): EmployerFields | null {
  return buildEmployer(texts, places, townshipName, at);
}

/** What a row itself says about its employer, in one cell or in several columns. */
export function employerTextsOf(cells: PositionCells): EmployerTexts {
  const texts: EmployerTexts = readEmployerCell(cells.employer?.text ?? '');
  for (const column of particulars) {
    const text = cells[column]?.text.trim() ?? '';
    if (text !== '') texts[column] = text;
  }
  return texts;
}

/**
 * The employer of a row: what the row says goes before what is known of the same employer (`known`);
 * another name is another employer. Null when nobody is named.
 */
export function employerOfRow(
  texts: EmployerTexts,
  known: EmployerFields | null,
  at: At,
  { places, townshipName }: EmployerTools,
): EmployerFields | null {
  const isKnown = known !== null && (texts.employer ?? known.name) === known.name;
  if (!isKnown) return buildEmployer(texts, places, townshipName, at);
  const { employer: _name, ...said } = texts;
  if (Object.keys(said).length === 0) return known;
  const { sheet, row } = known;
  const together = { ...textsOf(known), ...said };
  const employer = buildEmployer(together, places, townshipName, { sheet, row });
  return employer === null ? null : { ...known, ...employer };
}

function textsOf(employer: EmployerFields): EmployerTexts {
  const texts: EmployerTexts = { employer: employer.name };
  for (const column of [...particulars, 'contact', 'phone'] as const) {
    const text = employer[column];
    if (text !== null) texts[column] = text;
  }
  return texts;
}

/** Lends an employer the contact that its first position names. */
export function withContactOf(employer: EmployerFields, cells: PositionCells): EmployerFields {
  const texts: EmployerTexts = {};
  for (const column of ['contactAndPhone', 'contact', 'phone'] as const) {
    const text = cells[column]?.text;
    if (text !== undefined) texts[column] = text;
  }
  const { contact, phone } = readContact(texts);
  return {
    ...employer,
    contact: employer.contact ?? contact,
    phone: employer.phone ?? phone,
  };
}

/** Notes what is wrong with an employer, at its first position. */
export function noteEmployer({ uscc, usccValid }: EmployerFields, note: NoteIssue): void {
  if (uscc === null) {
    note('uscc', 'uscc_missing', 'flag', '没有填统一社会信用代码，请向企业补问。');
  } else if (!usccValid) {
    note(
      'uscc',
      'uscc_invalid',
      'flag',
      `统一社会信用代码“${uscc}”位数、字符或校验码不对（GB 32100），请对照营业执照核对。`,
    );
  }
}
