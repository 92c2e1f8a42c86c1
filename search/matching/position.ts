import type { Crosswalk } from '../skills/crosswalk.ts';
import { extractSkills, statedIn } from '../skills/extract.ts';
import { branchOf } from '../skills/lexicon.ts';

import { readRequirement, type ReadCertificate } from './certificates.ts';
import { educationRank } from './education.ts';
import type { PositionDocument } from './types.ts';
import { partMax, TITLE_UNSUPPORTED_PERCENT } from './weights.ts';

/** One skill or preferred certificate that a position asks for, with its share of the points. */
type Asked = {
  /** Skill key, or null for a preferred certificate. */
  skill: string | null;
  certificate: readonly ReadCertificate[] | null;
  name: string;
  /** 1 a duty of the post, 2 stated as a requirement. */
  required: 1 | 2;
  max: number;
};

type ShiftKind = 'day' | 'early' | 'away' | 'rotating';

/** A position made ready for scoring. */
export type PreparedPosition = {
  document: PositionDocument;
  asked: readonly Asked[];
  /** Index of the occupation and how surely the position is one (0–100). */
  occupations: readonly { index: number; sure: number }[];
  certificates: readonly { text: string; anyOf: readonly ReadCertificate[] }[];
  educationRank: number | null;
  shift: ShiftKind;
  /** Whether the person has to live on the site. */
  livesIn: boolean;
  offersBed: boolean;
};

/** Reads a position once for many people. */
export function preparePosition(
  document: PositionDocument,
  crosswalk: Crosswalk,
): PreparedPosition {
  const shift = document.shift ?? '';
  const lodging = document.lodging ?? '';
  return {
    document,
    asked: askedBy(document, crosswalk),
    occupations: occupationsOf(document, crosswalk),
    certificates: document.certificates.map((text) => ({ text, anyOf: readRequirement(text) })),
    educationRank: educationRank(document.educationMin),
    shift: shiftKind(shift),
    livesIn: /住场|住厂|驻场|住岗|吃住在|必须住宿|须住宿/.test(shift + lodging),
    offersBed:
      /提供宿舍|包吃住|包住|包食宿|可申请宿舍|有宿舍|提供住宿|提供食宿/.test(lodging) &&
      !/不(提供|含|包)(食宿|住宿|宿舍|住)|不住宿/.test(lodging),
  };
}

/** 计件, 弹性, 季节 and the like count as day work. */
function shiftKind(shift: string): ShiftKind {
  if (/[两二三四]班|倒班|轮班|轮值|夜班|早晚班|24小时|通宵|值夜/.test(shift)) return 'rotating';
  if (/长途|住场|驻外|出差/.test(shift)) return 'away';
  return /早班|两头班|凌晨/.test(shift) ? 'early' : 'day';
}

/**
 * Duties count more than titles: each source adds to a skill's weight once, the lexicon's own weight
 * says how telling the skill is, and the shares are rounded so that they sum to the part exactly.
 */
function askedBy(document: PositionDocument, crosswalk: Crosswalk): Asked[] {
  const weights = new Map<string, { weight: number; required: 1 | 2 }>();
  const read = (text: string, factor: number, required: 1 | 2) => {
    const mentioned = new Set(extractSkills(text, crosswalk.skillWords).map(({ skill }) => skill));
    for (const skill of mentioned) {
      const telling = crosswalk.skills.get(skill)?.weight ?? 1;
      const before = weights.get(skill);
      weights.set(skill, {
        weight: (before?.weight ?? 0) + factor * telling * telling,
        required: before?.required === 2 ? 2 : required,
      });
    }
  };
  read(document.title, 2, 1);
  read(document.description, 3, 1);
  read(document.skillsText, 2, 2);
  const asked = [...weights]
    .map(([skill, { weight, required }]) => ({
      skill,
      certificate: null,
      name: crosswalk.skills.get(skill)?.name ?? skill,
      required,
      weight,
    }))
    .sort((a, b) => b.weight - a.weight || (a.skill < b.skill ? -1 : 1));
  const preferred = document.preferredCertificates.map((text) => ({
    skill: null,
    certificate: readRequirement(text),
    name: text,
    required: 1 as const,
    weight: 6,
  }));
  return share([...asked, ...preferred]);
}

/** Largest remainders, the earlier row first on a tie. */
function share(rows: (Omit<Asked, 'max'> & { weight: number })[]): Asked[] {
  const total = rows.reduce((sum, { weight }) => sum + weight, 0);
  const shares = rows.map((row, at) => ({
    row,
    at,
    max: Math.floor((row.weight * partMax.skills) / total),
    rest: (row.weight * partMax.skills) % total,
  }));
  let left = partMax.skills - shares.reduce((sum, { max }) => sum + max, 0);
  for (const one of [...shares].sort((a, b) => b.rest - a.rest || a.at - b.at)) {
    if (left === 0) break;
    one.max++;
    left--;
  }
  return shares.map(({ row: { weight: _, ...row }, max }) => ({ ...row, max }));
}

/**
 * The last occupation named in a title is its head: 押运车维修工 is a repairer. Where the duties speak
 * only of other trades it is less sure, which also settles words that name two occupations.
 */
function occupationsOf(document: PositionDocument, crosswalk: Crosswalk) {
  const title = document.title.replace(/[（(][^）)]*[）)]/g, '');
  const named = statedIn(title, crosswalk.occupationWords);
  const trades = tradesOfDuties(document, crosswalk);
  const sure = new Map<number, number>();
  named.forEach(({ values }, at) => {
    for (const index of values) {
      const branch = crosswalk.occupations[index]?.branch ?? null;
      const supported = trades.size === 0 || branch === null || trades.has(branch);
      const head = at === named.length - 1 ? 100 : 40;
      const percent = supported ? head : Math.floor((head * TITLE_UNSUPPORTED_PERCENT) / 100);
      sure.set(index, Math.max(percent, sure.get(index) ?? 0));
    }
  });
  if (sure.size === 0) {
    for (const { values } of statedIn(document.description, crosswalk.occupationWords)) {
      for (const index of values) sure.set(index, TITLE_UNSUPPORTED_PERCENT);
    }
  }
  return [...sure].map(([index, percent]) => ({ index, sure: percent }));
}

function tradesOfDuties(document: PositionDocument, crosswalk: Crosswalk): Set<string> {
  const text = `${document.description}\n${document.skillsText}`;
  const telling = extractSkills(text, crosswalk.skillWords).filter(
    ({ skill }) => (crosswalk.skills.get(skill)?.weight ?? 1) > 1,
  );
  return new Set(telling.map(({ skill }) => branchOf(skill)));
}
