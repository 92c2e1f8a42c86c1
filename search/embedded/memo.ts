/**
 * Tables by what they depend on, kept between queries: few people differ in all they are and want.
 * Nothing in here tells who somebody is. Takes in at most `most`, then starts over, so that it never
 * grows with the number of people.
 */
export class Memo<K extends string | number, T> {
  readonly #most: number;
  readonly #values = new Map<K, T>();

  constructor(most: number) {
    this.#most = most;
  }

  of(key: K, make: () => T): T {
    const known = this.#values.get(key);
    if (known !== undefined) return known;
    if (this.#values.size >= this.#most) this.#values.clear();
    const value = make();
    this.#values.set(key, value);
    return value;
  }

  clear(): void {
    this.#values.clear();
  }
}
