import { restrictions, type Restriction } from '@xincheng/db/vocabulary/records';

import * as cells from '../matching/cells.ts';
import type { RoleLink } from '../matching/position.ts';
import type { Setting } from '../matching/score.ts';
import type { Place } from '../matching/types.ts';
import * as verdicts from '../matching/verdicts.ts';
import { crosswalkOf, type Crosswalk } from '../reference/crosswalk.ts';

/** Stands for a gate that fails: no sum with it reaches 0. */
export const FAILS = -10_000;
const UNKNOWN_HM = 0xffff;

/** Points by place index for the way from `from`; `FAILS` where it is beyond the limit. */
export function distancesFor(
  from: Place | null,
  limitKm: number | null,
  { places, reference }: Setting,
): Int16Array {
  const { distancePoints } = crosswalkOf(reference);
  const last = distancePoints.length - 1;
  const row = places.row(places.indexOf(from));
  const points = new Int16Array(places.size);
  for (let place = 0; place < points.length; place++) {
    const hm = row[place] ?? UNKNOWN_HM;
    if (hm === UNKNOWN_HM) continue;
    points[place] =
      verdicts.distanceVerdict(limitKm, hm) === 0
        ? (distancePoints[Math.min(hm, last)] ?? 0)
        : FAILS;
  }
  return points;
}

/** What links to occupations are worth, tabulated by the cell functions of the score. */
export class Reaches {
  /** Percent of a role's link: `shares[reach * 101 + sure]`. */
  readonly shares: Uint8Array;
  /** Points of a percentage. */
  readonly portions: Int16Array;
  readonly #crosswalk: Crosswalk;
  readonly #rows = new Map<number, readonly number[]>();
  readonly #entry: Record<'veteran' | 'family', Uint8Array>;

  constructor(crosswalk: Crosswalk) {
    this.#crosswalk = crosswalk;
    const { occupations, reference } = crosswalk;
    const { max } = reference.weights.occupation;
    this.portions = Int16Array.from({ length: 101 }, (_, percent) => cells.portion(max, percent));
    this.shares = Uint8Array.from({ length: 101 * 101 }, (_, at) =>
      cells.rolePercent([{ occupation: 0, sure: at % 101 }], () => Math.floor(at / 101)),
    );
    const entry = (kind: 'veteran' | 'family') =>
      Uint8Array.from(occupations, (_, at) => cells.entryPercent(crosswalk, at, kind));
    this.#entry = { veteran: entry('veteran'), family: entry('family') };
  }

  /** What links bring to each occupation, in percent, and what everyone of the kind does. */
  reachOf(links: readonly RoleLink[], kind: 'veteran' | 'family'): Uint8Array {
    const reach = this.#entry[kind].slice();
    for (const link of links) {
      for (const near of this.#rowOf(link)) {
        const percent = near & 127;
        if (percent > (reach[near >>> 7] ?? 0)) reach[near >>> 7] = percent;
      }
    }
    return reach;
  }

  /** What one link brings to the occupations near to it: occupation << 7 | percent. */
  #rowOf(link: RoleLink): readonly number[] {
    const key = link.occupation * 101 + link.sure;
    let row = this.#rows.get(key);
    if (row === undefined) {
      row = this.#crosswalk.occupations.flatMap((_, occupation) => {
        const percent = cells.linkPercent(this.#crosswalk, link, occupation);
        return percent === 0 ? [] : [(occupation << 7) | percent];
      });
      this.#rows.set(key, row);
    }
    return row;
  }
}

/** Indexes by value, highest first, equal ones in their order; values are at most `most`. */
export function descending(values: Int16Array, most: number): Uint16Array {
  const places = new Uint16Array(most + 3);
  for (let index = 0; index < values.length; index++) {
    const after = most - Math.max(values[index] ?? 0, -1) + 1;
    places[after] = (places[after] ?? 0) + 1;
  }
  for (let at = 1; at < places.length; at++) places[at] = (places[at] ?? 0) + (places[at - 1] ?? 0);
  const order = new Uint16Array(values.length);
  for (let index = 0; index < values.length; index++) {
    const rank = most - Math.max(values[index] ?? 0, -1);
    const place = places[rank] ?? 0;
    order[place] = index;
    places[rank] = place + 1;
  }
  return order;
}

/** The highest value, at least 0. */
export function highest(values: Int16Array | Uint16Array): number {
  let most = 0;
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? 0;
    if (value > most) most = value;
  }
  return most;
}

/** Restrictions by the bits that stand for them in a record. */
export const restrictionSets: readonly (readonly Restriction[])[] = Array.from(
  { length: 2 ** restrictions.length },
  (_, bits) => restrictions.filter((_one, at) => (bits & (1 << at)) !== 0),
);

/** The bits of restrictions, as `restrictionSets` reads them. */
export function restrictionBits(present: readonly Restriction[]): number {
  return restrictions.reduce((bits, one, at) => bits | (present.includes(one) ? 1 << at : 0), 0);
}
