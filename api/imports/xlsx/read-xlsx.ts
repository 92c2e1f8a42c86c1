import { damaged, macros } from '../refusals.ts';
import { addNotes, RowCollector } from '../sheet-rows.ts';
import type { Sheet } from '../types.ts';
import type { Zip } from '../zip-guard.ts';
import { readComments } from './comments.ts';
import { readRelations, readWorkbookPart, type Relation } from './package.ts';
import { readSheet, type SheetContext } from './read-sheet.ts';
import { readSharedStrings } from './shared-strings.ts';
import { readStyles } from './styles.ts';
import { XmlReader } from './xml-reader.ts';

const smallPart = 256 * 1024;
const macroParts = ['vbaproject', 'xlmacrosheet', 'xlintlmacrosheet'];

/**
 * The worksheets of an .xlsx, read part by part straight from the bytes. The spreadsheet library is
 * not used for it: it knows no fonts, holds the whole file several times over, and one hyperlink over
 * a whole sheet makes it fill the memory.
 */
export function readXlsx(zip: Zip): Sheet[] {
  checkSmallParts(zip);
  const workbook = readWorkbookPart(zip);
  const relations = readRelations(zip, workbook.path);
  if (hasMacros(zip, relations)) throw macros();
  const strings = partOf(zip, relations, 'sharedStrings');
  const styles = partOf(zip, relations, 'styles');
  const context: SheetContext = {
    strings: strings === null ? { cells: [], struck: new Map() } : readSharedStrings(strings),
    styles: styles === null ? [] : readStyles(styles),
    date1904: workbook.date1904,
    collector: new RowCollector(),
  };
  const byId = new Map(relations.map((relation) => [relation.id, relation]));
  return workbook.sheets.flatMap(({ name, hidden, relation: id }) => {
    const relation = byId.get(id);
    if (relation === undefined) throw damaged();
    if (relation.type !== 'worksheet') return [];
    const sheet = readPart(zip, relation.target, context);
    return [{ name, ...sheet, ...(hidden ? { hidden } : {}) }];
  });
}

function readPart(zip: Zip, path: string, context: SheetContext): Omit<Sheet, 'name'> {
  const part = zip.read(path);
  if (part === null) throw damaged();
  const { rows, hiddenColumns } = readSheet(part, context);
  addNotes(rows, readComments(zip, readRelations(zip, path)));
  return { rows, ...(hiddenColumns.length > 0 ? { hiddenColumns } : {}) };
}

function partOf(zip: Zip, relations: readonly Relation[], type: string): Buffer | null {
  const relation = relations.find((candidate) => candidate.type === type);
  return relation === undefined ? null : zip.read(relation.target);
}

/** A DOCTYPE in any part is refused; in a large part it is seen when the part is read, if it is. */
function checkSmallParts(zip: Zip): void {
  for (const { name, unpacked } of zip.entries) {
    if (unpacked > smallPart || !/\.(?:xml|rels|vml)$/i.test(name)) continue;
    const part = zip.read(name);
    if (part !== null) new XmlReader(part).nextChild(0);
  }
}

function hasMacros(zip: Zip, relations: readonly Relation[]): boolean {
  const isMacroPart = ({ name }: { readonly name: string }) =>
    /vbaproject\.bin|(?:^|\/)macrosheets\//i.test(name);
  return (
    zip.entries.some(isMacroPart) ||
    relations.some(({ type }) => macroParts.includes(type.toLowerCase()))
  );
}
