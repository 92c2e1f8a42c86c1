import { builtInFormat, numberFormat, type CellStyle, type NumberFormat } from '../number-cell.ts';
import { damaged } from '../refusals.ts';
import { readFont, unescapeText } from './rich-text.ts';
import { XmlReader } from './xml-reader.ts';

/** Excel knows 64,000 cell styles. */
const most = 70_000;

/** The cell styles of styles.xml, in the order in which cells point at them. */
export function readStyles(part: Buffer): CellStyle[] {
  const xml = new XmlReader(part);
  const formats = new Map<number, NumberFormat>();
  const struckFonts: boolean[] = [];
  const styles: CellStyle[] = [];
  const formatOf = (id: number) => {
    const format = formats.get(id) ?? builtInFormat(id);
    formats.set(id, format);
    return format;
  };
  if (!xml.nextChild(0)) return [];
  while (xml.nextChild(1)) {
    const list = xml.name;
    if (list !== 'numFmts' && list !== 'fonts' && list !== 'cellXfs') continue;
    while (xml.nextChild(2)) {
      if (list === 'numFmts') {
        const code = unescapeText(xml.attribute('formatCode') ?? '');
        formats.set(Number(xml.attribute('numFmtId')), numberFormat(code));
      } else if (list === 'fonts') struckFonts.push(readFont(xml).struck);
      else {
        styles.push({
          format: formatOf(Number(xml.attribute('numFmtId') ?? '0')),
          struck: struckFonts[Number(xml.attribute('fontId') ?? '0')] ?? false,
        });
      }
      if (Math.max(styles.length, struckFonts.length, formats.size) > most) throw damaged();
    }
  }
  return styles;
}
