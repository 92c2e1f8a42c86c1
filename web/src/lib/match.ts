/** Words and shares for a score; the score itself comes from the API and is shown as it is. */

export const fullScore = 1000;

/** The word a score is shown as. The borders are those of the match card, not of the ranking. */
export type Fit = 'strong' | 'good' | 'possible';

export const fitOf = (score: number): Fit => {
  if (score >= 600) return 'strong';
  return score >= 400 ? 'good' : 'possible';
};

export interface Part {
  part: string;
  points: number;
  have: string;
  need: string;
}

/** Parts with where each begins on the way from 0 to the score, so that their bars add up. */
export const stacked = (parts: readonly Part[]): (Part & { from: number })[] => {
  let sum = 0;
  return parts.map((part) => {
    const from = sum;
    sum += part.points;
    return { ...part, from };
  });
};

/** Fewer points than this are no reason to show with a tick. */
const worthNaming = 100;

/**
 * Up to `limit` reasons that speak for the position, the weightiest first. The distance is none of
 * them: it stands in the card's head already.
 */
export const reasonsFor = (parts: readonly Part[], limit: number): Part[] =>
  parts
    .filter(({ part, points, have }) => part !== 'distance' && points >= worthNaming && have !== '')
    .toSorted((one, other) => other.points - one.points)
    .slice(0, limit);

export type TravelMode = 'walk' | 'ride' | 'drive';

/**
 * How one would go and how long it takes by road, in minutes rounded to five: on foot to 1.5 km
 * (4.5 km/h), by electric bicycle to 15 km (18 km/h), beyond that by car (40 km/h).
 */
export const travel = (km: number): { mode: TravelMode; minutes: number } => {
  const by = (mode: TravelMode, speed: number) => ({
    mode,
    minutes: Math.max(5, Math.round(((km / speed) * 60) / 5) * 5),
  });
  if (km <= 1.5) return by('walk', 4.5);
  return km <= 15 ? by('ride', 18) : by('drive', 40);
};
