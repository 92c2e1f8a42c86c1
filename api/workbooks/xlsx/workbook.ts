import { beginSheet, columnName, type SheetOptions, type SheetWriter } from './sheet.ts';
import { styleSheetXml } from './styles.ts';
import { cellXml, xml } from './text.ts';
import { makeZip } from './zip.ts';

export interface Workbook {
  /** The next sheet; `hidden` ones hold lists to choose from. Rows repeated on print are its frozen last one. */
  sheet(options: SheetOptions & { readonly hidden?: true }): Promise<SheetWriter>;
  /** The whole file (.xlsx). */
  bytes(): Promise<Uint8Array>;
}

/** Media type of the files. */
export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Short texts that come again and again are kept once, as many as this. */
const mostShared = 5000;

/**
 * A workbook that is written as it goes (Office Open XML, ECMA-376): rows are packed at once, so that
 * memory does not grow with unpacked rows. Texts stand in the shared strings, since viewers of phones
 * leave inline strings blank. We write it ourselves because a text that begins with = must carry
 * quotePrefix, which the libraries at hand cannot write.
 */
export function makeWorkbook(): Workbook {
  const zip = makeZip();
  const strings = zip.part('xl/sharedStrings.xml');
  const begun = strings.write(`${declaration}<sst xmlns="${main}">`);
  const sheets: { options: SheetOptions & { hidden?: true }; finish(): Promise<void> }[] = [];
  const known = new Map<string, number>();
  let count = 0;

  async function share(text: string): Promise<number> {
    const before = known.get(text);
    if (before !== undefined) return before;
    const index = count;
    count += 1;
    if (text.length <= 20 && known.size < mostShared) known.set(text, index);
    await strings.write(`<si><t xml:space="preserve">${cellXml(text)}</t></si>`);
    return index;
  }

  return {
    async sheet(options) {
      await begun;
      const part = zip.part(`xl/worksheets/sheet${String(sheets.length + 1)}.xml`);
      const sheet = await beginSheet(part, options, share);
      sheets.push({ options, finish: sheet.finish });
      return sheet;
    },
    async bytes() {
      for (const { finish } of sheets) await finish();
      await strings.write('</sst>');
      const all = sheets.map(({ options }) => options);
      await zip.part('xl/styles.xml').write(styleSheetXml());
      await zip.part('xl/workbook.xml').write(workbookXml(all));
      await zip.part('xl/_rels/workbook.xml.rels').write(workbookRelations(all.length));
      await zip
        .part('_rels/.rels')
        .write(relationsXml([{ type: 'officeDocument', target: 'xl/workbook.xml' }]));
      await zip.part('[Content_Types].xml').write(contentTypes(all.length));
      return zip.close();
    },
  };
}

function workbookXml(sheets: readonly (SheetOptions & { hidden?: true })[]): string {
  const list = sheets.map(({ name, hidden }, index) => {
    const state = hidden === true ? ' state="hidden"' : '';
    return `<sheet name="${xml(name)}" sheetId="${String(index + 1)}"${state} r:id="rId${String(index + 1)}"/>`;
  });
  const titles = sheets.flatMap(({ name, frozen, print }, index) => {
    if (frozen === undefined || print === undefined) return [];
    const row = String(frozen.rows);
    const sheet = `'${name}'!`;
    const left = frozen.columns > 0 ? `${sheet}$A:$${columnName(frozen.columns - 1)},` : '';
    return `<definedName name="_xlnm.Print_Titles" localSheetId="${String(index)}">${xml(`${left}${sheet}$${row}:$${row}`)}</definedName>`;
  });
  return [
    `${declaration}<workbook xmlns="${main}" xmlns:r="${relations}">`,
    '<bookViews><workbookView xWindow="0" yWindow="0" windowWidth="24000" windowHeight="12000"/></bookViews>',
    `<sheets>${list.join('')}</sheets>`,
    titles.length === 0 ? '' : `<definedNames>${titles.join('')}</definedNames>`,
    '</workbook>',
  ].join('');
}

const workbookRelations = (sheets: number) =>
  relationsXml([
    ...Array.from({ length: sheets }, (_, index) => ({
      type: 'worksheet',
      target: `worksheets/sheet${String(index + 1)}.xml`,
    })),
    { type: 'styles', target: 'styles.xml' },
    { type: 'sharedStrings', target: 'sharedStrings.xml' },
  ]);

function relationsXml(items: readonly { type: string; target: string }[]): string {
  const lines = items.map(
    ({ type, target }, index) =>
      `<Relationship Id="rId${String(index + 1)}" Type="${relations}/${type}" Target="${target}"/>`,
  );
  return `${declaration}<Relationships xmlns="${packages}/relationships">${lines.join('')}</Relationships>`;
}

function contentTypes(sheets: number): string {
  const override = (part: string, type: string) =>
    `<Override PartName="/xl/${part}.xml" ContentType="${sheetType}.${type}+xml"/>`;
  return [
    `${declaration}<Types xmlns="${packages}/content-types">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    override('workbook', 'sheet.main'),
    ...Array.from({ length: sheets }, (_, index) =>
      override(`worksheets/sheet${String(index + 1)}`, 'worksheet'),
    ),
    override('styles', 'styles'),
    override('sharedStrings', 'sharedStrings'),
    '</Types>',
  ].join('');
}
