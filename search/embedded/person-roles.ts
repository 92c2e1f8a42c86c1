import * as cells from '../matching/cells.ts';
import type { PreparedPerson } from '../matching/person.ts';
import type { RoleLink } from '../matching/position.ts';
import type { Setting } from '../matching/score.ts';
import { crosswalkOf, type Crosswalk } from '../reference/crosswalk.ts';

import { descending, FAILS } from './common-tables.ts';
import { Memo } from './memo.ts';
import { GONE, type PositionStore } from './position-store.ts';

const MOST_ROWS = 8192;

/** Points for roles: what everyone of the kind gets, raised by each link of the person. */
export class RoleTables {
  readonly #store: PositionStore;
  readonly #crosswalk: Crosswalk;
  readonly #max: number;
  readonly #everyone = new Memo<PreparedPerson['profile']['kind'], Int16Array>(2);
  /** What one link is worth: role << 16 | points, where that is more than none. */
  readonly #rows = new Memo<number, Uint32Array>(MOST_ROWS);

  constructor(store: PositionStore, { reference }: Setting) {
    this.#store = store;
    this.#crosswalk = crosswalkOf(reference);
    this.#max = reference.weights.occupation.max;
  }

  /** To be called once the store has other roles than before. */
  clear(): void {
    this.#everyone.clear();
    this.#rows.clear();
  }

  /** Points by role, the highest by the occupation that heads it, and the heads, best first. */
  tablesFor({ atoms, profile: { kind } }: PreparedPerson) {
    const role = this.#everyone.of(kind, () => this.#pointsOfEveryone(kind)).slice();
    for (const link of atoms) {
      const row = this.#rows.of(link.occupation * 101 + link.sure, () => this.#rowOf(link));
      for (let at = 0; at < row.length; at++) {
        const entry = row[at] ?? 0;
        if ((entry & 0xffff) > (role[entry >>> 16] ?? 0)) role[entry >>> 16] = entry & 0xffff;
      }
    }
    const heads = this.#store.roles.values;
    const headBest = new Int16Array(this.#crosswalk.occupations.length + 1);
    for (let number = 0; number < role.length; number++) {
      const head = heads[number] ?? 0;
      const points = role[number] ?? 0;
      if (points > (headBest[head] ?? 0)) headBest[head] = points;
    }
    return { role, headBest, heads: descending(headBest, this.#max) };
  }

  #pointsOfEveryone(kind: PreparedPerson['profile']['kind']): Int16Array {
    const points = this.#points((occupation) =>
      cells.entryPercent(this.#crosswalk, occupation, kind),
    );
    points[GONE] = FAILS;
    return points;
  }

  #rowOf(link: RoleLink): Uint32Array {
    const row: number[] = [];
    this.#points((occupation) => cells.linkPercent(this.#crosswalk, link, occupation)).forEach(
      (points, role) => {
        if (points > 0 && role !== GONE) row.push((role << 16) | points);
      },
    );
    return Uint32Array.from(row);
  }

  /** Points by role, given what is brought to each occupation, in percent. */
  #points(reach: (occupation: number) => number): Int16Array {
    const { roles, roleLinks } = this.#store;
    const reaches = this.#crosswalk.occupations.map((_, occupation) => reach(occupation));
    const points = new Int16Array(roles.size);
    let role: RoleLink[] = [];
    let number = 0;
    for (const link of roleLinks) {
      role.push({ occupation: link >>> 8, sure: (link >>> 1) & 127 });
      if ((link & 1) === 0) continue;
      const percent = cells.rolePercent(role, (occupation) => reaches[occupation] ?? 0);
      points[number] = cells.portion(this.#max, percent);
      number++;
      role = [];
    }
    return points;
  }
}
