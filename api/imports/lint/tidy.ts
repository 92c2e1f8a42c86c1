/** Stands where a whole clause or item was taken out; no text holds it. */
export const hole = '\uffff';

/** Marks between clauses, the stronger with the higher rank. */
const ranks: Readonly<Record<string, number>> = {
  ...{ '。': 5, '！': 5, '!': 5, '？': 5, '?': 5, '；': 4, ';': 4, '，': 3, ',': 3 },
  ...{ '、': 2, '/': 2, '／': 2, '|': 2, '+': 2, ' ': 1, '\u3000': 1, '\t': 1 },
};
const opening = /[（([【「『“]$/;
const closing = /^[）)\]】」』”]/;
const listNumber = /(?:^|[^\w.~-])(?:\d{1,2}[.．、)）]|[①-⑳●•◆■★☆▪►※])[ \u3000]?$/;
const nextNumber = /^(?:\d{1,2}[.．、)）](?!\d)|[①-⑳●•◆■★☆▪►※])/;
const label = /[^\n，,。；;、！!？?（）()：: ]{1,10}[：:]$/;

/** Closes the holes: no mark stands twice or alone, no empty brackets, labels or list entries. */
export function closeHoles(text: string): string {
  const [first = '', ...rest] = text.split(hole);
  const ended = /[。！!？?]\s*$/.exec(text)?.[0].trim() ?? '';
  const closed = rest.reduce(closeHole, first);
  return renumbered(closed, text).trim() === '' ? '' : finished(renumbered(closed, text), ended);
}

function closeHole(left: string, right: string): string {
  const [before, behind] = [withoutMarksAtEnd(left), withoutMarksAtStart(right)];
  const mark = strongest(left.slice(before.length) + right.slice(0, right.length - behind.length));
  const ends = behind === '' || behind.startsWith('\n') || nextNumber.test(behind);
  if (opening.test(before) && closing.test(behind))
    return closeHole(before.slice(0, -1), mark + behind.slice(1));
  if (closing.test(behind)) return before + behind;
  const number = listNumber.exec(left);
  if (number !== null) {
    if (!ends) return left + behind;
    const kept = left.slice(0, left.length - numberLength(number[0]));
    return joinLines(kept, behind);
  }
  const labelled = label.exec(before);
  if (labelled !== null && before.length === left.length) {
    if (!ends && (ranks[mark] ?? 0) < 4) return before + behind;
    return closeHole(left.slice(0, labelled.index), mark + behind);
  }
  if (before === '' || before.endsWith('\n') || opening.test(before))
    return joinLines(before, behind);
  if (behind.startsWith('\n')) return before + ((ranks[mark] ?? 0) >= 4 ? mark : '') + behind;
  return before + mark + behind;
}

/** Without the character that `listNumber` looks at before the number. */
function numberLength(found: string): number {
  return /^[\d①-⑳●•◆■★☆▪►※]/.test(found) ? found.length : found.length - 1;
}

/** A line that has become empty goes with its break. */
function joinLines(before: string, behind: string): string {
  const empty = before === '' || before.endsWith('\n');
  return before + (empty && behind.startsWith('\n') ? behind.slice(1) : behind);
}

function strongest(marks: string): string {
  return [...marks].reduce(
    (best, mark) => ((ranks[mark] ?? 0) > (ranks[best] ?? 0) ? mark : best),
    '',
  );
}

function withoutMarksAtEnd(text: string): string {
  let end = text.length;
  while (end > 0 && text.charAt(end - 1) in ranks) end--;
  return text.slice(0, end);
}

function withoutMarksAtStart(text: string): string {
  let start = 0;
  while (start < text.length && text.charAt(start) in ranks) start++;
  return text.slice(start);
}

/** A text ends as it ended before, never with a comma. */
function finished(text: string, ended: string): string {
  const bare = withoutMarksAtEnd(text.replace(/^\n+/, '').trimEnd());
  // What was a remark is now the whole text.
  return bare.replace(/^[（(]([^（）()]*)[）)]$/, '$1') + ended;
}

const circled = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳'.split('');
const plain = Array.from({ length: 99 }, (_, index) => String(index + 1));

/** List numbers that ran from 1 on run from 1 on again. */
function renumbered(text: string, before: string): string {
  const entry = /(?<![\w.~至到-])\d{1,2}(?=[.．、)）](?!\d))|[①-⑳]/g;
  const ran = [...before.matchAll(entry)].map(({ 0: number }) => number);
  const numbers = ran.every((number) => circled.includes(number)) ? circled : plain;
  if (ran.length < 2 || ran.some((number, index) => number !== numbers[index])) return text;
  let next = 0;
  return text.replace(entry, (number) => numbers[next++] ?? number);
}
