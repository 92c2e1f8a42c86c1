import { Ids } from './ids.ts';
import { Lists } from './lists.ts';
import { Runs, Words } from './words.ts';

/**
 * Documents as records of some words, numbered by refs. The last words of a record are starts of runs
 * in `runs`: entries shifted left by one, with bit 0 set on the last. Refs stand in `lists`.
 */
export class Shelf {
  readonly ids = new Ids();
  readonly lists = new Lists();
  readonly #fields: number;
  readonly #runsEach: number;
  readonly #records = new Words();
  #runs = new Runs();
  /** Refs of records that hold nothing; all their words are 0. */
  readonly #free: number[] = [];
  #used = 0;

  /** A record is `fields` words, then the starts of `runsEach` runs. */
  constructor(fields: number, runsEach: number) {
    this.#fields = fields;
    this.#runsEach = runsEach;
  }

  /** Documents held. */
  get size(): number {
    return this.#used - this.#free.length;
  }

  get records(): Uint32Array {
    return this.#records.data;
  }

  /** Words of all records in use, those that hold nothing included. */
  get used(): number {
    return this.#used * (this.#fields + this.#runsEach);
  }

  get runs(): Uint32Array {
    return this.#runs.words.data;
  }

  /** Bytes of all buffers. */
  get bytes(): number {
    const { records, runs, lists, ids } = this;
    return records.byteLength + runs.byteLength + lists.bytes + ids.bytes;
  }

  /** Takes in a document whose id is not there; an entry of a run is below 2³¹. Returns its ref. */
  add(
    id: string,
    fields: readonly number[],
    runs: readonly (readonly number[])[],
    lists: readonly number[],
  ): number {
    const ref = this.#free.pop() ?? this.#used++;
    this.#records.ensure(this.used);
    const starts = runs.map((run) => this.#store(run));
    this.records.set([...fields, ...starts], ref * (this.#fields + this.#runsEach));
    this.ids.set(ref, id);
    for (const list of lists) this.lists.add(list, ref);
    return ref;
  }

  remove(ref: number, lists: readonly number[]): void {
    for (const list of lists) this.lists.remove(list, ref);
    const stride = this.#fields + this.#runsEach;
    for (let at = ref * stride + this.#fields; at < (ref + 1) * stride; at++) {
      const start = this.records[at] ?? 0;
      this.#runs.give(start, lengthAt(this.runs, start));
    }
    this.records.fill(0, ref * stride, (ref + 1) * stride);
    this.ids.remove(ref);
    this.#free.push(ref);
  }

  /**
   * Puts records and runs in the order of the lists, so that reading a list reads memory in order,
   * and gives back spare memory. Worth it after many additions; no result depends on it. Returns the
   * old refs in the order of the new ones.
   */
  arrange(): Uint32Array {
    const order = this.lists.inOrder(this.#used);
    this.lists.rename(order);
    const { records, runs: before } = this;
    const stride = this.#fields + this.#runsEach;
    const sorted = new Uint32Array(order.length * stride);
    this.#runs = new Runs();
    for (let to = 0; to < order.length; to++) {
      const from = (order[to] ?? 0) * stride;
      for (let field = 0; field < stride; field++) {
        const word = records[from + field] ?? 0;
        sorted[to * stride + field] = field < this.#fields ? word : this.#move(before, word);
      }
    }
    this.#records.data = sorted;
    this.#runs.trim();
    this.ids.arrange(order);
    this.#free.length = 0;
    this.#used = order.length;
    return order;
  }

  #store(run: readonly number[]): number {
    const start = this.#runs.take(run.length);
    run.forEach((entry, at) => {
      this.runs[start + at] = (entry << 1) | (at === run.length - 1 ? 1 : 0);
    });
    return start;
  }

  #move(from: Uint32Array, start: number): number {
    const length = lengthAt(from, start);
    const moved = this.#runs.take(length);
    for (let at = 0; at < length; at++) this.runs[moved + at] = from[start + at] ?? 0;
    return moved;
  }
}

function lengthAt(runs: Uint32Array, start: number): number {
  let end = start;
  while (((runs[end] ?? 1) & 1) === 0) end++;
  return end + 1 - start;
}
