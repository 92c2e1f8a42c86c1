import { zip, type ZipPart } from './zip.ts';

export interface SheetParts {
  readonly name?: string;
  readonly state?: 'hidden' | 'veryHidden';
  /** What stands in the sheet's `<sheetData>`. */
  readonly rows: string;
  /** What stands before and after it. */
  readonly before?: string;
  readonly after?: string;
  /** What stands in the `<comments>` of the sheet, and in its `<ThreadedComments>`. */
  readonly comments?: string;
  readonly threads?: string;
}

export interface WorkbookParts {
  readonly sheets: readonly SheetParts[];
  /** What stands in `<sst>` and in `<styleSheet>`. */
  readonly strings?: string;
  readonly styles?: string;
  readonly extra?: readonly ZipPart[];
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const threads = 'http://schemas.microsoft.com/office/2017/10/relationships';

/** A workbook written part by part, for what no library writes. */
export function xlsx(workbook: WorkbookParts): Uint8Array {
  return zip(xlsxParts(workbook));
}

/** Row 1 of texts in column A, B, C. */
export function textRow(...texts: readonly string[]): string {
  return `<row r="1">${texts.map((text) => inline(`<t>${text}</t>`)).join('')}</row>`;
}

/** A cell with a text of its own; `attributes` of the cell besides. */
export function inline(content: string, attributes = ''): string {
  return `<c t="inlineStr" ${attributes}><is>${content}</is></c>`;
}

export function xlsxParts({ sheets, strings, styles, extra = [] }: WorkbookParts): ZipPart[] {
  const numbers = sheets.map((_, index) => index + 1);
  return [
    part('_rels/.rels', relations([`${office}/officeDocument`, 'xl/workbook.xml'])),
    part(
      'xl/workbook.xml',
      `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${sheets
        .map(({ name, state }, index) => {
          const number = String(index + 1);
          const shown = state === undefined ? '' : ` state="${state}"`;
          return `<sheet name="${name ?? `表${number}`}" sheetId="${number}" r:id="rId${number}"${shown}/>`;
        })
        .join('')}</sheets></workbook>`,
    ),
    part(
      'xl/_rels/workbook.xml.rels',
      relations(
        ...numbers.map(
          (number) => [`${office}/worksheet`, `worksheets/sheet${String(number)}.xml`] as const,
        ),
        [`${office}/sharedStrings`, 'sharedStrings.xml'],
        [`${office}/styles`, 'styles.xml'],
      ),
    ),
    part('xl/sharedStrings.xml', `<sst xmlns="${main}">${strings ?? ''}</sst>`),
    part('xl/styles.xml', `<styleSheet xmlns="${main}">${styles ?? ''}</styleSheet>`),
    ...sheets.flatMap((sheet, index) => sheetParts(sheet, String(index + 1))),
    ...extra,
  ];
}

function sheetParts(sheet: SheetParts, number: string): ZipPart[] {
  const { rows, before = '', after = '', comments, threads: threadsContent } = sheet;
  return [
    part(
      `xl/worksheets/sheet${number}.xml`,
      `<worksheet xmlns="${main}">${before}<sheetData>${rows}</sheetData>${after}</worksheet>`,
    ),
    part(
      `xl/worksheets/_rels/sheet${number}.xml.rels`,
      relations(
        [`${office}/comments`, `../comments${number}.xml`],
        [`${threads}/threadedComment`, `/xl/threads${number}.xml`],
      ),
    ),
    part(`xl/comments${number}.xml`, `<comments xmlns="${main}">${comments ?? ''}</comments>`),
    part(`xl/threads${number}.xml`, `<ThreadedComments>${threadsContent ?? ''}</ThreadedComments>`),
  ];
}

const part = (name: string, content: string): ZipPart => ({
  name,
  content: `<?xml version="1.0" encoding="UTF-8"?>\n${content}`,
});

function relations(...targets: readonly (readonly [type: string, target: string])[]): string {
  return `<Relationships>${targets
    .map(
      ([type, target], index) =>
        `<Relationship Id="rId${String(index + 1)}" Type="${type}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`;
}
