import type { SearchEntry } from '../engine.ts';
import * as cells from '../matching/cells.ts';
import { holds } from '../matching/certificates.ts';
import { levelOf, type PreparedPerson } from '../matching/person.ts';
import type { Setting } from '../matching/score.ts';
import type { MatchTraits, NamedCertificate } from '../matching/traits.ts';
import type { Place } from '../matching/types.ts';
import * as verdicts from '../matching/verdicts.ts';
import { crosswalkOf } from '../reference/crosswalk.ts';

import type { Category } from './layout.ts';

/** Points of one unit of a category for one person, by the cells of the score; whole numbers from 0. */
export function pointsFor(person: PreparedPerson, setting: Setting): (one: Category) => number {
  const { weights } = setting.reference;
  const { profile } = person;
  const role = rolePoints(person, setting);
  return (one) => {
    switch (one.kind) {
      case 'role':
        return role(one.role);
      case 'asked':
        return cells.perUnit(weights, one.asked.required, levelFor(person, one.asked));
      case 'nothing':
        return weights.skills.nothingAsked;
      case 'place':
        return distancePoints(profile.place, one.place, setting);
      case 'pay':
        return cells.payPoints(weights, profile.salaryMin, one.offer);
      case 'work':
        return (
          cells.shiftPoints(weights, profile.acceptShift, one.shift) +
          cells.lodgingPoints(weights, profile.acceptLodging, one.offersBed)
        );
      case 'checkup':
        return cells.papersPoints(
          weights,
          one.groups.some(({ anyOf }) => !holdsAny(person, anyOf)),
        );
    }
  };
}

/** Whether no gate keeps the person from a position in the index: only open ones are. */
export function isOpenTo(person: PreparedPerson, entry: SearchEntry, { places }: Setting): boolean {
  const { profile, age, educationRank, classes } = person;
  const { traits, shift, offer } = entry;
  const { licences, papers } = traits;
  const straightHm = places.between(profile.place, placeOf(entry));
  return (
    (licences.length === 0 || licences.some((one) => classes.has(one))) &&
    papers.every(({ anyOf, checkup }) => checkup || holdsAny(person, anyOf)) &&
    verdicts.ageVerdict(age, profile.kind, traits) === 0 &&
    verdicts.educationVerdict(educationRank, entry.educationRank || null) === 0 &&
    verdicts.familyVerdict(profile.kind, traits.acceptsFamily) === 0 &&
    verdicts.distanceVerdict(profile.maxDistanceKm, straightHm) === 0 &&
    verdicts.shiftVerdict(profile.acceptShift, shift) === 0 &&
    verdicts.lodgingVerdict(profile.acceptLodging, traits.livesIn) === 0 &&
    verdicts.payVerdict(profile.salaryMin, profile.payFirm, offer) === 0 &&
    verdicts.restrictionVerdict(profile.restrictions, traits.demands) === 0
  );
}

/** Whether the person has one of these certificates. */
export function holdsAny(person: PreparedPerson, anyOf: readonly NamedCertificate[]): boolean {
  return holds(person.certificates, { anyOf: anyOf.map((one) => ({ ...one, known: null })) });
}

function placeOf({ traits: { place }, lat, lng }: SearchEntry): Place | null {
  return place === null || lat === null || lng === null ? null : { code: place, lat, lng };
}

function rolePoints(
  { atoms, profile }: PreparedPerson,
  { reference }: Setting,
): (role: MatchTraits['role']) => number {
  const crosswalk = crosswalkOf(reference);
  const reach = (occupation: number) =>
    atoms.reduce(
      (best, atom) => Math.max(best, cells.linkPercent(crosswalk, atom, occupation)),
      cells.entryPercent(crosswalk, occupation, profile.kind),
    );
  return (role) => {
    const links = role.flatMap(({ occupation: name, sure }) => {
      const occupation = crosswalk.occupationIndex.get(name);
      return occupation === undefined ? [] : [{ occupation, sure }];
    });
    return cells.portion(reference.weights.occupation.max, cells.rolePercent(links, reach));
  };
}

function levelFor(person: PreparedPerson, { key, anyOf }: MatchTraits['asked'][number]): number {
  if (anyOf === null) return levelOf(person, key);
  return holdsAny(person, anyOf) ? 3 : 0;
}

function distancePoints(from: Place | null, to: Place, { places, reference }: Setting): number {
  const { distancePoints: points } = crosswalkOf(reference);
  const straightHm = places.between(from, to);
  return straightHm === null ? 0 : (points[Math.min(straightHm, points.length - 1)] ?? 0);
}
