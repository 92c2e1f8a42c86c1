/**
 * The shapes that matching works on. They carry no database row and no HTTP detail: the API builds
 * them from its rows, the engines index them, and tests write them by hand.
 */

/** One job seeker as far as matching needs to know. Never stored by an engine. */
export type Profile = {
  id: string;
  kind: 'veteran' | 'family';
  /** `YYYY-MM-DD`; null when not recorded: age limits then pass and `missing` asks for it. */
  birthDate: string | null;
  /** GB/T 4658 code such as `30`, `44`, `60`; null when not recorded. */
  educationCode: string | null;
  /** 9-digit township code, and the 12-digit village code where the residence is known that well. */
  townshipCode: string | null;
  villageCode: string | null;
  /** Of the village where known, else of the township; degrees, WGS 84. */
  lat: number | null;
  lng: number | null;
  /** The person's own limit by road; null means no limit. */
  maxDistanceKm: number | null;
  /** Key of the crosswalk row (`mil.drive.wheeled`) once someone has confirmed it. */
  specialityKey: string | null;
  /** The military speciality as the person or the roster words it. */
  specialityText: string | null;
  serviceYears: number | null;
  rank: string | null;
  skillsText: string | null;
  certificates: readonly string[];
  licences: readonly string[];
  experienceText: string | null;
  /** Occupations wished for, most wanted first, in free words. */
  intents: readonly string[];
  /** Yuan a month. */
  salaryMin: number | null;
  /** null: not asked, treated as no objection. */
  acceptShift: boolean | null;
  /** null: not asked, treated as no objection. */
  acceptLodging: boolean | null;
};

/** One open position as engines index it. */
export type PositionDocument = {
  id: string;
  title: string;
  /** Only for keyword search; never scored. */
  employerName: string;
  /** The duties in free text. */
  description: string;
  /** What the employer asks for in free text (技能要求). */
  skillsText: string;
  /** Driving licence classes, any one of which will do (`['C1', 'B2']` reads "C1 or B2"). */
  licences: readonly string[];
  /** Certificates that are all needed; one entry may name alternatives: `低压电工作业证或电工证`. */
  certificates: readonly string[];
  /** Certificates that only raise the odds. */
  preferredCertificates: readonly string[];
  /** GB/T 4658 code of the lowest education, or null for none. */
  educationMin: string | null;
  ageMin: number | null;
  ageMax: number | null;
  /** The wider age limit an employer grants veterans. */
  veteranAgeMax: number | null;
  /** Yuan a month. */
  salaryMin: number | null;
  salaryMax: number | null;
  headcount: number | null;
  townshipCode: string | null;
  lat: number | null;
  lng: number | null;
  /** Free words: 白班, 三班, 四班三倒, 住场 … */
  shift: string | null;
  /** Free words: 包吃住, 提供宿舍, 不提供食宿 … */
  lodging: string | null;
  /** null: not stated, treated as open to families. */
  acceptsFamily: boolean | null;
};

/** A row of the crosswalk military speciality → skills → occupations. */
export type Speciality = {
  key: string;
  name: string;
  skills: readonly string[];
  occupations: readonly { name: string; code: string | null }[];
  /** Which certificates the usual target occupations ask for; a hint, never a gate. */
  certificates: string;
  gap: string;
};

/** An occupation of 职业分类大典; code null where it is not known. */
export type Occupation = {
  name: string;
  code: string | null;
  /** `S` seen in a source, `s` seen in sample data, `P` prior knowledge, empty unknown. */
  evidence: string;
};

/** One rule that matching applies, with the text a person is shown and where it comes from. */
export type MatchRule = {
  key: string;
  text: string;
  /** Document and article, or `岗位要求` / `本人意愿`. */
  source: string;
  /** `YYYY-MM-DD`, inclusive; null is open. */
  validFrom: string | null;
  validTo: string | null;
};

/** One skill of the lexicon. */
export type Skill = {
  /** `branch.name`; the branch groups the skills of one trade: `drive.truck`, `kitchen.cook`. */
  key: string;
  /** Short Chinese name as shown to people. */
  name: string;
  /** Other words for it: synonyms, colloquial names, typical duties. */
  words: readonly string[];
  /** How telling the skill is for a trade: 3 names it, 1 is common to many. */
  weight: 1 | 2 | 3;
};

/** All reference data that a score depends on; the caller loads it from its tables. */
export type Reference = {
  /** Changes with every edit; stored with every kept match. */
  version: string;
  specialities: readonly Speciality[];
  occupations: readonly Occupation[];
  rules: readonly MatchRule[];
  skills: readonly Skill[];
};

export const PART_CODES = ['skills', 'occupation', 'distance', 'terms'] as const;
export type PartCode = (typeof PART_CODES)[number];

/** One named share of the score; `have` and `need` are short Chinese phrases. */
export type ScorePart = { part: PartCode; points: number; have: string; need: string };

export const GATE_RULES = [
  'licence',
  'certificate',
  'age',
  'education',
  'family',
  'distance',
  'shift',
  'lodging',
] as const;
export type GateRule = (typeof GATE_RULES)[number];

/** One condition that holds or excludes, apart from the score. */
export type Gate = {
  rule: GateRule;
  passed: boolean;
  /** Who sets it: the employer's stated requirement, the person's own limit, or law. */
  sourceKind: 'position' | 'person' | 'law';
  /** Shown beside the rule, such as `岗位要求` or a law and its article. */
  source: string;
  have: string;
  need: string;
  /** False for what a person cannot change within some months: age, education, a nurse's licence. */
  fixable: boolean;
};

export type ActionKind =
  | 'exchange_licence'
  | 'obtain_licence'
  | 'upgrade_licence'
  | 'obtain_certificate'
  | 'record_birth_date'
  | 'record_education'
  | 'record_place';

/** Something the person can do about a lack; `hint` is a sentence in Chinese. */
export type Action = { kind: ActionKind; what: string; hint: string };

/** Everything there is to say about one pair. `score` = sum of the parts' points, 0–1000. */
export type PairScore = {
  score: number;
  distanceKm: number | null;
  parts: ScorePart[];
  gates: Gate[];
  missing: Action[];
};

/** A pair kept away by one or two fixable gates only: those gates, and what to do about each. */
export type NearMiss = { gates: Gate[]; actions: Action[] };
