import type { MatchEngine, PeopleIndex, SearchEngine } from '../engine.ts';
import { entryOf } from '../keyword/entry.ts';
import { lexiconOf, type Lexicon, type NamedTownship } from '../keyword/lexicon.ts';
import { withGrant } from '../matching/near.ts';
import { preparePerson } from '../matching/person.ts';
import { preparePosition } from '../matching/position.ts';
import type { Setting } from '../matching/score.ts';
import type { PositionDocument, Profile } from '../matching/types.ts';
import { crosswalkOf } from '../reference/crosswalk.ts';

import { KeywordIndex } from './keyword-index.ts';
import { search } from './keyword-search.ts';
import { PeopleRanker } from './people.ts';
import { PositionIndex } from './positions.ts';

export { byScore, isExplained, isOpen, isSame, isSum, listOf } from './exact.ts';
export { KeywordIndex } from './keyword-index.ts';
export { PeopleRanker } from './people.ts';
export { PositionIndex } from './positions.ts';
export { verifyRanking, type RankingReport } from './verify.ts';

/** Matching and keyword search in one, as the process itself holds them. */
export type EmbeddedEngine = MatchEngine &
  SearchEngine & { readonly keywords: KeywordIndex; readonly lexicon: Lexicon };

/**
 * The engine inside this process: exact, in typed arrays. Positions are read once, when they come in.
 * It belongs to one setting; edited reference data or a new day means a new one.
 */
export function createEmbeddedEngine(
  setting: Setting,
  townships: readonly NamedTownship[] = [],
): EmbeddedEngine {
  const crosswalk = crosswalkOf(setting.reference);
  const lexicon = lexiconOf(crosswalk, townships);
  let positions = new PositionIndex(setting);
  let keywords = new KeywordIndex();
  let version: string | null = null;

  const prepared = (document: PositionDocument) =>
    preparePosition(document, crosswalk, setting.today);
  const person = (profile: Profile) => preparePerson(profile, crosswalk, setting.today);

  return {
    kind: 'embedded',
    lexicon,

    get version() {
      return version;
    },

    get size() {
      return positions.size;
    },

    get keywords() {
      return keywords;
    },

    replaceAll(documents, newVersion) {
      const open = documents.filter(({ state }) => state === 'open').map(prepared);
      positions = new PositionIndex(setting);
      positions.fill(open);
      keywords = new KeywordIndex();
      for (const one of open) keywords.put(entryOf(one, crosswalk, lexicon));
      version = newVersion;
      return Promise.resolve();
    },

    upsert(document) {
      const one = prepared(document);
      positions.add(one);
      if (document.state === 'open') keywords.put(entryOf(one, crosswalk, lexicon));
      else keywords.remove(document.id);
      return Promise.resolve();
    },

    remove(id) {
      positions.remove(id);
      keywords.remove(id);
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

    search(query) {
      const matches = (profile: Profile) =>
        new Map(
          positions
            .rank(person(profile), { limit: positions.size, offset: 0 })
            .map(({ id, score }) => [id, score]),
        );
      return Promise.resolve(search({ index: keywords, lexicon, matches }, query));
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
