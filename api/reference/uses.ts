import type { ReferenceKind } from '@xincheng/db/vocabulary/reference';
import type { AnyEntry, ReferenceTables } from './tables.ts';

export interface EntryName {
  kind: ReferenceKind;
  key: string;
  name: string;
}

/** The entries that refer to this one, by kind and in their order. */
export function usesOf(tables: ReferenceTables, kind: ReferenceKind, key: string): EntryName[] {
  const { skill, speciality, occupation, certificate, weights } = tables;
  const users: Record<ReferenceKind, readonly AnyEntry[]> = {
    skill: [
      ...skill.filter((other) => other.key.startsWith(`${key}.`)),
      ...speciality.filter(({ value }) => value.skills.some(({ skill: one }) => one === key)),
      ...occupation.filter(({ value }) => value.trade === key || value.skills.includes(key)),
      ...weights.filter(({ value }) =>
        value.occupation.relatedTrades.some(([one, other]) => one === key || other === key),
      ),
    ],
    speciality: [],
    occupation: speciality.filter(({ value }) => value.occupations.includes(key)),
    certificate: [
      ...certificate.filter(({ value }) => value.covers.includes(key)),
      ...occupation.filter(({ value }) =>
        value.gates.some((gate) => gate.kind === 'certificate' && gate.anyOf.includes(key)),
      ),
    ],
    weights: [],
  };
  return users[kind].map(({ kind: of, key: by, name }) => ({ kind: of, key: by, name }));
}
