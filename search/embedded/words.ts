/** A growing array of 32-bit words. `data` is replaced on growth: take it anew after each call. */
export class Words {
  data = new Uint32Array(0);

  /** Room for `length` words at least; new ones are 0. */
  ensure(length: number): void {
    if (length <= this.data.length) return;
    this.resize(Math.max(length, Math.ceil(this.data.length * 1.25), 64));
  }

  /** Exactly `length` words. Throws RangeError beyond 2³² words. */
  resize(length: number): void {
    if (length > 0xffff_ffff) throw new RangeError('more than 4,294,967,295 words');
    const wider = new Uint32Array(length);
    wider.set(this.data.length > length ? this.data.subarray(0, length) : this.data);
    this.data = wider;
  }
}

/** Runs of words of any length; a run given back is used again for the next of the same length. */
export class Runs {
  readonly words = new Words();
  #used = 1;
  /** By length: the first free run, whose first word tells the next one; 0 is none. */
  readonly #free = new Map<number, number>();

  /** Where a run of `length` words starts; its words are not cleared. */
  take(length: number): number {
    const free = this.#free.get(length) ?? 0;
    if (free !== 0) {
      this.#free.set(length, this.words.data[free] ?? 0);
      return free;
    }
    const start = this.#used;
    this.#used += length;
    this.words.ensure(this.#used);
    return start;
  }

  give(start: number, length: number): void {
    this.words.data[start] = this.#free.get(length) ?? 0;
    this.#free.set(length, start);
  }

  trim(): void {
    this.words.resize(this.#used);
  }
}
