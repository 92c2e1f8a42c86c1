import type { MatchEngine, PeopleIndex, Ranked, RankedPage } from '../engine.ts';
import { withGrant } from '../matching/near.ts';
import { preparePerson } from '../matching/person.ts';
import { preparePosition } from '../matching/position.ts';
import type { Setting } from '../matching/score.ts';
import type { PositionDocument, Profile } from '../matching/types.ts';
import { crosswalkOf } from '../reference/crosswalk.ts';

import { byScore } from './exact.ts';
import { keywordDocument, keywordScore, queryGrams, type KeywordDocument } from './keywords.ts';
import { PeopleRanker } from './people.ts';
import { PositionIndex } from './positions.ts';

export { byScore, isExplained, isOpen, isSame, isSum, listOf } from './exact.ts';
export { PeopleRanker } from './people.ts';
export { PositionIndex } from './positions.ts';
export { verifyRanking, type RankingReport } from './verify.ts';

/**
 * The engine inside this process: exact, in typed arrays. Positions are read once, when they come in.
 * It belongs to one setting; edited reference data or a new day means a new one.
 */
export function createEmbeddedEngine(setting: Setting): MatchEngine {
  const crosswalk = crosswalkOf(setting.reference);
  let positions = new PositionIndex(setting);
  let keywords = new Map<string, Keywords>();
  let version: string | null = null;

  const prepared = (document: PositionDocument) =>
    preparePosition(document, crosswalk, setting.today);
  const person = (profile: Profile) => preparePerson(profile, crosswalk, setting.today);

  return {
    get version() {
      return version;
    },

    replaceAll(documents, newVersion) {
      const open = documents.filter(({ state }) => state === 'open');
      positions = new PositionIndex(setting);
      positions.fill(open.map(prepared));
      keywords = new Map(open.map((document) => [document.id, keywordsOf(document)]));
      version = newVersion;
      return Promise.resolve();
    },

    upsert(document) {
      positions.add(prepared(document));
      if (document.state === 'open') keywords.set(document.id, keywordsOf(document));
      else keywords.delete(document.id);
      return Promise.resolve();
    },

    remove(id) {
      positions.remove(id);
      keywords.delete(id);
      return Promise.resolve();
    },

    rank: (profile, page) => Promise.resolve(positions.rank(person(profile), page)),

    count: (profile) => Promise.resolve(positions.count(person(profile))),

    nearMisses: (profile, options) =>
      Promise.resolve(positions.nearMisses(person(profile), options)),

    gain(profile, grants) {
      const granted = grants.reduce(withGrant, profile);
      return Promise.resolve(positions.count(person(granted)) - positions.count(person(profile)));
    },

    search(query, { townshipCode }, { limit, offset }) {
      const grams = queryGrams(query);
      const hits = [...keywords]
        .filter(([, one]) => townshipCode === undefined || one.townshipCode === townshipCode)
        .map(([id, { document }]) => ({ id, score: keywordScore(document, grams) }))
        .filter(({ score }) => grams.length === 0 || score > 0);
      return Promise.resolve(page(hits, limit, offset));
    },
  };
}

/** People in this process, ranked for a position with the same score. Belongs to one setting. */
export function createPeopleIndex(setting: Setting): PeopleIndex {
  const crosswalk = crosswalkOf(setting.reference);
  let people = new PeopleRanker(setting);
  const prepared = (profile: Profile) => preparePerson(profile, crosswalk, setting.today);
  const position = (document: PositionDocument) =>
    preparePosition(document, crosswalk, setting.today);
  return {
    replaceAll(profiles) {
      people = new PeopleRanker(setting);
      people.fill(profiles.values().map(prepared));
    },
    upsert(profile) {
      people.add(prepared(profile));
    },
    remove(id) {
      people.remove(id);
    },
    rank: (document, options) => people.rank(position(document), options),
    count: (document, among) => people.count(position(document), among),
  };
}

type Keywords = { document: KeywordDocument; townshipCode: string | null };

function keywordsOf(document: PositionDocument): Keywords {
  return { document: keywordDocument(document), townshipCode: document.townshipCode };
}

function page(hits: Ranked[], limit: number, offset: number): RankedPage {
  hits.sort(byScore);
  return { items: hits.slice(offset, offset + limit), total: hits.length };
}
