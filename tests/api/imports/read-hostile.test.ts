/** Files made to exhaust whoever reads them, or to be read otherwise than they look. */
import { ImportFileError, readWorkbook } from '@xincheng/api/imports';
import { describe, expect, it } from 'vitest';
import { readInProcess } from '../../support/read-in-process.ts';
import { font, record, style, text, xls } from '../../support/xls.ts';
import { inline, textRow, xlsx, xlsxParts, type SheetParts } from '../../support/xlsx-parts.ts';
import { zip, type ZipPart } from '../../support/zip.ts';

function refusalOf(bytes: Uint8Array): ImportFileError | null {
  try {
    readWorkbook(bytes, '花名册.xlsx');
  } catch (error) {
    if (error instanceof ImportFileError) return error;
    throw error;
  }
  return null;
}

const codeOf = (bytes: Uint8Array) => refusalOf(bytes)?.code ?? 'read';
const withRows = (rows: string, rest: Omit<SheetParts, 'rows'> = {}) =>
  xlsx({ sheets: [{ rows, ...rest }] });
const plain = textRow('姓名', '身份证号');
const megabyte = 1024 * 1024;
/** Bytes that do not pack, so that what packs well beside them looks honest. */
const noise: ZipPart = { name: 'xl/media/a.bin', content: makeNoise(megabyte) };

function makeNoise(size: number): Buffer {
  const bytes = Buffer.alloc(size);
  let state = 1;
  for (let index = 0; index < size; index++) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    bytes[index] = state >>> 16;
  }
  return bytes;
}

describe('entities and foreign definitions', () => {
  const laughs =
    '<!DOCTYPE a [<!ENTITY a "哈哈哈哈"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>';
  const parts = xlsxParts({ sheets: [{ rows: plain }] });

  it.each(parts.map(({ name }) => name))('a DOCTYPE in %s', (name) => {
    const changed = parts.map((part) =>
      part.name === name
        ? { ...part, content: String(part.content).replace('?>', `?>${laughs}`) }
        : part,
    );
    expect(codeOf(zip(changed))).toBe('damaged');
  });

  it('a DOCTYPE in a part that nobody reads', () => {
    const extra = { name: 'docProps/app.xml', content: `${laughs}<Properties/>` };
    expect(codeOf(zip([...parts, extra]))).toBe('damaged');
  });
});

describe('zips that are not what they say', () => {
  const parts = xlsxParts({ sheets: [{ rows: plain }] });

  it('a sheet that is larger than declared', () => {
    const changed = parts.map((part) =>
      part.name.endsWith('sheet1.xml')
        ? { ...part, content: `${String(part.content)}${' '.repeat(megabyte)}`, declaredSize: 2000 }
        : part,
    );
    expect(codeOf(zip(changed))).toBe('zip_bomb');
  });

  it.each<[string, Partial<ZipPart>]>([
    ['smaller than declared', { declaredSize: 100_000 }],
    ['another one than declared', { declaredCrc: 1 }],
  ])('a sheet that is %s', (_, declared) => {
    const changed = parts.map((part) =>
      part.name.endsWith('sheet1.xml') ? { ...part, ...declared } : part,
    );
    expect(codeOf(zip(changed))).toBe('damaged');
  });

  it('two parts of one name', () => {
    const twice = [...parts, { name: 'XL/worksheets/sheet1.xml', content: '<worksheet/>' }];
    expect(codeOf(zip(twice))).toBe('damaged');
  });

  it('a file that is cut off, wherever it is cut', () => {
    const bytes = zip(parts);
    for (let length = 4; length < bytes.length; length += 97)
      expect(codeOf(bytes.subarray(0, length))).toBe('damaged');
  });

  it('XML that is cut off', () => {
    const changed = (end: number) =>
      zip(
        parts.map((part) =>
          part.name.endsWith('sheet1.xml')
            ? { ...part, content: String(part.content).slice(0, -end) }
            : part,
        ),
      );
    expect([1, 12, 30, 60].map((end) => codeOf(changed(end)))).toEqual(Array(4).fill('damaged'));
  });

  it.each<[string, readonly string[], string]>([
    ['a Word file', ['[Content_Types].xml', 'word/document.xml'], 'Word'],
    ['a presentation', ['[Content_Types].xml', 'ppt/presentation.xml'], '演示文稿'],
    ['an OpenDocument table', ['mimetype', 'content.xml'], '格式'],
    ['a table of Numbers', ['Index/Document.iwa'], '格式'],
    ['files packed together', ['花名册.xlsx', '岗位表.xlsx'], '解压'],
  ])('%s is called by its name', (_, names, words) => {
    const refusal = refusalOf(zip(names.map((name) => ({ name, content: '<x/>' }))));
    expect(refusal?.code).toBe('wrong_type');
    expect(refusal?.message).toContain(words);
  });
});

describe('macros', () => {
  const withRelation = (type: string) =>
    zip(
      xlsxParts({ sheets: [{ rows: plain }] }).map((part) =>
        part.name === 'xl/_rels/workbook.xml.rels'
          ? {
              ...part,
              content: String(part.content).replace(
                '</Relationships>',
                `<Relationship Id="rId99" Type="http://schemas.microsoft.com/office/2006/relationships/${type}" Target="harmless.xml"/></Relationships>`,
              ),
            }
          : part,
      ),
    );

  it.each(['vbaProject', 'xlMacrosheet', 'xlIntlMacrosheet'])('%s under any name', (type) => {
    expect(codeOf(withRelation(type))).toBe('macros');
  });

  it('a sheet that is one of macros after all', () => {
    const changed = xlsxParts({ sheets: [{ rows: plain }] }).map((part) =>
      part.name.endsWith('sheet1.xml')
        ? { ...part, content: String(part.content).replaceAll('worksheet', 'xm:macrosheet') }
        : part,
    );
    expect(codeOf(zip(changed))).toBe('macros');
  });
});

describe('sheets that are not in order', () => {
  const cell = (place: string) => inline('<t>甲</t>', `r="${place}"`);

  it.each<[string, string]>([
    ['a row twice', `<row r="2">${cell('A2')}</row><row r="2">${cell('B2')}</row>`],
    ['rows backwards', `<row r="2">${cell('A2')}</row><row r="1">${cell('A1')}</row>`],
    ['a cell twice', `<row r="1">${cell('A1')}${cell('A1')}</row>`],
    ['a cell that is nowhere', `<row r="1">${cell('1')}</row>`],
    ['a row that is nowhere', `<row r="x">${cell('A1')}</row>`],
    ['a text that is not there', '<row r="1"><c r="A1" t="s"><v>9</v></c></row>'],
    ['a cell of 40,000 characters', `<row r="1">${inline(`<t>${'甲'.repeat(40_000)}</t>`)}</row>`],
  ])('%s', (_, rows) => {
    expect(codeOf(withRows(rows))).toBe('damaged');
  });
});

describe('what would take all memory or all day', () => {
  it.each<[string, () => Uint8Array, string, number]>([
    [
      'a hyperlink over a whole sheet',
      () => withRows(plain, { after: '<hyperlinks><hyperlink ref="A1:XFD1048576"/></hyperlinks>' }),
      'read',
      50,
    ],
    [
      'four billion columns',
      () => withRows(plain, { before: '<cols><col min="1" max="4000000000" hidden="1"/></cols>' }),
      'read',
      50,
    ],
    [
      'one merged area over a whole sheet',
      () =>
        withRows('<row><c><v>1</v></c><c><v>2</v></c></row>'.repeat(40_000), {
          after: '<mergeCells><mergeCell ref="B1:XFD1048576"/></mergeCells>',
        }),
      'read',
      // 80,000 cells that are read, besides.
      80,
    ],
    [
      'a hundred thousand merged areas over each other',
      () =>
        withRows(plain, {
          after: `<mergeCells>${'<mergeCell ref="A1:XFD1048576"/>'.repeat(100_000)}</mergeCells>`,
        }),
      'damaged',
      50,
    ],
    [
      'five million empty cells with a style',
      () => withRows(plain + `<row>${'<c s="1"/>'.repeat(100)}</row>`.repeat(50_000)),
      'read',
      80,
    ],
    [
      'ten million tags that never end',
      () => withRows(`<row><c>${'<t'.repeat(5_000_000)}</c></row>`),
      'damaged',
      50,
    ],
    [
      'one part as five hundred sheets',
      () => {
        const rows = plain + `<row>${'<c/>'.repeat(500_000)}</row>`;
        const parts = xlsxParts({
          sheets: [{ rows }, ...Array.from({ length: 499 }, () => ({ rows: plain }))],
        });
        return zip(
          [...parts, noise].map((part) =>
            part.name === 'xl/_rels/workbook.xml.rels'
              ? { ...part, content: String(part.content).replace(/sheet\d+\.xml/g, 'sheet1.xml') }
              : part,
          ),
        );
      },
      'zip_bomb',
      80,
    ],
    [
      'three million filled cells',
      () =>
        xlsx({
          sheets: [{ rows: `<row>${'<c><v>1</v></c>'.repeat(75)}</row>`.repeat(40_000) }],
          extra: [noise],
        }),
      'too_large',
      250,
    ],
    [
      '400 MB in 400 KB',
      () =>
        xlsx({
          sheets: [{ rows: plain }],
          extra: [{ name: 'xl/media/b.bin', content: Buffer.alloc(400 * megabyte) }],
        }),
      'zip_bomb',
      50,
    ],
    [
      '200 MB that are declared to be one',
      () =>
        zip(
          xlsxParts({ sheets: [{ rows: plain }] }).map((part) =>
            part.name.endsWith('sheet1.xml')
              ? {
                  ...part,
                  content: Buffer.alloc(200 * megabyte, 0x20),
                  declaredSize: megabyte,
                }
              : part,
          ),
        ),
      'zip_bomb',
      50,
    ],
    [
      'thousands of hyperlinks over a sheet of an .xls',
      () => {
        const link = record(0x1b8, 0, 0xffff, 0, 0xff, Buffer.alloc(24));
        const cells = record(0x204, 0, 0, 0, text('姓名'));
        const records = [cells, ...Array.from({ length: 20_000 }, () => link)];
        return xls([font({ struck: false }), style(0)], [{ name: '表', records }]);
      },
      'read',
      50,
    ],
  ])(
    '%s',
    (_, make, code, megabytes) => {
      const outcome = readInProcess(make(), 256);
      expect(outcome.code).toBe(code);
      expect(outcome.megabytes).toBeLessThan(megabytes);
      expect(outcome.milliseconds).toBeLessThan(10_000);
    },
    60_000,
  );
});

describe('noise', () => {
  /** Numbers below `limit` that are the same in every run (mulberry32). */
  function makeRandom(seed: number): (limit: number) => number {
    let state = seed;
    return (limit) => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
    };
  }

  function spoil(bytes: Buffer, random: (limit: number) => number): void {
    for (let times = 1 + random(12); times > 0 && bytes.length > 0; times--) {
      const at = random(bytes.length);
      const end = Math.min(bytes.length, at + 1 + random(8));
      if (random(2) === 0) bytes[at] = random(256);
      else bytes.fill(random(2) === 0 ? 0 : 0xff, at, end);
    }
  }

  const known = /^(read|empty_file|wrong_type|damaged|zip_bomb|encrypted|macros|too_.*)$/;

  it('in an .xlsx, before and after packing, is read or refused', () => {
    const random = makeRandom(3);
    const parts = xlsxParts({
      sheets: [
        {
          rows: plain + `<row r="2">${'<c t="s" s="1"><v>0</v></c>'.repeat(5)}</row>`,
          before: '<cols><col min="2" max="3" hidden="1"/></cols>',
          after: '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>',
          comments:
            '<authors><author>张三</author></authors><commentList><comment ref="A1" authorId="0"><text><t>张三:\n留</t></text></comment></commentList>',
        },
      ],
      strings: '<si><r><rPr><strike/></rPr><t>李强</t></r></si>',
      styles: '<fonts><font><strike/></font></fonts><cellXfs><xf/><xf numFmtId="14"/></cellXfs>',
    });
    const codes = Array.from({ length: 300 }, (_, round) => {
      const copies = parts.map(({ name, content }) => ({ name, content: Buffer.from(content) }));
      const victim = copies[random(copies.length)];
      if (round % 2 === 0 && victim !== undefined) spoil(victim.content, random);
      const bytes = Buffer.from(zip(copies));
      if (round % 2 === 1) spoil(bytes, random);
      return codeOf(bytes);
    });
    for (const code of codes) expect(code).toMatch(known);
    expect(new Set(codes).size).toBeGreaterThan(1);
  });

  it('in an .xls is read or refused', () => {
    const random = makeRandom(5);
    const whole = xls(
      [font({ struck: true }), style(0), record(0xfc, 1, 0, 1, 0, text('李强'))],
      [
        {
          name: '花名册',
          records: [
            record(0xfd, 0, 0, 0, 0, 0),
            record(0x203, 0, 1, 0, Buffer.alloc(8)),
            record(0xbd, 0, 2, 0, 0, 0, 0, 0, 0, 3),
            record(0xe5, 1, 0, 1, 0, 0),
          ],
        },
      ],
    );
    const codes = Array.from({ length: 500 }, () => {
      const bytes = Buffer.from(whole);
      // The file is mostly padding: the head, the directory and the records are hit.
      spoil(bytes.subarray(0, 2600), random);
      return codeOf(bytes);
    });
    for (const code of codes) expect(code).toMatch(known);
    expect(new Set(codes).size).toBeGreaterThan(1);
  });
});
