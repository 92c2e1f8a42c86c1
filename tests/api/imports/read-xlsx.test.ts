import { createRequire } from 'node:module';
import { readWorkbook, type Cell, type Sheet } from '@xincheng/api/imports';
import { describe, expect, it } from 'vitest';
import { inline, textRow, xlsx, xlsxParts, type SheetParts } from '../../support/xlsx-parts.ts';
import { zip } from '../../support/zip.ts';

/** Font 1 is struck, font 2 says that it is not; style 1 and 2 have them, style 3 is a date. */
const styles =
  '<fonts><font/><font><strike/></font><font><strike val="0"/></font></fonts>' +
  '<cellXfs><xf/><xf fontId="1"/><xf fontId="2"/><xf numFmtId="14"/><xf numFmtId="31"/><xf numFmtId="57"/></cellXfs>';

const read = (bytes: Uint8Array) => readWorkbook(bytes, '花名册.xlsx');

function readSheet(sheet: SheetParts, strings = ''): Sheet {
  const [found] = read(xlsx({ sheets: [sheet], styles, strings }));
  if (found === undefined) throw new Error('no sheet');
  return found;
}

function readCells(cells: string, strings = ''): readonly (Cell | undefined)[] {
  return readSheet({ rows: `<row r="1">${cells}</row>` }, strings).rows[0]?.cells ?? [];
}

const texts = (sheet: Sheet) =>
  sheet.rows.map(({ cells }) => Array.from(cells, (cell) => cell?.text ?? ''));

describe('what is hidden', () => {
  it('rows, by hand, by a filter or by a height of nothing', () => {
    const sheet = readSheet({
      rows: ['', 'hidden="1"', 'hidden="true"', 'ht="0" customHeight="1"', 'hidden="0"']
        .map((attributes) => `<row ${attributes}>${inline('<t>某</t>')}</row>`)
        .join(''),
    });
    expect(sheet.rows.map(({ hidden }) => hidden)).toEqual([
      undefined,
      true,
      true,
      true,
      undefined,
    ]);
  });

  it('columns, one by one and in ranges', () => {
    const columns =
      '<cols><col min="1" max="1" width="9"/><col min="2" max="2" hidden="1"/><col min="5" max="7" hidden="true"/><col min="9" max="9" width="0"/><col min="250" max="16384" hidden="1"/></cols>';
    const sheet = readSheet({ before: columns, rows: textRow('姓名') });
    expect(sheet.hiddenColumns).toEqual([1, 4, 5, 6, 8, 249, 250, 251, 252, 253, 254, 255]);
    expect(readSheet({ rows: textRow('姓名') })).not.toHaveProperty('hiddenColumns');
  });

  it('sheets', () => {
    const rows = textRow('姓名');
    const sheets = read(
      xlsx({ sheets: [{ rows }, { rows, state: 'hidden' }, { rows, state: 'veryHidden' }] }),
    );
    expect(sheets.map(({ hidden }) => hidden)).toEqual([undefined, true, true]);
  });
});

describe('comments', () => {
  const commentsOf = (parts: Omit<SheetParts, 'rows'>) =>
    readSheet({ rows: textRow('李强', '', '电话'), ...parts }).rows[0]?.cells.map(
      (cell) => cell?.comment,
    );
  const note = (reference: string, text: string) =>
    `<comment ref="${reference}" authorId="0"><text>${text}</text></comment>`;
  const notes = (...list: string[]) =>
    `<authors><author>张三</author></authors><commentList>${list.join('')}</commentList>`;

  it('are read without the name of who wrote them', () => {
    const bold = '<r><rPr><b/></rPr><t>李四:</t></r><r><t xml:space="preserve">\n已停机</t></r>';
    const comments = notes(
      note('A1', '<t>张三:\n已退出</t>'),
      note('B1', '<t>张三：留用</t>'),
      note('C1', bold),
    );
    expect(commentsOf({ comments })).toEqual(['已退出', '留用', '已停机']);
  });

  it('keep a first line that is no name, and entities', () => {
    const comments = notes(note('A1', '<t>注意:\n不要打电话 &amp;#10;&lt;急&gt;</t>'));
    expect(commentsOf({ comments })?.[0]).toBe('注意:\n不要打电话 &#10;<急>');
  });

  it('come in threads as well, before the notes that repeat them', () => {
    const comments = notes(
      note('A1', '<t>[线程批注]\n注释:\n    已退出</t>'),
      note('C1', '<t>在</t>'),
    );
    const threads =
      '<threadedComment ref="A1"><text>已退出</text></threadedComment><threadedComment ref="A1"><text>属实</text></threadedComment>';
    expect(commentsOf({ comments, threads })).toEqual(['已退出\n属实', undefined, '在']);
  });

  it('stand on empty cells as well, but not beside empty rows', () => {
    const sheet = readSheet({
      rows: textRow('李强'),
      comments: notes(note('B1', '<t>无电话</t>'), note('A9', '<t>空行</t>')),
    });
    expect(sheet.rows).toHaveLength(1);
    expect(sheet.rows[0]?.cells[1]).toEqual({ text: '', kind: 'empty', comment: '无电话' });
  });
});

describe('strike-through', () => {
  const struck = (cells: string, strings = '') =>
    readCells(cells, strings).map((cell) => cell?.struck ?? false);
  const run = (text: string, font?: string) =>
    `<r>${font === undefined ? '' : `<rPr>${font}</rPr>`}<t xml:space="preserve">${text}</t></r>`;

  it("follows the cell's font, whatever kind of cell it is", () => {
    const cells =
      '<c s="1" t="s"><v>0</v></c><c s="2" t="s"><v>0</v></c><c t="s"><v>0</v></c>' +
      '<c s="1"><v>13800000000</v></c><c s="1" t="b"><v>1</v></c><c s="1"><f>1+1</f><v>2</v></c>';
    expect(struck(cells, '<si><t>李强</t></si>')).toEqual([true, false, false, true, true, true]);
  });

  it('is not made by the style of a row or of an empty cell', () => {
    const sheet = readSheet({
      rows: `<row r="1" s="1" customFormat="1">${inline('<t>李强</t>')}<c s="1"/></row>`,
    });
    expect(sheet.rows[0]?.cells).toEqual([{ text: '李强', kind: 'text' }]);
  });

  it('follows runs that cover the whole visible text', () => {
    const strings = [
      run('李', '<strike/>') + run('强', '<b/><strike val="1"/>'),
      run('李', '<strike/>') + run('强', '<b/>'),
      run('李强', '<strike/>') + run('  ', '<b/>'),
      run('李强', '<strike val="false"/>'),
      run('李') + run('强', '<strike/>'),
    ].map((runs) => `<si>${runs}</si>`);
    const plain = strings.map((_, index) => `<c t="s"><v>${String(index)}</v></c>`).join('');
    expect(struck(plain, strings.join(''))).toEqual([true, false, true, false, false]);
    const inStruckCells = plain.replaceAll('<c ', '<c s="1" ');
    expect(struck(inStruckCells, strings.join(''))).toEqual([true, false, true, false, true]);
  });

  it('is seen in texts that the cell holds itself', () => {
    const cells = inline(run('李强', '<strike/>')) + inline('<t>李强</t>', 's="1"');
    expect(struck(cells)).toEqual([true, true]);
  });
});

describe('what a cell holds', () => {
  it('dates of styles that Excel in Chinese does not spell out', () => {
    const [day, month, number] = readCells(
      '<c s="4"><v>45170</v></c><c s="5"><v>45170</v></c><c s="0"><v>45170</v></c>',
    );
    expect(day).toMatchObject({ kind: 'date', date: '2023-09-01' });
    // Displayed as 2023年9月: nobody has said the day.
    expect(month).toEqual({ kind: 'text', text: '2023-09' });
    expect(number).toMatchObject({ kind: 'number', text: '45170' });
  });

  it('dates that are written out (strict workbooks)', () => {
    const [date, text] = readCells(
      '<c t="d"><v>2023-09-01T00:00:00</v></c><c t="d"><v>不详</v></c>',
    );
    expect(date).toEqual({ text: '2023-09-01', kind: 'date', date: '2023-09-01' });
    expect(text).toEqual({ text: '不详', kind: 'text' });
  });

  it('digits behind a guard as a text, not as a formula', () => {
    const [first, second] = readCells(
      '<c t="str"><f>"459921199001011234"</f><v>459921199001011234</v></c><c><f>"00""12"</f></c>',
    );
    expect(first).toEqual({ text: '459921199001011234', kind: 'text' });
    expect(second).toEqual({ text: '00"12', kind: 'text' });
  });

  it('no result that nobody has worked out, and pictures as nothing', () => {
    const cells = readCells(
      '<c><f>YEAR(A1)</f></c><c><f>YEAR(A1)</f><v></v></c><c t="str"><f>IF(1,"","")</f><v></v></c>' +
        '<c t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c>',
    );
    const unknown = { text: '=YEAR(A1)', kind: 'error', formula: 'YEAR(A1)' };
    expect(cells).toEqual([unknown, unknown]);
  });

  it('formulas that several cells share', () => {
    const cells = readCells(
      '<c><f t="shared" ref="A1:B1" si="0">1+1</f><v>2</v></c><c><f t="shared" si="0"/><v>2</v></c>',
    );
    expect(cells.map((cell) => cell?.formula)).toEqual(['1+1', '1+1']);
  });

  it('texts with phonetic signs, escapes, references and line ends of all kinds', () => {
    const strings = [
      '<t>王</t><rPh sb="0" eb="1"><t>ワン</t></rPh><phoneticPr fontId="1"/>',
      '<r><t>王</t></r><rPh sb="0" eb="1"><t>ワン</t></rPh><r><t>伟</t></r>',
      '<t>一_x000D_\n二&#13;三\r\n四_x005F_x0041_</t>',
      '<t><![CDATA[<保安> & 门卫]]></t>',
      '<t>&#xD842;&#xDFB7;&#x20BB7;𠮷&unknown;</t>',
      '<t>_x0000_空_x0008_格_xD800_</t>',
    ];
    const cells = readCells(
      strings.map((_, index) => `<c t="s"><v>${String(index)}</v></c>`).join(''),
      strings.map((string) => `<si>${string}</si>`).join(''),
    );
    expect(cells.map((cell) => cell?.text)).toEqual([
      '王',
      '王伟',
      '一\n二\n三\n四_x0041_',
      '<保安> & 门卫',
      '𠮷𠮷𠮷&unknown;',
      '空格\ufffd',
    ]);
  });

  it('numbers as they are displayed', () => {
    const formats =
      '<numFmts><numFmt numFmtId="170" formatCode="G/通用格式&quot;人&quot;"/><numFmt numFmtId="171" formatCode=""/><numFmt numFmtId="172" formatCode="0.0%"/></numFmts>' +
      '<cellXfs><xf/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="172"/></cellXfs>';
    const row =
      '<row><c><v>0.30000000000000004</v></c><c s="1"><v>3</v></c><c s="2"><v>1.5</v></c><c s="3"><v>0.125</v></c><c><v>1.38E10</v></c></row>';
    const [sheet] = read(xlsx({ sheets: [{ rows: row }], styles: formats }));
    expect(sheet?.rows[0]?.cells.map((cell) => cell?.text)).toEqual([
      '0.3',
      '3',
      '1.5',
      '12.5%',
      '13800000000',
    ]);
  });
});

describe('merged areas', () => {
  it('reach into empty cells, in the last column as well', () => {
    const sheet = readSheet({
      rows: [1, 2, 3]
        .map(
          (row) =>
            `<row r="${String(row)}">${inline(`<t>行${String(row)}</t>`)}${row === 1 ? inline('<t>青石镇</t>') : ''}</row>`,
        )
        .join(''),
      after: '<mergeCells count="1"><mergeCell ref="B1:B3"/></mergeCells>',
    });
    const merged = { row: 1, column: 1, rows: 3, columns: 1 };
    expect(sheet.rows.map(({ cells }) => cells[1])).toEqual([
      { text: '青石镇', kind: 'text', merged },
      { text: '', kind: 'empty', merged },
      { text: '', kind: 'empty', merged },
    ]);
  });
});

describe('how workbooks are packed', () => {
  const parts = () => xlsxParts({ sheets: [{ rows: textRow('姓名', '身份证号') }] });
  const expected = [['姓名', '身份证号']];
  const rewritten = (change: (content: string, name: string) => string | Uint8Array) =>
    zip(parts().map((part) => ({ ...part, content: change(String(part.content), part.name) })));

  it.each<[string, () => Uint8Array]>([
    [
      'paths from the root',
      () => rewritten((xml) => xml.replace('"worksheets/', '"/xl/worksheets/')),
    ],
    [
      'backslashes in names',
      () => zip(parts().map((part) => ({ ...part, name: part.name.replaceAll('/', '\\') }))),
    ],
    [
      'capital letters in names',
      () => zip(parts().map((part) => ({ ...part, name: part.name.replace('sheet1', 'SHEET1') }))),
    ],
    [
      'sizes in a long field',
      () => zip(parts().map((part) => ({ ...part, zip64: true as const }))),
    ],
    [
      'prefixes',
      () =>
        rewritten((xml, name) =>
          name.includes('sheet1.xml') && !name.endsWith('.rels')
            ? xml.replace(/<(\/?)(?=[a-z])/g, '<$1x:').replace('xmlns=', 'xmlns:x=')
            : xml,
        ),
    ],
    [
      'parts in UTF-16',
      () =>
        rewritten((xml, name) =>
          name.endsWith('sheet1.xml')
            ? Buffer.from(`\ufeff${xml.replace('UTF-8', 'UTF-16')}`, 'utf16le')
            : xml,
        ),
    ],
    [
      'a dimension that promises a million rows',
      () =>
        rewritten((xml) =>
          xml.replace('<sheetData>', '<dimension ref="A1:XFD1048576"/><sheetData>'),
        ),
    ],
    [
      'single quotes and line breaks in tags',
      () => rewritten((xml) => xml.replace(/ r="1"/g, "\n r = '1'")),
    ],
    [
      'what WPS adds',
      () => zip([...parts(), { name: 'xl/cellimages.xml', content: '<etc:cellImages/>' }]),
    ],
  ])('%s', (_, bytes) => {
    const [sheet] = read(bytes());
    expect(sheet === undefined ? [] : texts(sheet)).toEqual(expected);
  });

  it('takes each sheet from the part that the workbook names', () => {
    const swapped = xlsxParts({
      sheets: [
        { name: '甲', rows: textRow('甲') },
        { name: '乙', rows: textRow('乙') },
      ],
    }).map((part) =>
      part.name === 'xl/workbook.xml'
        ? {
            ...part,
            content: String(part.content)
              .replace('rId1', 'rIdX')
              .replace('rId2', 'rId1')
              .replace('rIdX', 'rId2'),
          }
        : part,
    );
    expect(read(zip(swapped)).map((sheet) => [sheet.name, texts(sheet)])).toEqual([
      ['甲', [['乙']]],
      ['乙', [['甲']]],
    ]);
  });
});

describe('a workbook that a library wrote', () => {
  /** The few things of the spreadsheet library that are used here. */
  interface Library {
    readonly utils: {
      readonly aoa_to_sheet: (rows: readonly (readonly unknown[])[]) => object;
    };
    readonly write: (workbook: object, options: object) => Uint8Array;
  }
  const library: unknown = createRequire(import.meta.resolve('@xincheng/api/imports'))(
    '@e965/xlsx',
  );

  function isLibrary(value: unknown): value is Library {
    return typeof value === 'object' && value !== null && 'utils' in value && 'write' in value;
  }

  it('gives its marks', () => {
    if (!isLibrary(library)) throw new Error('the library is not there');
    const sheet = library.utils.aoa_to_sheet([
      ['姓名', '入伍时间', '备注'],
      [
        '李强',
        { t: 'n', v: 41153, z: 'yyyy/m/d' },
        { t: 's', v: '留', c: [{ a: '张三', t: '张三:\n已外出' }] },
      ],
      ['王伟', { t: 'n', v: 41518, z: 'yyyy"年"m"月"' }],
    ]);
    Object.assign(sheet, {
      '!rows': [{}, {}, { hidden: true }],
      '!cols': [{}, {}, { hidden: true }],
    });
    const workbook = {
      SheetNames: ['花名册', '旧'],
      Sheets: { 花名册: sheet, 旧: library.utils.aoa_to_sheet([['旧']]) },
      Workbook: { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] },
    };
    const [found, old] = read(library.write(workbook, { type: 'buffer', bookType: 'xlsx' }));
    expect(found?.hiddenColumns).toEqual([2]);
    expect(found?.rows.map(({ hidden }) => hidden)).toEqual([undefined, undefined, true]);
    expect(found?.rows[1]?.cells).toEqual([
      { text: '李强', kind: 'text' },
      { text: '2012-09-01', kind: 'date', date: '2012-09-01', number: 41153 },
      { text: '留', kind: 'text', comment: '已外出' },
    ]);
    expect(found?.rows[2]?.cells[1]).toEqual({ text: '2013-09', kind: 'text' });
    expect(old).toMatchObject({ name: '旧', hidden: true });
  });
});
