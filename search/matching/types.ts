/**
 * The shapes that matching works on. They carry no database row and no HTTP detail: the API builds
 * them from its rows, the engines index them, and tests write them by hand.
 */
import type { Restriction } from '@xincheng/db/vocabulary/records';

export * from '../reference/types.ts';
export type { Restriction };

/** A place that people live or work in. Degrees, WGS 84. */
export type Place = {
  /** 12-digit village code, 9-digit township code, or any other name that stands for this point only. */
  code: string;
  lat: number;
  lng: number;
};

/** One job seeker as far as matching needs to know. Never stored outside process and database. */
export type Profile = {
  id: string;
  kind: 'veteran' | 'family';
  /** `YYYY-MM-DD`; null when not recorded: age limits then pass and `missing` asks for it. */
  birthDate: string | null;
  /** GB/T 4658 code such as `30`, `44`, `60`; null when not recorded. */
  educationCode: string | null;
  /** Where the person lives: the village where known, else the township. */
  place: Place | null;
  /** The person's own limit; null means no limit. */
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
  /** A military driving licence waits to be exchanged; null: not asked, the speciality tells. */
  militaryLicence: boolean | null;
  experienceText: string | null;
  /** Occupations wished for, most wanted first, in free words. */
  intents: readonly string[];
  /** Yuan a month. */
  salaryMin: number | null;
  /** True when less pay than `salaryMin` is out of the question; else it costs points only. */
  payFirm: boolean;
  /** null: not asked, treated as no objection. */
  acceptShift: boolean | null;
  /** null: not asked, treated as no objection. */
  acceptLodging: boolean | null;
  restrictions: readonly Restriction[];
  /** Keys of skills that were read from the texts but that the person says are wrong. */
  deniedSkills: readonly string[];
};

/** One position as engines index it. */
export type PositionDocument = {
  id: string;
  /** Only open ones are ranked; the others can still be explained. */
  state: 'open' | 'closed' | 'full';
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
  /** For filtering; the score uses `place`. */
  townshipCode: string | null;
  /** Where the work is: the village where known, else the township. */
  place: Place | null;
  /** Free words: 白班, 三班, 四班三倒, 住场 … */
  shift: string | null;
  /** Free words: 包吃住, 提供宿舍, 不提供食宿 … */
  lodging: string | null;
  /** null: not stated, treated as open to families. */
  acceptsFamily: boolean | null;
  /** Milliseconds since 1970 at which it was posted; only for the order of a search, never scored. */
  postedAt: number;
};

export const PART_CODES = ['skills', 'occupation', 'distance', 'terms'] as const;
export type PartCode = (typeof PART_CODES)[number];

/** One named share of the score; `have` and `need` are short Chinese phrases. */
export type ScorePart = { part: PartCode; points: number; have: string; need: string };

export const GATE_RULES = [
  'closed',
  'licence',
  'certificate',
  'age',
  'education',
  'family',
  'distance',
  'shift',
  'lodging',
  'pay',
  'restriction',
] as const;
export type GateRule = (typeof GATE_RULES)[number];

/** 0 holds, 1 fails but can be mended within some months, 2 fails for good. */
export type Verdict = 0 | 1 | 2;

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

/** What a person's record gains by an action: a licence class or a certificate's name. */
export type Grant = { kind: 'licence' | 'certificate'; value: string };

/** Something the person can do about a lack. */
export type Action = {
  kind: ActionKind;
  /** The lack as the position words it: `C1 或 B2 驾驶证`. */
  what: string;
  /** A sentence in Chinese. */
  hint: string;
  /** The easiest way to mend it; null where only a fact is to be recorded. */
  grant: Grant | null;
  /** Usual time in days, prior knowledge; null when it is not known or none is needed. */
  days: { from: number; to: number } | null;
};

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
