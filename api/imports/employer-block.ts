import { plainHeading, wholeHeading } from './plain-heading.ts';
import { employerLabels, type PositionColumn } from './position-columns.ts';
import type { EmployerFields, SheetRow } from './types.ts';
import { readPhones } from './values/phone.ts';
import type { PlaceFinder } from './values/place.ts';
import { halfWidth, plainText, textOrNone } from './values/text.ts';
import { isValidUscc, normaliseUscc } from './values/uscc.ts';

/** Texts about an employer by what they say. */
export type EmployerTexts = Partial<Record<PositionColumn, string>>;

/**
 * Reads the block above a form's table, in any of the layouts: label and value in neighbouring cells
 * (several pairs a row), "label：value" in one cell, label in the first and value in a later column.
 * The result also says in which row the employer is named.
 */
export function readEmployerBlock(rows: readonly SheetRow[]): {
  texts: EmployerTexts;
  row: number;
} {
  const texts: EmployerTexts = {};
  let nameRow = rows[0]?.row ?? 1;
  const take = (column: PositionColumn, value: string, row: number) => {
    if (texts[column] !== undefined) return;
    texts[column] = value;
    if (column === 'employer') nameRow = row;
  };
  for (const { row, cells } of rows) {
    let label: PositionColumn | undefined;
    for (const cell of cells) {
      if (cell === undefined || cell.text.trim() === '') continue;
      const labelled = readLabelled(cell.text);
      if (labelled !== null) take(labelled.column, labelled.value, row);
      const alone = labelOf(cell.text);
      if (label !== undefined && alone === undefined && labelled === null) {
        take(label, cell.text.trim(), row);
      }
      label = alone;
    }
  }
  return { texts, row: nameRow };
}

const labelOf = (text: string): PositionColumn | undefined =>
  text.length > 30
    ? undefined
    : (employerLabels.get(wholeHeading(text)) ?? employerLabels.get(plainHeading(text)));

function readLabelled(text: string): { column: PositionColumn; value: string } | null {
  const parts = /^([^:：]{2,12})[:：]\s*(\S.*)$/s.exec(text.trim());
  const column = parts?.[1] === undefined ? undefined : labelOf(parts[1]);
  return column === undefined || parts?.[2] === undefined
    ? null
    : { column, value: parts[2].trim() };
}

/**
 * Reads an employer cell of a summary sheet, which holds everything line by line: name, 信用代码,
 * 行业；性质；规模, address, introduction. A cell of one line is the name alone.
 */
export function readEmployerCell(text: string): EmployerTexts {
  const [name, ...lines] = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const texts: EmployerTexts = {};
  if (name !== undefined) texts.employer = name.replace(/^(企业|单位|公司)名称[:：]\s*/, '');
  const rest = lines.filter((line) => {
    const labelled = readLabelled(line);
    if (labelled !== null) texts[labelled.column] ??= labelled.value;
    else if (/^[0-9A-Z]{15,20}$/.test(normaliseUscc(line))) texts.uscc ??= line;
    else return true;
    return false;
  });
  const facts = rest.find((line) => /[；;]/.test(line) && line.split(/[；;]/).some(isSize));
  if (facts !== undefined) Object.assign(texts, readFacts(facts));
  const others = rest.filter((line) => line !== facts);
  const address = others.find(isAddress);
  if (address !== undefined) texts.address ??= address;
  const intro = others.filter((line) => line !== address).join('\n');
  if (intro !== '') texts.intro ??= intro;
  return texts;
}

function readFacts(line: string): EmployerTexts {
  const facts: EmployerTexts = {};
  for (const part of line.split(/[；;]/).map((item) => item.trim())) {
    if (isSize(part)) facts.size = part;
    else if (isNature(part)) facts.nature = part;
    else if (part !== '') facts.industry = part;
  }
  return facts;
}

const isSize = (text: string) => /\d+\s*(?:[-~—]\s*\d+)?\s*人/.test(text);
const isNature = (text: string) =>
  /^(民营|国有|国企|央企|私营|个体|合资|外资|股份|集体|事业单位|机关|农民专业合作社|合作社|社会团体|民办)/.test(
    text,
  );
const isAddress = (text: string) =>
  /^(.{2,8}[省市县区])?.{1,8}(镇|乡|街道|路|街|村|号|园|城)/.test(text) && !/[，。,]/.test(text);

/** The record of an employer from what was read about it; null without a name. */
export function buildEmployer(
  texts: EmployerTexts,
  places: PlaceFinder,
  townshipName: (code: string | null) => string | null,
  at: { sheet: string | null; row: number },
): EmployerFields | null {
  const name = plainText(texts.employer ?? '');
  if (name === null) return null;
  const address = textOrNone(texts.address ?? '');
  const townshipCode = address === null ? null : places.find(address).townshipCode;
  const uscc = texts.uscc === undefined ? null : textOrNone(normaliseUscc(texts.uscc));
  const { contact, phone } = readContact(texts);
  return {
    name,
    uscc,
    usccValid: uscc !== null && isValidUscc(uscc),
    industry: textOrNone(texts.industry ?? ''),
    nature: textOrNone(texts.nature ?? ''),
    size: textOrNone(texts.size ?? ''),
    township: townshipName(townshipCode),
    townshipCode,
    address,
    contact,
    phone,
    intro: textOrNone(texts.intro ?? ''),
    ...at,
  };
}

/** Name and number of a contact, from two texts or from one that holds both (邓主任 17493065152). */
export function readContact(texts: EmployerTexts): {
  contact: string | null;
  phone: string | null;
} {
  const both = texts.contactAndPhone ?? '';
  const { mobile, landline } = readPhones(texts.phone ?? both);
  const name =
    texts.contact ??
    halfWidth(both)
      .replace(/[\d+\-()（）:：/、,，;；]|\s/g, '')
      .replace(/(联系人|联系电话|电话|手机)/g, '');
  return { contact: textOrNone(name), phone: mobile ?? landline };
}
