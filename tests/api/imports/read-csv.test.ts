import { ImportFileError, readWorkbook, type Sheet } from '@xincheng/api/imports';
import { describe, expect, it } from 'vitest';

const heading = '姓名,户籍地址\n李强,青石镇\n';

function readOne(bytes: Uint8Array): Sheet {
  const [sheet] = readWorkbook(bytes, '花名册.csv');
  if (sheet === undefined) throw new Error('no sheet');
  return sheet;
}

const texts = (sheet: Sheet) =>
  sheet.rows.map(({ cells }) => Array.from(cells, (cell) => cell?.text ?? ''));
const readText = (csv: string) => texts(readOne(Buffer.from(csv)));

describe('how the characters of a CSV are kept', () => {
  const expected = [
    ['姓名', '户籍地址'],
    ['李强', '青石镇'],
  ];

  it.each<[string, Uint8Array]>([
    ['GBK', Buffer.from('d0d5c3fb2cbba7bcaeb5d8d6b70ac0eec7bf2cc7e0caafd5f20a', 'hex')],
    ['UTF-8', Buffer.from(heading)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${heading}`)],
    ['UTF-16, low byte first', Buffer.from(`\ufeff${heading}`, 'utf16le')],
    ['UTF-16, high byte first', Buffer.from(`\ufeff${heading}`, 'utf16le').swap16()],
    ['line ends of old Macs', Buffer.from(heading.replaceAll('\n', '\r'))],
    ['line ends of Windows', Buffer.from(heading.replaceAll('\n', '\r\n'))],
    ['semicolons', Buffer.from(heading.replaceAll(',', ';'))],
  ])('%s', (_, bytes) => {
    expect(texts(readOne(bytes))).toEqual(expected);
  });

  it('rare characters, of four bytes in GB18030', () => {
    const bytes = Buffer.from('fe562c9534b2352c9835ee372c9933fc390a', 'hex');
    expect(texts(readOne(bytes))).toEqual([['㑇', '𠮷', '𪚥', '\u{2CE93}']]);
  });

  it('UTF-8 although one character of it is cut off', () => {
    const bytes = Buffer.concat([Buffer.from(heading), Buffer.from('王').subarray(0, 2)]);
    expect(texts(readOne(bytes)).slice(0, 2)).toEqual(expected);
  });

  it('control characters are left out, line breaks are not', () => {
    expect(readText('李\u0001强,"一\r\n二"')).toEqual([['李强', '一\n二']]);
  });
});

describe('what a field holds', () => {
  it('digits behind a guard', () => {
    expect(readText('="459921199001011234","=""0012""",="甲""乙"')).toEqual([
      ['459921199001011234', '0012', '甲"乙'],
    ]);
  });

  it('but a formula stays as it is', () => {
    expect(readText('=HYPERLINK("x")&"y"')).toEqual([['=HYPERLINK("x")&"y"']]);
  });

  it('no rows between a stray quote and the next one', () => {
    expect(readText('甲,"乙\n丙,丁\n戊,"己"\n庚,辛')).toEqual([
      ['甲', '"乙'],
      ['丙', '丁'],
      ['戊', '己'],
      ['庚', '辛'],
    ]);
  });

  it('only what a person typed: no columns beyond 256', () => {
    const [cells] = readText(`${'甲,'.repeat(300)}乙`);
    expect(cells).toHaveLength(256);
  });
});

describe('what a CSV may hold', () => {
  const codeOf = (bytes: Uint8Array) => {
    try {
      readWorkbook(bytes, 'a.csv');
    } catch (error) {
      if (error instanceof ImportFileError) return error.code;
      throw error;
    }
    return 'read';
  };

  it('50,000 filled rows, however many are blank', () => {
    expect(codeOf(Buffer.from(`${'甲\n'.repeat(50_000)}${',,,\n'.repeat(60_000)}`))).toBe('read');
    expect(codeOf(Buffer.from('甲\n'.repeat(50_001)))).toBe('too_many_rows');
  });

  it.each<[string, string, string]>([
    ['quotes only', '"'.repeat(5_000_000), 'damaged'],
    ['quotes that never close', '"a\n'.repeat(40_000), 'read'],
    ['one long field', 'a'.repeat(5_000_000), 'damaged'],
    ['commas only', ','.repeat(5_000_000), 'empty_file'],
    ['guards that never close', '="'.repeat(2_000_000), 'damaged'],
    ['paired quotes in every line', `"${'""'.repeat(50)}x\n`.repeat(20_000), 'read'],
  ])('%s are soon read or refused', (_, csv, code) => {
    const start = performance.now();
    expect(codeOf(Buffer.from(csv))).toBe(code);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
