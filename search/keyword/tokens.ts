import { fold } from '../text/fold.ts';
import { pinyinOf } from '../text/pinyin.ts';

/**
 * Tokens are the strings that an index holds a position under and that a query is made of. What a token
 * stands for shows in its first character; the score of a hit weighs each kind.
 */
export const KIND = {
  /** An occupation: `§o:中式烹调师`. */
  occupation: '§o:',
  /** A skill that the title or the occupation tells, and one that only the duties do. */
  skill: '§s:',
  duty: '§d:',
  /** A group of words of one meaning, and a field of work. */
  same: '§e:',
  field: '§t:',
  /** Spelling of a word or of two neighbouring ones, its initials, and the spelling of two characters. */
  spelling: '~',
  initials: '=',
  sound: '^',
  township: '@',
  wish: '#',
} as const;

/** Characters and character pairs of a text; a run of Latin letters or digits stays whole. */
export function gramsOf(text: string): string[] {
  return runsOf(text).flatMap((run) => (isLatin(run) ? [run] : [...run, ...pairsOf(run)]));
}

/** Neighbouring characters of a run, two by two. */
export function pairsOf(run: string): string[] {
  const characters = [...run];
  return characters.slice(1).map((character, at) => `${characters[at] ?? ''}${character}`);
}

/** Stretches of one kind in a folded text: Chinese, or Latin letters and digits. */
export function runsOf(text: string): string[] {
  return fold(text).match(/[a-z0-9]+(?:\.[a-z0-9]+)*[+#]*|[^\p{P}\p{S}\p{Z}\p{C}a-z0-9]+/gu) ?? [];
}

export function isLatin(run: string): boolean {
  return /^[a-z0-9.+#]+$/.test(run);
}

/** How two characters sound, for what was typed with the wrong one of two: `^baoan`. */
export function soundOf(pair: string): string {
  return KIND.sound + spellingOf(pair).full;
}

const spellings = new Map<string, { full: string; initials: string }>();
/** Words of titles and pairs of their characters: thousands, not millions. */
const MOST_SPELLINGS = 50_000;

/** `pinyinOf`, kept: titles are made of the same words over and over. */
export function spellingOf(word: string): { full: string; initials: string } {
  let spelling = spellings.get(word);
  if (spelling === undefined) {
    if (spellings.size >= MOST_SPELLINGS) spellings.clear();
    spellings.set(word, (spelling = pinyinOf(word)));
  }
  return spelling;
}
