/** Every look of a cell in our workbooks. Texts are text to the spreadsheet too (format `@`). */
export type Look =
  | 'title'
  | 'line'
  | 'heading'
  | 'required'
  | 'serial'
  | 'text'
  | 'centred'
  | 'wrong'
  | 'open'
  | 'prose';

interface LookSpec {
  readonly font: keyof typeof fonts;
  readonly fill?: keyof typeof fills;
  readonly border?: true;
  readonly across?: 'center' | 'left';
  /** Numbers may be calculated with; everything else is text. */
  readonly number?: true;
}

const fonts = {
  title: '<b/><sz val="18"/><name val="宋体"/><family val="3"/><charset val="134"/>',
  line: '<sz val="11"/><name val="仿宋"/><family val="3"/><charset val="134"/>',
  heading: '<b/><sz val="10"/><name val="宋体"/><family val="3"/><charset val="134"/>',
  required: '<b/><sz val="10"/><color rgb="FFB3261E"/><name val="宋体"/><family val="3"/><charset val="134"/>',
  body: '<sz val="10"/><name val="宋体"/><family val="3"/><charset val="134"/>',
  prose: '<sz val="12"/><name val="仿宋"/><family val="3"/><charset val="134"/>',
}; // prettier-ignore
const fills = { heading: 'FFE4ECE5', wrong: 'FFFBE3E1' };

const looks: Record<Look, LookSpec> = {
  title: { font: 'title', across: 'center' },
  line: { font: 'line' },
  heading: { font: 'heading', fill: 'heading', border: true, across: 'center' },
  required: { font: 'required', fill: 'heading', border: true, across: 'center' },
  serial: { font: 'body', border: true, across: 'center', number: true },
  text: { font: 'body', border: true },
  centred: { font: 'body', border: true, across: 'center' },
  wrong: { font: 'body', fill: 'wrong', border: true },
  /** A cell that nobody has filled in yet: no border, so that blank rows are not printed. */
  open: { font: 'body' },
  prose: { font: 'prose' },
};

const order = Object.keys(looks);

/**
 * The number of a look in the style sheet. `quoted` is its twin with quotePrefix: the cell's text stays
 * text when it is edited, whatever it begins with, and the text itself is not changed.
 */
export function styleOf(look: Look, quoted = false): number {
  return order.indexOf(look) * 2 + (quoted ? 2 : 1);
}

/** The bold line below rows that somebody adds to a form (conditional format 0). */
const rowBorder =
  '<dxf><border><left style="thin"><color auto="1"/></left><right style="thin"><color auto="1"/></right><top style="thin"><color auto="1"/></top><bottom style="thin"><color auto="1"/></bottom></border></dxf>';

/** xl/styles.xml. Order of the elements by CT_Stylesheet (ECMA-376 part 1, 18.8.39). */
export function styleSheetXml(): string {
  const side = (name: string) => `<${name} style="thin"><color auto="1"/></${name}>`;
  const borders = [
    '<border><left/><right/><top/><bottom/><diagonal/></border>',
    `<border>${['left', 'right', 'top', 'bottom'].map(side).join('')}<diagonal/></border>`,
  ];
  const fillXml = [
    '<fill><patternFill patternType="none"/></fill>',
    // Excel keeps the second one for itself.
    '<fill><patternFill patternType="gray125"/></fill>',
    ...Object.values(fills).map(
      (color) =>
        `<fill><patternFill patternType="solid"><fgColor rgb="${color}"/><bgColor indexed="64"/></patternFill></fill>`,
    ),
  ];
  const cells = Object.values(looks).flatMap((look) => [xf(look, false), xf(look, true)]);
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
    // The first font is the one by which column widths are measured.
    list('fonts', [`<font>${fonts.body}</font>`, ...Object.values(fonts).map((font) => `<font>${font}</font>`)]),
    list('fills', fillXml),
    list('borders', borders),
    list('cellStyleXfs', ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>']),
    list('cellXfs', ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>', ...cells]),
    list('cellStyles', ['<cellStyle name="常规" xfId="0" builtinId="0"/>']),
    list('dxfs', [rowBorder]),
    '</styleSheet>',
  ].join(''); // prettier-ignore
}

function xf({ font, fill, border, across, number }: LookSpec, quoted: boolean): string {
  const fontId = Object.keys(fonts).indexOf(font) + 1;
  const fillId = fill === undefined ? 0 : Object.keys(fills).indexOf(fill) + 2;
  const format = number === true ? 0 : 49;
  return [
    `<xf numFmtId="${String(format)}" fontId="${String(fontId)}" fillId="${String(fillId)}"`,
    ` borderId="${border === true ? '1' : '0'}" xfId="0"${quoted ? ' quotePrefix="1"' : ''}`,
    ' applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">',
    `<alignment horizontal="${across ?? 'left'}" vertical="center" wrapText="1"/></xf>`,
  ].join('');
}

const list = (tag: string, items: readonly string[]) =>
  `<${tag} count="${String(items.length)}">${items.join('')}</${tag}>`;
