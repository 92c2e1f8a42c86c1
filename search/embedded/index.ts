import type { MatchEngine, Ranked, RankedPage } from '../engine.ts';
import { preparePerson } from '../matching/person.ts';
import { preparePosition, type PreparedPosition } from '../matching/position.ts';
import { nearMissOf, scorePrepared } from '../matching/score.ts';
import type { PositionDocument, Profile, Reference } from '../matching/types.ts';
import { crosswalkOf } from '../skills/crosswalk.ts';

import { keywordDocument, keywordScore, queryGrams, type KeywordDocument } from './keywords.ts';

type Entry = { prepared: PreparedPosition; keywords: KeywordDocument };

/**
 * The engine inside this process: exact, every position scored for every call. Positions are read
 * once, when they come in. An engine belongs to one reference; edited reference data means a new one.
 */
export function createEmbeddedEngine(reference: Reference): MatchEngine {
  const crosswalk = crosswalkOf(reference);
  let entries = new Map<string, Entry>();
  let version: string | null = null;

  const enter = (document: PositionDocument): Entry => ({
    prepared: preparePosition(document, crosswalk),
    keywords: keywordDocument(document),
  });

  function pairs(profile: Profile, today: string) {
    const person = preparePerson(profile, crosswalk, today);
    return [...entries].map(([id, { prepared }]) => ({
      id,
      ...scorePrepared(person, prepared, crosswalk, today),
    }));
  }

  return {
    get version() {
      return version;
    },

    replaceAll(documents, newVersion) {
      entries = new Map(documents.map((document) => [document.id, enter(document)]));
      version = newVersion;
      return Promise.resolve();
    },

    upsert(document) {
      entries.set(document.id, enter(document));
      return Promise.resolve();
    },

    remove(id) {
      entries.delete(id);
      return Promise.resolve();
    },

    rank(profile, { today, limit, offset }) {
      const open = pairs(profile, today).filter(({ gates }) => gates.every(({ passed }) => passed));
      return Promise.resolve(page(open, limit, offset));
    },

    nearMisses(profile, { today, limit }) {
      const near = pairs(profile, today).filter((pair) => nearMissOf(pair) !== null);
      return Promise.resolve(page(near, limit, 0).items);
    },

    rankPeople(document, people, { today, limit, offset }) {
      const position = preparePosition(document, crosswalk);
      const open = people
        .map((profile) => ({
          id: profile.id,
          ...scorePrepared(preparePerson(profile, crosswalk, today), position, crosswalk, today),
        }))
        .filter(({ gates }) => gates.every(({ passed }) => passed));
      return Promise.resolve(page(open, limit, offset));
    },

    search(query, { townshipCode }, { limit, offset }) {
      const grams = queryGrams(query);
      const hits = [...entries]
        .filter(
          ([, { prepared }]) =>
            townshipCode === undefined || prepared.document.townshipCode === townshipCode,
        )
        .map(([id, { keywords }]) => ({ id, score: keywordScore(keywords, grams) }))
        .filter(({ score }) => grams.length === 0 || score > 0);
      return Promise.resolve(page(hits, limit, offset));
    },
  };
}

/** Best first, ties by id (by code unit, so the order is the same everywhere). */
function page(hits: readonly Ranked[], limit: number, offset: number): RankedPage {
  const items = hits
    .map(({ id, score }) => ({ id, score }))
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .slice(offset, offset + limit);
  return { items, total: hits.length };
}
