import {
  FACETS,
  type Facet,
  type FacetCounts,
  type SearchEntry,
  type SearchFilter,
} from '../engine.ts';
import { educationRank } from '../matching/education.ts';
import type { Place } from '../matching/types.ts';

/** A box around a place, degrees WGS 84; `west` > `east` never occurs in one county. */
export type Box = { south: number; west: number; north: number; east: number };

const KM_PER_DEGREE = 111.32;

/** The box of half-width `km` around a place: never smaller than the circle, so widening loses nothing. */
export function boxAround({ lat, lng }: Place, km: number): Box {
  const [dLat, dLng] = [km / KM_PER_DEGREE, km / (KM_PER_DEGREE * Math.cos((lat * Math.PI) / 180))];
  return { south: lat - dLat, west: lng - dLng, north: lat + dLat, east: lng + dLng };
}

/** Whether an entry is within what a filter asks beside the facets: education, pay, distance. */
export function isWithin(
  { educationRank: asked, offer, lat, lng }: SearchEntry,
  { education, salaryMin, withinKm }: SearchFilter,
  origin?: Place,
): boolean {
  if (education !== undefined && asked > (educationRank(education) ?? 0)) return false;
  if (salaryMin !== undefined && (offer === null || offer < salaryMin)) return false;
  if (withinKm === undefined || origin === undefined) return true;
  const { south, west, north, east } = boxAround(origin, withinKm);
  return lat !== null && lng !== null && lat >= south && lat <= north && lng >= west && lng <= east;
}

/** The values that an entry has of a facet. */
function valuesOf(entry: SearchEntry, facet: Facet): readonly string[] {
  switch (facet) {
    case 'townships':
      return entry.townshipCode === null ? [] : [entry.townshipCode];
    case 'trades':
      return entry.trades;
    case 'shifts':
      return [entry.shift];
    case 'wishes':
      return entry.wishes;
  }
}

/**
 * The hits that have what is chosen of every facet, and how many would be left if one more value was
 * chosen: of wishes beside those chosen, of other facets instead of them.
 */
export function countFacets<T>(
  hits: readonly T[],
  filter: SearchFilter,
  entryOf: (hit: T) => SearchEntry,
): { admitted: T[]; facets: FacetCounts } {
  const counts = Object.fromEntries(
    FACETS.map((facet) => [facet, new Map<string, number>()]),
  ) as Record<Facet, Map<string, number>>;
  const admitted = hits.filter((hit) => {
    const entry = entryOf(hit);
    const failed = FACETS.filter((facet) => !chosen(entry, facet, filter));
    for (const facet of FACETS) {
      if (failed.some((other) => other !== facet || ADDING.has(facet))) continue;
      const count = counts[facet];
      for (const value of valuesOf(entry, facet)) count.set(value, (count.get(value) ?? 0) + 1);
    }
    return failed.length === 0;
  });
  return { admitted, facets: counts };
}

/** Of these all chosen values must hold: who ticks 双休 and 包住 wants both. */
const ADDING: ReadonlySet<Facet> = new Set(['wishes']);

function chosen(entry: SearchEntry, facet: Facet, filter: SearchFilter): boolean {
  const asked = filter[facet];
  if (asked === undefined || asked.length === 0) return true;
  const own = valuesOf(entry, facet);
  return ADDING.has(facet)
    ? asked.every((value) => own.includes(value))
    : asked.some((value) => own.includes(value));
}
