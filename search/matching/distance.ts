/** Roads in hill country are longer than the straight line; one factor for the whole county. */
const ROAD_FACTOR = 1.3;
const EARTH_RADIUS_KM = 6371;

type Place = { lat: number | null; lng: number | null };

/** Great-circle distance in km (haversine), or null when a place is unknown. */
export function straightKm(one: Place, other: Place): number | null {
  if (one.lat === null || one.lng === null || other.lat === null || other.lng === null) return null;
  const dLat = radians(other.lat - one.lat);
  const dLng = radians(other.lng - one.lng);
  const chord =
    Math.sin(dLat / 2) ** 2 +
    Math.cos(radians(one.lat)) * Math.cos(radians(other.lat)) * Math.sin(dLng / 2) ** 2;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/** The estimated way by road, rounded to 0.1 km. */
export function roadKm(straight: number): number {
  return Math.round(straight * ROAD_FACTOR * 10) / 10;
}

/** Share of the distance points by full kilometres of road, in percent: `[from km, percent]`. */
const decaySteps = [
  [0, 100],
  [3, 95],
  [6, 88],
  [10, 78],
  [15, 66],
  [20, 56],
  [30, 42],
  [40, 32],
  [60, 20],
  [80, 10],
  [120, 0],
] as const;

/** Percent for a way by road of `km`; never rises with distance. */
export function decayPercent(km: number): number {
  return decayByKm[Math.min(Math.floor(km), decayByKm.length - 1)] ?? 0;
}

const decayByKm = Array.from({ length: 121 }, (_, km) => {
  const at = decaySteps.findLastIndex(([from]) => from <= km);
  const [from, high] = decaySteps[at] ?? [0, 0];
  const [to, low] = decaySteps[at + 1] ?? [from + 1, high];
  return high - Math.floor(((high - low) * (km - from)) / (to - from));
});

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
