import type { Crosswalk } from '../reference/crosswalk.ts';

import { isCheckup } from './certificates.ts';
import type { PreparedPosition } from './position.ts';
import type { PositionDocument, Restriction } from './types.ts';

/** A certificate by name and level 1 (五级) … 5 (一级); null: any level. */
export type NamedCertificate = { base: string; level: number | null };

/**
 * What the score and the gates see of a position beside its shift, offer and education: plain values
 * that an index outside this process can hold, and that say the same under other weights.
 */
export type MatchTraits = Pick<
  PositionDocument,
  'ageMin' | 'ageMax' | 'veteranAgeMax' | 'acceptsFamily'
> & {
  /** Occupations by name; what is not sure (100) counts less. */
  role: readonly { occupation: string; sure: number }[];
  /** Asked skills, and preferred certificates with their alternatives. */
  asked: readonly {
    key: string;
    required: 1 | 2 | 3;
    units: number;
    anyOf: readonly NamedCertificate[] | null;
  }[];
  /** Code of the place of work, whose point the entry has. */
  place: string | null;
  /** Driving classes of which any one will do; empty: none is needed. */
  licences: readonly string[];
  /** Groups that are all needed, any one of each; a health check may be had later. */
  papers: readonly { anyOf: readonly NamedCertificate[]; checkup: boolean }[];
  livesIn: boolean;
  offersBed: boolean;
  demands: readonly Restriction[];
};

/** The traits of a position that was read. */
export function traitsOf(
  { document, role, asked, licence, certificates, livesIn, offersBed, demands }: PreparedPosition,
  { occupations }: Crosswalk,
): MatchTraits {
  const { ageMin, ageMax, veteranAgeMax, acceptsFamily, place } = document;
  return {
    role: role.map(({ occupation, sure }) => ({
      occupation: occupations[occupation]?.name ?? '',
      sure,
    })),
    asked: asked.map(({ key, required, units, certificate }) => ({
      key,
      required,
      units,
      anyOf: certificate?.map(named) ?? null,
    })),
    place: place?.code ?? null,
    licences: licence?.anyOf ?? [],
    papers: certificates.map((group) => ({
      anyOf: group.anyOf.map(named),
      checkup: isCheckup(group),
    })),
    ...{ ageMin, ageMax, veteranAgeMax, acceptsFamily, livesIn, offersBed, demands },
  };
}

function named({ base, level }: NamedCertificate): NamedCertificate {
  return { base, level };
}
