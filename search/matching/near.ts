import type { Grant, NearMiss, PairScore, Profile } from './types.ts';

/** One or two: what takes more than that is a change of trade, not a near miss. */
const mostGates = 2;
/** Skills and occupation together must reach this much, so that the hint is worth the effort. */
export const nearFit = 100;

/**
 * The near miss of a scored pair: null unless one or two failing gates keep it away, each of them can
 * be mended by a licence or certificate, and the work itself suits the person.
 */
export function nearMissOf(pair: Pick<PairScore, 'gates' | 'missing' | 'parts'>): NearMiss | null {
  const failed = pair.gates.filter(({ passed }) => !passed);
  if (failed.length === 0 || failed.length > mostGates) return null;
  if (failed.some(({ fixable }) => !fixable) || fitOf(pair) < nearFit) return null;
  const needs = new Set(failed.map(({ need }) => need));
  return { gates: failed, actions: pair.missing.filter(({ what }) => needs.has(what)) };
}

/** Points for skills and occupation: whether the work itself suits. */
export function fitOf({ parts }: Pick<PairScore, 'parts'>): number {
  return parts.reduce(
    (sum, { part, points }) => (part === 'skills' || part === 'occupation' ? sum + points : sum),
    0,
  );
}

/** The person after an action: what a re-run of the ranking starts from. */
export function withGrant(profile: Profile, { kind, value }: Grant): Profile {
  return kind === 'licence'
    ? { ...profile, licences: [...profile.licences, value] }
    : { ...profile, certificates: [...profile.certificates, value] };
}
