import type { Crosswalk } from '../reference/crosswalk.ts';

import type { PreparedPerson } from './person.ts';
import type { PreparedPosition, RoleLink } from './position.ts';

/**
 * Everything of a position that a score or a gate depends on, as text: positions with equal prints
 * have equal scores and gates with everybody, the weights and ways being the same. Tells which pairs
 * an edit of the reference data touches.
 */
export function positionPrint(position: PreparedPosition, crosswalk: Crosswalk): string {
  const { document, asked, role, licence, certificates } = position;
  return JSON.stringify([
    asked.map(({ key, required, units }) => [key, required, units]),
    role.map((link) => occupationPrint(link, crosswalk)),
    licence,
    certificates.map(({ key, rule, anyOf }) => [key, rule, anyOf.map(({ known }) => known?.way)]),
    [position.educationRank, position.offer, position.shift, position.livesIn],
    [position.offersBed, position.demands, document.state, document.place?.code],
    [document.ageMin, document.ageMax, document.veteranAgeMax, document.acceptsFamily],
  ]);
}

/** The same of a person. */
export function personPrint(person: PreparedPerson, crosswalk: Crosswalk): string {
  const { profile } = person;
  return JSON.stringify([
    [...person.levels].sort(),
    [...person.trades].sort(),
    person.atoms.map((link) => occupationPrint(link, crosswalk)),
    person.certificates.map(({ base, level, known }) => [base, level, known?.covers]),
    [...person.classes].sort(),
    [person.mayExchangeLicence, person.educationRank, person.age, profile.kind],
    [profile.place?.code, profile.maxDistanceKm, profile.salaryMin, profile.payFirm],
    [profile.acceptShift, profile.acceptLodging, profile.restrictions],
  ]);
}

/** What closeness and entry depend on, so that an occupation's edit shows on both sides. */
function occupationPrint({ occupation, sure }: RoleLink, { occupations }: Crosswalk) {
  const known = occupations[occupation];
  return [known?.name, known?.code, known?.trade, known?.entry, sure];
}
