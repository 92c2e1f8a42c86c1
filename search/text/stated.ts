import { cuesIn, isLost, isRefusal, preferredAfter, standingAfter, type Cue } from './cues.ts';
import type { Found, PhraseIndex } from './phrases.ts';

/**
 * How a text stands to a word: it says so (会电焊), only prefers it (有叉车证优先), wishes for it
 * (想学电焊), denies it or does without it (不会电焊, 无需驾照), or says that it was once held (C1已注销).
 */
export type Standing = 'stated' | 'preferred' | 'wished' | 'denied' | 'lost';

export type Reading<T> = Found<T> & { standing: Standing };

/** A skill read from a text, with the words it was read from, so that a person can check it. */
export type SkillMention = { skill: string; text: string; start: number; end: number };

/**
 * Reads skills from free Chinese. What the text denies, forbids or only wishes for (不会…, 不得…,
 * 想学…) is left out. Offsets are UTF-16 units of `text`.
 */
export function extractSkills(text: string, words: PhraseIndex<string>): SkillMention[] {
  return statedIn(text, words).flatMap(({ values, start, end }) =>
    values.map((skill) => ({ skill, text: text.slice(start, end), start, end })),
  );
}

/** The words of `index` that `text` states as fact or as preferred. */
export function statedIn<T>(text: string, index: PhraseIndex<T>): Reading<T>[] {
  return readingsOf(text, index).filter(
    ({ standing }) => standing === 'stated' || standing === 'preferred',
  );
}

/** All words of `index` in `text` with how the text stands to them. */
export function readingsOf<T>(text: string, index: PhraseIndex<T>): Reading<T>[] {
  const { found, folded, boundaries } = index.read(text);
  if (found.length === 0) return [];
  const clauses = clausesOf(folded);
  const words = perClause(clauses, found);
  const cues = perClause(clauses, outside(found, cuesIn(folded, boundaries)));
  return clauses.flatMap((range, at) => {
    const inside = words[at] ?? [];
    // What opens with a word of its own speaks of that one: 有叉车证，驾照丢了.
    const next = clauses[at + 1];
    const opensAnew = next === undefined || words[at + 1]?.[0]?.start === next.start;
    const clause = { ...range, next: opensAnew ? '' : folded.slice(next.start, next.end) };
    return inside.map((word, nth) => {
      const before = beforeWord(word, inside, cues[at] ?? [], folded);
      return { ...word, standing: afterWord(before, inside.slice(nth, nth + 20), clause, folded) };
    });
  });
}

/** The cues that do not begin inside a word: 会 in 会计电算化 says nothing. */
function outside<T>(found: readonly Found<T>[], cues: readonly Cue[]): Cue[] {
  let at = 0;
  return cues.filter((cue) => {
    while ((found[at]?.end ?? Infinity) <= cue.start) at++;
    return cue.start < (found[at]?.start ?? Infinity);
  });
}

type Clause = { start: number; end: number };

/** Parts of a text that a negation does not leave; a list joined by 、 stays one. */
function clausesOf(folded: string): Clause[] {
  const ends = [...folded.matchAll(clauseEnd)];
  const starts = [0, ...ends.map((pause) => pause.index + pause[0].length)];
  return starts.map((start, at) => ({ start, end: ends[at]?.index ?? folded.length }));
}

const clauseEnd = /(?:[，。；！？,;!?\n：:（）()]|(?<!不)但是?|不过|而是|然而|可是)+/g;

/** Deals ranges, ordered by their start, to the clauses that they start in. */
function perClause<R extends { start: number }>(
  clauses: readonly Clause[],
  ranges: readonly R[],
): R[][] {
  let at = 0;
  return clauses.map(({ end }) => {
    const inside: R[] = [];
    for (let range = ranges[at]; range !== undefined && range.start < end; range = ranges[++at]) {
      inside.push(range);
    }
    return inside;
  });
}

/** What the cues before a word say; the last one counts. */
function beforeWord<T>(
  word: Found<T>,
  words: readonly Found<T>[],
  cues: readonly Cue[],
  folded: string,
): Standing {
  let standing: Standing = 'stated';
  let since = 0;
  let blemish = false;
  for (const cue of cues) {
    if (cue.start >= word.start) break;
    if (cue.kind === 'verb') {
      // 没有学过电焊 stays denied; 没学过电焊、会开叉车 and 不会电焊学过叉车 begin anew.
      const anew =
        folded.charAt(cue.start - 1) === '、' ||
        words.some(({ start, end }) => since <= start && end <= cue.start);
      if (anew) standing = 'stated';
    } else if (cue.kind !== 'stated' || since === 0 || cue.start - since > 1) {
      // 不要求会开车 asks for nothing; 不会做账会开车 does.
      blemish = cue.kind === 'blemish';
      standing = cue.kind === 'blemish' ? 'denied' : cue.kind;
      since = cue.end;
    }
  }
  if (blemish && folded.slice(since, word.start).includes('、')) return 'stated';
  return standing;
}

/** How far behind a word a clause is read: lists are short, and texts without pauses stay cheap. */
const REACH = 200;

/** Corrects it by what follows: 电焊不会, C1已注销, 有叉车证优先, 不会开车勿扰. */
function afterWord<T>(
  before: Standing,
  [word, ...later]: readonly Found<T>[],
  clause: Clause & { next: string },
  folded: string,
): Standing {
  const from = word?.end ?? clause.end;
  const rest = folded.slice(from, Math.min(clause.end, from + REACH));
  if (before === 'denied') {
    return isRefusal(rest) || isRefusal(clause.next) ? 'stated' : 'denied';
  }
  const tail = withoutWords(rest, from, later);
  if (isLost(tail, clause.next)) return 'lost';
  const after = standingAfter(tail);
  if (after !== null) return after;
  return before === 'stated' && preferredAfter(rest) ? 'preferred' : before;
}

/**
 * Words of a list stand alike to what follows, so later ones are read as pauses: 电焊、气割不会. What
 * stands before a later word of the list is said of that one: 电焊、不会开车.
 */
function withoutWords<T>(rest: string, from: number, words: readonly Found<T>[]): string {
  let tail = '';
  let at = 0;
  for (const { start, end } of words) {
    const gap = rest.slice(at, start - from);
    if (/^[、和及与跟或].*[^、和及与跟或]/.test(gap)) return tail;
    tail += `${gap}、`;
    at = end - from;
  }
  return tail + rest.slice(at);
}
