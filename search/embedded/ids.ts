import { Words } from './words.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-9a-f][0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * Ids of documents ↔ small numbers (refs). A UUID takes 16 bytes and some 6 in a hash table; any other
 * id is kept as text, under a UUID version that does not exist (0).
 */
export class Ids {
  readonly #words = new Words();
  /** Ref + 1 by hash, open addressing; 0 is free. */
  #table = new Uint32Array(16);
  #size = 0;
  readonly #names = new Map<string, number>();
  readonly #nameOf: (string | undefined)[] = [];
  readonly #parsed = new Uint32Array(4);

  get bytes(): number {
    return this.#words.data.byteLength + this.#table.byteLength;
  }

  get size(): number {
    return this.#size + this.#names.size;
  }

  find(id: string): number | undefined {
    if (!this.#parse(id)) return this.#names.get(id);
    const entry = this.#table[this.#slotOfParsed()] ?? 0;
    return entry === 0 ? undefined : entry - 1;
  }

  /** Takes an id in that is not there yet. */
  set(ref: number, id: string): void {
    this.#words.ensure(ref * 4 + 4);
    if (this.#parse(id)) {
      if (this.#size >= this.#table.length * 0.8) {
        const parsed = this.#parsed.slice();
        this.#rehash(Math.ceil(this.#table.length * 1.4));
        this.#parsed.set(parsed);
      }
      this.#words.data.set(this.#parsed, ref * 4);
      this.#table[this.#slotOfParsed()] = ref + 1;
      this.#size++;
    } else {
      this.#words.data.fill(0, ref * 4, ref * 4 + 4);
      this.#nameOf[ref] = id;
      this.#names.set(id, ref);
    }
  }

  remove(ref: number): void {
    const name = this.#nameOf[ref];
    if (name !== undefined) {
      this.#names.delete(name);
      this.#nameOf[ref] = undefined;
      return;
    }
    this.#parsed.set(this.#words.data.subarray(ref * 4, ref * 4 + 4));
    this.#clear(this.#slotOfParsed());
    this.#words.data.fill(0, ref * 4, ref * 4 + 4);
    this.#size--;
  }

  get(ref: number): string {
    const name = this.#nameOf[ref];
    if (name !== undefined) return name;
    const words = this.#words.data;
    const [a, b, c, d] = [
      words[ref * 4],
      words[ref * 4 + 1],
      words[ref * 4 + 2],
      words[ref * 4 + 3],
    ];
    const [second, third] = [b ?? 0, c ?? 0];
    const front = `${hex(a ?? 0)}-${four(second >>> 16)}-${four(second & 0xffff)}`;
    return `${front}-${four(third >>> 16)}-${four(third & 0xffff)}${hex(d ?? 0)}`;
  }

  /** Whether one id stands before the other by code unit. */
  isBefore(one: number, other: number): boolean {
    if (this.#isName(one) || this.#isName(other)) return this.get(one) < this.get(other);
    const words = this.#words.data;
    for (let at = 0; at < 4; at++) {
      const [a, b] = [words[one * 4 + at] ?? 0, words[other * 4 + at] ?? 0];
      if (a !== b) return a < b;
    }
    return false;
  }

  /** Gives the ids new refs: `order` lists the present ones. Gives back spare memory. */
  arrange(order: Uint32Array): void {
    const words = this.#words.data;
    const sorted = new Uint32Array(order.length * 4);
    const names = order.length === 0 ? [] : [...this.#names];
    const newRefs = new Map(names.map(([, ref]) => [ref, -1]));
    this.#nameOf.length = 0;
    order.forEach((ref, at) => {
      sorted.set(words.subarray(ref * 4, ref * 4 + 4), at * 4);
      if (newRefs.has(ref)) newRefs.set(ref, at);
    });
    for (const [name, ref] of names) {
      const moved = newRefs.get(ref) ?? 0;
      this.#names.set(name, moved);
      this.#nameOf[moved] = name;
    }
    this.#words.data = sorted;
    this.#rehash(Math.ceil(this.#size * 1.4) + 16);
  }

  #isName(ref: number): boolean {
    return ((this.#words.data[ref * 4 + 1] ?? 0) & 0xf000) === 0;
  }

  #parse(id: string): boolean {
    if (!UUID.test(id)) return false;
    this.#parsed[0] = parseInt(id.slice(0, 8), 16);
    this.#parsed[1] = parseInt(id.slice(9, 13) + id.slice(14, 18), 16);
    this.#parsed[2] = parseInt(id.slice(19, 23) + id.slice(24, 28), 16);
    this.#parsed[3] = parseInt(id.slice(28), 16);
    return true;
  }

  /** Where the parsed id stands, or the free slot where it would. */
  #slotOfParsed(): number {
    const [a = 0, b = 0, c = 0, d = 0] = this.#parsed;
    const words = this.#words.data;
    for (let slot = this.#home(a, b, c, d); ; slot = (slot + 1) % this.#table.length) {
      const ref = (this.#table[slot] ?? 0) - 1;
      if (ref === -1) return slot;
      const at = ref * 4;
      if (words[at] === a && words[at + 1] === b && words[at + 2] === c && words[at + 3] === d) {
        return slot;
      }
    }
  }

  #home(a: number, b: number, c: number, d: number): number {
    let hash = Math.imul(a ^ Math.imul(b, 0x9e3779b1), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 15) ^ Math.imul(c ^ (d * 31), 0xc2b2ae35), 0x27d4eb2f);
    return Math.floor(((hash ^ (hash >>> 16)) >>> 0) * (this.#table.length / 2 ** 32));
  }

  /** Frees a slot and moves up what stood behind it only because it was taken. */
  #clear(freed: number): void {
    const table = this.#table;
    const words = this.#words.data;
    let hole = freed;
    for (let slot = (hole + 1) % table.length; ; slot = (slot + 1) % table.length) {
      const entry = table[slot] ?? 0;
      if (entry === 0) break;
      const at = (entry - 1) * 4;
      const home = this.#home(
        words[at] ?? 0,
        words[at + 1] ?? 0,
        words[at + 2] ?? 0,
        words[at + 3] ?? 0,
      );
      const fromHome = (slot - home + table.length) % table.length;
      const fromHole = (slot - hole + table.length) % table.length;
      if (fromHome < fromHole) continue;
      table[hole] = entry;
      hole = slot;
    }
    table[hole] = 0;
  }

  #rehash(length: number): void {
    this.#table = new Uint32Array(length);
    const words = this.#words.data;
    for (let ref = 0; ref * 4 < words.length; ref++) {
      if (this.#isName(ref)) continue;
      this.#parsed.set(words.subarray(ref * 4, ref * 4 + 4));
      this.#table[this.#slotOfParsed()] = ref + 1;
    }
  }
}

const pairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function four(half: number): string {
  return (pairs[half >>> 8] ?? '') + (pairs[half & 255] ?? '');
}

function hex(word: number): string {
  return four(word >>> 16) + four(word & 0xffff);
}
