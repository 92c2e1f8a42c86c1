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

/** Why a position is held: the words, what is wrong with them, the source in law. */
export interface HoldReason {
  field: string;
  words: string;
  reason: string;
  source: string;
}

export const importKinds = ['roster', 'positions'] as const;
export type ImportKind = (typeof importKinds)[number];

export const importStatuses = ['preview', 'confirmed', 'undone', 'discarded'] as const;
export type ImportStatus = (typeof importStatuses)[number];
export const importTransitions: Record<ImportStatus, readonly ImportStatus[]> = {
  preview: ['confirmed', 'discarded'],
  confirmed: ['undone'],
  undone: [],
  discarded: [],
};

/** What a row of a file means against the data bank. */
export const importRowStatuses = ['new', 'changed', 'identical', 'doubtful', 'wrong'] as const;
export type ImportRowStatus = (typeof importRowStatuses)[number];

/** Where a field's value came from. */
export const sourceKinds = ['roster', 'form', 'clerk', 'person', 'extraction', 'undo'] as const;
export type SourceKind = (typeof sourceKinds)[number];

export const entityKinds = ['person', 'employer', 'position', 'account', 'consent'] as const;
export type EntityKind = (typeof entityKinds)[number];

export const stationLevels = ['township', 'village'] as const;
export type StationLevel = (typeof stationLevels)[number];
