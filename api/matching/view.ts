import type { PersonWithPlace } from '@xincheng/db/people';
import type { PositionWithNames } from '@xincheng/db/positions';
import type { EmbeddedEngine } from '@xincheng/search/embedded';
import type { MatchEngine, SearchEntry } from '@xincheng/search/engine';
import {
  compile,
  type CompiledQuery,
  entryOf,
  shippedWords,
  Suggester,
  type NamedTownship,
  type Suggestion,
  type SuggestionKind,
} from '@xincheng/search/keyword';
import { preparePerson, preparePosition, scorePair } from '@xincheng/search/matching';
import type {
  PairScore,
  PositionDocument,
  PreparedPerson,
  Profile,
  Setting,
} from '@xincheng/search/matching';
import { crosswalkOf } from '@xincheng/search/reference';
import { type PlaceLookup, toDocument, toProfile } from './documents.ts';
import type { Searcher } from './searcher.ts';

/** Matching as of one moment: one day, one version of the reference data, the positions since. */
export interface MatchView {
  readonly setting: Setting;
  readonly engine: MatchEngine;
  /** What a stored match carries: the day, the reference data's and the places' versions. */
  readonly version: string;
  profileOf(row: PersonWithPlace): Profile;
  documentOf(row: PositionWithNames): PositionDocument;
  /** Everything there is to say about one pair. */
  explain(profile: Profile, position: PositionDocument): PairScore;
  /** What is read from the profile's texts. */
  read(profile: Profile): PreparedPerson;
  readonly searcher: Searcher;
  /** What a typed text asks for, against the positions there are. */
  compile(text: string): CompiledQuery;
  /** What a typed text may become, of these kinds. */
  suggest(text: string, limit: number, kinds: readonly SuggestionKind[]): Suggestion[];
  /** To be told after every change of the engine's positions. */
  positionsChanged(): void;
  /** What a position may offer or ask beside the trade, in the order of the list. */
  readonly wishes: readonly { key: string; name: string }[];
  /** What a search index holds of a position. */
  entryOf(row: PositionWithNames): SearchEntry;
}

export function makeView(options: {
  setting: Setting;
  engine: EmbeddedEngine;
  searcher: Searcher;
  townships: readonly NamedTownship[];
  version: string;
  placeOf: PlaceLookup;
}): MatchView {
  const { setting, engine, searcher, townships, version, placeOf } = options;
  const { reference, today } = setting;
  const crosswalk = crosswalkOf(reference);
  const suggester = new Suggester(reference, townships);
  /** Of the positions there are; read again when asked for after a change, not for every keystroke. */
  let employers: ReadonlySet<string> | null = null;
  return {
    setting,
    engine,
    version,
    profileOf: (row) => toProfile(row, placeOf),
    documentOf: (row) => toDocument(row, placeOf),
    explain: (profile, position) => scorePair(profile, position, setting),
    read: (profile) => preparePerson(profile, crosswalk, today),
    searcher,
    compile: (text) => compile(text, engine.lexicon, engine.keywords),
    suggest: (text, limit, kinds) => {
      employers ??= employersOf(engine);
      return suggester.suggest(text, limit, { kinds, employers });
    },
    positionsChanged: () => {
      employers = null;
    },
    wishes: shippedWords().wishes,
    entryOf: (row) =>
      entryOf(
        preparePosition(toDocument(row, placeOf), crosswalk, today),
        crosswalk,
        engine.lexicon,
      ),
  };
}

function employersOf({ keywords }: EmbeddedEngine): ReadonlySet<string> {
  return new Set(Array.from(keywords.entries, ({ employer }) => employer));
}
