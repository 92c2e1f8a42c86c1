import { startsLikeFormula, xml } from './text.ts';
import { type Look, styleOf } from './styles.ts';
import type { ZipPart } from './zip.ts';

/** A cell over `span` columns (1 unless told); null or '' is an empty cell with its look. */
export interface SheetCell {
  readonly value: string | number | null;
  readonly look: Look;
  readonly span?: number;
}

/** What may be entered into some columns of the rows that are to be filled in. */
export interface Validation {
  /** 0-based. */
  readonly column: number;
  /** Title and sentence shown when the cell is entered. */
  readonly title: string;
  readonly hint: string;
  /** Formula of the list to choose from. */
  readonly list?: string;
  /** Number of characters. */
  readonly length?: number;
  /** Anything else is refused; without it other values are taken. */
  readonly strict?: boolean;
}

export interface SheetOptions {
  readonly name: string;
  readonly columns: readonly { readonly width: number; readonly look: Look }[];
  /** Rows and columns that stay in place when the sheet is scrolled. */
  readonly frozen?: { readonly rows: number; readonly columns: number };
  /** Printed on A4 across, this many pages wide, with a line at the foot of each page. */
  readonly print?: { readonly pagesWide: number; readonly foot: string };
  /** Rows (1-based) to be filled in, with what may be entered. */
  readonly entry?: {
    readonly from: number;
    readonly to: number;
    /** The column that has to be filled for a row to count; such rows get lines around their cells. */
    readonly key: number;
    readonly validations: readonly Validation[];
  };
}

export interface SheetWriter {
  /** The next row, with a height in points where it is not the text's own. */
  row(cells: readonly SheetCell[], height?: number): Promise<void>;
}

/** Puts a text among the workbook's shared strings and says which one it is. */
export type ShareText = (text: string) => Promise<number>;

/** A worksheet that is written row by row. Order of the elements by CT_Worksheet (18.3.1.99). */
export async function beginSheet(
  part: ZipPart,
  options: SheetOptions,
  share: ShareText,
): Promise<SheetWriter & { finish(): Promise<void> }> {
  const { columns, print } = options;
  await part.write(
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
      (print === undefined ? '' : '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>') +
      viewXml(options) +
      '<sheetFormatPr defaultRowHeight="20" customHeight="1"/><cols>' +
      columns.map(columnXml).join('') +
      '</cols><sheetData>',
  );
  let at = 0;
  const merged: string[] = [];
  return {
    async row(cells, height) {
      at += 1;
      const size = height === undefined ? '' : ` ht="${String(height)}" customHeight="1"`;
      let line = `<row r="${String(at)}"${size}>`;
      let column = 0;
      for (const cell of cells) {
        const { value, look, span = 1 } = cell;
        line += await cellXmlOf(`${columnName(column)}${String(at)}`, value, look, share);
        for (let covered = 1; covered < span; covered++)
          line += `<c r="${columnName(column + covered)}${String(at)}" s="${String(styleOf(look))}"/>`;
        if (span > 1) merged.push(areaOf(column, at, column + span - 1, at));
        column += span;
      }
      await part.write(`${line}</row>`);
    },
    async finish() {
      await part.write(`</sheetData>${mergedXml(merged)}${entryXml(options)}${printXml(options)}</worksheet>`);
    },
  }; // prettier-ignore
}

async function cellXmlOf(
  at: string,
  value: string | number | null,
  look: Look,
  share: ShareText,
): Promise<string> {
  if (value === null || value === '') return `<c r="${at}" s="${String(styleOf(look))}"/>`;
  if (typeof value === 'number')
    return `<c r="${at}" s="${String(styleOf(look))}"><v>${String(value)}</v></c>`;
  const style = styleOf(look, startsLikeFormula(value));
  return `<c r="${at}" s="${String(style)}" t="s"><v>${String(await share(value))}</v></c>`;
}

/** A, B … Z, AA … of a 0-based column. */
export function columnName(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : `${columnName(Math.floor(index / 26) - 1)}${last}`;
}

const areaOf = (left: number, top: number, right: number, bottom: number) =>
  `${columnName(left)}${String(top)}:${columnName(right)}${String(bottom)}`;

function columnXml({ width, look }: SheetOptions['columns'][number], index: number): string {
  const place = String(index + 1);
  return `<col min="${place}" max="${place}" width="${String(width)}" style="${String(styleOf(look))}" customWidth="1"/>`;
}

function viewXml({ frozen }: SheetOptions): string {
  if (frozen === undefined)
    return '<sheetViews><sheetView workbookViewId="0" showGridLines="0"/></sheetViews>';
  const { rows, columns } = frozen;
  const corner = `${columnName(columns)}${String(rows + 1)}`;
  const across = columns === 0 ? '' : ` xSplit="${String(columns)}"`;
  const pane = columns === 0 ? 'bottomLeft' : 'bottomRight';
  return (
    '<sheetViews><sheetView workbookViewId="0">' +
    `<pane${across} ySplit="${String(rows)}" topLeftCell="${corner}" activePane="${pane}" state="frozen"/>` +
    `<selection pane="${pane}" activeCell="${corner}" sqref="${corner}"/></sheetView></sheetViews>`
  );
}

const mergedXml = (areas: readonly string[]) =>
  areas.length === 0
    ? ''
    : `<mergeCells count="${String(areas.length)}">${areas.map((area) => `<mergeCell ref="${area}"/>`).join('')}</mergeCells>`;

function entryXml({ entry, columns }: SheetOptions): string {
  if (entry === undefined) return '';
  const { from, to, key, validations } = entry;
  const rows = areaOf(0, from, columns.length - 1, to);
  const filled = `$${columnName(key)}${String(from)}&lt;&gt;&quot;&quot;`;
  return (
    `<conditionalFormatting sqref="${rows}"><cfRule type="expression" dxfId="0" priority="1"><formula>${filled}</formula></cfRule></conditionalFormatting>` +
    `<dataValidations count="${String(validations.length)}">${validations
      .map((validation) => validationXml(validation, from, to))
      .join('')}</dataValidations>`
  );
}

function validationXml(validation: Validation, from: number, to: number): string {
  const { column, title, hint, list, length, strict = false } = validation;
  const type =
    list !== undefined
      ? ' type="list"'
      : length !== undefined
        ? ' type="textLength" operator="equal"'
        : '';
  const refuses = strict || length !== undefined;
  const formula = list ?? (length === undefined ? undefined : String(length));
  return (
    `<dataValidation${type}${strict ? '' : ' errorStyle="warning"'} allowBlank="1" showInputMessage="1"` +
    `${refuses ? ' showErrorMessage="1"' : ''} errorTitle="请核对" error="${xml(hint.slice(0, 220))}"` +
    ` promptTitle="${xml(title.slice(0, 30))}" prompt="${xml(hint.slice(0, 250))}"` +
    ` sqref="${areaOf(column, from, column, to)}">` +
    `${formula === undefined ? '' : `<formula1>${xml(formula)}</formula1>`}</dataValidation>`
  );
}

/** Margins in inches; the foot names who printed from where, and the page. */
function printXml({ print }: SheetOptions): string {
  if (print === undefined) return '';
  // & begins a code in a foot, and the whole foot may be 255 characters long.
  const text = print.foot.replaceAll('&', '&&').slice(0, 150);
  const foot = `&L&"宋体,常规"&8 ${text}&R&"宋体,常规"&8 第 &P 页，共 &N 页`;
  return (
    '<printOptions horizontalCentered="1"/>' +
    '<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>' +
    `<pageSetup paperSize="9" orientation="landscape" fitToWidth="${String(print.pagesWide)}" fitToHeight="0"/>` +
    `<headerFooter><oddFooter>${xml(foot)}</oddFooter></headerFooter>`
  );
}
