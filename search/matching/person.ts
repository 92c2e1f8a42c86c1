import type { Crosswalk } from '../skills/crosswalk.ts';
import { resolveSpeciality } from '../skills/crosswalk.ts';
import { extractSkills, statedIn } from '../skills/extract.ts';
import { branchOf } from '../skills/lexicon.ts';

import { readCertificate, type ReadCertificate } from './certificates.ts';
import { educationRank } from './education.ts';
import { allowedClasses } from './licences.ts';
import type { Profile } from './types.ts';
import { entryPercent, occupationSource, PRACTISED_YEARS } from './weights.ts';

/** What a person brings to an occupation: how sure (0–100) and the words that say so. */
type Reach = { percent: number; because: string };

/** A profile made ready for scoring: texts read, licences expanded, age counted. */
export type PreparedPerson = {
  profile: Profile;
  /** Skill key → level 1–3; the best of several sources counts. */
  levels: ReadonlyMap<string, number>;
  /** Trades in which the person has any telling skill. */
  branches: ReadonlySet<string>;
  /** By occupation index: what the person brings to it, through the closest occupation known. */
  reach: readonly Reach[];
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
    profile.specialityKey ?? resolveSpeciality(profile.specialityText ?? '', crosswalk.reference);
  const levels = skillLevels(profile, specialityKey, crosswalk);
  return {
    profile,
    levels,
    branches: tellingBranches(levels, crosswalk),
    reach: reachOf(profile, specialityKey, crosswalk),
    certificates: profile.certificates.map(readCertificate),
    classes: allowedClasses(profile.licences),
    mayExchangeLicence: profile.kind === 'veteran' && militaryDriving.has(specialityKey ?? ''),
    educationRank: educationRank(profile.educationCode),
    age: profile.birthDate === null ? null : ageOn(profile.birthDate, today),
  };
}

/** Full years on `day`; both `YYYY-MM-DD`. Someone born on 29 February ages on 1 March. */
function ageOn(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

const militaryDriving = new Set([
  'mil.drive.wheeled',
  'mil.drive.heavy',
  'mil.drive.coach',
  'mil.drive.special',
]);

function skillLevels(profile: Profile, specialityKey: string | null, crosswalk: Crosswalk) {
  const levels = new Map<string, number>();
  const raise = (skill: string, level: number) => {
    if (level > (levels.get(skill) ?? 0)) levels.set(skill, level);
  };
  const practised = (profile.serviceYears ?? 0) >= PRACTISED_YEARS ? 3 : 2;
  const known = crosswalk.specialities.get(specialityKey ?? '');
  for (const skill of known?.skills ?? []) raise(skill, practised);
  const read = (text: string, level: number) => {
    for (const { skill } of extractSkills(text, crosswalk.skillWords)) raise(skill, level);
  };
  read(profile.specialityText ?? '', 2);
  read(profile.skillsText ?? '', 2);
  read(profile.experienceText ?? '', 1);
  for (const certificate of profile.certificates) read(certificate, 3);
  return levels;
}

/** A common skill such as 纪律 says nothing of a trade, so it opens none. */
function tellingBranches(levels: ReadonlyMap<string, number>, crosswalk: Crosswalk): Set<string> {
  const telling = [...levels.keys()].filter((key) => (crosswalk.skills.get(key)?.weight ?? 1) > 1);
  return new Set(telling.map(branchOf));
}

function reachOf(profile: Profile, specialityKey: string | null, crosswalk: Crosswalk): Reach[] {
  const { occupations, occupationWords, closeness } = crosswalk;
  const reach: Reach[] = occupations.map(({ entry }) => ({
    percent: entry === 'veteran' && profile.kind === 'family' ? 0 : entryPercent[entry],
    because: '',
  }));
  const spread = (from: number, sure: number, because: string) => {
    occupations.forEach((_, to) => {
      const close = closeness[from * occupations.length + to] ?? 0;
      const percent = Math.floor((sure * close) / 100);
      if (percent > (reach[to]?.percent ?? 0)) reach[to] = { percent, because };
    });
  };
  /** Quotes the dictionary word, never the free text: an employer may read it. */
  const readInto = (text: string, sure: number, where: string) => {
    for (const { values, start, end } of statedIn(text, occupationWords)) {
      const because = `${where}“${text.slice(start, end)}”`;
      for (const occupation of values) spread(occupation, sure, because);
    }
  };
  profile.intents.forEach((intent, at) => {
    const sure = at === 0 ? occupationSource.intent : occupationSource.intentLater;
    readInto(intent, sure, '意向');
  });
  const known = crosswalk.specialities.get(specialityKey ?? '');
  known?.occupations.forEach((occupation, at) => {
    const sure = occupationSource.speciality - at * occupationSource.specialityStep;
    spread(occupation, sure, `服役岗位“${known.speciality.name}”`);
  });
  for (const certificate of profile.certificates) {
    readInto(certificate, occupationSource.certificate, '证书');
  }
  readInto(profile.experienceText ?? '', occupationSource.experience, '经历');
  readInto(profile.skillsText ?? '', occupationSource.experience, '特长');
  return reach;
}
