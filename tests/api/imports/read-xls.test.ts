import { ImportFileError, readWorkbook, type Sheet } from '@xincheng/api/imports';
import { describe, expect, it } from 'vitest';
import {
  compoundFile,
  f64,
  font,
  record,
  style,
  text,
  u16,
  u32,
  xls,
  type XlsSheet,
} from '../../support/xls.ts';

/** Fonts 0 to 3 and 5 (there is no 4): 1 is struck. Styles: 0 plain, 1 struck, 2 and 3 dates. */
const looks = [
  font({ struck: false }),
  font({ struck: true }),
  font({ struck: false }),
  font({ struck: false }),
  font({ struck: true }),
  record(0x41e, 200, text('yyyy"年"m"月"d"日"')),
  style(0),
  style(1),
  style(0, 200),
  style(0, 57),
  style(5),
];

const label = (row: number, column: number, value: string, styleNumber = 0) =>
  record(0x204, row, column, styleNumber, text(value));
const number = (row: number, column: number, value: number, styleNumber = 0) =>
  record(0x203, row, column, styleNumber, f64(value));
const packed = (value: number) => u32(((value << 2) | 2) >>> 0);

function readSheets(
  sheets: readonly XlsSheet[],
  globals: readonly Buffer[] = [],
): readonly Sheet[] {
  return readWorkbook(xls([...looks, ...globals], sheets), '花名册.xls');
}

function readSheet(records: readonly Buffer[], globals: readonly Buffer[] = []): Sheet {
  const [sheet] = readSheets([{ name: '花名册', records }], globals);
  if (sheet === undefined) throw new Error('no sheet');
  return sheet;
}

function codeOf(bytes: Uint8Array): string {
  try {
    readWorkbook(bytes, '花名册.xls');
  } catch (error) {
    if (error instanceof ImportFileError) return error.code;
    throw error;
  }
  return 'read';
}

describe('cells of an .xls', () => {
  it('texts and numbers of every kind of record', () => {
    const sheet = readSheet([
      label(0, 0, '李强'),
      record(0xd6, 0, 1, 0, text('王伟'), 0),
      number(0, 2, 3.5),
      record(0x27e, 0, 3, 0, packed(13)),
      record(0x27e, 0, 4, 0, u32((1234 << 2) | 3)),
      record(0xbd, 0, 5, 0, packed(-7), 0, packed(8), 6),
      record(0x205, 0, 7, 0, Buffer.of(1, 0)),
      record(0x205, 0, 8, 0, Buffer.of(0x2a, 1)),
      number(0, 9, 459921198911036000),
    ]);
    expect(sheet.name).toBe('花名册');
    expect(sheet.rows[0]?.cells.map((cell) => [cell?.kind, cell?.text])).toEqual([
      ['text', '李强'],
      ['text', '王伟'],
      ['number', '3.5'],
      ['number', '13'],
      ['number', '12.34'],
      ['number', '-7'],
      ['number', '8'],
      ['boolean', '是'],
      ['error', '#N/A'],
      ['number', '459921198911036000'],
    ]);
  });

  it('dates, in formats of the file and of Excel in Chinese, and of the 1904 calendar', () => {
    const cells = [number(0, 0, 45170, 2), number(0, 1, 45170, 3)];
    const date = { kind: 'date', date: '2023-09-01' };
    expect(readSheet(cells).rows[0]?.cells).toMatchObject([
      date,
      // Displayed as 2023年9月: nobody has said the day.
      { kind: 'text', text: '2023-09' },
    ]);
    const mac = [number(0, 0, 45170 - 1462, 2)];
    expect(readSheet(mac, [record(0x22, 1)]).rows[0]?.cells).toMatchObject([date]);
  });

  it('results of formulas, and digits behind a guard as a text', () => {
    const formula = (column: number, result: Uint8Array, tokens: Uint8Array) =>
      record(0x06, 0, column, 0, result, 0, u32(0), tokens.length, tokens);
    const special = (kind: number, value: number) => Buffer.of(kind, 0, value, 0, 0, 0, 0xff, 0xff);
    const guard = Buffer.concat([Buffer.of(0x17), text('4599', 1)]);
    const other = Buffer.of(0x1e, 1, 0);
    const sheet = readSheet([
      formula(0, f64(2), other),
      formula(1, special(0, 0), other),
      record(0x207, text('张三')),
      formula(2, special(1, 1), other),
      formula(3, special(2, 0x17), other),
      formula(4, special(3, 0), other),
      formula(5, special(0, 0), guard),
      record(0x207, text('4599')),
      formula(6, special(0, 0), Buffer.concat([guard, other])),
      record(0x207, text('4599X')),
    ]);
    const byFormula = { formula: '' };
    expect(sheet.rows[0]?.cells).toEqual([
      { text: '2', kind: 'number', number: 2, ...byFormula },
      { text: '张三', kind: 'text', ...byFormula },
      { text: '是', kind: 'boolean', ...byFormula },
      { text: '#REF!', kind: 'error', ...byFormula },
      undefined,
      { text: '4599', kind: 'text' },
      { text: '4599X', kind: 'text', ...byFormula },
    ]);
  });

  it('shared texts, across the records that continue them', () => {
    const long = '云岭县青石镇'.repeat(700);
    const [first, rest] = [long.slice(0, 4000), long.slice(4000)];
    const strings = [
      record(
        0xfc,
        u32(3),
        u32(3),
        text('李强'),
        u16(long.length),
        Buffer.of(1),
        Buffer.from(first, 'utf16le'),
      ),
      record(0x3c, Buffer.of(1), Buffer.from(rest, 'utf16le'), 3, Buffer.of(0), Buffer.from('ABC')),
    ];
    const cells = [0, 1, 2].map((index) => record(0xfd, index, 0, 0, u32(index)));
    const sheet = readSheet(cells, strings);
    expect(sheet.rows.map((row) => row.cells[0]?.text)).toEqual(['李强', long, 'ABC']);
  });

  it('merged areas, in the last column as well', () => {
    const sheet = readSheet([
      label(0, 0, '甲'),
      label(0, 1, '青石镇'),
      label(1, 0, '乙'),
      record(0xe5, 1, 0, 1, 1, 1),
    ]);
    const merged = { row: 1, column: 1, rows: 2, columns: 1 };
    expect(sheet.rows[1]?.cells[1]).toEqual({ text: '', kind: 'empty', merged });
  });

  it('texts of Excel 5 and 95, which are bytes', () => {
    const bytes = Buffer.from('c7e0caafd5f2', 'hex');
    const cell = record(0x204, 0, 0, 0, bytes.length, bytes);
    const old = xls([style(0)], [{ name: 'A', records: [cell] }], 0x500);
    expect(readWorkbook(old, '旧.xls')[0]?.rows[0]?.cells[0]?.text).toBe('青石镇');
  });
});

describe('marks of an .xls', () => {
  it('hidden rows, columns and sheets; charts are no sheets', () => {
    const cells = [label(0, 0, '甲'), label(1, 0, '乙')];
    const row = (index: number, flags: number) => record(0x208, index, 0, 1, 255, 0, 0, flags, 0);
    const sheets = readSheets([
      {
        name: '花名册',
        records: [
          record(0x7d, 1, 2, 2048, 0, 1, 0),
          record(0x7d, 4, 4, 2048, 0, 0, 0),
          row(0, 0x100),
          row(1, 0x120),
          ...cells,
        ],
      },
      { name: '旧', state: 1, records: cells },
      { name: '更旧', state: 2, records: cells },
      { name: '图', kind: 2, records: cells },
    ]);
    expect(sheets.map(({ name, hidden }) => [name, hidden])).toEqual([
      ['花名册', undefined],
      ['旧', true],
      ['更旧', true],
    ]);
    expect(sheets[0]?.hiddenColumns).toEqual([1, 2]);
    expect(sheets[0]?.rows.map(({ hidden }) => hidden)).toEqual([undefined, true]);
  });

  it('strike-through of cells, by number and font as the format counts them', () => {
    const sheet = readSheet([
      label(0, 0, '李强', 1),
      number(0, 1, 3, 1),
      record(0xbd, 0, 2, 1, packed(1), 0, packed(2), 3),
      label(0, 4, '留', 4),
      record(0x201, 0, 5, 1),
    ]);
    expect(sheet.rows[0]?.cells.map((cell) => cell?.struck)).toEqual([
      true,
      true,
      true,
      undefined,
      true,
    ]);
  });

  it('strike-through of shared texts, by their runs', () => {
    const rich = (value: string, ...runs: readonly (readonly [from: number, font: number])[]) =>
      Buffer.concat([
        u16(value.length),
        Buffer.of(9),
        u16(runs.length),
        Buffer.from(value, 'utf16le'),
        ...runs.flat().map(u16),
      ]);
    const strings = [
      rich('李强', [0, 1]),
      rich('李强留', [0, 1], [2, 2]),
      rich('李强', [1, 1]),
      rich('李强  ', [0, 1], [2, 2]),
    ];
    const cells = [0, 1].flatMap((row) =>
      strings.map((_, index) => record(0xfd, row, index, row, u32(index))),
    );
    const table = record(0xfc, u32(4), u32(4), ...strings);
    const sheet = readSheet(cells, [table]);
    expect(sheet.rows.map((row) => row.cells.map((cell) => cell?.struck ?? false))).toEqual([
      [true, false, false, true],
      [true, false, true, true],
    ]);
  });

  it('comments, without the name of who wrote them', () => {
    const object = (id: number) => record(0x5d, 0x15, 0x12, 0x19, id, Buffer.alloc(16));
    const comment = (id: number, value: string) => [
      object(id),
      record(0x1b6, Buffer.alloc(10), value.length, 16, u32(0)),
      record(0x3c, Buffer.of(1), Buffer.from(value, 'utf16le')),
      record(0x3c, Buffer.alloc(16)),
    ];
    const sheet = readSheet([
      label(0, 0, '李强'),
      ...comment(1, '张三:\n已退出'),
      ...comment(2, '无电话'),
      record(0x1c, 0, 0, 0, 1, text('张三'), Buffer.of(0)),
      record(0x1c, 0, 1, 0, 2, text('张三'), Buffer.of(0)),
    ]);
    expect(sheet.rows[0]?.cells).toEqual([
      { text: '李强', kind: 'text', comment: '已退出' },
      { text: '', kind: 'empty', comment: '无电话' },
    ]);
  });
});

describe('refusals of an .xls', () => {
  const cells = [label(0, 0, '姓名')];
  const whole = xls(looks, [{ name: '花名册', records: cells }]);

  it.each<[string, () => Uint8Array, string]>([
    [
      'a password',
      () => xls([record(0x2f, Buffer.alloc(6))], [{ name: 'A', records: cells }]),
      'encrypted',
    ],
    [
      'macros of Excel 4',
      () =>
        xls(looks, [
          { name: 'A', records: cells },
          { name: 'B', kind: 1, records: cells },
        ]),
      'macros',
    ],
    [
      'a sheet that is not there',
      () => whole.fill(0, whole.indexOf('姓名', 'utf16le') - 40),
      'damaged',
    ],
    [
      'a text that is not there',
      () => xls(looks, [{ name: 'A', records: [record(0xfd, 0, 0, 0, u32(7))] }]),
      'damaged',
    ],
    ['no workbook inside', () => compoundFile('WordDocument', Buffer.from('x')), 'wrong_type'],
    [
      'another stream than a workbook',
      () => compoundFile('Workbook', Buffer.from('<html>')),
      'empty_file',
    ],
  ])('%s', (_, bytes, code) => {
    expect(codeOf(bytes())).toBe(code);
  });

  it('a chain of sectors that bites its tail, at once', () => {
    const bytes = xls(looks, [{ name: '花名册', records: cells }]);
    const tableEntry = (sector: number) => 512 + sector * 4;
    bytes.writeUInt32LE(2, tableEntry(4));
    const start = performance.now();
    expect(codeOf(bytes)).toBe('damaged');
    expect(performance.now() - start).toBeLessThan(500);
  });

  it('a cut-off file, wherever it is cut', () => {
    const bytes = xls(looks, [{ name: '花名册', records: cells }]);
    expect(codeOf(bytes)).toBe('read');
    for (let length = 8; length < 2048; length += 64)
      expect(codeOf(bytes.subarray(0, length))).toMatch(/^(damaged|wrong_type)$/);
  });
});
