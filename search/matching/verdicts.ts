/**
 * The gates as verdicts, each of one condition of the position and one fact of the person. `gates.ts`
 * puts words to them; the engines tabulate them. What is not recorded about a person never excludes.
 */
import {
  easiest,
  holds,
  isCheckup,
  type CertificateGroup,
  type ReadCertificate,
} from './certificates.ts';
import { isForBeginners } from './licences.ts';
import type { LicenceGroup } from './position.ts';
import type { PositionDocument, Restriction, ShiftKind, Verdict } from './types.ts';

/** Any one class will do; a higher class covers a lower one (`classes` is already expanded). */
export function licenceVerdict(
  classes: ReadonlySet<string>,
  mayExchange: boolean,
  { anyOf }: LicenceGroup,
): Verdict {
  if (anyOf.some((one) => classes.has(one))) return 0;
  return mayExchange || isForBeginners(anyOf) ? 1 : 2;
}

/** A health check passes: it is had before the first day, and costs points until then. */
export function certificateVerdict(
  held: readonly ReadCertificate[],
  group: CertificateGroup,
): Verdict {
  if (holds(held, group) || isCheckup(group)) return 0;
  return easiest(group) === null ? 2 : 1;
}

export type AgeLimits = Pick<PositionDocument, 'ageMin' | 'ageMax' | 'veteranAgeMax'>;

/** The upper limit that holds for this kind of person; null is none. Veterans get the wider one. */
export function ageLimitFor(
  kind: 'veteran' | 'family',
  { ageMax, veteranAgeMax }: AgeLimits,
): number | null {
  return kind === 'veteran' && veteranAgeMax !== null
    ? Math.max(veteranAgeMax, ageMax ?? 0)
    : ageMax;
}

export function ageVerdict(
  age: number | null,
  kind: 'veteran' | 'family',
  limits: AgeLimits,
): Verdict {
  if (age === null) return 0;
  const limit = ageLimitFor(kind, limits);
  return age >= (limits.ageMin ?? 0) && age <= (limit ?? Infinity) ? 0 : 2;
}

/** By rank, so that 高中 and 中职 are peers. */
export function educationVerdict(have: number | null, need: number | null): Verdict {
  return have === null || need === null || have >= need ? 0 : 2;
}

export function familyVerdict(kind: 'veteran' | 'family', acceptsFamily: boolean | null): Verdict {
  return kind === 'family' && acceptsFamily === false ? 2 : 0;
}

/** The way by road is an estimate: only what lies beyond the limit in a straight line is kept away. */
export function distanceVerdict(limitKm: number | null, straightHm: number | null): Verdict {
  return limitKm === null || straightHm === null || straightHm <= limitKm * 10 ? 0 : 2;
}

export function shiftVerdict(accepted: boolean | null, shift: ShiftKind): Verdict {
  return accepted === false && shift === 'rotating' ? 2 : 0;
}

export function lodgingVerdict(accepted: boolean | null, livesIn: boolean): Verdict {
  return accepted === false && livesIn ? 2 : 0;
}

/** Excludes only when the person marked the wish as firm. */
export function payVerdict(wish: number | null, firm: boolean, offer: number | null): Verdict {
  return firm && wish !== null && offer !== null && offer < wish ? 2 : 0;
}

export function restrictionVerdict(
  restrictions: readonly Restriction[],
  demands: readonly Restriction[],
): Verdict {
  return demands.some((one) => restrictions.includes(one)) ? 2 : 0;
}
