import type { PositionDocument } from '../matching/types.ts';
import { fold } from '../text/fold.ts';

/** How much a character pair of the query counts where it is found. */
const fieldWeights = { title: 8, employer: 4, text: 1 } as const;

type Fields = Record<keyof typeof fieldWeights, string>;

/** A position's texts, folded for keyword search. */
export type KeywordDocument = Fields;

/** Folds the searched texts of a position once. */
export function keywordDocument(document: PositionDocument): KeywordDocument {
  return {
    title: fold(document.title),
    employer: fold(document.employerName),
    text: fold(
      `${document.description}\n${document.skillsText}\n${document.certificates.join('\n')}`,
    ),
  };
}

/** The query as character pairs; a run of one character stays as it is. Pairs are unique. */
export function queryGrams(query: string): string[] {
  const runs = fold(query)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((run) => run !== '');
  return [
    ...new Set(
      runs.flatMap((run) =>
        run.length === 1
          ? [run]
          : Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2)),
      ),
    ),
  ];
}

/**
 * A whole number, 0 when less than half of the query's pairs occur anywhere. Each pair counts once,
 * in the best field that has it.
 */
export function keywordScore(document: KeywordDocument, grams: readonly string[]): number {
  let score = 0;
  let found = 0;
  for (const gram of grams) {
    const weight = document.title.includes(gram)
      ? fieldWeights.title
      : document.employer.includes(gram)
        ? fieldWeights.employer
        : document.text.includes(gram)
          ? fieldWeights.text
          : 0;
    score += weight;
    if (weight > 0) found++;
  }
  return found * 2 >= grams.length ? score : 0;
}
