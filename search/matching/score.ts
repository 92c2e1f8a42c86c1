import { crosswalkOf, type Crosswalk } from '../skills/crosswalk.ts';
import { branchOf } from '../skills/lexicon.ts';

import { covers, type ReadCertificate } from './certificates.ts';
import { decayPercent, roadKm, straightKm } from './distance.ts';
import { gatesFor, missingFor } from './gates.ts';
import { preparePerson, type PreparedPerson } from './person.ts';
import { preparePosition, type PreparedPosition } from './position.ts';
import { termsPart } from './terms.ts';
import type {
  NearMiss,
  PairScore,
  PositionDocument,
  Profile,
  Reference,
  ScorePart,
} from './types.ts';
import { levelPercent, NO_SKILL_ASKED_PERCENT, partMax } from './weights.ts';

/**
 * Everything there is to say about one person and one position on `today` (`YYYY-MM-DD`): an exact
 * score 0–1000 that is the sum of its parts, and the gates apart from it. Pure: the same input gives
 * the same answer.
 */
export function scorePair(
  profile: Profile,
  position: PositionDocument,
  reference: Reference,
  today: string,
): PairScore {
  const crosswalk = crosswalkOf(reference);
  const person = preparePerson(profile, crosswalk, today);
  return scorePrepared(person, preparePosition(position, crosswalk), crosswalk, today);
}

/**
 * The near miss of a scored pair: null unless one or two failing gates keep it away and each of them
 * can be mended by a licence or certificate.
 */
export function nearMissOf(pair: Pick<PairScore, 'gates' | 'missing'>): NearMiss | null {
  const failed = pair.gates.filter(({ passed }) => !passed);
  if (failed.length === 0 || failed.length > 2 || failed.some(({ fixable }) => !fixable))
    return null;
  return {
    gates: failed,
    actions: pair.missing.filter(({ kind }) => !kind.startsWith('record_')),
  };
}

/** `scorePair` on what is already read. */
export function scorePrepared(
  person: PreparedPerson,
  position: PreparedPosition,
  crosswalk: Crosswalk,
  today: string,
): PairScore {
  const straight = straightKm(person.profile, position.document);
  const parts = [
    skillsPart(person, position),
    occupationPart(person, position, crosswalk),
    distancePart(person, straight),
    termsPart(person, position),
  ];
  return {
    score: parts.reduce((sum, { points }) => sum + points, 0),
    distanceKm: straight === null ? null : roadKm(straight),
    parts,
    gates: gatesFor(person, position, crosswalk.reference.rules, straight, today),
    missing: missingFor(person, position, straight),
  };
}

function skillsPart(person: PreparedPerson, { asked }: PreparedPosition): ScorePart {
  if (asked.length === 0) {
    const points = Math.floor((partMax.skills * NO_SKILL_ASKED_PERCENT) / 100);
    return { part: 'skills', points, have: '可边学边干', need: '没有写明技能要求' };
  }
  let points = 0;
  const held: string[] = [];
  for (const { skill, certificate, name, required, max } of asked) {
    const level =
      skill !== null ? levelOf(person, skill) : holdsAny(person, certificate ?? []) ? 3 : 0;
    if (level > 1 || (skill !== null && person.levels.has(skill))) held.push(name);
    points += Math.floor((max * levelPercent[required][level]) / 100);
  }
  return {
    part: 'skills',
    points,
    have: held.length === 0 ? '暂未看到对应技能' : `会${held.slice(0, 4).join('、')}`,
    need: asked
      .slice(0, 4)
      .map(({ name }) => name)
      .join('、'),
  };
}

/** A skill of the same trade counts as touched on. */
function levelOf(person: PreparedPerson, skill: string): 0 | 1 | 2 | 3 {
  const level = person.levels.get(skill) ?? (person.branches.has(branchOf(skill)) ? 1 : 0);
  return level >= 3 ? 3 : level === 2 ? 2 : level === 1 ? 1 : 0;
}

function holdsAny(person: PreparedPerson, anyOf: readonly ReadCertificate[]): boolean {
  return anyOf.some((needed) => person.certificates.some((held) => covers(held, needed)));
}

function occupationPart(
  person: PreparedPerson,
  position: PreparedPosition,
  { occupations }: Crosswalk,
): ScorePart {
  let percent = 0;
  let because = '';
  let name = position.document.title;
  for (const { index, sure } of position.occupations) {
    const reach = person.reach[index];
    const here = Math.floor(((reach?.percent ?? 0) * sure) / 100);
    if (here <= percent) continue;
    percent = here;
    because = reach?.because ?? '';
    name = occupations[index]?.name ?? name;
  }
  return {
    part: 'occupation',
    points: Math.floor((partMax.occupation * percent) / 100),
    have: because || (percent > 0 ? '不限工种，可以上手' : '以往没有做过相近的工作'),
    need: name,
  };
}

function distancePart({ profile }: PreparedPerson, straight: number | null): ScorePart {
  const limit = profile.maxDistanceKm;
  const need = limit === null ? '没有设距离上限' : `希望在 ${limit} 公里以内`;
  if (straight === null) return { part: 'distance', points: 0, have: '距离未知', need };
  const km = roadKm(straight);
  const points = Math.floor((partMax.distance * decayPercent(km)) / 100);
  return { part: 'distance', points, have: `路程约 ${km.toFixed(1)} 公里`, need };
}
