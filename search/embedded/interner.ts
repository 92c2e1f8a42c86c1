/**
 * Small whole numbers for values that many documents share, counted from 0 in order of first sight.
 * Numbers are never given back: an engine lives for one setting, so for a day at most.
 */
export class Interner<T> {
  readonly values: T[] = [];
  readonly #numbers = new Map<string | number, number>();
  readonly #what: string;
  readonly #most: number;

  /** `what` names the values in the RangeError that more than `most` of them raise. */
  constructor(what: string, most: number) {
    this.#what = what;
    this.#most = most;
  }

  get size(): number {
    return this.values.length;
  }

  /** The number of `key`, whose value is made on first sight. */
  numberOf(key: string | number, make: () => T): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.values.length;
    if (number >= this.#most) {
      throw new RangeError(`more than ${this.#most.toLocaleString('en')} ${this.#what}`);
    }
    this.#numbers.set(key, number);
    this.values.push(make());
    return number;
  }

  /** The number of `key`, or undefined while nobody has used it. */
  find(key: string | number): number | undefined {
    return this.#numbers.get(key);
  }
}
