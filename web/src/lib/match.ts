/** Words and shares for a score; the score itself comes from the API and is shown as it is. */
import type { Match } from '@xincheng/api/contract';
import type { Messages } from './messages/index.ts';

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

export type MatchAction = Match['missing'][number];

/** What to do about a lack: "考一个低压电工作业证"; a kind without words of its own stays as it is. */
export const actOf = (m: Messages, { kind, what }: MatchAction): string =>
  m.seeker.acts[kind]?.(what) ?? what;

/** How long it usually takes, "约 30–60 天"; beyond four months in months, empty where unknown. */
export const durationOf = (m: Messages, days: MatchAction['days']): string => {
  if (days === null) return '';
  const months = (count: number): number => Math.round(count / 30);
  return days.to > 120
    ? m.seeker.months(months(days.from), months(days.to))
    : m.seeker.days(days.from, days.to);
};

/**
 * Day and number out of a version of the data behind a score: `2026-11-23|412`, of a score with the
 * version of the places behind it. Null for one of another form, as the product ships it.
 */
export const readVersion = (version: string): { day: string; change: string } | null => {
  const [, day, change] = /^(\d{4}-\d{2}-\d{2})\|(\d+)(?:\|\d+)?$/.exec(version) ?? [];
  return day === undefined || change === undefined ? null : { day, change };
};

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
