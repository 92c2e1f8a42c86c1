import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';

import { fold } from './fold.ts';

/**
 * How often our own words are taken to occur, on the scale of jieba's dictionary. High enough that a
 * trade word wins over what its characters would form by chance (打包 in 电商单打包), low enough that it
 * does not tear common words apart (旅客|运输 is not read as 客运).
 */
const OWN_FREQUENCY = 2000;

/**
 * Tells where words of a text can begin and end: jieba with its dictionary and ours, and inside long
 * words where their parts meet (安全|员, 抢修|车). Building one takes about 0.2 s and 40 MB, which are
 * freed with it; segmenters of the same words share one dictionary as long as it is one of the last two built.
 */
export class Segmenter {
  readonly #jieba: Jieba;
  /** Inner boundaries by word; words come from the dictionary, so this cannot grow without end. */
  readonly #inner = new Map<string, readonly number[]>();

  /** `words`: all words that are looked for in texts. */
  constructor(words: Iterable<string>) {
    this.#jieba = dictionaryWith(new Set([...everyday, ...Array.from(words, fold)]));
  }

  /**
   * One flag per UTF-16 offset of `folded` (a text after `fold`), its end included: 1 where a word can
   * begin or end. Linear in the length of the text.
   */
  boundaries(folded: string): Uint8Array {
    const flags = new Uint8Array(folded.length + 1);
    flags[0] = 1;
    let at = 0;
    for (const token of this.#jieba.cut(folded)) {
      for (const inner of this.#innerOf(token)) flags[at + inner] = 1;
      at += token.length;
      flags[at] = 1;
    }
    joinNumbersAndLatin(folded, flags);
    return flags;
  }

  /** The words of `folded` one after the other, blanks and punctuation included. */
  words(folded: string): string[] {
    return this.#jieba.cut(folded);
  }

  #innerOf(word: string): readonly number[] {
    // Latin words and numbers stay whole, and can be of any length.
    if (word.length < 3 || /^[a-z0-9.]+$/.test(word)) return [];
    let inner = this.#inner.get(word);
    if (inner === undefined) this.#inner.set(word, (inner = this.#split(word)));
    return inner;
  }

  /**
   * Where the parts of a long word meet: as few single characters as can be, then as few parts, then
   * the longest part first, because Chinese adds its single characters behind (抢修|车, not 抢|修车).
   */
  #split(word: string): readonly number[] {
    const best: { cost: number; next: number }[] = [];
    best[word.length] = { cost: 0, next: word.length };
    for (let start = word.length - 1; start >= 0; start--) {
      let choice = { cost: Infinity, next: start + 1 };
      for (let end = word.length; end > start; end--) {
        const length = end - start;
        if (length === word.length || (length > 1 && !this.#isWord(word.slice(start, end))))
          continue;
        const part = word.slice(start, end);
        const isAffix = end === word.length ? agents.has(part) : start === 0 && sizes.has(part);
        const single = length === 1 && !isAffix;
        const cost = (single ? SINGLE_COST : 1) + (best[end]?.cost ?? Infinity);
        if (cost < choice.cost) choice = { cost, next: end };
      }
      best[start] = choice;
    }
    if ((best[0]?.cost ?? Infinity) >= SINGLE_COST * word.length) return [];
    const inner: number[] = [];
    for (let at = 0; at < word.length;) {
      const next = best[at]?.next ?? word.length;
      inner.push(...this.#innerOf(word.slice(at, next)).map((offset) => at + offset), next);
      at = next;
    }
    return inner;
  }

  #isWord(text: string): boolean {
    return this.#jieba.cut(text).length === 1;
  }
}

/** Everyday words that jieba lacks, without which ours would be read into them: 现金当面点清 is no 面点. */
const everyday = ['点清', '学过'];

/** Who does it: a whole part at the end of a word, so that 拖拉机手 is 拖拉机|手 and not 拖拉|机手. */
const agents = new Set(['员', '手', '师', '者']);

/** What kind of it: a whole part at the start, so that 小家电 is 小|家电. */
const sizes = new Set(['大', '小', '副']);

/** More than any word has parts. */
const SINGLE_COST = 100;

/** Latin words and numbers stay whole, and part where they meet: CAD|2020, and 4.2米 is not in 14.2米. */
function joinNumbersAndLatin(folded: string, flags: Uint8Array) {
  let before = '';
  for (let at = 0; at < folded.length; at++) {
    const kind = kindOf(folded.charCodeAt(at));
    if (kind !== '') flags[at] = kind === before ? 0 : 1;
    else if (before !== '') flags[at] = 1;
    before = kind;
  }
}

function kindOf(code: number): 'digit' | 'latin' | '' {
  if (code >= 48 && code <= 57) return 'digit';
  return code >= 97 && code <= 122 ? 'latin' : '';
}

/** The dictionaries of the last two sets of words: skills and occupations, and those of the search. */
const kept: { words: ReadonlySet<string>; jieba: Jieba }[] = [];
const MOST_KEPT = 2;

/** jieba cannot forget words, so other words need another dictionary. */
function dictionaryWith(words: ReadonlySet<string>): Jieba {
  const known = kept.find((one) => words.size === one.words.size && words.isSubsetOf(one.words));
  if (known !== undefined) return known.jieba;
  const jieba = Jieba.withDict(dict);
  const lines = Array.from(words, (word) =>
    /^\S{2,}$/.test(word) ? `${word} ${OWN_FREQUENCY}\n` : '',
  );
  jieba.loadDict(new TextEncoder().encode(lines.join('')));
  kept.unshift({ words, jieba });
  kept.length = Math.min(kept.length, MOST_KEPT);
  return jieba;
}
