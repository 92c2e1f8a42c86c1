/** Repeatable choices from a seed (mulberry32): the same seed gives the same data on every machine. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 (inclusive) to 1 (exclusive). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number below `size`; `skew` above 1 prefers the low ones. */
  below(size: number, skew = 1): number {
    return Math.floor(size * this.next() ** skew);
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  /** Throws RangeError when there is nothing to pick from. */
  pick<T>(values: readonly T[], skew = 1): T {
    const index = this.below(values.length, skew);
    const value = values[index];
    if (index >= values.length) throw new RangeError('nothing to pick from');
    return value as T;
  }

  /** `count` different values, or all when there are fewer. */
  some<T>(values: readonly T[], count: number): T[] {
    const chosen = new Set<T>();
    for (let tries = 0; chosen.size < Math.min(count, values.length) && tries < 40; tries++) {
      chosen.add(this.pick(values));
    }
    return [...chosen];
  }

  /** Shaped like a version 4 UUID. */
  uuid(): string {
    const hex = (digits: number) =>
      Math.floor(this.next() * 16 ** digits)
        .toString(16)
        .padStart(digits, '0');
    return `${hex(8)}-${hex(4)}-4${hex(3)}-${this.pick(['8', '9', 'a', 'b'])}${hex(3)}-${hex(8)}${hex(4)}`;
  }
}
