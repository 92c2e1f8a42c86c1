import { fold } from './fold.ts';
import type { Segmenter } from './segmenter.ts';

/** A word found in a text: offsets count UTF-16 units of the text as given. */
export type Found<T> = { values: readonly T[]; start: number; end: number };

type Node<T> = { next: Map<string, Node<T>>; values: T[] };

/**
 * Finds known words in running text where they are whole words: at each place the longest word wins
 * that begins and ends at a boundary of the segmenter, and matches never overlap. So 低压电工作业证 is
 * not also read as 电工, nor 年底盘点 as 底盘. One word may stand for several values.
 */
export class PhraseIndex<T> {
  readonly #root: Node<T> = { next: new Map(), values: [] };
  readonly #segmenter: Segmenter;

  constructor(segmenter: Segmenter) {
    this.#segmenter = segmenter;
  }

  /** Adds a word; words are compared after `fold`. Repeating a pair changes nothing. */
  add(word: string, value: T): void {
    let node = this.#root;
    for (const unit of fold(word)) {
      let next = node.next.get(unit);
      if (next === undefined) node.next.set(unit, (next = { next: new Map(), values: [] }));
      node = next;
    }
    if (!node.values.includes(value)) node.values.push(value);
  }

  /** All words in `text`, from left to right. */
  find(text: string): Found<T>[] {
    return this.read(text).found;
  }

  /** The words with what they were read from: the folded text and its word boundaries by offset. */
  read(text: string): { found: Found<T>[]; folded: string; boundaries: Uint8Array } {
    const folded = fold(text);
    const boundaries = this.#segmenter.boundaries(folded);
    const found: Found<T>[] = [];
    for (let start = 0; start < folded.length;) {
      const match = boundaries[start] === 1 ? this.#longestAt(folded, start, boundaries) : null;
      if (match !== null) found.push(match);
      start = match?.end ?? start + 1;
    }
    return { found, folded, boundaries };
  }

  /** All words in `text` by where they begin, those inside and across others too. */
  all(text: string): Found<T>[] {
    const folded = fold(text);
    const boundaries = this.#segmenter.boundaries(folded);
    const found: Found<T>[] = [];
    for (let start = 0; start < folded.length; start++) {
      if (boundaries[start] === 1) found.push(...this.#allAt(folded, start, boundaries));
    }
    return found;
  }

  #longestAt(folded: string, start: number, boundaries: Uint8Array): Found<T> | null {
    return this.#allAt(folded, start, boundaries).at(-1) ?? null;
  }

  /** The words that begin at `start`, the shortest first. */
  #allAt(folded: string, start: number, boundaries: Uint8Array): Found<T>[] {
    let node: Node<T> | undefined = this.#root;
    const found: Found<T>[] = [];
    for (let at = start; at < folded.length; at++) {
      node = node.next.get(folded.charAt(at));
      if (node === undefined) break;
      if (node.values.length > 0 && boundaries[at + 1] === 1) {
        found.push({ values: node.values, start, end: at + 1 });
      }
    }
    return found;
  }
}
