/** Kinds of reference data that a score depends on and that bureau staff edit. */
export const referenceKinds = [
  'skill',
  'speciality',
  'occupation',
  'certificate',
  'weights',
] as const;
export type ReferenceKind = (typeof referenceKinds)[number];

/** The weights are one entry, under this key. */
export const weightsKey = 'weights';
