/**
 * The weights of the score, as data. The four parts' highest points sum to 1000. Percentages are
 * applied by whole-number division, so every point comes from a table look-up.
 */
export const partMax = { skills: 280, occupation: 420, distance: 160, terms: 140 } as const;

/** Within the terms: pay, shift, lodging, and papers such as the health certificate. */
export const termsMax = { pay: 70, shift: 25, lodging: 15, papers: 30 } as const;

/**
 * Percent of a skill's points: `levelPercent[required][have]`. Levels: 0 none, 1 touched on or a
 * neighbour in the same trade, 2 can do it, 3 certified or practised for years.
 */
export const levelPercent = [
  [100, 100, 100, 100],
  [0, 55, 100, 100],
  [0, 40, 90, 100],
] as const;

/** Percent of the skill points where a position asks for no skill that the lexicon knows. */
export const NO_SKILL_ASKED_PERCENT = 40;

/** How sure a person's link to an occupation is, in percent, by where it was read. */
export const occupationSource = {
  intent: 100,
  intentLater: 92,
  speciality: 88,
  specialityStep: 6,
  certificate: 80,
  experience: 45,
} as const;

/** Percent for the offered pay as a share of the wished pay: `[at least this share in %, percent]`. */
export const payPercent = [
  [100, 100],
  [95, 88],
  [90, 76],
  [80, 55],
  [70, 35],
  [60, 15],
  [0, 0],
] as const;

/** Percent where the pay is not stated, or the person named no wish. */
export const PAY_UNKNOWN_PERCENT = 60;
export const PAY_NO_WISH_PERCENT = 80;

/** Service years in a speciality from which its skills count as practised (level 3). */
export const PRACTISED_YEARS = 5;

/** What everyone, or everyone who served, brings to a post that can be started untrained. */
export const entryPercent = { none: 0, open: 36, light: 24, veteran: 28 } as const;

/** How sure an occupation named in a title is when the duties speak of another trade, in percent. */
export const TITLE_UNSUPPORTED_PERCENT = 60;
