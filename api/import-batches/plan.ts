import type { Db } from '@xincheng/db/client';
import { fieldsSetByHand } from '@xincheng/db/events';
import { findPeopleByIdCard, type PersonRow } from '@xincheng/db/people';
import {
  type EmployerRow,
  findEmployersByName,
  listPositionRows,
  type PositionRow,
} from '@xincheng/db/positions';
import type { Sealer } from '@xincheng/db/sealing';
import * as person from '../records/person-record.ts';
import * as position from '../records/position-record.ts';
import { type Change, changesBetween, isNothing } from '../records/provenance.ts';
import type { StagedPerson, StagedPosition } from './staged.ts';

/** What writing a row would do: to which record, and which fields. No current row: a new record. */
export interface Plan<Row> {
  current: Row | null;
  changes: Change[];
}

/**
 * One plan per staged person, in order. Preview and confirmation both go by this. An empty cell
 * clears nothing, and what a clerk or the person set by hand is not overwritten by a list.
 */
export async function planPeople(
  db: Db,
  sealer: Sealer,
  staged: readonly StagedPerson[],
): Promise<Plan<PersonRow>[]> {
  const indexes = staged.map(({ record }) => person.idCardIndex(sealer, record.idCardNo ?? ''));
  const known = await findPeopleByIdCard(db, [...new Set(indexes)]);
  const byHand = await fieldsSetByHand(
    db,
    [...known.values()].map(({ id }) => id),
  );
  return staged.map(({ record }, at) => {
    const current = known.get(indexes[at] ?? '') ?? null;
    // A record that an undo took away comes back as a new one under its old id.
    if (current === null || current.removedAt !== null)
      return { current, changes: changesBetween(null, record) };
    const kept = byHand.get(current.id);
    const changes = changesBetween(person.openRecord(current, sealer), record).filter(
      ({ field, after }) => !isNothing(after) && kept?.has(field) !== true,
    );
    return { current, changes };
  });
}

export interface PositionPlan extends Plan<PositionRow> {
  employer: EmployerRow | null;
  /** All of the employer's positions of that title. */
  namesakes: readonly PositionRow[];
}

/**
 * Which record each staged position is about. A position has no number of its own: it is recognised
 * by its employer and title, the n-th of the same title by its n-th place in the whole file. So this
 * is asked once, for all rows together; from then on a row goes by the id that was found.
 */
export async function recognisePositions(
  db: Db,
  staged: readonly StagedPosition[],
): Promise<(string | null)[]> {
  const { employers, rows } = await positionsOf(db, staged);
  const byKey = Map.groupBy(rows, (row) => `${row.employerId} ${row.title}`);
  return staged.map(({ record, employer }) => {
    const known = employers.get(employer.name);
    return known === undefined
      ? null
      : (byKey.get(`${known.id} ${record.title}`)?.shift()?.id ?? null);
  });
}

export interface KnownPosition {
  staged: StagedPosition;
  /** The record that the row was recognised as; null for a new one. */
  entityId: string | null;
}

export async function planPositions(
  db: Db,
  sealer: Sealer,
  known: readonly KnownPosition[],
): Promise<PositionPlan[]> {
  const { employers, rows } = await positionsOf(
    db,
    known.map(({ staged }) => staged),
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return known.map(({ staged: { record, employer }, entityId }) => {
    const owner = employers.get(employer.name) ?? null;
    const current = entityId === null ? null : (byId.get(entityId) ?? null);
    const title = `${owner?.id ?? ''} ${record.title}`;
    const namesakes = rows.filter((row) => `${row.employerId} ${row.title}` === title);
    if (current === null || current.removedAt !== null)
      return { employer: owner, current, namesakes, changes: changesBetween(null, record) };
    const wanted = keepDecided(record, current);
    const changes = changesBetween(position.openRecord(current, sealer), wanted);
    return { employer: owner, current, namesakes, changes };
  });
}

async function positionsOf(db: Db, staged: readonly StagedPosition[]) {
  const names = new Set(staged.map(({ employer }) => employer.name));
  const employers = await findEmployersByName(db, [...names]);
  const ids = [...employers.values()].map(({ id }) => id);
  return { employers, rows: await listPositionRows(db, ids) };
}

/** An employer's closing of a position outlives a form that is sent again. */
function keepDecided(
  record: position.PositionRecord,
  current: PositionRow,
): Partial<position.PositionRecord> {
  if (current.status !== 'closed') return record;
  const { status: _status, ...rest } = record;
  return rest;
}
