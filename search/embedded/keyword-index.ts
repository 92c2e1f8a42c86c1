import MiniSearch from 'minisearch';

import type { Ranked, SearchEntry } from '../engine.ts';
import type { CompiledQuery, CompiledTerm, Vocabulary } from '../keyword/compile.ts';

import { byScore } from './exact.ts';

/** BM25 as measured on judged titles and duties: short texts, where a second mention says little. */
const BM25 = { k: 0.6, b: 0.6, d: 0 };
/** A hit that holds a part of the words only has at least this share of the best one's score. */
const LOOSE_SHARE = 0.1;
const MOST_LOOSE = 100;
/** What has all the words counts more than its sum, and more again where the title tells them. */
const COMPLETE = 1.1;
const TOLD_BY_TITLE = 1.1;
/** Rare tokens count this power of their rarity more than BM25 has it; measured as above. */
const RARITY = 0.5;

/**
 * Hits by how well their words fit, best first. `loose` ones lack more words than a hit may; telling
 * ones have more of them than single characters.
 */
export type KeywordHits = { hits: Ranked[]; loose: (Ranked & { isTelling: boolean })[] };

type Held = { entry: SearchEntry; head: ReadonlySet<string>; tokens: ReadonlySet<string> };

/** Finds positions by typed words: MiniSearch over the tokens of their entries. */
export class KeywordIndex implements Vocabulary {
  readonly #index = new MiniSearch<SearchEntry>({
    fields: ['grams', 'signs'],
    extractField: (entry, field) =>
      field === 'id' ? entry.id : (field === 'grams' ? entry.grams : entry.signs).join('\n'),
    tokenize: (text) => text.split('\n'),
    processTerm: (token) => token,
  });
  readonly #held = new Map<string, Held>();
  readonly #counts = new Map<string, number>();
  /** All tokens in order, made when first asked for after a change. */
  #sorted: string[] | null = null;

  get size(): number {
    return this.#held.size;
  }

  get entries(): Iterable<SearchEntry> {
    return this.#held.values().map(({ entry }) => entry);
  }

  entry(id: string): SearchEntry | undefined {
    return this.#held.get(id)?.entry;
  }

  put(entry: SearchEntry): void {
    if (this.#held.get(entry.id)?.entry.version === entry.version) return;
    this.remove(entry.id);
    this.#index.add(entry);
    const tokens = new Set([...entry.grams, ...entry.signs]);
    this.#held.set(entry.id, { entry, head: new Set(entry.head), tokens });
    for (const token of tokens) this.#counts.set(token, (this.#counts.get(token) ?? 0) + 1);
    this.#sorted = null;
  }

  remove(id: string): void {
    const held = this.#held.get(id);
    if (held === undefined) return;
    this.#held.delete(id);
    this.#index.discard(id);
    for (const token of held.tokens) {
      const left = (this.#counts.get(token) ?? 0) - 1;
      if (left > 0) this.#counts.set(token, left);
      else this.#counts.delete(token);
    }
    this.#sorted = null;
  }

  has(token: string): boolean {
    return this.#counts.has(token);
  }

  startingWith(start: string, limit: number): string[] {
    this.#sorted ??= [...this.#counts.keys()].sort();
    const sorted = this.#sorted;
    const found: string[] = [];
    for (let at = firstFrom(sorted, start); sorted[at]?.startsWith(start) === true; at++) {
      found.push(sorted[at] ?? '');
    }
    return found.sort((a, b) => a.length - b.length || (a < b ? -1 : 1)).slice(0, limit);
  }

  /** Inverse document frequency as BM25 has it. */
  #rarity(token: string): number {
    const count = this.#counts.get(token) ?? 0;
    return Math.log(1 + (this.#held.size - count + 0.5) / (count + 0.5));
  }

  /** Everything that `admits` lets through; with no term in order of id. */
  find(query: CompiledQuery, admits: (entry: SearchEntry) => boolean = () => true): KeywordHits {
    if (query.terms.length === 0) {
      const hits = [...this.#held.values()]
        .filter(({ entry }) => admits(entry))
        .map(({ entry }) => ({ id: entry.id, score: 0 }))
        .sort(byScore);
      return { hits, loose: [] };
    }
    const results = this.#index.search(
      { combineWith: 'OR', queries: [...query.weights.keys()] },
      {
        bm25: BM25,
        boostTerm: (token) => (query.weights.get(token) ?? 0) * this.#rarity(token) ** RARITY,
        filter: ({ id }) => {
          const held = this.#held.get(String(id));
          return held !== undefined && admits(held.entry);
        },
      },
    );
    const hits: Ranked[] = [];
    const loose: KeywordHits['loose'] = [];
    for (const { id, score: multiplied, queryTerms } of results) {
      const held = this.#held.get(String(id));
      if (held === undefined) continue;
      // MiniSearch multiplies the sum by how many tokens were found; the sum alone ranks better.
      const score = multiplied / queryTerms.length;
      if (!holds(held.tokens, query)) {
        const isTelling = queryTerms.some((token) => token.length > 1);
        loose.push({ id: held.entry.id, score, isTelling });
      } else {
        const factor = COMPLETE * (holds(held.head, query) ? TOLD_BY_TITLE : 1);
        hits.push({ id: held.entry.id, score: score * factor });
      }
    }
    hits.sort(byScore);
    loose.sort(byScore);
    const least = Math.max(hits[0]?.score ?? 0, loose[0]?.score ?? 0) * LOOSE_SHARE;
    return { hits, loose: loose.filter(({ score }) => score >= least).slice(0, MOST_LOOSE) };
  }
}

/** Whether tokens hold as many of the terms as a hit must. */
function holds(tokens: ReadonlySet<string>, { terms, needed }: CompiledQuery): boolean {
  return terms.filter((term) => has(tokens, term)).length >= needed;
}

function has(tokens: ReadonlySet<string>, { all, any }: CompiledTerm): boolean {
  return (
    (all.length > 0 && all.every((group) => group.some((token) => tokens.has(token)))) ||
    any.some((token) => tokens.has(token))
  );
}

/** Where `start` would stand in a sorted list. */
function firstFrom(sorted: readonly string[], start: string): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? '') < start) low = middle + 1;
    else high = middle;
  }
  return low;
}
