import {
  cells,
  holds,
  isCheckup,
  verdicts,
  type PreparedPerson,
  type PreparedPosition,
  type Setting,
} from '@xincheng/search/matching';
import { crosswalkOf, type Crosswalk } from '@xincheng/search/reference';

/** Stands for a gate that fails: no sum with it reaches 0, and five of them fit a smallint. */
export const BLOCKED = -2000;

/** What a person brings to an occupation, in percent. */
export function reachPercent(
  { atoms, profile }: Pick<PreparedPerson, 'atoms' | 'profile'>,
  occupation: number,
  crosswalk: Crosswalk,
): number {
  return atoms.reduce(
    (best, atom) => Math.max(best, cells.linkPercent(crosswalk, atom, occupation)),
    cells.entryPercent(crosswalk, occupation, profile.kind),
  );
}

/**
 * What one category of the position and one of the person give, by the cell functions of the score and
 * the verdicts of the gates; BLOCKED where a gate keeps the two apart.
 */
export function distancePoints(
  person: Pick<PreparedPerson, 'profile'>,
  straightHm: number | null,
  setting: Setting,
): number {
  if (verdicts.distanceVerdict(person.profile.maxDistanceKm, straightHm) !== 0) return BLOCKED;
  const { distancePoints: points } = crosswalkOf(setting.reference);
  return straightHm === null ? 0 : (points[Math.min(straightHm, points.length - 1)] ?? 0);
}

export function payPoints(
  { profile: { salaryMin, payFirm } }: Pick<PreparedPerson, 'profile'>,
  offer: number | null,
  { reference: { weights } }: Setting,
): number {
  return verdicts.payVerdict(salaryMin, payFirm, offer) === 0
    ? cells.payPoints(weights, salaryMin, offer)
    : BLOCKED;
}

/** Shift, bed, living on the site, and what the person cannot do. */
export function workPoints(
  { profile }: Pick<PreparedPerson, 'profile'>,
  work: Pick<PreparedPosition, 'shift' | 'offersBed' | 'livesIn' | 'demands'>,
  { reference: { weights } }: Setting,
): number {
  const isKept =
    verdicts.shiftVerdict(profile.acceptShift, work.shift) === 0 &&
    verdicts.lodgingVerdict(profile.acceptLodging, work.livesIn) === 0 &&
    verdicts.restrictionVerdict(profile.restrictions, work.demands) === 0;
  if (!isKept) return BLOCKED;
  return (
    cells.shiftPoints(weights, profile.acceptShift, work.shift) +
    cells.lodgingPoints(weights, profile.acceptLodging, work.offersBed)
  );
}

/** Licences and certificates. */
export function papersPoints(
  person: Pick<PreparedPerson, 'certificates' | 'classes' | 'mayExchangeLicence'>,
  { licence, certificates }: Pick<PreparedPosition, 'licence' | 'certificates'>,
  { reference: { weights } }: Setting,
): number {
  const { classes, mayExchangeLicence, certificates: held } = person;
  const isKept =
    (licence === null || verdicts.licenceVerdict(classes, mayExchangeLicence, licence) === 0) &&
    certificates.every((group) => verdicts.certificateVerdict(held, group) === 0);
  if (!isKept) return BLOCKED;
  const lacks = certificates.some((group) => isCheckup(group) && !holds(held, group));
  return cells.papersPoints(weights, lacks);
}

/** Age, education and whether families are taken. */
export function limitPoints(
  {
    age,
    educationRank,
    profile: { kind },
  }: Pick<PreparedPerson, 'age' | 'educationRank' | 'profile'>,
  limits: verdicts.AgeLimits & {
    acceptsFamily: boolean | null;
    educationRank: number | null;
  },
): number {
  const isKept =
    verdicts.ageVerdict(age, kind, limits) === 0 &&
    verdicts.educationVerdict(educationRank, limits.educationRank) === 0 &&
    verdicts.familyVerdict(kind, limits.acceptsFamily) === 0;
  return isKept ? 0 : BLOCKED;
}
