import type { Ranked } from '@xincheng/search/engine';

import type { PersonParameters } from './sql/person-parameters.ts';
import type { PositionRow } from './sql/position-categories.ts';

const COLUMNS = ['role', 'place', 'limits', 'papers', 'work', 'offer'] as const;

/**
 * Positions as columns of category numbers in this process: what the text engines' hits are scored
 * with, and where the SQL table comes from.
 */
export class PositionColumns {
  readonly ids: string[] = [];
  readonly #columns: Record<(typeof COLUMNS)[number], number[]> = {
    role: [],
    place: [],
    limits: [],
    papers: [],
    work: [],
    offer: [],
  };
  /** Cell and units of everything asked, position after position. */
  readonly #asked: number[] = [];
  readonly #ends: number[] = [];
  mostAsked = 0;

  get size(): number {
    return this.ids.length;
  }

  add(row: PositionRow): void {
    this.ids.push(row.id);
    for (const column of COLUMNS) this.#columns[column].push(row[column]);
    for (const [cell, units] of row.asked) this.#asked.push(cell, units);
    this.#ends.push(this.#asked.length);
    this.mostAsked = Math.max(this.mostAsked, row.asked.length);
  }

  *rows(): Generator<PositionRow> {
    for (let at = 0; at < this.size; at++) {
      const { role, place, limits, papers, work, offer } = this.#columns;
      const asked: [number, number][] = [];
      for (let one = this.#startOf(at); one < (this.#ends[at] ?? 0); one += 2) {
        asked.push([this.#asked[one] ?? 0, this.#asked[one + 1] ?? 0]);
      }
      yield {
        id: this.ids[at] ?? '',
        role: role[at] ?? 0,
        place: place[at] ?? 0,
        limits: limits[at] ?? 0,
        papers: papers[at] ?? 0,
        work: work[at] ?? 0,
        offer: offer[at] ?? 0,
        asked,
      };
    }
  }

  /** The best `limit` among some positions, given by number; ties by id. */
  best(candidates: Iterable<number>, points: PersonParameters, limit: number): Ranked[] {
    const best: Ranked[] = [];
    let needed = 0;
    for (const at of candidates) {
      const score = this.#score(at, points);
      if (score < needed) continue;
      const hit = { id: this.ids[at] ?? '', score };
      const from = best.findIndex((held) => isBefore(hit, held));
      best.splice(from === -1 ? best.length : from, 0, hit);
      if (best.length > limit) best.pop();
      if (best.length === limit) needed = best.at(-1)?.score ?? 0;
    }
    return best;
  }

  /** Negative where a gate fails. */
  #score(at: number, points: PersonParameters): number {
    const { role, place, limits, papers, work, offer } = this.#columns;
    let sum =
      (points.limits[(limits[at] ?? 0) - 1] ?? 0) +
      (points.places[(place[at] ?? 0) - 1] ?? 0) +
      (points.papers[(papers[at] ?? 0) - 1] ?? 0) +
      (points.works[(work[at] ?? 0) - 1] ?? 0) +
      (points.offers[(offer[at] ?? 0) - 1] ?? 0) +
      (points.roles[(role[at] ?? 0) - 1] ?? 0);
    if (sum < 0) return sum;
    for (let one = this.#startOf(at); one < (this.#ends[at] ?? 0); one += 2) {
      sum += (points.cells[(this.#asked[one] ?? 0) - 1] ?? 0) * (this.#asked[one + 1] ?? 0);
    }
    return sum;
  }

  #startOf(at: number): number {
    return at === 0 ? 0 : (this.#ends[at - 1] ?? 0);
  }
}

function isBefore(one: Ranked, other: Ranked): boolean {
  return one.score > other.score || (one.score === other.score && one.id < other.id);
}
