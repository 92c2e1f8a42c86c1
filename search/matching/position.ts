import { tradeOf, type Crosswalk } from '../reference/crosswalk.ts';
import { statedIn } from '../text/stated.ts';

import type { CertificateGroup, ReadCertificate } from './certificates.ts';
import { demandsIn } from './demands.ts';
import { educationRank } from './education.ts';
import { ruleOn } from './rules.ts';
import type { PositionDocument, Restriction, ShiftKind, Weights } from './types.ts';

/** One skill or preferred certificate that a position asks for, with its share of the units. */
export type Asked = {
  /** Equal for what the same skill or certificate satisfies: `drive.truck`, `cert:汽车维修工:2`. */
  key: string;
  certificate: readonly ReadCertificate[] | null;
  name: string;
  /** 1 a duty of the post, 2 stated as a requirement, 3 with a word such as 熟练 or 独立. */
  required: 1 | 2 | 3;
  units: number;
};

/** Which occupation a position is, and how surely (0–100). */
export type RoleLink = { occupation: number; sure: number };

/** Driving classes of which any one will do. */
export type LicenceGroup = {
  anyOf: readonly string[];
  /** Key of the rule of law, or null where the employer asks. */
  rule: string | null;
};

/** A position made ready for scoring: what it asks, in categories. */
export type PreparedPosition = {
  document: PositionDocument;
  asked: readonly Asked[];
  role: readonly RoleLink[];
  licence: LicenceGroup | null;
  certificates: readonly CertificateGroup[];
  educationRank: number | null;
  /** Yuan a month that the post can pay: the upper end of its band. */
  offer: number | null;
  shift: ShiftKind;
  /** Whether the person has to live on the site. */
  livesIn: boolean;
  offersBed: boolean;
  demands: readonly Restriction[];
};

/** Reads a position once for many people; laws count that are in force on `today` (`YYYY-MM-DD`). */
export function preparePosition(
  document: PositionDocument,
  crosswalk: Crosswalk,
  today: string,
): PreparedPosition {
  const shift = document.shift ?? '';
  const lodging = document.lodging ?? '';
  const role = roleOf(document, crosswalk);
  const kind = shiftKind(shift);
  return {
    document,
    asked: askedBy(document, role, crosswalk),
    role,
    ...papersOf(document, role, crosswalk, today),
    educationRank: educationRank(document.educationMin),
    offer: document.salaryMax ?? document.salaryMin,
    shift: kind,
    livesIn: /住场|住厂|驻场|住岗|吃住在|必须住宿|须住宿/.test(shift + lodging),
    offersBed:
      /提供宿舍|包吃住|包住|包食宿|可申请宿舍|有宿舍|提供住宿|提供食宿/.test(lodging) &&
      !/不(提供|含|包)(食宿|住宿|宿舍|住)|不住宿/.test(lodging),
    demands: demandsIn(document, kind),
  };
}

/** 计件, 弹性, 季节 and the like count as day work. */
function shiftKind(shift: string): ShiftKind {
  if (/[两二三四]班|倒班|轮班|轮值|夜班|早晚班|24小时|通宵|值夜/.test(shift)) return 'rotating';
  if (/长途|住场|驻外|出差/.test(shift)) return 'away';
  return /早班|两头班|凌晨/.test(shift) ? 'early' : 'day';
}

/** What the employer states, and what the law demands for the occupation that the post surely is. */
function papersOf(
  { licences, certificates }: PositionDocument,
  role: readonly RoleLink[],
  { certificates: book, occupations, reference }: Crosswalk,
  today: string,
): Pick<PreparedPosition, 'licence' | 'certificates'> {
  // A title that names two posts (看护) is held to what both demand.
  const [head = [], ...others] = role
    .filter(({ sure }) => sure === 100)
    .map(({ occupation }) => occupations[occupation]?.gates ?? []);
  const gates = head.filter(
    (gate) =>
      ruleOn(reference.rules, gate.rule, today) !== null &&
      others.every((other) => other.some((one) => String(one.anyOf) === String(gate.anyOf))),
  );
  const stated = certificates.map((text) => book.group(text));
  const names = new Set(stated.flatMap(({ anyOf }) => anyOf.map(({ base }) => base)));
  const byLaw = gates
    .filter(({ kind }) => kind === 'certificate')
    .map(({ anyOf, rule }) => book.lawGroup(anyOf, rule))
    .filter(({ anyOf }) => !anyOf.some(({ base }) => names.has(base)));
  const lawLicence = gates.find(({ kind }) => kind === 'licence');
  const licence =
    licences.length > 0
      ? { anyOf: licences.map((one) => one.trim().toUpperCase()), rule: null }
      : lawLicence === undefined
        ? null
        : { anyOf: lawLicence.anyOf, rule: lawLicence.rule };
  return { licence, certificates: [...stated, ...byLaw] };
}

const demanding = /(熟练|精通|独立|能独当一面|过硬|丰富)[^，。；、！？,;!?\n]{0,6}$/;

/**
 * Duties count more than titles: each source adds to a skill's weight once, the tree's own weight says
 * how telling the skill is, and the units are shared so that they sum to the whole exactly.
 */
function askedBy(
  document: PositionDocument,
  role: readonly RoleLink[],
  crosswalk: Crosswalk,
): Asked[] {
  const { skills, skillWords, occupations, reference, certificates } = crosswalk;
  const { mention, preferredCertificate, units } = reference.weights.skills;
  const weights = new Map<string, { weight: number; required: 1 | 2 | 3 }>();
  const raise = (skill: string, factor: number, required: 1 | 2 | 3) => {
    const telling = skills.get(skill)?.weight ?? 1;
    const before = weights.get(skill) ?? { weight: 0, required: 1 };
    weights.set(skill, {
      weight: before.weight + factor * telling * telling,
      required: required > before.required ? required : before.required,
    });
  };
  const read = (text: string, factor: number, required: 1 | 2) => {
    const mentioned = new Map<string, 1 | 2 | 3>();
    for (const { values, start } of statedIn(text, skillWords)) {
      const level = demanding.test(text.slice(Math.max(0, start - 12), start)) ? 3 : required;
      for (const skill of values) {
        if (level > (mentioned.get(skill) ?? 0)) mentioned.set(skill, level);
      }
    }
    for (const [skill, level] of mentioned) raise(skill, factor, level);
  };
  read(document.title, mention.title, 1);
  read(document.description, mention.duties, 1);
  read(document.skillsText, mention.requirements, 2);
  const head = role[0];
  if (head?.sure === 100 && mention.occupation > 0) {
    for (const skill of occupations[head.occupation]?.skills ?? []) {
      raise(skill, mention.occupation, 1);
    }
  }
  const asked = [...weights]
    .map(([key, { weight, required }]) => ({
      key,
      certificate: null,
      name: skills.get(key)?.name ?? key,
      required,
      weight,
    }))
    .sort((a, b) => b.weight - a.weight || (a.key < b.key ? -1 : 1));
  const preferred = document.preferredCertificates.map((text) => {
    const { anyOf, key } = certificates.group(text);
    return {
      key: `cert:${key}`,
      certificate: anyOf,
      name: text,
      required: 1 as const,
      weight: preferredCertificate,
    };
  });
  return share([...asked, ...preferred], units);
}

/** Largest remainders, the earlier row first on a tie; what gets no unit is left out. */
function share(rows: (Omit<Asked, 'units'> & { weight: number })[], units: number): Asked[] {
  const total = rows.reduce((sum, { weight }) => sum + weight, 0);
  const shares = rows.map((row, at) => ({
    row,
    at,
    units: Math.floor((row.weight * units) / total),
    rest: (row.weight * units) % total,
  }));
  let left = units - shares.reduce((sum, one) => sum + one.units, 0);
  for (const one of [...shares].sort((a, b) => b.rest - a.rest || a.at - b.at)) {
    if (left === 0) break;
    one.units++;
    left--;
  }
  return shares
    .map(({ row: { weight: _, ...row }, units: got }) => ({ ...row, units: got }))
    .filter(({ units: got }) => got > 0);
}

/**
 * The last occupation named in a title is its head: 押运车维修工 is a repairer. Where the duties speak
 * only of other trades it is less sure, which also settles words that name two occupations.
 */
function roleOf(document: PositionDocument, crosswalk: Crosswalk): RoleLink[] {
  const { titleUnsupported, titleNotLast }: Weights['occupation'] =
    crosswalk.reference.weights.occupation;
  const title = document.title.replace(/[（(][^）)]*[）)]/g, '');
  const named = statedIn(title, crosswalk.occupationWords);
  const trades = tradesOfDuties(document, crosswalk);
  const sure = new Map<number, number>();
  named.forEach(({ values }, at) => {
    for (const index of values) {
      const trade = crosswalk.occupations[index]?.trade ?? null;
      const supported = trades.size === 0 || trade === null || trades.has(trade);
      const head = at === named.length - 1 ? 100 : titleNotLast;
      const percent = supported ? head : Math.floor((head * titleUnsupported) / 100);
      sure.set(index, Math.max(percent, sure.get(index) ?? 0));
    }
  });
  if (sure.size === 0) {
    for (const { values } of statedIn(document.description, crosswalk.occupationWords)) {
      for (const index of values) sure.set(index, titleUnsupported);
    }
  }
  return [...sure]
    .map(([occupation, percent]) => ({ occupation, sure: percent }))
    .sort((a, b) => b.sure - a.sure || a.occupation - b.occupation);
}

function tradesOfDuties(document: PositionDocument, { skillWords, skills }: Crosswalk) {
  const text = `${document.description}\n${document.skillsText}`;
  const telling = statedIn(text, skillWords)
    .flatMap(({ values }) => values)
    .filter((skill) => (skills.get(skill)?.weight ?? 1) > 1);
  return new Set(telling.map(tradeOf));
}
