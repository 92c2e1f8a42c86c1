import { printable } from '../cell-text.ts';
import { damaged, notReadable } from '../refusals.ts';
import type { Zip } from '../zip-guard.ts';
import { isTrue, unescapeText } from './rich-text.ts';
import { XmlReader } from './xml-reader.ts';

/** Neither sheets nor relations of a part are more in any file that a person made. */
const most = 10_000;

/** A relation of a part to another one, by the last word of its type (`worksheet`, `comments`). */
export interface Relation {
  readonly id: string;
  readonly type: string;
  /** Path of the other part in the zip. */
  readonly target: string;
}

interface SheetEntry {
  readonly name: string;
  readonly hidden: boolean;
  /** Id of the relation that leads to the sheet's part. */
  readonly relation: string;
}

export interface WorkbookPart {
  readonly path: string;
  readonly sheets: readonly SheetEntry[];
  readonly date1904: boolean;
}

/** The workbook's main part, wherever it lies. Throws ImportFileError wrong_type when there is none. */
export function readWorkbookPart(zip: Zip): WorkbookPart {
  const main = readRelations(zip, '').find(({ type }) => type === 'officeDocument');
  const path = main?.target ?? 'xl/workbook.xml';
  const part = path.toLowerCase().endsWith('.xml') ? zip.read(path) : null;
  const xml = part === null ? null : new XmlReader(part);
  if (xml?.nextChild(0) !== true || xml.name !== 'workbook') throw notReadable(whatItIs(zip));
  return { path, ...readWorkbookElement(xml) };
}

function readWorkbookElement(xml: XmlReader): Omit<WorkbookPart, 'path'> {
  const sheets: SheetEntry[] = [];
  let date1904 = false;
  while (xml.nextChild(1)) {
    if (xml.name === 'workbookPr') date1904 = isTrue(xml.attribute('date1904'));
    if (xml.name !== 'sheets') continue;
    while (xml.nextChild(2)) {
      sheets.push({
        name: printable(unescapeText(xml.attribute('name') ?? '')),
        hidden: (xml.attribute('state') ?? 'visible') !== 'visible',
        relation: xml.attribute('id') ?? '',
      });
      if (sheets.length > most) throw damaged();
    }
  }
  return { sheets, date1904 };
}

function whatItIs({ entries }: Zip): string {
  const has = (start: string) => entries.some(({ name }) => name.toLowerCase().startsWith(start));
  if (has('word/')) return '这是 Word 文档，不是表格文件。';
  if (has('ppt/')) return '这是演示文稿，不是表格文件。';
  if (has('[content_types].xml') || has('mimetype') || has('index/'))
    return '这种格式的表格读不了。';
  return '这是压缩包，请先解压。';
}

/** The relations of a part within the package; of the package itself when `path` is empty. */
export function readRelations(zip: Zip, path: string): Relation[] {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const part = zip.read(`${folder}_rels/${path.slice(folder.length)}.rels`);
  if (part === null) return [];
  const xml = new XmlReader(part);
  const relations: Relation[] = [];
  if (!xml.nextChild(0)) return [];
  while (xml.nextChild(1)) {
    if (xml.attribute('TargetMode') === 'External') continue;
    const type = xml.attribute('Type') ?? '';
    relations.push({
      id: xml.attribute('Id') ?? '',
      type: type.slice(type.lastIndexOf('/') + 1),
      target: resolve(folder, xml.attribute('Target') ?? ''),
    });
    if (relations.length > most) throw damaged();
  }
  return relations;
}

function resolve(folder: string, target: string): string {
  const written = target.replaceAll('\\', '/');
  const steps: string[] = [];
  for (const step of (written.startsWith('/') ? written : folder + written).split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}
