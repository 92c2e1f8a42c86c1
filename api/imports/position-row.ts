import { readContact } from './employer-block.ts';
import type { NoteIssue } from './issues.ts';
import type { PositionColumn } from './position-columns.ts';
import type { Cell, EmployerFields, PositionFields } from './types.ts';
import { readAges } from './values/ages.ts';
import { readDemands } from './values/certificates.ts';
import { readEducationMin } from './values/education.ts';
import { readHeadcount } from './values/headcount.ts';
import { readLicences } from './values/licences.ts';
import type { PlaceFinder } from './values/place.ts';
import { lowestMonthlyPay, readSalary } from './values/salary.ts';
import { halfWidth, looksLikeFormula, plainText, saysNone, textOrNone } from './values/text.ts';

export type PositionCells = Readonly<Partial<Record<PositionColumn, Cell>>>;

/** Reads one row of a list of positions; the lint is not applied yet. */
export function readPosition(
  cells: PositionCells,
  employer: EmployerFields | null,
  places: PlaceFinder,
  note: NoteIssue,
): PositionFields {
  const text = (column: PositionColumn) => cells[column]?.text ?? '';
  const title = plainText(text('title'));
  if (title === null) note('title', 'title_missing', 'reject', '这一行没有岗位名称，请补填。');
  if (employer === null) {
    note('employer', 'employer_missing', 'reject', '没有找到企业名称，请在表头或企业名称栏补填。');
  }
  noteFormulas(cells, note);
  return {
    title,
    ...readWho(text, note),
    skillsText: textOrNone(text('skills')),
    description: textOrNone(text('description')),
    ...readWhere(text('workplace'), employer, places, note),
    ...readPay(text('salary'), note),
    shift: textOrNone(withoutRestDays(text('shift'))),
    lodging: textOrNone(text('lodging')),
    insurance: textOrNone(text('insurance')),
    acceptsFamily: readYesNo(text('acceptsFamily')),
    veteranPriority: textOrNone(text('veteranPriority')),
    discriminatory: false,
    discriminatoryReasons: [],
    ...contactOf(cells, employer, note),
    employer: employer?.name ?? null,
  };
}

type TextOf = (column: PositionColumn) => string;

function readWho(text: TextOf, note: NoteIssue) {
  const headcount = readHeadcount(text('headcount'));
  if (headcount.vague) {
    const written = text('headcount').trim();
    note(
      'headcount',
      'headcount_vague',
      'flag',
      written === '' ? '没有填招聘人数，请问企业。' : `人数写“${written}”，请问企业填具体人数。`,
    );
  }
  const ages = readAges(text('age'));
  if (ages.unclear) {
    note('ageMax', 'age_unclear', 'flag', `年龄要求“${text('age').trim()}”看不懂，请写成 18-50。`);
  }
  const education = readEducationMin(text('education'));
  if (education.unclear) {
    note(
      'educationMin',
      'education_unclear',
      'flag',
      `学历要求“${text('education').trim()}”看不懂，请核对。`,
    );
  }
  return {
    headcount: headcount.value,
    sexText: plainText(text('sex')),
    ageMin: ages.min,
    ageMax: ages.max,
    veteranAgeMax: ages.veteranMax,
    educationMin: education.group,
    ...readPapers(text, note),
  };
}

/** Licences and certificates; employers write licences into the skills column as well. */
function readPapers(text: TextOf, note: NoteIssue) {
  const own = readLicences(text('licences'));
  const demands = readDemands(text('skills'));
  if (own.ambiguous !== null || own.unclear) {
    note(
      'licences',
      'licence_ambiguous',
      'flag',
      `驾驶证写“${text('licences').trim()}”，不能确定准驾车型，请问企业。`,
    );
  }
  return {
    licences: [...new Set([...own.licences, ...demands.licences])],
    certificates: demands.certificates,
    ...(demands.preferred.length === 0 ? {} : { preferredCertificates: demands.preferred }),
  };
}

function readWhere(
  written: string,
  employer: EmployerFields | null,
  places: PlaceFinder,
  note: NoteIssue,
) {
  const workplace = textOrNone(written);
  const found = workplace === null ? null : places.find(workplace);
  const named = found?.townshipCode ?? null;
  // 公司本部, 厂区, 项目部: the employer's own place; a place outside the county is nobody's township.
  const elsewhere = workplace !== null && /(省|市|自治区|自治州)(?!场)/.test(workplace);
  const townshipCode = named ?? (elsewhere ? null : (employer?.townshipCode ?? null));
  if (townshipCode === null) {
    note(
      'townshipCode',
      'place_unknown',
      'flag',
      `工作地点“${workplace ?? '空白'}”对不上本县乡镇，请核对。`,
    );
  }
  return {
    ...{ townshipCode, workplace },
    placeCode: found?.villageKnown === true ? found.stationCode : null,
    lat: found?.at?.lat ?? null,
    lng: found?.at?.lng ?? null,
  };
}

function readPay(written: string, note: NoteIssue) {
  const salaryText = plainText(written);
  const { min, max, unit, day, negotiable, unclear } = readSalary(written);
  const tooLow = unit === 'month' && Math.max(min ?? 0, max ?? 0) < lowestMonthlyPay;
  if (negotiable || saysNone(written)) {
    note(
      'salaryMin',
      'salary_negotiable',
      'flag',
      '薪资没有写数额，招聘会要求注明区间，请问企业。',
    );
  } else if (unit === 'hour') {
    note('salaryMin', 'salary_hourly', 'flag', '按小时计薪，没有折成月薪，请核对每月大约工时。');
  } else if (unclear || (tooLow && day === null)) {
    note(
      'salaryMin',
      'salary_unclear',
      'flag',
      `薪资“${written.trim()}”看不懂，请写成每月几元到几元。`,
    );
  } else if (day !== null) {
    note('salaryMin', 'salary_daily', 'flag', '按日计薪，没有折成月薪，请核对每月大约出工天数。');
  }
  const readable = !tooLow || day !== null;
  return {
    salaryText,
    salaryMin: readable ? min : null,
    salaryMax: readable ? max : null,
    salaryUnit: unit,
    salaryDay: day,
  };
}

/** 白班（轮休） is the shift 白班; how days off fall is no part of it. */
function withoutRestDays(text: string): string {
  return text.trim().replace(/[（(][^）)]*休[^）)]*[）)]$/, '');
}

function readYesNo(text: string): boolean | null {
  const plain = halfWidth(text);
  if (plain === '') return null;
  if (/^(否|不|无|暂不|×)/.test(plain)) return false;
  return /^(是|可|接收|优先|愿意|同意|有|√|✓|能|欢迎)/.test(plain) ? true : null;
}

function contactOf(cells: PositionCells, employer: EmployerFields | null, note: NoteIssue) {
  const written = readContact({
    ...(cells.contactAndPhone === undefined ? {} : { contactAndPhone: cells.contactAndPhone.text }),
    ...(cells.contact === undefined ? {} : { contact: cells.contact.text }),
    ...(cells.phone === undefined ? {} : { phone: cells.phone.text }),
  });
  const number = (cells.phone ?? cells.contactAndPhone)?.text ?? '';
  if (written.phone === null && /\d{5}/.test(halfWidth(number).replace(/[\s-]/g, ''))) {
    note('phone', 'phone_unclear', 'flag', `联系电话“${number.trim()}”不完整，请核对。`);
  }
  return {
    contact: written.contact ?? employer?.contact ?? null,
    phone: written.phone ?? employer?.phone ?? null,
  };
}

const textColumns = {
  title: 'title',
  skills: 'skillsText',
  description: 'description',
  veteranPriority: 'veteranPriority',
  lodging: 'lodging',
  insurance: 'insurance',
} as const;

function noteFormulas(cells: PositionCells, note: NoteIssue): void {
  for (const [column, field] of Object.entries(textColumns)) {
    const cell = cells[column as keyof typeof textColumns];
    if (cell === undefined || (cell.formula === undefined && !looksLikeFormula(cell.text)))
      continue;
    note(field, 'formula_text', 'flag', '内容像公式，已按文字保存，导出时会加防护，请核对。');
  }
}
