import { createHash } from 'node:crypto';

import type { SearchEntry } from '../engine.ts';
import type { PreparedPosition } from '../matching/position.ts';
import { traitsOf } from '../matching/traits.ts';
import { tradeOf, type Crosswalk } from '../reference/crosswalk.ts';

import type { Lexicon } from './lexicon.ts';
import { gramsOf, KIND, spellingOf } from './tokens.ts';

/** To be raised when entries of the same position come out otherwise: indexes are then built anew. */
export const ENTRY_FORM = 1;

/** How sure (0–100) an occupation must be for a position to be found by its name. */
const SURE = 60;

/** What search engines hold of a position. */
export function entryOf(
  position: PreparedPosition,
  crosswalk: Crosswalk,
  lexicon: Lexicon,
): SearchEntry {
  const { document, asked, role, shift, offer, educationRank } = position;
  const { title, employerName, description, skillsText, certificates, licences } = document;
  const occupations = role
    .filter(({ sure }) => sure >= SURE)
    .flatMap(({ occupation }) => crosswalk.occupations[occupation] ?? []);
  const skillKeys = asked.filter(({ certificate }) => certificate === null).map(({ key }) => key);
  const telling = new Set([
    ...crosswalk.skillWords.find(title).flatMap(({ values }) => values),
    ...occupations.flatMap(({ skills }) => skills),
  ]);
  const names = [
    ...occupations.map(({ name }) => name),
    ...[...telling].flatMap((key) => crosswalk.skills.get(key)?.name ?? []),
  ];
  const duties = [employerName, description, skillsText, ...certificates].join('\n');
  const offers = [description, skillsText, document.shift ?? '', document.lodging ?? ''].join('\n');
  const wishes = lexicon.wishes(offers);
  const titleGrams = [...gramsOf(title), ...licences.flatMap(gramsOf)];
  const telltale = [
    ...occupations.map(({ name }) => KIND.occupation + name),
    ...[...telling].map((key) => KIND.skill + key),
    ...lexicon.groups(title),
    ...lexicon.spellings(title),
    ...lexicon.sounds(title),
    ...occupations.flatMap(({ name }) => lexicon.spellings(name)),
    ...(document.townshipCode === null ? [] : [KIND.township + document.townshipCode]),
    ...wishes,
  ];
  const others = [...skillKeys.map((key) => KIND.duty + key), ...lexicon.groups(duties)];
  const content = {
    id: document.id,
    title,
    employer: employerName,
    description,
    skillNames: names,
    pinyin: names.map((name) => spellingOf(name).full).join(' '),
    head: [...new Set([...titleGrams, ...telltale])],
    grams: [...titleGrams, ...gramsOf(duties)],
    signs: [...new Set([...telltale, ...others])],
    townshipCode: document.townshipCode,
    trades: [
      ...new Set([
        ...occupations.flatMap(({ trade }) => trade ?? []),
        ...(occupations.length > 0 ? [] : skillKeys.map(tradeOf)),
      ]),
    ],
    shift,
    wishes: wishes.map((token) => token.slice(KIND.wish.length)),
    traits: traitsOf(position, crosswalk),
    educationRank: educationRank ?? 0,
    offer,
    lat: document.place?.lat ?? null,
    lng: document.place?.lng ?? null,
    postedAt: document.postedAt,
  };
  return { ...content, version: versionOf(content) };
}

function versionOf(content: object): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 22);
}
