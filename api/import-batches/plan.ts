import type { Db } from '@xincheng/db/client';
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
import { type Change, changesBetween } from '../records/provenance.ts';
import type { StagedPerson, StagedPosition } from './staged.ts';

/** What writing a row would do: to which record, and which fields. No current row: a new record. */
export interface Plan<Row> {
  current: Row | null;
  changes: Change[];
}

/** One plan per staged person, in order. Preview and confirmation both go by this. */
export async function planPeople(
  db: Db,
  sealer: Sealer,
  staged: readonly StagedPerson[],
): Promise<Plan<PersonRow>[]> {
  const indexes = staged.map(({ record }) => person.idCardIndex(sealer, record.idCardNo ?? ''));
  const known = await findPeopleByIdCard(db, [...new Set(indexes)]);
  return staged.map(({ record }, at) => {
    const current = known.get(indexes[at] ?? '') ?? null;
    // A record that an undo took away comes back as a new one under its old id.
    const compared = current === null || current.removedAt !== null ? null : current;
    return {
      current,
      changes: changesBetween(
        compared === null ? null : person.openRecord(compared, sealer),
        record,
      ),
    };
  });
}

export interface PositionPlan extends Plan<PositionRow> {
  employer: EmployerRow | null;
}

/**
 * A position has no number of its own: it is recognised by its employer and title, the n-th of the
 * same title by its n-th place.
 */
export async function planPositions(
  db: Db,
  sealer: Sealer,
  staged: readonly StagedPosition[],
): Promise<PositionPlan[]> {
  const employers = await findEmployersByName(db, [
    ...new Set(staged.map((row) => row.employer.name)),
  ]);
  const rows = await listPositionRows(
    db,
    [...employers.values()].map(({ id }) => id),
  );
  const byKey = new Map<string, PositionRow[]>();
  for (const row of rows) {
    const key = `${row.employerId} ${row.title}`;
    byKey.set(key, [...(byKey.get(key) ?? []), row]);
  }
  return staged.map(({ record, employer }) => {
    const known = employers.get(employer.name) ?? null;
    const current =
      known === null ? null : (byKey.get(`${known.id} ${record.title}`)?.shift() ?? null);
    const compared = current === null || current.removedAt !== null ? null : current;
    const wanted = compared === null ? record : keepDecided(record, compared);
    return {
      employer: known,
      current,
      changes: changesBetween(
        compared === null ? null : position.openRecord(compared, sealer),
        wanted,
      ),
    };
  });
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
