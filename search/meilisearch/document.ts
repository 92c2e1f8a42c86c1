import type { SearchEntry } from '../engine.ts';
import { ageLimitFor } from '../matching/verdicts.ts';

import { addendsOf, certificatesKey, vectorOf } from './layout.ts';
import { storedToken } from './stored-token.ts';

/** No limit of age. */
const OLDEST = 200;

/** Group of certificates as `papers` holds it. */
export function paperToken(anyOf: SearchEntry['traits']['papers'][number]['anyOf']): string {
  return storedToken(certificatesKey(anyOf));
}

/**
 * A position as the server holds it: an allow-list, positions only, nothing of a person; the ages are
 * the limits that the employer set. Half a character in a text would make the server fail.
 */
export function documentOf(entry: SearchEntry, embedder: string) {
  const { traits } = entry;
  return {
    id: entry.id,
    version: entry.version,
    title: entry.title.toWellFormed(),
    skillNames: entry.skillNames,
    pinyin: entry.pinyin.toWellFormed(),
    employer: entry.employer.toWellFormed(),
    description: entry.description.toWellFormed(),
    tokens: [...new Set([...entry.grams, ...entry.signs])].map(storedToken),
    townshipCode: entry.townshipCode,
    trades: entry.trades,
    shift: entry.shift,
    wishes: entry.wishes,
    educationRank: entry.educationRank,
    offer: entry.offer,
    lat: entry.lat,
    lng: entry.lng,
    postedAt: entry.postedAt,
    place: traits.place,
    licences: traits.licences,
    papers: traits.papers.filter(({ checkup }) => !checkup).map(({ anyOf }) => paperToken(anyOf)),
    ageFrom: traits.ageMin ?? 0,
    ageTo: ageLimitFor('family', traits) ?? OLDEST,
    ageToVeteran: ageLimitFor('veteran', traits) ?? OLDEST,
    families: traits.acceptsFamily !== false,
    livesIn: traits.livesIn,
    demands: traits.demands,
    _vectors: { [embedder]: { regenerate: false, embeddings: vectorOf(addendsOf(entry)) } },
  };
}

export type ServerDocument = ReturnType<typeof documentOf>;
