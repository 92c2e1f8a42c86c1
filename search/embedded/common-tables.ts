import { restrictions, type Restriction } from '@xincheng/db/vocabulary/records';

import type { PreparedPerson } from '../matching/person.ts';
import type { Setting } from '../matching/score.ts';
import type { Place } from '../matching/types.ts';
import * as verdicts from '../matching/verdicts.ts';
import { crosswalkOf } from '../reference/crosswalk.ts';

import type { Zones } from './zones.ts';

/** What a person holds by way of papers. */
export type Held = Pick<PreparedPerson, 'certificates' | 'classes' | 'mayExchangeLicence'>;

/** Stands for a gate that fails: no sum with it reaches 0. */
export const FAILS = -10_000;
const UNKNOWN_HM = 0xffff;

/** Points by number of the store, and the highest of them. */
export type Points = { points: Int16Array; most: number };

/** Points by place, the highest by zone, and the zones, best first. */
export type Ways = { distance: Int16Array; zoneBest: Int16Array; zones: Uint16Array };

/** Points for ways from a place, by place and by zone. */
export function waysFor(
  from: Place | null,
  limitKm: number | null,
  zones: Zones,
  setting: Setting,
): Ways {
  const distance = distancesFor(from, limitKm, setting);
  const zoneBest = zones.highest(distance, FAILS);
  const { max } = setting.reference.weights.distance;
  return { distance, zoneBest, zones: descending(zoneBest, max) };
}

/** Points by place index for the way from `from`; `FAILS` where it is beyond the limit. */
function distancesFor(
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

/** Equal for people whom papers open the same positions to. */
export function heldKey({ certificates, classes, mayExchangeLicence }: Held): string {
  const names = certificates.map(
    ({ base, level, known }) => `${base}:${level ?? ''}:${known === null ? '' : 'known'}`,
  );
  return [...names.sort(), ...[...classes].sort(), String(mayExchangeLicence)].join('|');
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
