/** Numbers from 1 for values that many rows share, in order of first sight. */
export class Numbers<T> {
  readonly values: T[] = [];
  readonly #byKey = new Map<string, number>();

  of(key: string, value: T): number {
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    const number = this.values.push(value);
    if (number > 32_767) throw new RangeError('more categories than a smallint holds');
    this.#byKey.set(key, number);
    return number;
  }
}
