/** The usual constants. */
const [K, B] = [1.2, 0.75];

type Posting = { at: number; count: number };

/**
 * BM25 over characters and character pairs: the plain measure that keyword search is compared with.
 * Blanks and punctuation count as characters of pairs, as in the runs that the sets' figures are from.
 */
export class CharacterBm25 {
  readonly #ids: readonly string[];
  readonly #lengths: readonly number[];
  readonly #average: number;
  readonly #postings = new Map<string, Posting[]>();

  constructor(documents: readonly { id: string; text: string }[]) {
    this.#ids = documents.map(({ id }) => id);
    this.#lengths = documents.map(({ text }, at) => {
      const grams = gramsOf(text);
      const counts = new Map<string, number>();
      for (const gram of grams) counts.set(gram, (counts.get(gram) ?? 0) + 1);
      for (const [gram, count] of counts) {
        const postings = this.#postings.get(gram);
        if (postings === undefined) this.#postings.set(gram, [{ at, count }]);
        else postings.push({ at, count });
      }
      return grams.length;
    });
    this.#average = this.#lengths.reduce((sum, one) => sum + one, 0) / this.#lengths.length;
  }

  /** The best `k` documents that share something with the query, ties by id. */
  rank(query: string, k: number): { id: string; score: number }[] {
    const scores = new Map<number, number>();
    for (const gram of new Set(gramsOf(query))) {
      const postings = this.#postings.get(gram) ?? [];
      const idf = Math.log(
        1 + (this.#ids.length - postings.length + 0.5) / (postings.length + 0.5),
      );
      for (const { at, count } of postings) {
        const length = (this.#lengths[at] ?? 0) / this.#average;
        const gain = (idf * count * (K + 1)) / (count + K * (1 - B + B * length));
        scores.set(at, (scores.get(at) ?? 0) + gain);
      }
    }
    return [...scores]
      .map(([at, score]) => ({ id: this.#ids[at] ?? '', score }))
      .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
      .slice(0, k);
  }
}

function gramsOf(text: string): string[] {
  const characters = [...text.toLowerCase()];
  return [
    ...characters.filter((one) => one.trim() !== ''),
    ...characters.slice(1).map((one, at) => `${characters[at] ?? ''}${one}`),
  ];
}
