import type { Db } from '@xincheng/db/client';
import { listEventsOfRows } from '@xincheng/db/events';
import type { ImportRowRow } from '@xincheng/db/imports';
import type { Deps } from '../deps.ts';
import * as person from '../records/person-record.ts';
import * as position from '../records/position-record.ts';
import { type Change, existence, openEventValue } from '../records/provenance.ts';
import { type Plan, planPeople, planPositions } from './plan.ts';
import type { Staged, StagedPerson } from './staged.ts';

/** What confirming would change in known records, by row id. New records have no before. */
export async function plannedChanges(
  db: Db,
  { sealer }: Deps,
  rows: readonly ImportRowRow[],
  staged: readonly Staged[],
): Promise<Map<string, Change[]>> {
  const people = staged.filter((row): row is StagedPerson => row.kind === 'person');
  const positions = staged.flatMap((row, at) =>
    row.kind === 'position' ? [{ staged: row, entityId: rows[at]?.entityId ?? null }] : [],
  );
  const plans = new Map<Staged, Plan<unknown>>();
  for (const [at, plan] of (await planPeople(db, sealer, people)).entries()) {
    const row = people[at];
    if (row !== undefined) plans.set(row, plan);
  }
  for (const [at, plan] of (await planPositions(db, sealer, positions)).entries()) {
    const row = positions[at]?.staged;
    if (row !== undefined) plans.set(row, plan);
  }
  return new Map(
    rows.map((row, at) => {
      const content = staged[at];
      const plan = content === undefined ? undefined : plans.get(content);
      return [row.id, plan?.current == null ? [] : plan.changes];
    }),
  );
}

/** What a decided batch did change in records that were known before, by row id. */
export async function writtenChanges(
  db: Db,
  { sealer }: Deps,
  batchId: string,
  rows: readonly ImportRowRow[],
): Promise<Map<string, Change[]>> {
  const events = await listEventsOfRows(
    db,
    batchId,
    rows.map(({ row }) => row),
  );
  const keyOf = (sheet: string | null, row: number) => `${sheet ?? ''} ${String(row)}`;
  const byRow = Map.groupBy(
    events.filter(({ entity }) => entity !== 'employer'),
    ({ sourceRef }) => keyOf(sourceRef?.sheet ?? null, sourceRef?.row ?? 0),
  );
  return new Map(
    rows.map((row) => {
      const own = byRow.get(keyOf(row.sheet, row.row)) ?? [];
      if (own.some(({ field }) => field === existence)) return [row.id, []];
      return [
        row.id,
        own.map(({ entity, entityId, field, before, after }) => {
          const { isSealedField } = entity === 'person' ? person : position;
          const open = (kept: unknown) =>
            openEventValue(entityId, field, kept, { sealer, isSealed: isSealedField });
          return { field, before: open(before), after: open(after) };
        }),
      ];
    }),
  );
}
