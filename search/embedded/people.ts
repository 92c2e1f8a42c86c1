import type { Page, Ranked } from '../engine.ts';
import { isCheckup } from '../matching/certificates.ts';
import type { PreparedPerson } from '../matching/person.ts';
import type { PreparedPosition } from '../matching/position.ts';
import type { Setting } from '../matching/score.ts';

import { Best } from './best.ts';
import { PeopleStore, STRIDE } from './people-store.ts';
import { PositionTabulator, type PositionTables } from './position-tables.ts';
import { ZONES } from './zones.ts';

/** Up to this share of all people are scored one by one, where it is known that only they can pass. */
const FEW = 0.05;

/** After reading this many entries by links, as a share of all people, reading everyone once is cheaper. */
const ENOUGH = 0.25;

/**
 * Exact ranking of people for a position, in typed arrays. Lists hold the people of one link to an
 * occupation in one zone; those that promise most are read first, until no list left can reach the
 * worst hit kept. A person is scored where their best link stands, and passed over elsewhere.
 */
export class PeopleRanker {
  readonly #store: PeopleStore;
  readonly #tabulator: PositionTabulator;

  constructor(setting: Setting) {
    this.#store = new PeopleStore(setting);
    this.#tabulator = new PositionTabulator(this.#store, setting);
  }

  get size(): number {
    return this.#store.shelf.size;
  }

  /** Bytes of the buffers, ids included; what is interned comes on top. */
  get bytes(): number {
    return this.#store.bytes;
  }

  /** Adds many at once and puts memory in order. Throws RangeError when a key overflows. */
  fill(people: Iterable<PreparedPerson>): void {
    for (const person of people) this.add(person);
    this.#store.arrange();
  }

  /** Adds or replaces a person. */
  add(person: PreparedPerson): void {
    this.#store.add(person);
  }

  /** Unknown ids are ignored. */
  remove(id: string): void {
    this.#store.remove(id);
  }

  /** The people whom no gate keeps from the position, best first; `among` limits them to these ids. */
  rank(
    position: PreparedPosition,
    { limit, offset, among }: Page & { among?: ReadonlySet<string> },
  ): Ranked[] {
    const { ids } = this.#store.shelf;
    const best = new Best(Math.min(limit + offset, this.size), ids);
    if (position.document.state !== 'open') return [];
    const tables = this.#tabulator.tablesFor(position);
    const papers = this.#fewPapers(position, tables);
    const strongest = tables.links[tables.linkOrder[0] ?? 0] ?? 0;
    if (among !== undefined && among.size <= this.size * FEW) {
      for (const id of among) {
        const ref = ids.find(id);
        if (ref !== undefined) this.#offer(ref, tables, best, strongest);
      }
    } else if (papers !== null) {
      const { byPapers } = this.#store;
      for (const held of papers) {
        const end = byPapers.start(held) + byPapers.length(held);
        for (let at = byPapers.start(held); at < end; at++) {
          const ref = byPapers.entries[at] ?? 0;
          if (among === undefined || among.has(ids.get(ref)))
            this.#offer(ref, tables, best, strongest);
        }
      }
    } else {
      this.#walk(tables, best, among);
    }
    return best.take(offset);
  }

  /** How many people no gate keeps from the position. Reads every record. */
  count(position: PreparedPosition, among?: ReadonlySet<string>): number {
    if (position.document.state !== 'open') return 0;
    const { records, used, ids } = this.#store.shelf;
    const tables = this.#tabulator.tablesFor(position);
    let count = 0;
    if (among === undefined) {
      for (let at = 0; at < used; at += STRIDE) {
        if (termsAt(records, at, tables, 0) >= 0) count++;
      }
      return count;
    }
    for (const id of among) {
      const ref = ids.find(id);
      if (ref !== undefined && termsAt(records, ref * STRIDE, tables, 0) >= 0) count++;
    }
    return count;
  }

  /** The papers that pass, where a demand leaves only few people; else null. */
  #fewPapers({ licence, certificates }: PreparedPosition, tables: PositionTables): number[] | null {
    const { byPapers } = this.#store;
    const demands = certificates
      .filter((group) => !isCheckup(group))
      .map(({ anyOf }) => anyOf.map(({ base }) => base));
    if (licence !== null) demands.push([...licence.anyOf]);
    const choices = demands.map((names) => this.#store.papersWith(names));
    const [fewest] = choices.sort((a, b) => a.size - b.size);
    if (fewest === undefined) return null;
    const passing = [...fewest].filter((held) => tables.papers.of(held) >= 0);
    const people = passing.reduce((sum, held) => sum + byPapers.length(held), 0);
    return people <= this.size * FEW ? passing : null;
  }

  /** Offers a person whose best link is worth `most` points or less. */
  #offer(ref: number, tables: PositionTables, best: Best, most: number): void {
    const { records, runs } = this.#store.shelf;
    const at = ref * STRIDE;
    const { links, nothing } = tables;
    const terms = termsAt(records, at, tables, best.threshold - most - nothing);
    if (terms < 0) return;
    let occupation = 0;
    for (let link = records[at + 5] ?? 0; ; link++) {
      const word = runs[link] ?? 1;
      occupation = Math.max(occupation, links[word >>> 1] ?? 0);
      if ((word & 1) === 1) break;
    }
    if (occupation > most) return;
    if (terms + occupation + nothing + mostSkillsAt(records, at, tables) < best.threshold) return;
    best.offer(ref, terms + occupation + skillPoints(runs, records[at + 4] ?? 0, tables));
  }

  /**
   * Reads lists by what their link is worth until none can add to the best. Once that has become too
   * long, everyone whose links are all worth less is read once, instead of once by each link.
   */
  #walk(tables: PositionTables, best: Best, among: ReadonlySet<string> | undefined): void {
    const { links, linkOrder, zoneBest, zones, nothing, mostSkills, mostTerms } = tables;
    const { lists } = this.#store.shelf;
    const most = nothing + mostSkills + mostTerms;
    const nearest = zoneBest[zones[0] ?? 0] ?? 0;
    const untrained = Math.max(...this.#store.everyone.map((link) => links[link] ?? 0));
    let left = this.size * ENOUGH;
    let worth = Infinity;
    for (const link of linkOrder) {
      const points = links[link] ?? 0;
      if (points + most + nearest < best.threshold) return;
      if (points < worth && (left < 0 || points <= untrained)) {
        this.#readEveryone(tables, best, among, points);
        return;
      }
      worth = points;
      for (const zone of zones) {
        if (points + most + (zoneBest[zone] ?? 0) < best.threshold) break;
        left -= lists.length(link * ZONES + zone);
        this.#read(link, zone, tables, best, among);
      }
    }
  }

  /** Reads everyone whose best link is worth `worth` points or less, zone by zone. */
  #readEveryone(
    tables: PositionTables,
    best: Best,
    among: ReadonlySet<string> | undefined,
    worth: number,
  ): void {
    const { zoneBest, zones, nothing, mostSkills, mostTerms } = tables;
    const { lists, ids } = this.#store.shelf;
    const most = worth + nothing + mostSkills + mostTerms;
    for (const zone of zones) {
      if (most + (zoneBest[zone] ?? 0) < best.threshold) return;
      for (const link of this.#store.everyone) {
        const list = link * ZONES + zone;
        const end = lists.start(list) + lists.length(list);
        for (let at = lists.start(list); at < end; at++) {
          const ref = lists.entries[at] ?? 0;
          if (among === undefined || among.has(ids.get(ref))) this.#offer(ref, tables, best, worth);
        }
      }
    }
  }

  #read(
    link: number,
    zone: number,
    tables: PositionTables,
    best: Best,
    among: ReadonlySet<string> | undefined,
  ): void {
    const { records, runs, lists, ids } = this.#store.shelf;
    const { entries } = lists;
    const list = link * ZONES + zone;
    const end = lists.start(list) + lists.length(list);
    const occupation = tables.links[link] ?? 0;
    for (let entry = lists.start(list); entry < end; entry++) {
      const ref = entries[entry] ?? 0;
      const at = ref * STRIDE;
      const terms = termsAt(records, at, tables, best.threshold - occupation - tables.nothing);
      if (terms < 0) continue;
      const score = terms + occupation + skillPoints(runs, records[at + 4] ?? 0, tables);
      if (score < best.threshold) continue;
      if (!isBestLink(runs, records[at + 5] ?? 0, link, tables.links)) continue;
      if (among === undefined || among.has(ids.get(ref))) best.offer(ref, score);
    }
  }
}

/**
 * Points for all but skills and occupation; below 0 where a gate fails, or where together with the
 * most for skills they are less than `needed`.
 */
function termsAt(records: Uint32Array, at: number, tables: PositionTables, needed: number): number {
  const { distance, hm, limits, pay, work, education, ages, papers } = tables;
  const first = records[at] ?? 0;
  const third = records[at + 2] ?? 0;
  const place = first & 0xffff;
  const straight = hm[place] ?? 0xffff;
  if (straight !== 0xffff && straight > (limits[third >>> 16] ?? 0)) return -1;
  const terms =
    (distance[place] ?? 0) +
    (pay[first >>> 16] ?? 0) +
    (work[third & 511] ?? 0) +
    (education[(third >>> 9) & 7] ?? 0) +
    (ages[(records[at + 3] ?? 0) & 0xffff] ?? 0);
  const left = needed - mostSkillsAt(records, at, tables);
  if (terms < 0 || terms + papers.most < left) return -1;
  const all = terms + papers.of(records[at + 1] ?? 0);
  return all < left ? -1 : all;
}

/** The most points for skills beyond `nothing`, but for those that come with papers. */
function mostSkillsAt(
  records: Uint32Array,
  at: number,
  { mostByTrade, mostByTradeHigh }: PositionTables,
): number {
  const trades = (records[at + 3] ?? 0) >>> 16;
  return (mostByTrade[trades & 255] ?? 0) + (mostByTradeHigh[trades >>> 8] ?? 0);
}

function skillPoints(
  runs: Uint32Array,
  start: number,
  { skills, nothing }: PositionTables,
): number {
  let points = nothing;
  for (let at = start; ; at++) {
    const word = runs[at] ?? 1;
    points += skills[word >>> 1] ?? 0;
    if ((word & 1) === 1) return points;
  }
}

/** Whether none of the person's links, from `start` on, is worth more, nor an earlier one as much. */
function isBestLink(runs: Uint32Array, start: number, link: number, links: Int16Array): boolean {
  const points = links[link] ?? 0;
  for (let at = start; ; at++) {
    const word = runs[at] ?? 1;
    const other = word >>> 1;
    const others = links[other] ?? 0;
    if (others > points || (others === points && other < link)) return false;
    if ((word & 1) === 1) return true;
  }
}
