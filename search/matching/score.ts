import { crosswalkOf, type Crosswalk } from '../reference/crosswalk.ts';

import * as cells from './cells.ts';
import { holds, isCheckup } from './certificates.ts';
import { gatesFor, missingFor } from './gates.ts';
import { levelOf, levelOfCertificate, preparePerson, type PreparedPerson } from './person.ts';
import { roadHm, type PlaceTable } from './places.ts';
import { preparePosition, type Asked, type PreparedPosition } from './position.ts';
import type { PairScore, PositionDocument, Profile, Reference, ScorePart } from './types.ts';

/** What every score on one day depends on beside the two sides. */
export type Setting = {
  reference: Reference;
  places: PlaceTable;
  /** `YYYY-MM-DD`, Asia/Shanghai: ages count on it, and laws that are in force. */
  today: string;
};

/**
 * Everything there is to say about one person and one position: an exact score 0–1000 that is the sum
 * of its parts, and the gates apart from it. The same input gives the same answer.
 */
export function scorePair(
  profile: Profile,
  position: PositionDocument,
  setting: Setting,
): PairScore {
  const crosswalk = crosswalkOf(setting.reference);
  return scorePrepared(
    preparePerson(profile, crosswalk, setting.today),
    preparePosition(position, crosswalk, setting.today),
    setting,
  );
}

/** `scorePair` on what is already read. */
export function scorePrepared(
  person: PreparedPerson,
  position: PreparedPosition,
  { reference, places, today }: Setting,
): PairScore {
  const crosswalk = crosswalkOf(reference);
  const straightHm = places.between(person.profile.place, position.document.place);
  const on = { rules: reference.rules, straightHm, today };
  const parts = [
    skillsPart(person, position, crosswalk),
    occupationPart(person, position, crosswalk),
    distancePart(person, straightHm, crosswalk),
    termsPart(person, position, crosswalk),
  ];
  return {
    score: parts.reduce((sum, { points }) => sum + points, 0),
    distanceKm: straightHm === null ? null : roadHm(straightHm, reference.weights.distance) / 10,
    parts,
    gates: gatesFor(person, position, on),
    missing: missingFor(person, position, on),
  };
}

/** What the person has of one asked skill or preferred certificate. */
export function levelFor(person: PreparedPerson, { key, certificate }: Asked): 0 | 1 | 2 | 3 {
  return certificate === null ? levelOf(person, key) : levelOfCertificate(person, certificate);
}

/** Whether a health check is asked for and not held: had within days, so never a gate. */
export function lacksCheckup(person: PreparedPerson, { certificates }: PreparedPosition): boolean {
  return certificates.some((group) => isCheckup(group) && !holds(person.certificates, group));
}

function skillsPart(
  person: PreparedPerson,
  { asked }: PreparedPosition,
  { reference: { weights } }: Crosswalk,
): ScorePart {
  if (asked.length === 0) {
    const points = weights.skills.nothingAsked;
    return { part: 'skills', points, have: '可边学边干', need: '没有写明技能要求' };
  }
  let points = 0;
  const held: { name: string; points: number }[] = [];
  for (const one of asked) {
    const level = levelFor(person, one);
    const here = one.units * cells.perUnit(weights, one.required, level);
    points += here;
    // A neighbour in the same trade earns points but is not yet a skill that the person has.
    if (one.certificate !== null ? level > 0 : person.levels.has(one.key)) {
      held.push({ name: one.name, points: here });
    }
  }
  held.sort((a, b) => b.points - a.points);
  const near = points > 0 ? '本行当的活儿，上手快' : '暂未看到对应技能';
  return {
    part: 'skills',
    points,
    have: held.length === 0 ? near : `会${names(held)}`,
    need: names(asked),
  };
}

function names(rows: readonly { name: string }[]): string {
  return rows
    .slice(0, 4)
    .map(({ name }) => name)
    .join('、');
}

function occupationPart(
  person: PreparedPerson,
  { document, role }: PreparedPosition,
  crosswalk: Crosswalk,
): ScorePart {
  let percent = 0;
  let because = '';
  let name = document.title;
  for (const { occupation, sure } of role) {
    let reach = cells.entryPercent(crosswalk, occupation, person.profile.kind);
    let words = '';
    for (const atom of person.atoms) {
      const through = cells.linkPercent(crosswalk, atom, occupation);
      if (through <= reach) continue;
      reach = through;
      words = atom.occupation === occupation ? atom.because : `与${atom.because}相近`;
    }
    const here = Math.floor((reach * sure) / 100);
    if (here <= percent) continue;
    percent = here;
    because = words;
    name = crosswalk.occupations[occupation]?.name ?? name;
  }
  return {
    part: 'occupation',
    points: cells.portion(crosswalk.reference.weights.occupation.max, percent),
    have: because || (percent > 0 ? '不限工种，可以上手' : '以往没有做过相近的工作'),
    need: name,
  };
}

function distancePart(
  { profile }: PreparedPerson,
  straightHm: number | null,
  { distancePoints, reference }: Crosswalk,
): ScorePart {
  const limit = profile.maxDistanceKm;
  const need = limit === null ? '没有设距离上限' : `希望在 ${limit} 公里以内`;
  if (straightHm === null) return { part: 'distance', points: 0, have: '距离未知', need };
  const points = distancePoints[Math.min(straightHm, distancePoints.length - 1)] ?? 0;
  const km = roadHm(straightHm, reference.weights.distance) / 10;
  return { part: 'distance', points, have: `路程约 ${km.toFixed(1)} 公里`, need };
}

/** Pay against the wish, shift, lodging, and papers that are had before the first day. */
function termsPart(
  person: PreparedPerson,
  position: PreparedPosition,
  { reference: { weights } }: Crosswalk,
): ScorePart {
  const { salaryMin, acceptShift, acceptLodging } = person.profile;
  const { document, offer, shift, offersBed } = position;
  const wish = salaryMin === null ? '月薪面议' : `期望月薪 ${salaryMin} 元`;
  const said = acceptShift === null ? '' : acceptShift ? '，可倒班' : '，不倒班';
  return {
    part: 'terms',
    points:
      cells.payPoints(weights, salaryMin, offer) +
      cells.shiftPoints(weights, acceptShift, shift) +
      cells.lodgingPoints(weights, acceptLodging, offersBed) +
      cells.papersPoints(weights, lacksCheckup(person, position)),
    have: `${wish}${said}`,
    need: [payText(document), document.shift, document.lodging].filter(Boolean).join('，'),
  };
}

function payText({ salaryMin, salaryMax }: PositionDocument): string {
  if (salaryMin === null && salaryMax === null) return '月薪面议';
  if (salaryMin === null || salaryMax === null) {
    return salaryMin === null ? `月薪最高 ${salaryMax} 元` : `月薪 ${salaryMin} 元起`;
  }
  return `月薪 ${salaryMin}–${salaryMax} 元`;
}
