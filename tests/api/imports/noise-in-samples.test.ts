/**
 * Noise in the cells of the county's own files: the reading never fails, and no ID number, name, date
 * or sum of money changes silently. A value that differs from the clean one must stand in the changed
 * cell for everybody to read, or an issue must stand on the row.
 */
import {
  type Cell,
  type ImportIssue,
  parsePositions,
  parseRoster,
  type PersonFields,
  type PositionFields,
  type Sheet,
  type SourceCell,
} from '@xincheng/api/imports';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleContext, sampleSheets, sheetOf } from '../../support/import-samples.ts';

const context = sampleContext();

/** A record's place, key fields, and the cells they were read from. */
interface Read {
  readonly at: string;
  readonly values: Readonly<Record<string, string | null>>;
  readonly source: readonly SourceCell[];
}
interface Reading {
  readonly rows: ReadonlyMap<string, Read>;
  readonly issues: readonly ImportIssue[];
}

/** The columns from which each key field may come. */
const columnsOf: Readonly<Record<string, readonly string[]>> = {
  idCardNo: ['idCardNo'],
  fullName: ['fullName'],
  birthDate: ['idCardNo', 'birthDate'],
  enlistDate: ['enlistDate'],
  dischargeDate: ['dischargeDate'],
  salaryMin: ['intentSalary', 'intent', 'salary'],
  salaryMax: ['intentSalary', 'intent', 'salary'],
};

const place = ({ sheet, row }: { sheet: string | null; row: number }) =>
  `${sheet ?? ''}:${String(row)}`;
const word = (value: string | number | null | undefined) => (value == null ? null : String(value));

function readRoster(sheets: readonly Sheet[]): Reading {
  const { records, issues } = parseRoster(sheets, context);
  const values = ({ idCardNo, fullName, birthDate, enlistDate, dischargeDate, intent }: PersonFields) => ({
    ...{ idCardNo: word(idCardNo), fullName: word(fullName), birthDate: word(birthDate) },
    ...{ enlistDate: word(enlistDate), dischargeDate: word(dischargeDate) },
    ...{ salaryMin: word(intent?.salaryMin), salaryMax: word(intent?.salaryMax) },
  }); // prettier-ignore
  return { issues, rows: byPlace(records, values) };
}

function readPositions(sheets: readonly Sheet[]): Reading {
  const { records, issues } = parsePositions(sheets, context);
  const values = ({ salaryMin, salaryMax, salaryDay }: PositionFields) => ({
    salaryMin: word(salaryDay?.[0] ?? salaryMin),
    salaryMax: word(salaryDay?.[1] ?? salaryMax),
  });
  return { issues, rows: byPlace(records, values) };
}

const byPlace = <F>(
  records: readonly { sheet: string | null; row: number; fields: F; source: readonly SourceCell[] }[],
  values: (fields: F) => Read['values'],
) =>
  new Map(
    records.map((record) => [
      place(record),
      { at: place(record), values: values(record.fields), source: record.source },
    ]),
  ); // prettier-ignore

/** What may happen to a cell. */
type Noise = (
  cell: Cell | undefined,
  others: readonly Cell[],
  pick: (below: number) => number,
) => Cell;

const text = (value: string): Cell => ({ text: value, kind: value === '' ? 'empty' : 'text' });
const textIn = (cell: Cell | undefined) => cell?.text ?? '';
const fullWidth = (value: string) =>
  value.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
const insertions = [
  ...Array.from('0123456789Xx年月日.-/千万k元A男村 \n'),
  '\u3000',
  '\u200b',
  '\u202d',
  '𠮷',
  '①',
];
const remarks = [
  '（待核）',
  ' 已核对',
  '/补',
  '左右',
  '?',
  '、2000',
  '；20230901',
  '至今',
  ' 以身份证为准',
];

const noises: Record<string, Noise> = {
  blank: () => text(''),
  insert: (cell, _, pick) => {
    const characters = [...textIn(cell)];
    const added = insertions[pick(insertions.length)] ?? '';
    return text(characters.toSpliced(pick(characters.length + 1), 0, added).join(''));
  },
  erase: (cell, _, pick) => {
    const characters = [...textIn(cell)];
    return text(characters.toSpliced(pick(Math.max(1, characters.length)), 1).join(''));
  },
  exchange: (cell, _, pick) => {
    const characters = [...textIn(cell)];
    const at = pick(Math.max(1, characters.length - 1));
    const [one = '', two = ''] = characters.slice(at, at + 2);
    return text(characters.toSpliced(at, 2, two, one).join(''));
  },
  widen: (cell) => text(fullWidth(textIn(cell))),
  remark: (cell, _, pick) => text(`${textIn(cell)}${remarks[pick(remarks.length)] ?? ''}`),
  prefix: (cell, _, pick) => text(`${remarks[pick(remarks.length)] ?? ''}${textIn(cell)}`),
  number: (cell, _, pick) => {
    const plain = Number(textIn(cell).replace(/\s/g, ''));
    const number = textIn(cell).trim() !== '' && Number.isFinite(plain) ? plain : pick(80_000);
    return { text: String(number), kind: 'number', number };
  },
  date: (_cell, _, pick) => {
    const date = `${String(1990 + pick(33))}-0${String(1 + pick(9))}-1${String(pick(10))}`;
    return { text: date, kind: 'date', date, number: 40_000 };
  },
  formula: (cell) => ({ ...(cell ?? text('')), formula: 'VLOOKUP(A1,B:C,2,0)' }),
  likeFormula: (cell) => text(`=${textIn(cell)}`),
  error: () => ({ text: '#N/A', kind: 'error' }),
  paste: (_cell, others, pick) => others[pick(others.length)] ?? text(''),
}; // prettier-ignore
const kinds = [...Object.keys(noises), 'random', 'swap'];

/** A cell of some record's row, and what happens to it. */
const change = fc.record({
  row: fc.nat(100_000),
  column: fc.nat(40),
  partner: fc.nat(40),
  kind: fc.constantFrom(...kinds),
  picks: fc.array(fc.nat(), { minLength: 3, maxLength: 3 }),
  random: fc.string({ unit: 'binary', maxLength: 30 }),
});
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

interface Noisy {
  readonly sheets: Sheet[];
  /** What was done, by place of the row. */
  readonly done: ReadonlyMap<string, string>;
}

/** The sheets with the changes made to the rows that hold records. */
function disturb(sheets: readonly Sheet[], clean: Reading, changes: readonly Change[]): Noisy {
  const places = [...clean.rows.keys()];
  const others = sheets.flatMap(({ rows }) => rows.slice(0, 40).flatMap(({ cells }) => cells.flatMap((cell) => cell ?? [])));
  const byRow = Map.groupBy(changes, ({ row }) => places[row % places.length] ?? '');
  const done = new Map<string, string>();
  return {
    done,
    sheets: sheets.map((sheet) => ({
      ...sheet,
      rows: sheet.rows.map((row) => {
        const at = place({ sheet: sheet.name, row: row.row });
        const own = byRow.get(at) ?? [];
        const cells = own.reduce((now, one) => disturbRow(now, one, others), Array.from(row.cells));
        if (own.length > 0)
          done.set(at, own.map(({ kind, column }) => `${kind}@${String(column % row.cells.length)}`).join(' '));
        return own.length === 0 ? row : { ...row, cells };
      }),
    })),
  };
} // prettier-ignore

function disturbRow(
  cells: readonly (Cell | undefined)[],
  { column, partner, kind, picks, random }: Change,
  others: readonly Cell[],
): (Cell | undefined)[] {
  const at = column % cells.length;
  if (kind === 'swap') {
    const other = partner % cells.length;
    return cells.with(at, cells[other]).with(other, cells[at]);
  }
  let next = 0;
  const pick = (below: number) => (picks[next++ % picks.length] ?? 0) % Math.max(1, below);
  const noise = noises[kind];
  const changed = noise === undefined ? text(random) : noise(cells[at], others, pick);
  // What was merged stays merged.
  const { merged } = cells[at] ?? {};
  const { merged: _pasted, ...plain } = changed;
  return cells.with(at, { ...plain, ...(merged === undefined ? {} : { merged }) });
}

/** As a person reads it: half-width, without blanks and invisible characters, dots alike. */
const plainOf = (value: string) =>
  value
    .normalize('NFKC')
    .replace(/[\s\p{Cf}\p{Cc}]/gu, '')
    .replace(/[•・‧．●﹒･∙⋅.]/g, '·')
    .toUpperCase();

const saysNothing = (cell: SourceCell | undefined) =>
  cell === undefined ||
  /^(|无|没有|暂无|否|未有|不详|未填|空|N\/?A|NONE|[/\\\-—–_、·。]+)$/.test(plainOf(cell.text));

/** The numbers that are written; 8千6 is 8600 as well. */
function numbersIn(value: string): number[] {
  const plain = value.normalize('NFKC').replace(/(\d),(?=\d{3}(?!\d))/g, '$1');
  const mixed = [...plain.matchAll(/(\d+)千(\d)(?!\d)/g)].map(
    ([, thousands, hundreds]) => Number(thousands) * 1000 + Number(hundreds) * 100,
  );
  return [...(plain.match(/\d+(?:\.\d+)?/g) ?? []).map(Number), ...mixed];
}

/** Whether the cell says the value in full, so that whoever looks at it sees it. */
function isLegible(field: string, value: string, cell: SourceCell): boolean {
  if (field === 'idCardNo') {
    const digits = plainOf(cell.text).replace(/[^\dX]/g, '');
    return digits.includes(value) || digits.includes(`${value.slice(0, 6)}${value.slice(8, 17)}`);
  }
  if (field === 'fullName') return plainOf(cell.text).includes(plainOf(value));
  if (field.startsWith('salary')) {
    const factors = [1, 1000, 10_000, 1 / 12, 1000 / 12, 10_000 / 12];
    const sum = Number(value);
    return numbersIn(cell.text).some((one) =>
      factors.some((factor) => Math.abs(one * factor - sum) <= 1),
    );
  }
  return saysDate(value, cell);
}

const chineseDigits = '〇一二三四五六七八九';

/** The year, month and day one after the other, run together, as a serial number, or as a date cell. */
function saysDate(value: string, { text: written, date, number }: SourceCell): boolean {
  if (date !== undefined) return date.startsWith(value);
  const [year = '', month = '', day] = value.split('-');
  const plain = written.normalize('NFKC').replace(/[○零]/g, '〇').replace(/[〇一二三四五六七八九]/g, (digit) =>
    String(chineseDigits.indexOf(digit)),
  );
  const digits = plain.replace(/\D/g, '');
  if (digits.includes(`${year}${month}${day ?? ''}`)) return true;
  const serial = number ?? Number(written.trim());
  const asSerial = new Date(Date.UTC(1899, 11, 30) + Math.floor(serial) * 86_400_000);
  if (serial > 15_000 && serial < 60_000 && asSerial.toISOString().startsWith(value)) return true;
  const parts = numbersIn(plain.replace(/[.·]/g, ' '));
  const at = parts.findIndex((part) => part === Number(year) || part === Number(year.slice(2)));
  if (at === -1 || parts[at + 1] !== Number(month)) return /十/.test(written) && parts[at] !== undefined;
  return day === undefined || parts[at + 2] === Number(day);
} // prettier-ignore

/** Whether the cells say the new value, or that there is none. */
function isShown(
  field: string,
  now: string | null,
  values: Read['values'],
  cells: readonly SourceCell[],
): boolean {
  if (now !== null) return cells.some((cell) => isLegible(field, now, cell));
  if (field === 'idCardNo' || field === 'fullName') return false;
  if (!field.startsWith('salary')) return cells.every(saysNothing);
  // An open end (5000以上), or words without a sum (看情况).
  const other = values[field === 'salaryMin' ? 'salaryMax' : 'salaryMin'] ?? null;
  if (other !== null) return cells.some((cell) => isLegible(field, other, cell));
  return cells.every(({ text: written }) => !namesSum.test(written.normalize('NFKC')));
}

const namesSum = /\d{3}|\d\s*[千仟kKwW万]/;

interface Silence {
  readonly at: string;
  readonly done: string;
  readonly field: string;
  readonly was: string | null;
  readonly is: string | null;
  readonly cells: readonly string[];
}

/** Changes of key fields that neither the cell shows nor an issue tells. */
function silences(clean: Reading, noisy: Reading, done: Noisy['done']): Silence[] {
  const told = (at: string) => noisy.issues.filter((issue) => place(issue) === at);
  const before = (at: string) =>
    new Set(clean.issues.filter((issue) => place(issue) === at).map(({ field, kind }) => `${field} ${kind}`));
  return [...clean.rows.values()].flatMap((was): Silence[] => {
    const { at } = was;
    const touched = done.get(at);
    const is = noisy.rows.get(at);
    if (is === undefined) {
      if (told(at).length > 0) return [];
      return [{ at, done: touched ?? '', field: '*', was: at, is: null, cells: [] }];
    }
    return Object.keys(was.values).flatMap((field) => {
      const [old = null, now = null] = [was.values[field], is.values[field]];
      if (old === now) return [];
      const cells = is.source.filter(({ column }) => columnsOf[field]?.includes(column ?? ''));
      const shown = touched !== undefined && isShown(field, now, is.values, cells);
      const known = before(at);
      const issue = told(at).some(
        (one) => one.field === field || !known.has(`${one.field} ${one.kind}`),
      );
      if (shown || issue) return [];
      const stand = cells.map(({ column, text: written }) => `${column ?? ''}=${JSON.stringify(written)}`);
      return [{ at, done: touched ?? 'untouched', field, was: old, is: now, cells: stand }];
    });
  });
} // prettier-ignore

const rosters = [
  ...['roster-2023-spring.xlsx', 'roster-2023-autumn.xlsx', 'roster-2023-autumn-青石镇.csv'],
  ...['roster-old.xls', 'family-2023.xlsx'],
];
const positionFiles = [
  '01-云岭县桂源糖业有限公司岗位需求信息表.xlsx',
  '02-云岭县青峰水泥有限责任公司岗位需求信息表.xlsx',
  '招聘会岗位汇总表.xlsx',
];

function survives(sheets: readonly Sheet[], read: (sheets: readonly Sheet[]) => Reading): number {
  const clean = read(sheets);
  let disturbed = 0;
  // Fewer than half of the rows: what most rows have in common is a habit of the file.
  const most = Math.ceil(clean.rows.size / 3);
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: most, size: 'max' }), (changes) => {
      const { sheets: noisy, done } = disturb(sheets, clean, changes);
      disturbed += done.size;
      const found = silences(clean, read(noisy), done);
      expect(found).toEqual([]);
    }),
    { numRuns: 40 },
  );
  return disturbed;
}

describe('noise in the cells of a roster', () => {
  it.each(rosters)(
    '%s: nothing is lost or changed silently',
    (file) => {
      expect(survives(sampleSheets('rosters', file), readRoster)).toBeGreaterThan(40);
    },
    120_000,
  );
});

describe('noise in the cells of a list of positions', () => {
  it.each(positionFiles)(
    '%s: no pay is changed silently',
    (file) => {
      expect(survives(sampleSheets('positions', file), readPositions)).toBeGreaterThan(40);
    },
    120_000,
  );
});

describe('seen failing: the watch reports', () => {
  const sheets = sampleSheets('rosters', 'roster-old.xls');
  const clean = readRoster(sheets);
  const [first] = [...clean.rows.values()].filter(
    ({ at }) => !clean.issues.some((issue) => place(issue) === at),
  );
  const changed = (values: Record<string, string | null>): Reading => ({
    issues: [],
    rows: new Map([
      ...clean.rows,
      ...(first === undefined
        ? []
        : [[first.at, { ...first, values: { ...first.values, ...values } }] as const]),
    ]),
  });
  const touched = new Map([[first?.at ?? '', 'erase@1']]);

  it.each([
    [{ idCardNo: '459921199603150010' }, ['idCardNo']],
    [{ idCardNo: null }, ['idCardNo']],
    [{ fullName: '别人' }, ['fullName']],
    [{ enlistDate: '1999-12' }, ['enlistDate']],
    [{ dischargeDate: null }, ['dischargeDate']],
    [{ salaryMin: '1', salaryMax: '2' }, ['salaryMin', 'salaryMax']],
  ])('%j', (values, fields) => {
    const found = silences(clean, changed(values), touched);
    expect(found.map(({ field }) => field)).toEqual(fields);
  });

  it('a row that is gone', () => {
    const rows = new Map([...clean.rows].filter(([at]) => at !== first?.at));
    expect(silences(clean, { rows, issues: [] }, touched)).toMatchObject([{ field: '*' }]);
  });
});

describe('a wish for pay', () => {
  const readPay = (heading: string, written: string) => {
    const whole = { 姓名: '李健豪', 身份证号: '459921200104245790', 联系电话: '13491882641' };
    const parts = heading === '期望薪资' ? { ...whole, 意向岗位: '电工' } : whole;
    const row = { ...parts, [heading]: written };
    const { records, issues } = parseRoster([sheetOf([Object.keys(row), Object.values(row)])], context);
    const { salaryMin = null, salaryMax = null } = records[0]?.fields.intent ?? {};
    return { isRead: salaryMin !== null || salaryMax !== null, isTold: issues.length > 0 };
  }; // prettier-ignore

  it('reads or tells what stands in order', () => {
    expect(readPay('期望薪资', '3500-5000')).toEqual({ isRead: true, isTold: false });
    const whole = '客房主管，办公室后勤；国企或事业单位；本市；3500左右';
    expect(readPay('就业意向', whole)).toEqual({ isRead: true, isTold: false });
  });

  it.each([
    ['期望薪资', '350左右'],
    ['期望薪资', '3000-44000'],
    ['期望薪资', '3000-日4000'],
    ['期望薪资', '58千'],
    ['就业意向', '客房主管，办公室后勤；国企或事业单位；本市；３５００左右'],
    ['就业意向', '找护士、养老护理，不限，工资4000-5000'],
    ['就业意向', '食堂厨师、厨师/交通物流/本县/350左右'],
  ])('is read or asked about: %s %s', (heading, written) => {
    const { isRead, isTold } = readPay(heading, written);
    expect(isRead || isTold).toBe(true);
  });
});
