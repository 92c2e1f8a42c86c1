import { Runs, Words } from './words.ts';

/**
 * Many unordered lists of numbers, each in one run of memory that doubles when full. Read a list as
 * `entries[start(list)]` … for `length(list)` entries.
 */
export class Lists {
  readonly #runs = new Runs();
  /** Start and length of each list, side by side. */
  readonly #heads = new Words();
  /** 1 + the binary logarithm of a list's room; 0 is no room yet. */
  #rooms = new Uint8Array(0);

  get entries(): Uint32Array {
    return this.#runs.words.data;
  }

  /** Start and length of each list, side by side: what `start` and `length` read. */
  get ends(): Uint32Array {
    return this.#heads.data;
  }

  get bytes(): number {
    return this.entries.byteLength + this.#heads.data.byteLength + this.#rooms.byteLength;
  }

  start(list: number): number {
    return this.#heads.data[list * 2] ?? 0;
  }

  length(list: number): number {
    return this.#heads.data[list * 2 + 1] ?? 0;
  }

  add(list: number, entry: number): void {
    this.#makeRoom(list);
    const length = this.length(list);
    this.entries[this.start(list) + length] = entry;
    this.#heads.data[list * 2 + 1] = length + 1;
  }

  /** Takes the first such entry out; the last one takes its place. */
  remove(list: number, entry: number): void {
    const [start, last] = [this.start(list), this.length(list) - 1];
    const at = this.entries.indexOf(entry, start);
    if (at === -1 || at > start + last)
      throw new Error(`list ${String(list)} lacks ${String(entry)}`);
    this.entries[at] = this.entries[start + last] ?? 0;
    this.#heads.data[list * 2 + 1] = last;
  }

  /** The entries, all below `below`, as they are first met from list to list. */
  inOrder(below: number): Uint32Array {
    const order = new Uint32Array(below);
    const seen = new Uint8Array(below);
    let met = 0;
    this.#forEach((entry) => {
      if (seen[entry] === 1) return;
      seen[entry] = 1;
      order[met++] = entry;
    });
    return order.slice(0, met);
  }

  /** Every entry becomes its place in `order`, which has them all. Gives back spare memory. */
  rename(order: Uint32Array): void {
    this.#runs.trim();
    const places = new Uint32Array(order.reduce((a, b) => Math.max(a, b), 0) + 1);
    order.forEach((entry, place) => (places[entry] = place));
    this.#forEach((entry, at) => (this.entries[at] = places[entry] ?? 0));
  }

  #forEach(visit: (entry: number, at: number) => void): void {
    for (let list = 0; list < this.#rooms.length; list++) {
      const end = this.start(list) + this.length(list);
      for (let at = this.start(list); at < end; at++) visit(this.entries[at] ?? 0, at);
    }
  }

  #makeRoom(list: number): void {
    if (list >= this.#rooms.length) {
      const lists = Math.max(list + 1, Math.ceil(this.#rooms.length * 1.25));
      this.#heads.resize(lists * 2);
      const rooms = new Uint8Array(lists);
      rooms.set(this.#rooms);
      this.#rooms = rooms;
    }
    const [start, length, room] = [this.start(list), this.length(list), this.#rooms[list] ?? 0];
    const size = room === 0 ? 0 : 2 ** (room - 1);
    if (length < size) return;
    const moved = this.#runs.take(room === 0 ? 1 : size * 2);
    this.entries.copyWithin(moved, start, start + length);
    if (room > 0) this.#runs.give(start, size);
    this.#heads.data[list * 2] = moved;
    this.#rooms[list] = room + 1;
  }
}
