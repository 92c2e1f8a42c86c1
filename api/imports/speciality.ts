import { specialitySynonyms, vagueSpecialities } from './speciality-synonyms.ts';
import type { ImportContext } from './types.ts';
import { remember } from './values/remember.ts';
import { halfWidth } from './values/text.ts';

/** Finds the military speciality that a roster's words mean. */
export interface SpecialityMatcher {
  /** Key of the speciality; null when the words are vague or unknown. */
  match(text: string): string | null;
}

/**
 * A matcher over the given specialities. The longest known word in the text wins; among equally long
 * ones the one that stands last, for Chinese puts the head of a compound at its end (炊事车修理).
 */
export function makeSpecialityMatcher(
  specialities: ImportContext['specialities'],
): SpecialityMatcher {
  const words = specialities.flatMap(({ key, name }) =>
    [...namesOf(name), ...(specialitySynonyms[key]?.split(' ') ?? [])].map((word) => ({
      key,
      word,
    })),
  );
  const match = (text: string): string | null => {
    const plain = halfWidth(text).replace(/[\s()（）"“”]/g, '');
    if (vagueSpecialities.includes(plain)) return null;
    let best: { key: string; length: number; at: number } | null = null;
    for (const { key, word } of words) {
      const at = plain.lastIndexOf(word);
      if (at === -1) continue;
      const longer = best === null || word.length > best.length;
      const later = best !== null && word.length === best.length && at > best.at;
      if (longer || later) best = { key, length: word.length, at };
    }
    return best?.key ?? null;
  };
  return { match: remember(match) };
}

/** The parts of 步兵/摩托化步兵; what stands in brackets is too general (大地, 操作). */
function namesOf(name: string): string[] {
  return halfWidth(name)
    .replace(/\(.*?\)/g, '')
    .split('/')
    .filter((part) => part.length > 1);
}
