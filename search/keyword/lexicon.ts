import type { Crosswalk } from '../reference/crosswalk.ts';
import { fold } from '../text/fold.ts';
import { PhraseIndex, type Found } from '../text/phrases.ts';
import { Segmenter } from '../text/segmenter.ts';
import { statedIn } from '../text/stated.ts';

import { isLatin, KIND, pairsOf, runsOf, soundOf, spellingOf } from './tokens.ts';
import { shippedWords, type KeywordWords } from './words.ts';

/** A township as people type it: 青石镇 or 青石. */
export type NamedTownship = { code: string; name: string };

const built = new WeakMap<Crosswalk, { townships: string; lexicon: Lexicon }>();

/** The lexicon of a reference and its county's townships, with the words as shipped; the last one is kept. */
export function lexiconOf(crosswalk: Crosswalk, townships: readonly NamedTownship[]): Lexicon {
  const names = JSON.stringify(townships.map(({ code, name }) => [code, name]));
  const known = built.get(crosswalk);
  if (known?.townships === names) return known.lexicon;
  const lexicon = new Lexicon(crosswalk, shippedWords(), townships);
  built.set(crosswalk, { townships: names, lexicon });
  return lexicon;
}

/** Reads texts into tokens. */
export class Lexicon {
  readonly #segmenter: Segmenter;
  /** What somebody who types the word means: occupations, skills, places, wishes. */
  readonly #meant: PhraseIndex<string>;
  /** The same by spelling and by initials. */
  readonly #spelt = new Map<string, string[]>();
  readonly #same: PhraseIndex<string>;
  readonly #wishes: PhraseIndex<string>;

  constructor(crosswalk: Crosswalk, words: KeywordWords, townships: readonly NamedTownship[]) {
    const { skills, occupations } = crosswalk.reference;
    const { equivalents, related, wishes } = words;
    const named: [string, readonly string[]][] = [
      ...occupations.map(namedBy(KIND.occupation, ({ name }) => name)),
      ...skills.filter(({ key }) => key.includes('.')).map(namedBy(KIND.skill, ({ key }) => key)),
      ...townships.map(({ code, name }): [string, string[]] => [
        KIND.township + code,
        namesOfTownship(name),
      ]),
      ...wishes.map(grouped(KIND.wish)),
    ];
    const same = [...equivalents.map(grouped(KIND.same)), ...related.map(grouped(KIND.field))];
    // Words of a field of work tell what is near, not where words part: they would split spellings.
    const parting = [...named, ...same.slice(0, equivalents.length)];
    this.#segmenter = new Segmenter(parting.flatMap(([, own]) => own));
    this.#meant = this.#indexOf(named);
    for (const [token, own] of named) for (const word of own) this.#spell(word, token);
    this.#same = this.#indexOf(same);
    this.#wishes = this.#indexOf(wishes.map(grouped(KIND.wish)));
  }

  /** What typed words mean, where they stand; of words that overlap the longest. */
  meant(text: string): Found<string>[] {
    return this.#meant.find(text);
  }

  /** What words of this spelling, or with these initials, mean. */
  spelt(letters: string): readonly string[] {
    return this.#spelt.get(letters) ?? [];
  }

  /** Tokens of the groups of words of one meaning and of the fields of work in a text, each once. */
  groups(text: string): string[] {
    return [...new Set(this.#same.all(text).flatMap(({ values }) => values))];
  }

  /** Tokens of the groups that a word belongs to as a whole: 司机 does, 叉车司机 is another thing. */
  same(word: string): string[] {
    return this.#same
      .find(word)
      .filter(({ start, end }) => start === 0 && end === word.length)
      .flatMap(({ values }) => values)
      .filter((token) => token.startsWith(KIND.same));
  }

  /** Tokens of what a text says that a position offers or asks; what it denies is left out. */
  wishes(text: string): string[] {
    const said = statedIn(text, this.#wishes).filter(
      // 不提供食宿 refuses by its own verb, where no cue stands before the word.
      ({ start }) => !/[不无没未]/.test(text.charAt(start - 1)),
    );
    return [...new Set(said.flatMap(({ values }) => values))];
  }

  /** The words of a text as a reader would part it, punctuation left out, folded. */
  words(text: string): string[] {
    return this.#segmenter.words(fold(text)).flatMap(runsOf);
  }

  /** Spellings and initials of the words of a short text, alone and with up to three that follow. */
  spellings(text: string): string[] {
    const pieces = runsOf(text).flatMap((run) => {
      const parts = this.#partsOf(run);
      return parts.flatMap((_, from) =>
        [1, 2, 3, 4].flatMap((count) =>
          from + count > parts.length ? [] : [parts.slice(from, from + count).join('')],
        ),
      );
    });
    return pieces
      .filter((piece) => piece.length > 1 && !isLatin(piece))
      .flatMap((piece) => {
        const { full, initials } = spellingOf(piece);
        return [KIND.spelling + full, KIND.initials + initials];
      });
  }

  /** How the character pairs of a short text sound. */
  sounds(text: string): string[] {
    return runsOf(text)
      .filter((run) => !isLatin(run))
      .flatMap(pairsOf)
      .map(soundOf);
  }

  /** A run's words, long ones where their parts meet: 挖掘机|司机. */
  #partsOf(run: string): string[] {
    const boundaries = this.#segmenter.boundaries(run);
    const parts: string[] = [];
    for (let start = 0, end = 1; end <= run.length; end++) {
      if (boundaries[end] !== 1) continue;
      parts.push(run.slice(start, end));
      start = end;
    }
    return parts;
  }

  #spell(word: string, token: string): void {
    if (word.length < 2 || /[a-z0-9]/i.test(word)) return;
    const { full, initials } = spellingOf(word);
    for (const letters of [full, initials]) {
      const known = this.#spelt.get(letters);
      if (known === undefined) this.#spelt.set(letters, [token]);
      else if (!known.includes(token)) known.push(token);
    }
  }

  #indexOf(rows: readonly (readonly [string, readonly string[]])[]): PhraseIndex<string> {
    const index = new PhraseIndex<string>(this.#segmenter);
    for (const [token, words] of rows) for (const word of words) index.add(word, token);
    return index;
  }
}

function namedBy<T extends { name: string; words: readonly string[] }>(
  kind: string,
  keyOf: (row: T) => string,
): (row: T) => [string, string[]] {
  return (row) => [kind + keyOf(row), [row.name, ...row.words]];
}

function grouped(kind: string) {
  return ({
    key,
    words,
  }: {
    key: string;
    words: readonly string[];
  }): [string, readonly string[]] => [kind + key, words];
}

/** 青石镇, and 青石 where that is still a name. */
function namesOfTownship(name: string): string[] {
  const short = name.replace(/(镇|乡|街道|街道办事处)$/, '');
  return short.length > 1 && short !== name ? [name, short] : [name];
}
