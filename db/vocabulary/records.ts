/** Kinds and states of records. A state is spelled here once; allowed changes stand beside it. */
export const personKinds = ['veteran', 'family'] as const;
export type PersonKind = (typeof personKinds)[number];

export const positionStatuses = ['open', 'held', 'closed'] as const;
export type PositionStatus = (typeof positionStatuses)[number];
/** `held`: an unlawful or unclear condition waits for the employer's correction; nothing is lost. */
export const positionTransitions: Record<PositionStatus, readonly PositionStatus[]> = {
  held: ['open', 'closed'],
  open: ['held', 'closed'],
  closed: ['open'],
};

/** Why a position is held: the words, what is wrong with them, the rule of law, a lawful wording. */
export interface HoldReason {
  field: string;
  /** Exactly as they stand in the field's text. */
  words: string;
  /** What to do, in Chinese. */
  reason: string;
  /** Key of the rule in the rule table. */
  rule: string;
  /** The whole text of the field, said lawfully; '' where nothing is left of it. */
  proposal: string;
}

/** `merge`: two reports of one person brought together by hand; it has no file. */
export const importKinds = ['roster', 'positions', 'merge'] as const;
export type ImportKind = (typeof importKinds)[number];
export const fileKinds = ['roster', 'positions'] as const;
export type FileKind = (typeof fileKinds)[number];

/** `refused`: the file cannot be read. `reading`, `writing` and `undoing` are work under way. */
export const importStatuses = [
  'preview',
  'confirmed',
  'undone',
  'discarded',
  'reading',
  'refused',
  'writing',
  'undoing',
] as const;
export type ImportStatus = (typeof importStatuses)[number];
export const importTransitions: Record<ImportStatus, readonly ImportStatus[]> = {
  reading: ['preview', 'refused', 'discarded'],
  refused: ['reading', 'discarded'],
  preview: ['reading', 'writing', 'discarded'],
  writing: ['confirmed'],
  confirmed: ['undoing'],
  undoing: ['undone'],
  undone: [],
  discarded: [],
};

/**
 * What a row of a file means against the data bank. `duplicate`: somebody has to bring it together
 * with another report of the same person. `left_out`: not to be imported, as somebody decided.
 */
export const importRowStatuses = [
  'new',
  'changed',
  'identical',
  'doubtful',
  'wrong',
  'duplicate',
  'left_out',
] as const;
export type ImportRowStatus = (typeof importRowStatuses)[number];
/** Rows that a confirmation writes. */
export const rowStatusesToWrite = ['new', 'changed', 'doubtful'] as const;

/** Where a field's value came from. */
export const sourceKinds = ['roster', 'form', 'clerk', 'person', 'extraction', 'undo'] as const;
export type SourceKind = (typeof sourceKinds)[number];

export const entityKinds = ['person', 'employer', 'position', 'account', 'consent'] as const;
export type EntityKind = (typeof entityKinds)[number];

export const stationLevels = ['township', 'village'] as const;
export type StationLevel = (typeof stationLevels)[number];

/** What a person may rule out in work, and a position may demand. */
export const restrictions = ['heights', 'lifting', 'standing', 'night', 'driving'] as const;
export type Restriction = (typeof restrictions)[number];
