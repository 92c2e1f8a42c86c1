import type { Db } from '@xincheng/db/client';
import { listBatchEvents } from '@xincheng/db/events';
import type { ImportRowRow } from '@xincheng/db/import-rows';
import type { Deps } from '../deps.ts';
import * as person from '../records/person-record.ts';
import * as position from '../records/position-record.ts';
import { existence, openEventValue } from '../records/provenance.ts';
import { type PlannedChange, planPeople, planPositions } from './plan.ts';
import type { Staged, StagedPerson, StagedPosition } from './staged.ts';

export interface OpenedRow<S extends Staged = Staged> {
  row: ImportRowRow;
  staged: S;
}

/** What confirming would change in known records, by row id. New records have no before. */
export async function plannedChanges(
  db: Db,
  { sealer }: Pick<Deps, 'sealer'>,
  rows: readonly OpenedRow[],
): Promise<Map<string, PlannedChange[]>> {
  const people = rows.filter((row): row is OpenedRow<StagedPerson> => row.staged.kind === 'person');
  const positions = rows.filter(
    (row): row is OpenedRow<StagedPosition> => row.staged.kind === 'position',
  );
  const planned = new Map<string, PlannedChange[]>();
  const personPlans = await planPeople(
    db,
    sealer,
    people.map(({ row, staged }) => ({ staged, choices: row.choices })),
  );
  for (const [at, { row }] of people.entries()) {
    const plan = personPlans[at];
    planned.set(row.id, isKnown(plan?.current) ? (plan?.changes ?? []) : []);
  }
  const positionPlans = await planPositions(
    db,
    sealer,
    positions.map(({ row, staged }) => ({
      ...{ staged, choices: row.choices, entityId: row.entityId },
    })),
  );
  for (const [at, { row }] of positions.entries()) {
    const plan = positionPlans[at];
    planned.set(row.id, isKnown(plan?.current) ? (plan?.changes ?? []) : []);
  }
  return planned;
}

const isKnown = (current: { removedAt: Date | null } | null | undefined) =>
  current !== null && current !== undefined && current.removedAt === null;

/** What a decided batch did change in records that were known before, by row id. */
export async function writtenChanges(
  db: Db,
  { sealer }: Pick<Deps, 'sealer'>,
  batchId: string,
  rows: readonly OpenedRow[],
): Promise<Map<string, PlannedChange[]>> {
  const ids = rows.flatMap(({ row }) => row.entityId ?? []);
  const events = await listBatchEvents(db, batchId, ids);
  const keyOf = (sheet: string | null, row: number) => `${sheet ?? ''} ${String(row)}`;
  const byRow = Map.groupBy(events, ({ sourceRef }) =>
    keyOf(sourceRef?.sheet ?? null, sourceRef?.row ?? 0),
  );
  return new Map(
    rows.map(({ row }) => {
      const own = byRow.get(keyOf(row.sheet, row.row)) ?? [];
      if (own.some(({ field }) => field === existence)) return [row.id, []];
      return [
        row.id,
        own.map(({ entity, entityId, field, before, after }) => {
          const { isSealedField } = entity === 'person' ? person : position;
          const open = (kept: unknown) =>
            openEventValue(entityId, field, kept, { sealer, isSealed: isSealedField });
          return { field, before: open(before), after: open(after), taken: true, byHand: false };
        }),
      ];
    }),
  );
}
