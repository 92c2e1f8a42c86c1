import { gunzipSync } from 'node:zlib';
import { ImportFileError, readWorkbook, type Sheet } from '@xincheng/api/imports';
import { describe, expect, it } from 'vitest';
import { workbookParts, zip, type ZipPart } from '../../support/zip.ts';

/** OLE compound files with one stream each (EncryptedPackage, a VBA folder, WordDocument, Workbook). */
const compoundFiles = {
  encrypted:
    'H4sIAAAAAAACA7twXvDBwo1SDxnQgB0DM8O//5wMbEhijAwMDEwwjgCED8L//v//DxP+PwqGFPj7////f6N4FI/iEYmDGPIZ8hlKGBQYXBnyGEoYihgqGUgBYgysjLCyhJFIPcxAogFepwQzZDAYMxgzlDB4MZgykAqEGJjA9jNB6x5i9bFAaZCvk8G+LmAoYUhlSGEIYEhkSGbIZkhkSGdIJWiOEtR+GCDGblA4cTFQD5BqPzIwNzIzosRuRjhgGAVDEAAAN72NnAAKAAA=',
  macros:
    'H4sIAAAAAAACA+2VPw4BQRSHv9lFUKFQqMQRCDoJotGQ9afdRkFjk802OldxBCfhCByEYbGbjYZBszFf8pvkveTNbyZvMm+/yx8229KRJ1qYnGWGVCQnACMIcvfY11lKGaSlJlacpJR+/8xHH7W0tP5HFg4OHmV6LPFwWaFCkaQI/hLxZk3iuqzDmTJiTo0aHn3qqFLAuPkbj9mDwhl8bKZ0aGMzxGJAnx5dxth0mWC93KeCCO9vos7d/XPSEf/EB/UzFrhf+RsiOk/eqfHfSZbfoer/a+Ls36w2qt94ixA0MeQCrNgG1QAMAAA=',
  word: 'H4sIAAAAAAACA+2VMQrCQBBF3yYqaKUWFqk8Q4LaWWljqYUHUMFGF0Is7LyKR/AkegQ9iFlNzEqw2qBNcB/8HWbg82GKncu5dT2evBsfDHGJVZ1abiYARzfNV58oVkrpsbKUirtSKraysvpLTZFIIrqM2RIRsqcIHapC/yXC0OM+n8P7psxYExAQMaFHUdo4ab6T3R5TXyWrcyQhS0ZIFuzYsEr3YIqX5WtMPMmeGvyOovl5Bn7f/yZbvMFSQh42GeU9AAoAAA==',
  unreadable:
    'H4sIAAAAAAACA7twXvDBwo1SDxnQgB0DM8O//5wMbEhijAwMDEwwjgCED8L//v//DxP+PwqGFPj7////f6N4FI/iEYmDGPIZ8hlKGBQYXBnyGEoYihgqGUgBYgysjLCyhJFIPcxAogFepwQzZDAYMxgzlDB4MZgykAqEGJjA9jNB6x5i9bFA6XCGfIYihmyGJHA4ZJNtPwwQowcUTlwM1AOk2o8MzI3MjCixmxEOGEbBEAQA4IFMhAAKAAA=',
};

function compound(name: keyof typeof compoundFiles): Uint8Array {
  return gunzipSync(Buffer.from(compoundFiles[name], 'base64'));
}

const oneCell = '<row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c></row>';

function codeOf(bytes: Uint8Array): string {
  try {
    readWorkbook(bytes, '花名册.xlsx');
  } catch (error) {
    if (error instanceof ImportFileError) return error.code;
    throw error;
  }
  return 'read';
}

function texts(sheet: Sheet | undefined): string[][] {
  return (sheet?.rows ?? []).map(({ cells }) => Array.from(cells, (cell) => cell?.text ?? ''));
}

const utf8 = (text: string) => new TextEncoder().encode(text);

describe('refusals', () => {
  const withPart = (part: ZipPart) => zip([...workbookParts(oneCell), part]);
  const zeros = (megabytes: number) => Buffer.alloc(megabytes * 1024 * 1024);

  it.each<[string, Uint8Array, string]>([
    ['no bytes', new Uint8Array(), 'empty_file'],
    ['only blanks', utf8(' ,\n,'), 'empty_file'],
    ['more than 10 MB', Buffer.alloc(11 * 1024 * 1024, 65), 'too_large'],
    ['a PDF named .xlsx', utf8('%PDF-1.7 …'), 'wrong_type'],
    ['a PNG', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10), 'wrong_type'],
    ['a web page saved as .xls', utf8('\n<html><table><tr><td>姓名'), 'wrong_type'],
    ['an SVG', utf8('<?xml version="1.0"?><svg onload="x"/>'), 'wrong_type'],
    ['binary rubbish', Uint8Array.of(1, 2, 0, 3, 0, 4), 'wrong_type'],
    ['a zip that is a Word file', zip([{ name: 'word/document.xml', content: 'x' }]), 'wrong_type'],
    ['a cut-off zip', zip(workbookParts(oneCell)).slice(0, 400), 'damaged'],
    ['macros', withPart({ name: 'xl/vbaProject.bin', content: 'x' }), 'macros'],
    ['a bomb', withPart({ name: 'xl/media/a.bin', content: zeros(101) }), 'zip_bomb'],
    ['an absurd ratio', withPart({ name: 'xl/media/a.bin', content: zeros(40) }), 'zip_bomb'],
    [
      'a bomb that declares one byte',
      withPart({ name: 'xl/media/a.bin', content: zeros(200), declaredSize: 1 }),
      'zip_bomb',
    ],
    ['an .xlsx with a password', compound('encrypted'), 'encrypted'],
    ['an .xls with macros', compound('macros'), 'macros'],
    ['a compound file that is no workbook', compound('word'), 'wrong_type'],
    ['an .xls without a readable sheet', compound('unreadable'), 'empty_file'],
  ])('%s', (_, bytes, code) => {
    expect(codeOf(bytes)).toBe(code);
  });

  it('refuses a bomb without unpacking it', () => {
    const bytes = withPart({ name: 'xl/media/a.bin', content: zeros(400) });
    const before = process.memoryUsage().rss;
    expect(codeOf(bytes)).toBe('zip_bomb');
    expect(process.memoryUsage().rss - before).toBeLessThan(50 * 1024 * 1024);
  });

  it('says in Chinese what to do', () => {
    expect(() => readWorkbook(utf8('%PDF-1.7'), 'a.pdf')).toThrow(/另存为 \.xlsx/);
  });
});

describe('workbooks', () => {
  it('knows dates, dates of the 1904 calendar, numbers and long numbers', () => {
    const row =
      '<row r="3"><c r="A3" s="1"><v>45170</v></c><c r="C3"><v>459921198911036000</v></c></row>';
    const [sheet] = readWorkbook(zip(workbookParts(row)), 'a.xlsx');
    expect(sheet?.name).toBe('花名册');
    expect(sheet?.rows[0]?.row).toBe(3);
    expect(sheet?.rows[0]?.cells[0]).toMatchObject({ kind: 'date', date: '2023-09-01' });
    expect(sheet?.rows[0]?.cells[2]).toMatchObject({ kind: 'number', text: '459921198911036000' });
    const [mac] = readWorkbook(
      zip(workbookParts(row.replace('45170', '43708'), 'date1904="1"')),
      'a',
    );
    expect(mac?.rows[0]?.cells[0]).toMatchObject({ kind: 'date', date: '2023-09-01' });
  });

  it('keeps rare characters outside the BMP, raw and as references', () => {
    const row =
      '<row r="1"><c r="A1" t="inlineStr"><is><t>𠮷&#x20BB7;&#134071;&amp;</t></is></c></row>';
    expect(texts(readWorkbook(zip(workbookParts(row)), 'a.xlsx')[0])).toEqual([['𠮷𠮷𠮷&']]);
  });

  it('keeps the text and the stored result of a formula, evaluating nothing', () => {
    const row = '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>';
    const [sheet] = readWorkbook(zip(workbookParts(row)), 'a.xlsx');
    expect(sheet?.rows[0]?.cells[0]).toMatchObject({ text: '2', formula: '1+1' });
  });
});

describe('CSV', () => {
  const gbk = Uint8Array.of(0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xd0, 0xd4, 0xb1, 0xf0); // 姓名,性别

  it.each<[string, Uint8Array]>([
    ['GBK', gbk],
    ['UTF-8', utf8('姓名,性别')],
    ['UTF-8 with a mark', utf8('\ufeff姓名,性别\r\n')],
    ['UTF-16 with tabs', Buffer.from('\ufeff姓名\t性别\r\n', 'utf16le')],
  ])('%s', (_, bytes) => {
    expect(texts(readWorkbook(bytes, 'a.csv')[0])).toEqual([['姓名', '性别']]);
  });

  it('keeps GB18030 characters of four bytes', () => {
    const bytes = Uint8Array.of(0xd0, 0xd5, 0x2c, 0x95, 0x32, 0x82, 0x36); // 姓,𠀀
    expect(texts(readWorkbook(bytes, 'a.csv')[0])).toEqual([['姓', '𠀀']]);
  });

  it('counts records, not lines, and reads quotes as RFC 4180 does', () => {
    const [sheet] = readWorkbook(utf8('a,"b\r\nc ""d"", e"\r\n,\r\nf,"="123"'), 'a.csv');
    expect(sheet?.name).toBeNull();
    expect(sheet?.rows.map(({ row }) => row)).toEqual([1, 3]);
    expect(texts(sheet)).toEqual([
      ['a', 'b\nc "d", e'],
      ['f', '=123"'],
    ]);
  });

  it('does not lose the rest of the file behind a quote that never closes', () => {
    expect(texts(readWorkbook(utf8('a,"b\nc,d'), 'a.csv')[0])).toEqual([
      ['a', '"b'],
      ['c', 'd'],
    ]);
  });
});
