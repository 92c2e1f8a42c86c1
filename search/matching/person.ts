import { resolveSpeciality, tradeOf, type Crosswalk } from '../reference/crosswalk.ts';
import { readingsOf, statedIn, type Reading } from '../text/stated.ts';

import { holds, type ReadCertificate } from './certificates.ts';
import { educationRank } from './education.ts';
import { allowedClasses } from './licences.ts';
import type { Profile } from './types.ts';

/** One link from a person to an occupation: how sure (0–100) and the words that say so. */
type Atom = { occupation: number; sure: number; because: string };

/** Where a skill was read, so that a person can check it; offsets are UTF-16 units of the source. */
export type SkillSource = {
  skill: string;
  level: number;
  source: 'speciality' | 'specialityText' | 'skillsText' | 'experienceText' | 'certificate';
  /** The words as they stand there; for `speciality` the row's name. */
  text: string;
  start: number;
  end: number;
};

/** A profile made ready for scoring: texts read, licences expanded, age counted. */
export type PreparedPerson = {
  profile: Profile;
  /** Skill key → level 1–3; the best of several sources counts. */
  levels: ReadonlyMap<string, number>;
  sources: readonly SkillSource[];
  /** Trades in which the person has any telling skill. */
  trades: ReadonlySet<string>;
  /** One an occupation, the surest. */
  atoms: readonly Atom[];
  certificates: readonly ReadCertificate[];
  classes: ReadonlySet<string>;
  /** Whether a military driving licence may be waiting to be exchanged for a civil one. */
  mayExchangeLicence: boolean;
  educationRank: number | null;
  age: number | null;
};

/** Reads a profile once for many positions; ages count on `today` (`YYYY-MM-DD`). */
export function preparePerson(
  profile: Profile,
  crosswalk: Crosswalk,
  today: string,
): PreparedPerson {
  const specialityKey =
    profile.specialityKey ?? resolveSpeciality(profile.specialityText ?? '', crosswalk);
  const sources = skillSources(profile, specialityKey, crosswalk);
  const levels = new Map<string, number>();
  for (const { skill, level } of sources) {
    if (profile.deniedSkills.includes(skill)) continue;
    if (level > (levels.get(skill) ?? 0)) levels.set(skill, level);
  }
  return {
    profile,
    levels,
    sources,
    trades: tellingTrades(levels, crosswalk),
    atoms: atomsOf(profile, specialityKey, crosswalk),
    certificates: profile.certificates.map((text) => crosswalk.certificates.read(text)),
    classes: allowedClasses(profile.licences),
    mayExchangeLicence:
      profile.kind === 'veteran' &&
      (profile.militaryLicence ?? militaryDriving.has(specialityKey ?? '')),
    educationRank: educationRank(profile.educationCode),
    age: profile.birthDate === null ? null : ageOn(profile.birthDate, today),
  };
}

/** Level 0–3 of what a position asks for; a skill of the same trade counts as touched on. */
export function levelOf(person: PreparedPerson, skill: string): 0 | 1 | 2 | 3 {
  const level = person.levels.get(skill) ?? (person.trades.has(tradeOf(skill)) ? 1 : 0);
  return level >= 3 ? 3 : level === 2 ? 2 : level === 1 ? 1 : 0;
}

/** `levelOf` for a preferred certificate: held or not. */
export function levelOfCertificate(
  person: PreparedPerson,
  anyOf: readonly ReadCertificate[],
): 0 | 3 {
  return holds(person.certificates, { anyOf }) ? 3 : 0;
}

/** Full years on `day`; both `YYYY-MM-DD`. Someone born on 29 February ages on 1 March. */
function ageOn(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

/** Only where nobody has asked: these drive on wheels, so a military licence is likely. */
const militaryDriving = new Set([
  'mil.drive.wheeled',
  'mil.drive.heavy',
  'mil.drive.coach',
  'mil.drive.special',
]);

function skillSources(
  profile: Profile,
  specialityKey: string | null,
  { skillWords, specialities, reference }: Crosswalk,
): SkillSource[] {
  const { practisedYears, practisedRanks } = reference.weights.skills;
  const practised =
    (profile.serviceYears ?? 0) >= practisedYears || practisedRanks.includes(profile.rank ?? '');
  const known = specialities.get(specialityKey ?? '');
  const found: SkillSource[] = (known?.skills ?? []).map(({ skill, level }) => ({
    skill,
    level: practised ? Math.min(level + 1, 3) : level,
    source: 'speciality',
    text: known?.name ?? '',
    start: 0,
    end: 0,
  }));
  const read = (text: string, level: number, source: SkillSource['source']) => {
    for (const { values, start, end } of statedIn(text, skillWords)) {
      for (const skill of values) {
        found.push({ skill, level, source, text: text.slice(start, end), start, end });
      }
    }
  };
  read(profile.specialityText ?? '', 2, 'specialityText');
  read(profile.skillsText ?? '', 2, 'skillsText');
  read(profile.experienceText ?? '', 1, 'experienceText');
  for (const certificate of profile.certificates) read(certificate, 3, 'certificate');
  return found;
}

/** A common skill such as 纪律 says nothing of a trade, so it opens none. */
function tellingTrades(levels: ReadonlyMap<string, number>, { skills }: Crosswalk): Set<string> {
  const telling = [...levels.keys()].filter((key) => (skills.get(key)?.weight ?? 1) > 1);
  return new Set(telling.map(tradeOf));
}

function atomsOf(profile: Profile, specialityKey: string | null, crosswalk: Crosswalk): Atom[] {
  const { occupationWords, occupationIndex, specialities, reference } = crosswalk;
  const { source } = reference.weights.occupation;
  const best = new Map<number, Atom>();
  const link = (occupation: number, sure: number, because: string) => {
    if (sure > (best.get(occupation)?.sure ?? 0)) {
      best.set(occupation, { occupation, sure, because });
    }
  };
  /** Quotes the dictionary word, never the free text: an employer may read it. */
  const readInto = (text: string, sure: number, where: string) => {
    linkAll(statedIn(text, occupationWords), text, sure, where);
  };
  const linkAll = (found: Reading<number>[], text: string, sure: number, where: string) => {
    for (const { values, start, end } of found) {
      const because = `${where}“${text.slice(start, end)}”`;
      for (const occupation of values) link(occupation, sure, because);
    }
  };
  profile.intents.forEach((intent, at) => {
    // A wish may say 想当… or 想学…: here that is just what is asked.
    const wished = readingsOf(intent, occupationWords).filter(
      ({ standing }) => standing !== 'denied' && standing !== 'lost',
    );
    linkAll(wished, intent, at === 0 ? source.intent : source.intentLater, '意向');
  });
  const known = specialities.get(specialityKey ?? '');
  known?.occupations.forEach((name, at) => {
    const occupation = occupationIndex.get(name);
    if (occupation === undefined) return;
    const sure = source.speciality - at * source.specialityStep;
    link(occupation, sure, `服役岗位“${known.name}”`);
  });
  for (const certificate of profile.certificates) {
    readInto(certificate, source.certificate, '证书');
  }
  readInto(profile.experienceText ?? '', source.experience, '经历');
  readInto(profile.skillsText ?? '', source.experience, '特长');
  return [...best.values()].sort((a, b) => b.sure - a.sure || a.occupation - b.occupation);
}
