import type { Lexicon } from './lexicon.ts';
import { looksLike } from './lookalikes.ts';
import { gramsOf, isLatin, KIND, pairsOf, runsOf, soundOf } from './tokens.ts';

/**
 * One word that was asked for. A position has it with a token out of each group of `all` (where there
 * is one), or with any token of `any`.
 */
export type CompiledTerm = {
  text: string;
  all: readonly (readonly string[])[];
  any: readonly string[];
};

/** What a typed text asks for. No term: everything. */
export type CompiledQuery = {
  terms: readonly CompiledTerm[];
  /** How many of the terms a hit has. */
  needed: number;
  /** How much each token counts where it is found. */
  weights: ReadonlyMap<string, number>;
};

/** What a query is compiled against: the tokens that some position has. */
export type Vocabulary = {
  has(token: string): boolean;
  /** Tokens that begin so, the shortest first. */
  startingWith(start: string, limit: number): string[];
};

/** How much a token counts by what it stands for; measured on judged sets, see README of `xc eval`. */
const WEIGHTS = {
  character: 1.75,
  pair: 1,
  latin: 2,
  meant: 0.5,
  duty: 0.3,
  same: 1,
  field: 0.5,
  township: 2,
  wish: 2,
  spelling: 2,
  begun: 1,
  initials: 1,
  sound: 0.4,
} as const;

const MOST_TERMS = 8;
/** UTF-16 units of a text that are read. */
const MOST_TYPED = 200;
const MOST_BEGUN = 40;
/** Characters up to which an unknown stretch is taken for one mistyped word. */
const MISTYPED = 4;

/** Words that say that somebody looks for work, not for which. */
const idle = new Set(
  '招聘 招 招工 急招 诚聘 找 找个 工作 岗位 职位 附近 附近的 有没有 的 了 我 我想 想 想做 想找 要 做 当 在 个 一个 一份 哪里 哪儿 有 吗 和 或 或者 与 及 能 可以 会'.split(
    ' ',
  ),
);

/**
 * Reads a typed text: what means a trade, a place or a wish is one term, what is left over is parted
 * into words. A word that no position has is taken for one that sounds or looks like it. Of 1 or 2 terms
 * a hit has all, of 3 or 4 all but one, of more three quarters.
 */
export function compile(typed: string, lexicon: Lexicon, vocabulary: Vocabulary): CompiledQuery {
  const text = typed.slice(0, MOST_TYPED);
  const weights = new Map<string, number>();
  const weigh = (tokens: Iterable<string>, weight: number) => {
    for (const token of tokens) weights.set(token, Math.max(weight, weights.get(token) ?? 0));
  };
  const parts = partsOf(text, lexicon, vocabulary).slice(0, MOST_TERMS);
  const terms = parts.map((part) => termOf(part, lexicon, vocabulary, weigh));
  const said = gramsOf(saidIn(text, lexicon));
  weigh(
    said.filter((token) => [...token].length === 1),
    WEIGHTS.character,
  );
  weigh(
    said.filter((token) => [...token].length === 2 && !isLatin(token)),
    WEIGHTS.pair,
  );
  if (terms.every(({ any }) => any.every((token) => !/^[@#]/.test(token)))) {
    weigh(
      lexicon.groups(text).filter((token) => token.startsWith(KIND.field)),
      WEIGHTS.field,
    );
  }
  return { terms, needed: neededOf(terms.length), weights };
}

function neededOf(count: number): number {
  if (count <= 2) return count;
  return count <= 4 ? count - 1 : Math.ceil(count * 0.75);
}

/** The text without places and wishes, which a position is not told by the characters of. */
function saidIn(text: string, lexicon: Lexicon): string {
  let said = text;
  for (const { values, start, end } of lexicon.meant(text)) {
    if (values.some((token) => /^[@#]/.test(token))) {
      said = said.slice(0, start) + ' '.repeat(end - start) + said.slice(end);
    }
  }
  return said;
}

type Part = { text: string; words: readonly string[]; meant: readonly string[] };

/** The text's terms from left to right. */
function partsOf(text: string, lexicon: Lexicon, vocabulary: Vocabulary): Part[] {
  const spelt = joinSpelt(text, lexicon, vocabulary);
  const parts: Part[] = [];
  let at = 0;
  for (const { values, start, end } of lexicon.meant(spelt)) {
    const word = spelt.slice(start, end);
    parts.push(...stretches(spelt.slice(at, start), lexicon));
    parts.push({ text: word, words: [word], meant: values });
    at = end;
  }
  parts.push(...stretches(spelt.slice(at), lexicon));
  const telling = parts.filter(({ text: word }) => !idle.has(word));
  // Who types nothing but 招聘 asks for it after all; a single character beside words only weighs.
  const kept = telling.length > 0 ? telling : parts;
  const whole = kept.filter(({ text: word, meant }) => meant.length > 0 || [...word].length > 1);
  return whole.length > 0 ? whole : kept;
}

/** `cha che si ji` as one spelling, where positions are spelt so. */
function joinSpelt(text: string, lexicon: Lexicon, vocabulary: Vocabulary): string {
  if (!/^[a-z]+(\s+[a-z]+)+$/i.test(text.trim())) return text;
  const joined = text.toLowerCase().replaceAll(/\s/g, '');
  const isSpelt =
    vocabulary.startingWith(KIND.spelling + joined, 1).length > 0 ||
    lexicon.spelt(joined).length > 0;
  return isSpelt ? joined : text;
}

/** What stands between known words, part by blank: one term of one or two words, else a term a word. */
function stretches(text: string, lexicon: Lexicon): Part[] {
  return text.split(/\s+/).flatMap((run) => {
    const words = lexicon.words(run).filter((word) => !idle.has(word));
    const length = words.join('').length;
    // jieba parts a mistyped word into what its characters could be: 仑|管员.
    if (length <= MISTYPED && words.some((word) => word.length === 1) && !words.some(isLatin)) {
      return length === 0 ? [] : [{ text: words.join(''), words: [words.join('')], meant: [] }];
    }
    const long = words.filter((word) => word.length > 1);
    if (long.length === 2) return [{ text: long.join(''), words: long, meant: [] }];
    return words.map((word) => ({ text: word, words: [word], meant: [] }));
  });
}

function termOf(
  { text, words, meant }: Part,
  lexicon: Lexicon,
  vocabulary: Vocabulary,
  weigh: (tokens: Iterable<string>, weight: number) => void,
): CompiledTerm {
  if (meant.some((token) => token.startsWith(KIND.township))) {
    weigh(meant, WEIGHTS.township);
    return { text, all: [], any: meant };
  }
  if (meant.some((token) => token.startsWith(KIND.wish))) {
    weigh(meant, WEIGHTS.wish);
    return { text, all: [], any: meant };
  }
  weigh(
    lexicon.groups(text).filter((token) => token.startsWith(KIND.same)),
    WEIGHTS.same,
  );
  weighMeant(meant, weigh);
  const [run = ''] = runsOf(text);
  if (isLatin(run)) return latinTerm(text, run, meant, lexicon, vocabulary, weigh);
  const all = words.flatMap((word) => {
    const pairs = pairsOf(word);
    const same = words.length > 1 ? lexicon.same(word) : [];
    return (pairs.length > 0 ? pairs : gramsOf(word)).map((token) => [
      token,
      ...same,
      ...(meant.length > 0 ? [] : guess(token, vocabulary)),
    ]);
  });
  weigh(
    all.flatMap(([, ...others]) => others.filter((token) => !token.startsWith(KIND.same))),
    WEIGHTS.sound,
  );
  // A skill takes the place of its word only where no position has the word.
  const isKnown = all.every((group) => group.some((token) => vocabulary.has(token)));
  const instead = isKnown ? meant.filter((token) => !token.startsWith(KIND.skill)) : meant;
  return { text, all, any: [...instead, ...lexicon.same(text)] };
}

function weighMeant(
  meant: readonly string[],
  weigh: (tokens: Iterable<string>, weight: number) => void,
) {
  weigh(meant, WEIGHTS.meant);
  const skills = meant.filter((token) => token.startsWith(KIND.skill));
  weigh(
    skills.map((token) => KIND.duty + token.slice(KIND.skill.length)),
    WEIGHTS.duty,
  );
}

/** Latin letters: a word as it stands, one begun, or a spelling of Chinese words or its initials. */
function latinTerm(
  text: string,
  run: string,
  meant: readonly string[],
  lexicon: Lexicon,
  vocabulary: Vocabulary,
  weigh: (tokens: Iterable<string>, weight: number) => void,
): CompiledTerm {
  const isSpelling = /^[a-z]{2,}$/.test(run);
  const begun = vocabulary.startingWith(run, MOST_BEGUN);
  const spelt = isSpelling ? vocabulary.startingWith(KIND.spelling + run, MOST_BEGUN) : [];
  const initials = isSpelling ? [KIND.initials + run] : [];
  // The word spelt so may go by another name: wenyuan is 办公室文员 and 内勤 too.
  const named = isSpelling ? lexicon.spelt(run).filter((token) => !/^[@#]/.test(token)) : [];
  weigh([run], WEIGHTS.latin);
  weigh(begun, WEIGHTS.begun);
  weigh(spelt, WEIGHTS.begun);
  weigh([KIND.spelling + run], WEIGHTS.spelling);
  weigh(initials, WEIGHTS.initials);
  weighMeant(named, weigh);
  const any = [...meant, ...begun, ...spelt, ...initials, ...named];
  return { text, all: [[run]], any: [...new Set(any)].filter((token) => vocabulary.has(token)) };
}

/** What sounds or looks like a pair of characters that no position has. */
function guess(pair: string, vocabulary: Vocabulary): string[] {
  if (vocabulary.has(pair) || pair.length < 2) return [];
  return [soundOf(pair), ...looksLike(pair)].filter((token) => vocabulary.has(token));
}
