/** Whatever a cell begins with: a reopened file has no formula, and the text is what it was. */
import { readWorkbook, type Cell } from '@xincheng/api/imports';
import { writeWrongRows } from '@xincheng/api/workbooks';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partOf, partsOf } from './parts.ts';

const write = (...texts: string[]) =>
  writeWrongRows({
    ...{ kind: 'roster', title: '花名册.xlsx：要改的行', headings: ['备注'] },
    rows: texts.map((text, index) => ({
      ...{ row: index + 5, cells: [{ heading: '备注', text }], problems: ['请核对'], marked: [] },
    })),
  });

/** The cells under 备注. */
async function reopened(...texts: string[]): Promise<(Cell | undefined)[]> {
  const [sheet] = readWorkbook(await write(...texts), '要改的行.xlsx');
  return sheet?.rows.filter(({ row }) => row > 3).map(({ cells }) => cells[2]) ?? [];
}

/** Whether the cell stands in a style that keeps it text when it is edited. */
function isQuoted(workbook: Uint8Array, at: string): boolean {
  const style = new RegExp(`<c r="${at}" s="(\\d+)" t="s">`).exec(
    partOf(workbook, 'xl/worksheets/sheet1.xml'),
  )?.[1];
  const cellXfs = /<cellXfs[^]*?<\/cellXfs>/.exec(partOf(workbook, 'xl/styles.xml'))?.[0] ?? '';
  const xf = cellXfs.match(/<xf [^>]*>/g)?.[Number(style)] ?? '';
  return xf.includes('quotePrefix="1"') && xf.includes('numFmtId="49"');
}

const printable = ['=1+1', '+1', '-1', '@SUM(A1)', '＝1+1', '＋1', '－1', '＠A1', '﹢1', '−1'];
const invisible = ['\t=1+1', '\r=1+1', '\n=1+1', '\0=1+1', ' =1+1', '\u3000=1+1'];

describe('a text that looks like a formula', () => {
  it.each([...printable, ...invisible])('%j is written as text that stays text', async (text) => {
    const workbook = await write(text);
    expect(isQuoted(workbook, 'C4')).toBe(true);
    for (const [name, part] of partsOf(workbook))
      if (name.startsWith('xl/worksheets/')) expect(part).not.toMatch(/<f[ >/]/);
    const [cell] = await reopened(text);
    expect(cell).toMatchObject({ kind: 'text' });
    expect(cell?.formula).toBeUndefined();
  });

  it.each([...printable, ' =1+1', '\t=1+1'])('%j comes back as it was', async (text) => {
    expect((await reopened(text))[0]?.text).toBe(text);
  });

  it.each(['青石镇', '2023-09', '10-20岁', 'a=b'])('%j needs no such care', async (text) => {
    expect(isQuoted(await write(text), 'C4')).toBe(false);
  });
});

describe('any text', () => {
  /** As the reader gives texts: all line ends alike, no characters that nobody sees. */
  const asRead = (text: string) =>
    text
      .replaceAll('\r\n', '\n')
      .replaceAll('\r', '\n')
      .replace(/[^\P{Cc}\t\n\x7f-\x9f]/gu, '');
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc
      .array(fc.constantFrom('_x0041_', '_x', '005F_', '&amp;', '<t>', ']]>', '𠮷', '"', ' ', '\n', '='))
      .map((parts) => parts.join('')),
  ); // prettier-ignore

  it('is read back exactly, and is no formula', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyText, { minLength: 1, maxLength: 20 }), async (texts) => {
        const cells = await reopened(...texts);
        expect(cells.map((cell) => cell?.text ?? '')).toEqual(texts.map(asRead));
        expect(cells.filter((cell) => cell?.formula !== undefined)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  }, 60_000);
});
