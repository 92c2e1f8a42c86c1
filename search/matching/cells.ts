/**
 * The cells of the score's tables: points for one thing a position asks and one thing a person has.
 * `scorePair` adds them up with words beside; the engines build their tables from the same functions,
 * so every way of ranking gives the same whole numbers.
 *
 * The grammar of the score: `Σ units × perUnit[required][level]` (skills) + `best over the role's links`
 * (occupation) + `place × place` (distance) + `wish × offer`, `accepted × shift`, `accepted × bed`,
 * `held × asked` (terms). Each addend depends on one category of the position and one of the person.
 * Whatever is not of this form (any-of licences, limits, combinations) is a gate, or a maximum taken
 * beforehand on the side that asks.
 */
import type { Crosswalk } from '../reference/crosswalk.ts';

import type { RoleLink } from './position.ts';
import type { ShiftKind, Weights } from './types.ts';

/** The parts' highest points. They sum to 1000. */
export function partMaxOf({ skills, occupation, distance, terms }: Weights) {
  const perUnit = Math.max(...skills.pointsPerUnit.flat());
  return {
    skills: skills.units * perUnit,
    occupation: occupation.max,
    distance: distance.max,
    terms: terms.pay + terms.shift + terms.lodging + terms.papers,
  };
}

/** Points for one unit of a skill: `required` 1–3, `level` 0–3. */
export function perUnit({ skills }: Weights, required: number, level: number): number {
  return skills.pointsPerUnit[required - 1]?.[level] ?? 0;
}

/**
 * What a person brings to an occupation, in percent: through one link of their own, or 0.
 * `link.sure` counts by how close the two occupations are.
 */
export function linkPercent(
  { closeness, occupations }: Crosswalk,
  link: RoleLink,
  occupation: number,
): number {
  const close = closeness[link.occupation * occupations.length + occupation] ?? 0;
  return Math.floor((link.sure * close) / 100);
}

/** What anyone of this kind brings to an occupation untrained, in percent. */
export function entryPercent(
  { occupations, reference }: Crosswalk,
  occupation: number,
  kind: 'veteran' | 'family',
): number {
  const entry = occupations[occupation]?.entry ?? 'none';
  return entry === 'veteran' && kind === 'family' ? 0 : reference.weights.occupation.entry[entry];
}

/** Percent for a role, given what the person brings to each occupation: the best of its links. */
export function rolePercent(
  role: readonly RoleLink[],
  reach: (occupation: number) => number,
): number {
  let best = 0;
  for (const { occupation, sure } of role) {
    best = Math.max(best, Math.floor((reach(occupation) * sure) / 100));
  }
  return best;
}

/** Points of a percentage. */
export function portion(max: number, percent: number): number {
  return Math.floor((max * percent) / 100);
}

/** Points for the offered pay (yuan a month, null not stated) against the wish (null none). */
export function payPoints({ terms }: Weights, wish: number | null, offer: number | null): number {
  if (offer === null) return portion(terms.pay, terms.payUnknown);
  if (wish === null || wish <= 0) return portion(terms.pay, terms.payNoWish);
  const share = Math.floor((offer * 100) / wish);
  return portion(terms.pay, terms.payShare.find(([from]) => share >= from)?.[1] ?? 0);
}

/** Points for the shift; `accepted` null is no objection. */
export function shiftPoints(
  { terms }: Weights,
  accepted: boolean | null,
  shift: ShiftKind,
): number {
  const percent = accepted === false ? terms.shiftRefused[shift] : terms.shiftAccepted[shift];
  return portion(terms.shift, percent);
}

/** Points for lodging; `accepted` null is no objection. */
export function lodgingPoints(
  { terms }: Weights,
  accepted: boolean | null,
  offersBed: boolean,
): number {
  return portion(terms.lodging, offersBed && accepted !== false ? 100 : terms.noBed);
}

/** Points for papers had before the first day: all unless a health check is asked for and not held. */
export function papersPoints({ terms }: Weights, lacksCheckup: boolean): number {
  return lacksCheckup ? 0 : terms.papers;
}
