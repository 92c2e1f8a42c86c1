import type { PlaceTable } from '../matching/places.ts';

/**
 * Number of zones, as many as a word has bits; lists are kept by zone, so more of them cost memory,
 * fewer are read in vain.
 */
export const ZONES = 32;
/** A place this near to the first place of a zone belongs to it. */
const NEAR_HM = 30;
const UNKNOWN_ZONE = 0;

/**
 * Places close to each other, so that a ranking can leave out whole neighbourhoods. Zone 0 holds what
 * has no known place. A place keeps its zone, whatever comes after it.
 */
export class Zones {
  readonly #places: PlaceTable;
  /** Place index of the first place of each zone. */
  readonly #firsts: number[] = [];
  readonly #zones: number[] = [UNKNOWN_ZONE];

  constructor(places: PlaceTable) {
    this.#places = places;
  }

  zoneOf(place: number): number {
    while (this.#zones.length <= place) this.#zones.push(this.#choose(this.#zones.length));
    return this.#zones[place] ?? UNKNOWN_ZONE;
  }

  /** The highest of the values by place, by zone; `lowest` where a zone has no place. */
  highest(byPlace: Int16Array, lowest: number): Int16Array {
    const best = new Int16Array(ZONES).fill(lowest);
    for (let place = 0; place < byPlace.length; place++) {
      const zone = this.zoneOf(place);
      const value = byPlace[place] ?? lowest;
      if (value > (best[zone] ?? lowest)) best[zone] = value;
    }
    return best;
  }

  #choose(place: number): number {
    const row = this.#places.row(place);
    let [nearest, nearestHm] = [-1, Infinity];
    this.#firsts.forEach((first, at) => {
      const hm = row[first] ?? Infinity;
      if (hm < nearestHm) [nearest, nearestHm] = [at, hm];
    });
    if (nearestHm <= NEAR_HM || this.#firsts.length === ZONES - 1) return nearest + 1;
    this.#firsts.push(place);
    return this.#firsts.length;
  }
}
