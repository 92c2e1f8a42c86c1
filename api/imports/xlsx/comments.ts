import { withoutAuthor } from '../cell-text.ts';
import type { Note } from '../sheet-rows.ts';
import type { Zip } from '../zip-guard.ts';
import type { Relation } from './package.ts';
import { placeOf } from './read-sheet.ts';
import { readRichText, unescapeText, type RichText } from './rich-text.ts';
import { XmlReader } from './xml-reader.ts';

/** The comments of a sheet: notes, and threads of comments, whose notes only repeat them. */
export function* readComments(zip: Zip, relations: readonly Relation[]): Generator<Note> {
  const threaded = new Set<string>();
  for (const note of partsOf(zip, relations, 'threadedComment').flatMap(readThread)) {
    threaded.add(`${note.row} ${note.column}`);
    yield note;
  }
  for (const part of partsOf(zip, relations, 'comments'))
    for (const note of readNotes(part)) if (!threaded.has(`${note.row} ${note.column}`)) yield note;
}

function partsOf(zip: Zip, relations: readonly Relation[], type: string): Buffer[] {
  return relations
    .filter((relation) => relation.type === type)
    .flatMap(({ target }) => zip.read(target) ?? []);
}

function* readNotes(part: Buffer): Generator<Note> {
  const xml = new XmlReader(part);
  const authors: string[] = [];
  if (!xml.nextChild(0)) return;
  while (xml.nextChild(1)) {
    const list = xml.name;
    if (list !== 'authors' && list !== 'commentList') continue;
    while (xml.nextChild(2)) {
      if (list === 'authors') authors.push(unescapeText(xml.text()));
      else {
        const place = placeOf(xml.attribute('ref') ?? '');
        const author = authors[Number(xml.attribute('authorId'))] ?? '';
        while (xml.nextChild(3))
          if (xml.name === 'text') yield { ...place, text: plainNote(readRichText(xml), author) };
      }
    }
  }
}

/** A bold first line that ends in a colon is a name as well: files are copied and authors lost. */
function plainNote({ text, runs: [first] }: RichText, author: string): string {
  const isName = first?.font?.bold === true && /^[^\n]{1,40}[:：]\s*$/.test(first.text);
  return isName ? text.slice(first.text.length).trim() : withoutAuthor(text, author);
}

function readThread(part: Buffer): Note[] {
  const xml = new XmlReader(part);
  const notes: Note[] = [];
  if (!xml.nextChild(0)) return [];
  while (xml.nextChild(1)) {
    const place = placeOf(xml.attribute('ref') ?? '');
    while (xml.nextChild(2))
      if (xml.name === 'text') notes.push({ ...place, text: unescapeText(xml.text()).trim() });
  }
  return notes;
}
