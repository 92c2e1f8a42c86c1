import type { Occupation, Reference, Skill, Speciality } from '../matching/types.ts';

import { occupationWords } from './data/occupations.ts';
import { specialityWords } from './data/specialities.ts';
import { extractSkills } from './extract.ts';
import { dataLines, splitWords } from './lexicon.ts';
import { PhraseIndex } from './phrases.ts';

/** Who can start without having learnt the trade; `none`: nobody. */
type Entry = 'none' | 'open' | 'light' | 'veteran';

/** An occupation as matching uses it: the table row plus how people name it. */
type KnownOccupation = Occupation & { branch: string | null; entry: Entry };

/** A crosswalk row resolved to skills and occupations. */
type KnownSpeciality = {
  speciality: Speciality;
  skills: readonly string[];
  /** Indices into `Crosswalk.occupations`, the most usual target first. */
  occupations: readonly number[];
};

/** The reference data made ready for look-ups; build it once per `Reference`. */
export type Crosswalk = {
  reference: Reference;
  skills: ReadonlyMap<string, Skill>;
  skillWords: PhraseIndex<string>;
  occupations: readonly KnownOccupation[];
  /** Word → index into `occupations`. */
  occupationWords: PhraseIndex<number>;
  specialities: ReadonlyMap<string, KnownSpeciality>;
  specialityWords: PhraseIndex<string>;
  /** `closeness[a * occupations.length + b]`: 0–100. */
  closeness: Uint8Array;
};

const built = new WeakMap<Reference, Crosswalk>();

/** The crosswalk of a reference; kept as long as the reference object lives. */
export function crosswalkOf(reference: Reference): Crosswalk {
  let crosswalk = built.get(reference);
  if (crosswalk === undefined) built.set(reference, (crosswalk = build(reference)));
  return crosswalk;
}

/**
 * The crosswalk key that a free description of a military speciality means, or null when no word of
 * it is known. The longest known word decides, the later one on a tie (the head stands last).
 */
export function resolveSpeciality(text: string, reference: Reference): string | null {
  let best: { key: string; length: number } | null = null;
  for (const { values, start, end } of crosswalkOf(reference).specialityWords.find(text)) {
    const key = values[0];
    if (key !== undefined && end - start >= (best?.length ?? 0))
      best = { key, length: end - start };
  }
  return best?.key ?? null;
}

function build(reference: Reference): Crosswalk {
  const skillWords = new PhraseIndex<string>();
  for (const { key, name, words } of reference.skills) {
    for (const word of [name, ...words]) skillWords.add(word, key);
  }
  const { occupations, words } = knownOccupations(reference);
  const indexOf = new Map(occupations.map(({ name }, index) => [name, index]));
  return {
    reference,
    skills: new Map(reference.skills.map((skill) => [skill.key, skill])),
    skillWords,
    occupations,
    occupationWords: words,
    specialities: new Map(
      reference.specialities.map((speciality) => [
        speciality.key,
        {
          speciality,
          skills: skillsOf(speciality, skillWords),
          occupations: speciality.occupations.flatMap(({ name }) => indexOf.get(name) ?? []),
        },
      ]),
    ),
    specialityWords: namesOfSpecialities(reference),
    closeness: closenessTable(occupations),
  };
}

/** The table's occupations, then those that only the crosswalk or the lexicon names. */
function knownOccupations(reference: Reference) {
  const words = new PhraseIndex<number>();
  const occupations: KnownOccupation[] = [];
  const indexOf = (name: string, code: string | null, evidence: string): number => {
    const index = occupations.findIndex((known) => known.name === name);
    if (index !== -1) return index;
    words.add(name, occupations.length);
    return occupations.push({ name, code, evidence, branch: null, entry: 'none' }) - 1;
  };
  for (const { name, code, evidence } of reference.occupations) indexOf(name, code, evidence);
  for (const { name, code } of reference.specialities.flatMap((row) => row.occupations)) {
    indexOf(name, code, '');
  }
  for (const line of dataLines(occupationWords)) {
    const [name = '', branch = '', entry, cell = ''] = line.split('|');
    const index = indexOf(name, null, '');
    const known = occupations[index];
    if (known !== undefined) occupations[index] = { ...known, branch, entry: entryOf(entry) };
    for (const word of splitWords(cell)) words.add(word, index);
  }
  return { occupations, words };
}

function entryOf(word: string | undefined): Entry {
  return word === 'open' || word === 'light' || word === 'veteran' ? word : 'none';
}

function skillsOf(speciality: Speciality, skillWords: PhraseIndex<string>): string[] {
  const text = [speciality.name, ...speciality.skills].join('，');
  return [...new Set(extractSkills(text, skillWords).map(({ skill }) => skill))];
}

function namesOfSpecialities(reference: Reference): PhraseIndex<string> {
  const known = new Set(reference.specialities.map(({ key }) => key));
  const words = new PhraseIndex<string>();
  for (const { key, name } of reference.specialities) words.add(name, key);
  for (const line of dataLines(specialityWords)) {
    const [key = '', cell = ''] = line.split('|');
    if (known.has(key)) for (const word of splitWords(cell)) words.add(word, key);
  }
  return words;
}

/** Trades whose people often change over, in percent; a trade is 60 to itself. Prior knowledge. */
const relatedBranches = `
repair auto 45
repair electric 45
repair factory 35
repair machine 35
repair boiler 35
repair water 40
repair telecom 25
electric telecom 40
electric water 30
electric boiler 35
electric auto 25
telecom it 45
drive logistics 40
drive machine 35
drive auto 25
logistics warehouse 45
logistics factory 35
warehouse factory 30
warehouse office 30
machine build 40
machine farm 30
farm forest 45
farm factory 25
farm uav 20
forest fire 35
forest security 25
security fire 35
security rescue 30
security service 20
security community 25
fire rescue 45
fire safety 40
rescue safety 40
kitchen service 25
kitchen factory 20
clean service 30
clean kitchen 30
clean factory 25
clean care 30
care medical 45
care service 25
care counter 15
medical safety 20
office community 50
office finance 40
office media 35
office manage 40
office counter 35
service counter 35
manage factory 30
manage security 25
manage logistics 25
media sales 35
sales counter 35
sales manage 30
community counter 30
teach security 25
teach community 25
teach manage 30
boiler factory 35
water factory 30
build factory 25
boat rescue 35
boat repair 25
`;

/** Same occupation 100, same 小类 70, same or related trade by table, same 中类 40. */
function closenessTable(occupations: readonly KnownOccupation[]): Uint8Array {
  const related = new Map<string, number>();
  for (const line of dataLines(relatedBranches)) {
    const [one = '', other = '', percent = ''] = line.split(' ');
    related.set(`${one} ${other}`, Number(percent)).set(`${other} ${one}`, Number(percent));
  }
  const size = occupations.length;
  const table = new Uint8Array(size * size);
  occupations.forEach((one, row) => {
    occupations.forEach((other, column) => {
      const byTrade =
        one.branch === null || other.branch === null
          ? 0
          : one.branch === other.branch
            ? 60
            : (related.get(`${one.branch} ${other.branch}`) ?? 0);
      const closest = row === column ? 100 : Math.max(byTrade, byCode(one.code, other.code));
      table[row * size + column] = closest;
    });
  });
  return table;
}

/** Codes read 大类-中类-小类-细类: `6-31-01-03`. */
function byCode(one: string | null, other: string | null): number {
  if (one === null || other === null) return 0;
  const [a, b] = [one.split('-'), other.split('-')];
  if (a[0] !== b[0] || a[1] !== b[1]) return 0;
  return a[2] === b[2] ? 70 : 40;
}
