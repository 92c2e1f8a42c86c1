import type { Page, Ranked } from '../engine.ts';
import { nearFit } from '../matching/near.ts';
import type { PreparedPerson } from '../matching/person.ts';
import type { PreparedPosition } from '../matching/position.ts';
import type { Setting } from '../matching/score.ts';

import { Best } from './best.ts';
import { PersonTabulator, type PersonTables } from './person-tables.ts';
import { PositionStore, STRIDE } from './position-store.ts';
import { ZONES } from './zones.ts';

/** Up to so many positions are read one after the other, which is faster than list by list. */
const FEW = 4096;

/**
 * Exact ranking of the open positions for a person, in typed arrays. A query first tabulates what the
 * person gets for every attribute that occurs; then lists are read by occupation and zone, those that
 * promise most first, until no list left can reach the worst hit kept.
 */
export class PositionIndex {
  readonly #store: PositionStore;
  readonly #tabulator: PersonTabulator;
  readonly #few: number;

  /** `few`: up to so many positions are read in turn; how they are read changes no result. */
  constructor(setting: Setting, few = FEW) {
    this.#few = few;
    this.#store = new PositionStore(setting);
    this.#tabulator = new PersonTabulator(this.#store, setting);
  }

  get size(): number {
    return this.#store.shelf.size;
  }

  /** Bytes of the buffers, ids included; what is interned comes on top. */
  get bytes(): number {
    return this.#store.shelf.bytes;
  }

  /** Adds many at once and puts memory in order. Throws RangeError when a key overflows. */
  fill(positions: Iterable<PreparedPosition>): void {
    for (const position of positions) this.add(position);
    this.#store.shelf.arrange();
  }

  /** Adds or replaces a position; one that is not open is taken out. */
  add(position: PreparedPosition): void {
    this.#store.add(position);
  }

  /** Unknown ids are ignored. */
  remove(id: string): void {
    this.#store.remove(id);
  }

  /** The positions that no gate keeps from the person, best first. */
  rank(person: PreparedPerson, { limit, offset }: Page): Ranked[] {
    const best = new Best(Math.min(limit + offset, this.size), this.#store.shelf.ids);
    this.#walk(this.#tabulator.tablesFor(person, 'open'), best, 0);
    return best.take(offset);
  }

  /** What one or two fixable gates keep away and the work suits, best first. */
  nearMisses(person: PreparedPerson, { limit }: { limit: number }): Ranked[] {
    const best = new Best(Math.min(limit, this.size), this.#store.shelf.ids);
    this.#walk(this.#tabulator.tablesFor(person, 'near'), best, nearFit);
    return best.take(0);
  }

  /** How many positions no gate keeps from the person. Reads every record. */
  count(person: PreparedPerson): number {
    const { role, distance, pay, work, rights, ages, papers } = this.#tabulator.tablesFor(
      person,
      'open',
    );
    const { records, used } = this.#store.shelf;
    let count = 0;
    for (let at = 0; at < used; at += STRIDE) {
      const first = records[at] ?? 0;
      const second = records[at + 1] ?? 0;
      const third = records[at + 2] ?? 0;
      const sum =
        (role[third >>> 16] ?? 0) +
        (distance[first & 0xffff] ?? 0) +
        (pay[first >>> 16] ?? 0) +
        (work[third & 511] ?? 0) +
        (rights[(third >>> 9) & 31] ?? 0) +
        (ages[second >>> 16] ?? 0);
      if (sum >= 0 && papers.of(second & 0xffff) >= 0) count++;
    }
    return count;
  }

  /** Offers every position whose skills and occupation reach `leastFit`. */
  #walk(tables: PersonTables, best: Best, leastFit: number): void {
    const { lists, used } = this.#store.shelf;
    if (this.size <= this.#few) {
      this.#read(null, 0, used / STRIDE, tables, best, leastFit);
      return;
    }
    const { headBest, heads, zoneBest, zones, mostSkills, mostTerms } = tables;
    const { occupied } = this.#store;
    const { entries, ends } = lists;
    const most = mostSkills + mostTerms;
    const nearest = zoneBest[zones[0] ?? 0] ?? 0;
    for (const head of heads) {
      const bits = occupied[head] ?? 0;
      if (bits === 0) continue;
      const bound = (headBest[head] ?? 0) + most;
      if (bound + nearest < best.threshold) return;
      if ((headBest[head] ?? 0) + mostSkills < leastFit) return;
      for (const zone of zones) {
        if (bound + (zoneBest[zone] ?? 0) < best.threshold) break;
        if (((bits >>> zone) & 1) === 0) continue;
        const list = (head * ZONES + zone) * 2;
        const start = ends[list] ?? 0;
        this.#read(entries, start, start + (ends[list + 1] ?? 0), tables, best, leastFit);
      }
    }
  }

  /** Offers what stands in `entries` from `start` to `end`; where there are none, the refs between. */
  #read(
    entries: Uint32Array | null,
    start: number,
    end: number,
    tables: PersonTables,
    best: Best,
    leastFit: number,
  ): void {
    const { role, distance, pay, work, rights, ages, skills, trades, perUnit, papers } = tables;
    const { records, runs } = this.#store.shelf;
    const mostPapers = papers.most;
    const mostBeyond = tables.mostSkills + mostPapers;
    let needed = best.threshold - mostBeyond;
    for (let entry = start; entry < end; entry++) {
      const ref = entries === null ? entry : (entries[entry] ?? 0);
      const at = ref * STRIDE;
      const first = records[at] ?? 0;
      const second = records[at + 1] ?? 0;
      const third = records[at + 2] ?? 0;
      const occupation = role[third >>> 16] ?? 0;
      let score =
        occupation +
        (distance[first & 0xffff] ?? 0) +
        (pay[first >>> 16] ?? 0) +
        (work[third & 511] ?? 0) +
        (rights[(third >>> 9) & 31] ?? 0) +
        (ages[second >>> 16] ?? 0);
      if (score < 0 || score < needed) continue;
      const short = records[at + 3] ?? 0;
      const most =
        ((short >>> 5) & 63) * (trades[short & 31] ?? 0) +
        ((short >>> 16) & 63) * (trades[(short >>> 11) & 31] ?? 0) +
        (short >>> 22) * perUnit;
      if (score + mostPapers + most < best.threshold) continue;
      score += papers.of(second & 0xffff);
      if (score < 0 || score + most < best.threshold) continue;
      const fit = occupation + skillPoints(runs, records[at + 4] ?? 0, skills);
      if (fit < leastFit) continue;
      best.offer(ref, score - occupation + fit);
      needed = best.threshold - mostBeyond;
    }
  }
}

/** Sum of units × points over what is asked, from `start` to the word marked as last. */
function skillPoints(runs: Uint32Array, start: number, skills: Uint16Array): number {
  let points = 0;
  for (let at = start; ; at++) {
    const word = runs[at] ?? 1;
    points += ((word >>> 1) & 63) * (skills[word >>> 7] ?? 0);
    if ((word & 1) === 1) return points;
  }
}
