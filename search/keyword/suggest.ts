import type { Reference } from '../reference/types.ts';
import { fold } from '../text/fold.ts';

import type { NamedTownship } from './lexicon.ts';
import { isLatin, spellingOf } from './tokens.ts';

export type SuggestionKind = 'occupation' | 'skill' | 'speciality' | 'township' | 'employer';

/** A word that a typed text may mean; `official` is the name it goes by, where that is another one. */
export type Suggestion = { kind: SuggestionKind; label: string; official?: string };

/** Completes what is typed: by characters, by spelling and by initials. */
export class Suggester {
  readonly #named: readonly Suggestion[];

  constructor(
    { occupations, skills, specialities }: Reference,
    townships: readonly NamedTownship[],
  ) {
    this.#named = [
      ...occupations.flatMap(named('occupation')),
      ...skills.filter(({ key }) => key.includes('.')).flatMap(named('skill')),
      ...specialities.flatMap(named('speciality')),
      ...townships.map(({ name }): Suggestion => ({ kind: 'township', label: name })),
    ];
  }

  /**
   * At most `limit` suggestions of these kinds, all unless told, the closest first; of equal labels the
   * first kind.
   */
  suggest(
    text: string,
    limit: number,
    options: { kinds?: readonly SuggestionKind[]; employers?: Iterable<string> } = {},
  ): Suggestion[] {
    const { kinds, employers = [] } = options;
    const typed = fold(text).replaceAll(/\s/g, '');
    if (typed === '') return [];
    const isSpelt = isLatin(typed);
    const found: { suggestion: Suggestion; rank: number }[] = [];
    const look = (suggestion: Suggestion) => {
      if (kinds?.includes(suggestion.kind) === false) return;
      const rank = rankOf(suggestion.label, typed, isSpelt);
      if (rank !== null) found.push({ suggestion, rank });
    };
    this.#named.forEach(look);
    for (const label of employers) look({ kind: 'employer', label });
    found.sort((a, b) => a.rank - b.rank || a.suggestion.label.length - b.suggestion.label.length);
    const seen = new Set<string>();
    return found
      .map(({ suggestion }) => suggestion)
      .filter(({ label }) => !seen.has(label) && seen.add(label))
      .slice(0, limit);
  }
}

function named(kind: SuggestionKind) {
  return ({ name, words }: { name: string; words: readonly string[] }): Suggestion[] => [
    { kind, label: name },
    ...words.map((label) => ({ kind, label, official: name })),
  ];
}

/** 0 the very word, 1 begins so, 2 is spelt so, 3 spelling begins so, 4 initials do, 5 has it inside. */
function rankOf(label: string, typed: string, isSpelt: boolean): number | null {
  const folded = fold(label);
  if (folded === typed) return 0;
  if (folded.startsWith(typed)) return 1;
  if (isSpelt && !isLatin(folded)) {
    const { full, initials } = spellingOf(folded);
    if (full === typed) return 2;
    if (full.startsWith(typed)) return 3;
    if (initials.startsWith(typed)) return 4;
  }
  return folded.includes(typed) ? 5 : null;
}
