import { isDeepStrictEqual } from 'node:util';
import type { NewFieldEvent } from '@xincheng/db/events';
import type { Sealer } from '@xincheng/db/sealing';
import type { EntityKind, SourceKind } from '@xincheng/db/vocabulary/records';

/** Where values came from, and who wrote them down. */
export interface Provenance {
  countyId: string;
  source: SourceKind;
  sourceRef?: { file?: string; sheet?: string | null; row?: number };
  batchId?: string;
  /** When it became so; for a file, when it was handed in. */
  occurredAt: Date;
  recordedAt: Date;
  actorAccount: string | null;
  actorAppointment: string | null;
}

/** A changed field: what it was and what it is. */
export interface Change {
  field: string;
  before: unknown;
  after: unknown;
}

/** Marks the event by which a record came into being, and by which an undo takes it away again. */
export const existence = 'record';

/** The fields in which `wanted` differs from `current`, in the order of `wanted`. */
export function changesBetween(current: object | null, wanted: object): Change[] {
  const now = new Map<string, unknown>(Object.entries(current ?? {}));
  return Object.entries<unknown>({ ...wanted })
    .map(([field, after]) => ({ field, before: now.get(field) ?? null, after }))
    .filter(({ before, after }) => !same(before, after));
}

/**
 * Lists are the same in the same order; an empty list is the same as none. The order of an object's
 * keys counts for nothing: jsonb keeps its own.
 */
function same(a: unknown, b: unknown): boolean {
  const plain = (value: unknown) => (isNothing(value) ? null : value);
  return isDeepStrictEqual(plain(a), plain(b));
}

/** Null, absent, or an empty list. */
export function isNothing(value: unknown): boolean {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}

/** Event rows of one record's changes; values of sealed fields are sealed here too. */
export function eventsOf(
  record: { entity: EntityKind; entityId: string; area: string | null },
  changes: readonly Change[],
  provenance: Provenance,
  sealing: { sealer: Sealer; isSealed: (field: string) => boolean },
): NewFieldEvent[] {
  return changes.map(({ field, before, after }) => {
    const keep = (value: unknown) =>
      value === null || value === undefined
        ? null
        : sealing.isSealed(field)
          ? sealing.sealer.seal(JSON.stringify(value), eventPlace(record.entityId, field))
          : value;
    return { ...record, ...provenance, field, before: keep(before), after: keep(after) };
  });
}

/** A value as an event keeps it, in clear. */
export function openEventValue(
  entityId: string,
  field: string,
  kept: unknown,
  sealing: { sealer: Sealer; isSealed: (field: string) => boolean },
): unknown {
  if (typeof kept !== 'string' || !sealing.isSealed(field)) return kept ?? null;
  return JSON.parse(sealing.sealer.open(kept, eventPlace(entityId, field)));
}

const eventPlace = (entityId: string, field: string) => ({
  table: 'field_events',
  row: entityId,
  column: field,
});
