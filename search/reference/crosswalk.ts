import { CertificateBook } from '../matching/certificates.ts';
import { distancePoints } from '../matching/places.ts';
import { PhraseIndex } from '../text/phrases.ts';
import { Segmenter } from '../text/segmenter.ts';
import { statedIn } from '../text/stated.ts';

import type { Occupation, Reference, Skill, Speciality } from './types.ts';

/** The reference data made ready for look-ups; build it once per `Reference`. */
export type Crosswalk = {
  reference: Reference;
  skills: ReadonlyMap<string, Skill>;
  /** Words → skill keys. Trades and skills without words are not found in texts. */
  skillWords: PhraseIndex<string>;
  occupations: readonly Occupation[];
  /** Words → index into `occupations`. */
  occupationWords: PhraseIndex<number>;
  occupationIndex: ReadonlyMap<string, number>;
  specialities: ReadonlyMap<string, Speciality>;
  specialityWords: PhraseIndex<string>;
  certificates: CertificateBook;
  /** `closeness[a * occupations.length + b]`: 0–100. */
  closeness: Uint8Array;
  /** Points by straight hectometres. */
  distancePoints: Uint16Array;
};

const built = new WeakMap<Reference, Crosswalk>();

/** The crosswalk of a reference; kept as long as the reference object lives. */
export function crosswalkOf(reference: Reference): Crosswalk {
  let crosswalk = built.get(reference);
  if (crosswalk === undefined) built.set(reference, (crosswalk = build(reference)));
  return crosswalk;
}

/** The trade a skill belongs to: the first part of its key. */
export function tradeOf(skillKey: string): string {
  const dot = skillKey.indexOf('.');
  return dot === -1 ? skillKey : skillKey.slice(0, dot);
}

/**
 * The crosswalk key that a free description of a military speciality means, or null when no word of
 * it is known. The longest known word decides, the later one on a tie (the head stands last).
 */
export function resolveSpeciality(text: string, { specialityWords }: Crosswalk): string | null {
  let best: { key: string; length: number } | null = null;
  for (const { values, start, end } of statedIn(text, specialityWords)) {
    const key = values[0];
    if (key !== undefined && end - start >= (best?.length ?? 0))
      best = { key, length: end - start };
  }
  return best?.key ?? null;
}

function build(reference: Reference): Crosswalk {
  const { skills, occupations, specialities, weights } = reference;
  const segmenter = new Segmenter(
    [...skills, ...occupations, ...specialities].flatMap(({ name, words }) => [name, ...words]),
  );
  const skillWords = new PhraseIndex<string>(segmenter);
  for (const { key, name, words } of skills) {
    // A trade's name is a heading (驾驶运输), not something a text says of a person.
    if (!key.includes('.')) continue;
    for (const word of [name, ...words]) skillWords.add(word, key);
  }
  const occupationWords = new PhraseIndex<number>(segmenter);
  occupations.forEach(({ name, words }, index) => {
    for (const word of [name, ...words]) occupationWords.add(word, index);
  });
  const specialityWords = new PhraseIndex<string>(segmenter);
  for (const { key, name, words } of specialities) {
    for (const word of [name, ...words]) specialityWords.add(word, key);
  }
  return {
    reference,
    skills: new Map(skills.map((skill) => [skill.key, skill])),
    skillWords,
    occupations,
    occupationWords,
    occupationIndex: new Map(occupations.map(({ name }, index) => [name, index])),
    specialities: new Map(specialities.map((speciality) => [speciality.key, speciality])),
    specialityWords,
    certificates: new CertificateBook(reference.certificates),
    closeness: closenessTable(reference),
    distancePoints: distancePoints(weights.distance),
  };
}

/** Same occupation 100, same 小类, same or related trade, same 中类: the weights tell how close. */
function closenessTable({ occupations, weights }: Reference): Uint8Array {
  const { sameTrade, relatedTrades } = weights.occupation;
  const related = new Map<string, number>();
  for (const [one, other, percent] of relatedTrades) {
    related.set(`${one} ${other}`, percent).set(`${other} ${one}`, percent);
  }
  const size = occupations.length;
  const table = new Uint8Array(size * size);
  occupations.forEach((one, row) => {
    occupations.forEach((other, column) => {
      const byTrade =
        one.trade === null || other.trade === null
          ? 0
          : one.trade === other.trade
            ? sameTrade
            : (related.get(`${one.trade} ${other.trade}`) ?? 0);
      const closest = row === column ? 100 : Math.max(byTrade, byCode(one, other, weights));
      table[row * size + column] = closest;
    });
  });
  return table;
}

/** Codes read 大类-中类-小类-细类: `6-31-01-03`. */
function byCode(one: Occupation, other: Occupation, weights: Reference['weights']): number {
  if (one.code === null || other.code === null) return 0;
  const [a, b] = [one.code.split('-'), other.code.split('-')];
  if (a[0] !== b[0] || a[1] !== b[1]) return 0;
  const { sameSmallClass, sameMiddleClass } = weights.occupation;
  return a[2] === b[2] ? sameSmallClass : sameMiddleClass;
}
