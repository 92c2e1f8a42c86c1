import type { PersonWithPlace } from '@xincheng/db/people';
import type { PositionWithNames } from '@xincheng/db/positions';
import type { MatchEngine } from '@xincheng/search/engine';
import { preparePerson, scorePair } from '@xincheng/search/matching';
import type {
  PairScore,
  PositionDocument,
  PreparedPerson,
  Profile,
  Setting,
} from '@xincheng/search/matching';
import { crosswalkOf } from '@xincheng/search/reference';
import { type PlaceLookup, toDocument, toProfile } from './documents.ts';

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
}

export function makeView(options: {
  setting: Setting;
  engine: MatchEngine;
  version: string;
  placeOf: PlaceLookup;
}): MatchView {
  const { setting, engine, version, placeOf } = options;
  return {
    setting,
    engine,
    version,
    profileOf: (row) => toProfile(row, placeOf),
    documentOf: (row) => toDocument(row, placeOf),
    explain: (profile, position) => scorePair(profile, position, setting),
    read: (profile) => preparePerson(profile, crosswalkOf(setting.reference), setting.today),
  };
}
