import type { Place, Weights } from './types.ts';

const EARTH_RADIUS_KM = 6371;
/** Says "unknown" in the table; 6,553 km are in no county. */
const UNKNOWN = 0xffff;
const MOST_PLACES = 0xffff;

/** Great-circle distance (haversine) in whole hectometres (100 m). */
export function straightHm(one: Place, other: Place): number {
  const dLat = radians(other.lat - one.lat);
  const dLng = radians(other.lng - one.lng);
  const chord =
    Math.sin(dLat / 2) ** 2 +
    Math.cos(radians(one.lat)) * Math.cos(radians(other.lat)) * Math.sin(dLng / 2) ** 2;
  const km = 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
  return Math.min(Math.round(km * 10), UNKNOWN - 1);
}

/** One pair of the persisted table; each pair stands once, in either order. */
export type PlaceWay = { fromCode: string; toCode: string; straightHm: number };

/**
 * Distances between all places in use, as whole hectometres. Index 0 stands for "place unknown". What
 * the persisted table does not hold (a place written since) is computed by the same formula.
 */
export class PlaceTable {
  readonly #indexes = new Map<string, number>();
  readonly #places: (Place | null)[] = [null];
  readonly #ways: ReadonlyMap<string, number>;
  #rows: Uint16Array[] = [new Uint16Array([UNKNOWN])];

  constructor(places: Iterable<Place> = [], ways: readonly PlaceWay[] = []) {
    this.#ways = new Map(
      ways.flatMap(({ fromCode, toCode, straightHm: hm }) => [
        [`${fromCode} ${toCode}`, hm],
        [`${toCode} ${fromCode}`, hm],
      ]),
    );
    for (const place of places) this.indexOf(place);
  }

  /** Number of indexes in use, the unknown place included. */
  get size(): number {
    return this.#places.length;
  }

  /** The place's index, taken in on first sight. Throws RangeError beyond 65,535 places. */
  indexOf(place: Place | null): number {
    if (place === null) return 0;
    return this.#indexes.get(place.code) ?? this.#add(place);
  }

  /** Distances from a place to every index, in hectometres; 65,535 where one is unknown. */
  row(index: number): Uint16Array {
    const row = this.#rows[index];
    if (row === undefined) throw new RangeError(`no place ${String(index)}`);
    return row;
  }

  /** Hectometres, or null when a place is unknown. */
  between(one: Place | null, other: Place | null): number | null {
    const hm = this.row(this.indexOf(one))[this.indexOf(other)];
    return hm === undefined || hm === UNKNOWN ? null : hm;
  }

  #add(place: Place): number {
    const index = this.#places.length;
    if (index > MOST_PLACES) throw new RangeError('more than 65,535 places');
    this.#places.push(place);
    this.#indexes.set(place.code, index);
    if (index >= (this.#rows[0]?.length ?? 0)) this.#widen(Math.max(64, index * 2));
    const row = new Uint16Array(this.#rows[0]?.length ?? 0).fill(UNKNOWN);
    this.#rows.push(row);
    this.#places.forEach((other, at) => {
      if (other === null) return;
      const hm = this.#ways.get(`${place.code} ${other.code}`) ?? straightHm(place, other);
      row[at] = hm;
      const back = this.#rows[at];
      if (back !== undefined) back[index] = hm;
    });
    return index;
  }

  #widen(capacity: number): void {
    this.#rows = this.#rows.map((row) => {
      const wider = new Uint16Array(capacity).fill(UNKNOWN);
      wider.set(row);
      return wider;
    });
  }
}

/** The estimated way by road in hectometres; roads in hill country are longer than the straight line. */
export function roadHm(straight: number, { roadPercent }: Weights['distance']): number {
  return Math.floor((straight * roadPercent) / 100);
}

/** Points by straight hectometres; one table per weights, its last entry holds for all beyond. */
export function distancePoints(weights: Weights['distance']): Uint16Array {
  const { max, decay } = weights;
  const lastKm = decay.at(-1)?.[0] ?? 0;
  const size = Math.ceil(((lastKm + 1) * 1000) / weights.roadPercent) + 1;
  return Uint16Array.from({ length: size }, (_, hm) => {
    const km = Math.floor(roadHm(hm, weights) / 10);
    return Math.floor((max * decayPercent(km, decay)) / 100);
  });
}

/** Percent for a way by road of `km` full kilometres; never rises with distance. */
function decayPercent(km: number, steps: Weights['distance']['decay']): number {
  const at = steps.findLastIndex(([from]) => from <= km);
  const [from, high] = steps[at] ?? [0, 0];
  const [to, low] = steps[at + 1] ?? [from + 1, high];
  return high - Math.floor(((high - low) * (km - from)) / (to - from));
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
