/**
 * The reference data that a score depends on. It ships as files in `db/reference/`, is seeded into the
 * database, edited by bureau staff there, and given to matching as one object with one version.
 */

/** A node of the skill tree. A key is its path: `drive` is a trade, `drive.truck` a skill of it. */
export type Skill = {
  key: string;
  /** Short Chinese name as shown to people. */
  name: string;
  /** Other words for it: synonyms, colloquial names, typical duties. Trades have none. */
  words: readonly string[];
  /** How telling the skill is for a trade: 3 names it, 1 is common to many. */
  weight: 1 | 2 | 3;
};

/** A row of the crosswalk military speciality → skills → occupations. */
export type Speciality = {
  key: string;
  name: string;
  /** How rosters and people word it. */
  words: readonly string[];
  /** What it trains, with the level that a normal term of service gives; years and rank raise it. */
  skills: readonly { skill: string; level: SkillLevel }[];
  /** Names of occupations, the most usual target first. */
  occupations: readonly string[];
  /** Which certificates the usual targets ask for; a hint to read, never a gate. */
  certificates: string;
  gap: string;
};

/** 1 touched on, 2 can do it, 3 certified or practised for years. */
export type SkillLevel = 1 | 2 | 3;

/** Who can start in an occupation without having learnt the trade; `none`: nobody. */
export type Entry = 'none' | 'open' | 'light' | 'veteran';

/** An occupation, of 职业分类大典 where it has a code. */
export type Occupation = {
  name: string;
  /** `6-31-01-03`, or null where it is not known or the post is none of the book's. */
  code: string | null;
  /** `S` seen in a source, `s` seen in sample data, `P` prior knowledge, empty unknown. */
  evidence: string;
  /** Trade, a key of the skill tree's first level; null when not assigned. */
  trade: string | null;
  entry: Entry;
  /** How people and employers call it. */
  words: readonly string[];
  /** Skills that the occupation lives on, beside what a position's own text says. */
  skills: readonly string[];
  /** What the law demands before anyone may do this work. All of them are needed. */
  gates: readonly OccupationGate[];
};

/** Licences and certificates of which any one will do, and the rule of law that demands it. */
export type OccupationGate = {
  kind: 'licence' | 'certificate';
  /** Driving classes (`B2`) or names of certificates; never empty. */
  anyOf: readonly string[];
  /** Key of the rule in the rule table; the gate is off on days when no such rule is in force. */
  rule: string;
};

/** A certificate that counties ask for. */
export type Certificate = {
  name: string;
  /** Other names for it; the match ignores spaces, brackets and width. */
  words: readonly string[];
  /** `course` training and exam within some months, `checkup` a health check, `long` needs years. */
  way: 'course' | 'checkup' | 'long';
  /** Usual time from enrolment to certificate in days, as the range people are told; null unknown. */
  days: { from: number; to: number } | null;
  /** `准入` the law demands it for some work, `水平` it only raises the odds. */
  kind: 'entry' | 'level';
  /** Key of the rule of law that demands it, or null. */
  rule: string | null;
  /** Other certificates that it covers. */
  covers: readonly string[];
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

/** All reference data that a score depends on; the caller loads it from its tables. */
export type Reference = {
  /** Changes with every edit; stored with every kept match. */
  version: string;
  skills: readonly Skill[];
  specialities: readonly Speciality[];
  occupations: readonly Occupation[];
  certificates: readonly Certificate[];
  weights: Weights;
  rules: readonly MatchRule[];
};

/**
 * The weights of the score. All are whole numbers; the four parts' highest points sum to 1000. Tables
 * of steps read "from this value on" and are ordered as their field says.
 */
export type Weights = {
  skills: {
    /** A position shares this many units among what it asks for … */
    units: number;
    /** … and each unit is worth `pointsPerUnit[required - 1][have]` points, `have` 0–3. */
    pointsPerUnit: readonly (readonly number[])[];
    /** Points where a position asks for no skill that the tree knows. */
    nothingAsked: number;
    /** How much a mention counts by where it stands; duties count more than titles. */
    mention: { title: number; duties: number; requirements: number; occupation: number };
    /** Weight of a certificate that is only preferred, beside the skills. */
    preferredCertificate: number;
    /** Service years and ranks from which a speciality's skills count one level higher. */
    practisedYears: number;
    practisedRanks: readonly string[];
  };
  occupation: {
    max: number;
    /** How sure a person's link to an occupation is, in percent, by where it was read. */
    source: {
      intent: number;
      intentLater: number;
      speciality: number;
      specialityStep: number;
      certificate: number;
      experience: number;
    };
    /** What everyone, or everyone who served, brings to a post that can be started untrained, in percent. */
    entry: Readonly<Record<Entry, number>>;
    /** How close two occupations are, in percent: by code, and by trade. */
    sameSmallClass: number;
    sameMiddleClass: number;
    sameTrade: number;
    /** Trades whose people often change over: `[trade, trade, percent]`. */
    relatedTrades: readonly (readonly [string, string, number])[];
    /** How sure a title is that its duties do not bear out, and one that stands before another, in percent. */
    titleUnsupported: number;
    titleNotLast: number;
  };
  distance: {
    max: number;
    /** Straight line to road, in percent. */
    roadPercent: number;
    /** `[from road km, percent]`, ascending; between steps the line is straight. */
    decay: readonly (readonly [number, number])[];
  };
  terms: {
    pay: number;
    shift: number;
    lodging: number;
    papers: number;
    /** Percent for the offered pay as a share of the wished pay: `[from this share in %, percent]`, descending. */
    payShare: readonly (readonly [number, number])[];
    payUnknown: number;
    payNoWish: number;
    /** Percent by kind of shift for who accepts shifts or did not say, and for who does not. */
    shiftAccepted: Readonly<Record<ShiftKind, number>>;
    shiftRefused: Readonly<Record<ShiftKind, number>>;
    /** Percent of the lodging points where no bed is offered or it is not wanted. */
    noBed: number;
  };
};

export const SHIFT_KINDS = ['day', 'early', 'away', 'rotating'] as const;
export type ShiftKind = (typeof SHIFT_KINDS)[number];
