import type { NoteIssue } from './issues.ts';
import type { Cell, PersonFields } from './types.ts';
import { readDate } from './values/dates.ts';
import { mildIdProblems, readIdNumber, type IdNumber } from './values/id-number.ts';
import { readName } from './values/person-name.ts';
import { readPhones } from './values/phone.ts';
import { halfWidth, saysNone } from './values/text.ts';

interface IdentityCells {
  readonly fullName: Cell | undefined;
  readonly idCardNo: Cell | undefined;
  readonly sex: Cell | undefined;
  readonly birthDate: Cell | undefined;
  readonly mobile: Cell | undefined;
}

/** Reads who a person is: name, ID number with what follows from it, telephone. */
export function readIdentity(cells: IdentityCells, today: string, note: NoteIssue): PersonFields {
  const id = cells.idCardNo === undefined ? undefined : readIdNumber(cells.idCardNo, today);
  if (id !== undefined && cells.idCardNo !== undefined) noteIdProblem(id, cells.idCardNo, note);
  return {
    ...(id === undefined ? {} : { idCardNo: id.value }),
    fullName: fullName(cells.fullName, note),
    ...readSex(cells.sex, id, note),
    ...readBirthDate(cells.birthDate, id, today, note),
    ...(cells.mobile === undefined ? {} : { mobile: readMobile(cells.mobile, note) }),
  };
}

function noteIdProblem({ problem, proposal }: IdNumber, cell: Cell, note: NoteIssue): void {
  if (problem === undefined) return;
  const written = cell.text.trim();
  const reasons = {
    id_missing: saysNone(cell.text)
      ? '身份证号空白，请补填18位号码。'
      : `身份证栏写的是“${written}”，没有号码，请补填18位号码。`,
    id_as_number: '身份证号存成了数值，末几位已丢失，请把单元格设为文本后重新填写18位号码。',
    id_bad_length: `身份证号是 ${String(idLength(written))} 位，应为18位，请核对后改正。`,
    id_bad_check: '身份证号校验码不对（GB 11643），至少有一位写错，请对照证件改正。',
    id_bad_date: '身份证号里的出生日期不存在或在今天以后，请对照证件改正。',
    id_masked: '身份证号打了星号，请补填完整的18位号码。',
    id_several: '身份证栏里有两个不同的号码，请只留本人的一个。',
    id_with_note: '身份证栏里夹有说明文字，已取出号码，请核对。',
    id_maybe_lost: '身份证号末三位是 000，可能是存成数值后丢失了，请对照证件核对。',
  };
  const action = mildIdProblems.includes(problem) ? 'flag' : 'reject';
  const details = proposal === undefined ? {} : { proposal };
  note('idCardNo', problem, action, reasons[problem], details);
}

/** How many characters of a number are written; letters that stand for digits count. */
const idLength = (written: string) => halfWidth(written).replace(/[^0-9a-z*]/gi, '').length;

function fullName(cell: Cell | undefined, note: NoteIssue): string | null {
  const written = cell?.text.trim() ?? '';
  const { name, remark, unclear } = readName(written);
  if (name === null) {
    note('fullName', 'name_missing', 'reject', '这一行没有姓名，请补填。');
  } else if (remark !== null) {
    note(
      'fullName',
      'name_with_note',
      'flag',
      `姓名栏里夹有说明“${remark}”，已取出姓名“${name}”，请核对。`,
      { words: written, proposal: name },
    );
  } else if (unclear) {
    const shown = name.slice(0, 30).toWellFormed();
    note('fullName', 'name_unclear', 'flag', `“${shown}”不像姓名，请核对。`, { words: written });
  }
  return name;
}

function readSex(cell: Cell | undefined, id: IdNumber | undefined, note: NoteIssue): PersonFields {
  const text = halfWidth(cell?.text ?? '');
  const stated = /^(男|1|M|male)/i.test(text) ? 1 : /^(女|2|F|female)/i.test(text) ? 2 : null;
  const fromId = id === undefined || id.value === null ? null : id.sex;
  if (stated !== null && fromId !== null && stated !== fromId) {
    note(
      'sex',
      'sex_mismatch',
      'flag',
      `性别写“${text}”，与身份证号不一致，已以身份证号为准，请核对。`,
    );
  }
  if (cell === undefined && id === undefined) return {};
  return { sex: fromId ?? stated ?? id?.sex ?? null };
}

function readBirthDate(
  cell: Cell | undefined,
  id: IdNumber | undefined,
  today: string,
  note: NoteIssue,
): PersonFields {
  const stated = cell === undefined ? null : (readDate(cell, today)?.value ?? null);
  const fromId = id?.birthDate ?? null;
  if (stated !== null && fromId !== null && !fromId.startsWith(stated)) {
    note(
      'birthDate',
      'birth_mismatch',
      'flag',
      `出生日期写“${cell?.text.trim()}”，与身份证号不一致，已以身份证号为准，请核对。`,
    );
  }
  if (cell === undefined && id === undefined) return {};
  return { birthDate: fromId ?? stated };
}

function readMobile(cell: Cell, note: NoteIssue): string | null {
  if (saysNone(cell.text)) return null;
  const { mobile, landline, broken } = readPhones(cell.text);
  if (mobile !== null) return mobile;
  const written = cell.text.trim();
  if (landline !== null) {
    note('mobile', 'phone_landline', 'flag', `只写了固定电话 ${landline}，请补手机号。`);
  } else if (broken !== null && broken.length < 11) {
    note(
      'mobile',
      'phone_short',
      'flag',
      `手机号“${written}”只有 ${broken.length} 位，应为11位，请核对。`,
    );
  } else {
    note('mobile', 'phone_unclear', 'flag', `“${written}”不是完整的手机号，请核对。`);
  }
  return null;
}
