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

/** A field that the row says differently, and whether it is to be written. */
export interface PlannedChange extends Change {
  taken: boolean;
  /** The value that is there was set by a clerk or by the person. */
  byHand: boolean;
}

/** What writing a row would do: to which record, and which fields. No current row: a new record. */
export interface Plan<Row> {
  current: Row | null;
  changes: PlannedChange[];
}

/** What somebody chose field by field: true takes what the row says, false keeps what is there. */
type Choices = Readonly<Record<string, boolean>>;

/** The changes of a plan that are to be written. */
export const takenOf = (plan: Plan<unknown>): PlannedChange[] =>
  plan.changes.filter(({ taken }) => taken);

/**
 * One plan per staged person, in order. Preview and confirmation both go by this. An empty cell
 * clears nothing, less precise says nothing new, and what a clerk or the person set by hand is not
 * overwritten by a list unless somebody chooses so.
 */
export async function planPeople(
  db: Db,
  sealer: Sealer,
  rows: readonly { staged: StagedPerson; choices: Choices }[],
): Promise<Plan<PersonRow>[]> {
  const indexes = rows.map(({ staged }) =>
    person.idCardIndex(sealer, staged.record.idCardNo ?? ''),
  );
  const known = await findPeopleByIdCard(db, [...new Set(indexes)]);
  const byHand = await fieldsSetByHand(
    db,
    [...known.values()].map(({ id }) => id),
  );
  return rows.map(({ staged: { record }, choices }, at) => {
    const current = known.get(indexes[at] ?? '') ?? null;
    // A record that an undo took away comes back as a new one under its old id.
    if (current === null || current.removedAt !== null)
      return { current, changes: changesBetween(null, record).map(always) };
    const kept = byHand.get(current.id);
    const changes = changesBetween(person.openRecord(current, sealer), record)
      .filter((change, _, all) => saysSomething(change, all) && !isLessPrecise(change))
      .map((change) => chosen(change, kept?.has(change.field) === true, choices));
    return { current, changes };
  });
}

/** An empty cell clears nothing; but a residence elsewhere takes the code of the former one along. */
const saysSomething = ({ field, after }: Change, all: readonly Change[]) =>
  !isNothing(after) ||
  (field === 'residenceCode' &&
    all.some((other) => other.field === 'residence' && !isNothing(other.after)));

const always = (change: Change): PlannedChange => ({ ...change, taken: true, byHand: false });

const chosen = (change: Change, byHand: boolean, choices: Choices): PlannedChange => ({
  ...change,
  byHand,
  taken: choices[change.field] ?? !byHand,
});

/** A township where the village is known, or a month where the day is. */
function isLessPrecise({ field, before, after }: Change): boolean {
  return (
    ['areaCode', 'birthDate', 'enlistDate', 'dischargeDate'].includes(field) &&
    typeof before === 'string' &&
    typeof after === 'string' &&
    before.startsWith(after)
  );
}

export interface PositionPlan extends Plan<PositionRow> {
  employer: EmployerRow | null;
  /** All of the employer's positions of that title. */
  namesakes: readonly PositionRow[];
}

/**
 * Which record each staged position is about. A position has no number of its own: it is recognised
 * by its employer and title, the n-th of the same title by its n-th place in the whole file. So rows
 * come in file order, `taken` being the records that earlier rows were recognised as; from then on a
 * row goes by the id that was found.
 */
export async function recognisePositions(
  db: Db,
  staged: readonly StagedPosition[],
  taken: ReadonlySet<string>,
): Promise<(string | null)[]> {
  const { employers, rows } = await positionsOf(db, staged);
  const free = rows.filter(({ id }) => !taken.has(id));
  const byKey = Map.groupBy(free, (row) => `${row.employerId} ${row.title}`);
  return staged.map(({ record, employer }) => {
    const known = employers.get(employer.name);
    return known === undefined
      ? null
      : (byKey.get(`${known.id} ${record.title}`)?.shift()?.id ?? null);
  });
}

export interface KnownPosition {
  staged: StagedPosition;
  choices: Choices;
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
  return known.map(({ staged: { record, employer }, choices, entityId }) => {
    const owner = employers.get(employer.name) ?? null;
    const current = entityId === null ? null : (byId.get(entityId) ?? null);
    const title = `${owner?.id ?? ''} ${record.title}`;
    const namesakes = rows.filter((row) => `${row.employerId} ${row.title}` === title);
    if (current === null || current.removedAt !== null) {
      const changes = changesBetween(null, record).map(always);
      return { employer: owner, current, namesakes, changes };
    }
    const wanted = keepDecided(record, current);
    const changes = changesBetween(position.openRecord(current, sealer), wanted).map((change) =>
      chosen(change, false, choices),
    );
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
