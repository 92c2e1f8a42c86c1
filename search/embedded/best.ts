import type { Ranked } from '../engine.ts';

import type { Ids } from './ids.ts';

/**
 * The best `size` of the offered hits by score, ties by id: a heap with the worst on top. `threshold`
 * is the score that a hit needs at least to be looked at.
 */
export class Best {
  threshold: number;
  readonly #size: number;
  readonly #ids: Ids;
  readonly #scores: number[] = [];
  readonly #refs: number[] = [];

  /** A hit below `least` is not taken. */
  constructor(size: number, ids: Ids, least = 0) {
    this.#size = size;
    this.#ids = ids;
    this.threshold = size > 0 ? least : Infinity;
  }

  offer(ref: number, score: number): void {
    if (score < this.threshold) return;
    const count = this.#refs.length;
    if (count < this.#size) {
      this.#rise(count, ref, score);
    } else if (this.#isWorse(0, ref, score)) {
      this.#sink(ref, score, count);
    }
    if (this.#refs.length === this.#size) this.threshold = this.#scores[0] ?? this.threshold;
  }

  /** The list from the best on, without its first `offset`; empties the heap. */
  take(offset: number): Ranked[] {
    const items: Ranked[] = [];
    for (let left = this.#refs.length; left > offset; left--) {
      items.push({ id: this.#ids.get(this.#refs[0] ?? 0), score: this.#scores[0] ?? 0 });
      const [ref = 0, score = 0] = [this.#refs.pop(), this.#scores.pop()];
      if (left > 1) this.#sink(ref, score, left - 1);
    }
    return items.reverse();
  }

  /** Whether what stands at `at` ranks behind the hit. */
  #isWorse(at: number, ref: number, score: number): boolean {
    const held = this.#scores[at] ?? 0;
    return held < score || (held === score && this.#ids.isBefore(ref, this.#refs[at] ?? 0));
  }

  #put(at: number, ref: number, score: number): void {
    this.#refs[at] = ref;
    this.#scores[at] = score;
  }

  #rise(from: number, ref: number, score: number): void {
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.#isWorse(parent, ref, score)) break;
      this.#put(at, this.#refs[parent] ?? 0, this.#scores[parent] ?? 0);
      at = parent;
    }
    this.#put(at, ref, score);
  }

  #sink(ref: number, score: number, count: number): void {
    let at = 0;
    for (;;) {
      let child = at * 2 + 1;
      if (child >= count) break;
      const right = child + 1;
      if (right < count && this.#isWorse(right, this.#refs[child] ?? 0, this.#scores[child] ?? 0)) {
        child = right;
      }
      if (!this.#isWorse(child, ref, score)) break;
      this.#put(at, this.#refs[child] ?? 0, this.#scores[child] ?? 0);
      at = child;
    }
    this.#put(at, ref, score);
  }
}
