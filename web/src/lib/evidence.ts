/** The words of a record that say that a person has a skill, with a little of what stands around. */
import type { ReadSkill } from '@xincheng/api/contract';

type Source = ReadSkill['sources'][number];
export type Field = Source['field'];

export interface Evidence {
  field: Field;
  /** Plain text and found words in turns, plain text first; put together they are an excerpt. */
  pieces: string[];
}

/** Characters kept before the first and behind the last of the found words. */
const around = 16;

/**
 * One excerpt for every text, all found words in it marked. `texts` are the fields of the record that
 * offsets (UTF-16 units) count in; words that do not stand there any more are shown by themselves.
 */
export const evidenceOf = (
  sources: readonly Source[],
  texts: Partial<Record<Field, string | null>>,
): Evidence[] => {
  const spans = sources.map((source) => ({ field: source.field, ...placeOf(source, texts) }));
  const byText = Map.groupBy(spans, ({ field, text }) => `${field}\n${text}`);
  return [...byText.values()].flatMap((found) =>
    found.slice(0, 1).map(({ field, text }) => ({ field, pieces: cut(text, found) })),
  );
};

interface Span {
  text: string;
  start: number;
  end: number;
}

const placeOf = (
  { field, text, start, end }: Source,
  texts: Partial<Record<Field, string | null>>,
): Span => {
  const whole = texts[field] ?? '';
  return end > start && whole.slice(start, end) === text
    ? { text: whole, start, end }
    : { text, start: 0, end: text.length };
};

const cut = (text: string, spans: readonly Span[]): string[] => {
  const sorted = spans.toSorted((one, other) => one.start - other.start || other.end - one.end);
  const from = Math.max(0, (sorted[0]?.start ?? 0) - around);
  const to = Math.min(text.length, Math.max(...sorted.map(({ end }) => end)) + around);
  const pieces: string[] = [];
  let at = from;
  for (const { start, end } of sorted) {
    // Words inside words that are marked already.
    if (end <= at) continue;
    const begin = Math.max(at, start);
    pieces.push(text.slice(at, begin), text.slice(begin, end));
    at = end;
  }
  pieces.push(text.slice(at, to));
  if (from > 0) pieces[0] = `…${pieces[0] ?? ''}`;
  if (to < text.length) pieces.push(`${pieces.pop() ?? ''}…`);
  return pieces;
};
