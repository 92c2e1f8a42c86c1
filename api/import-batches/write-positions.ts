import { randomUUID } from 'node:crypto';
import type { Db } from '@xincheng/db/client';
import { insertFieldEvents, type NewFieldEvent } from '@xincheng/db/events';
import {
  findEmployersByName,
  insertEmployers,
  insertPositions,
  type NewPosition,
  orderedIds,
  updateEmployer,
  updatePosition,
} from '@xincheng/db/positions';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { phonePlace, toColumns as toEmployerColumns } from '../records/employer-record.ts';
import { isSealedField, toColumns } from '../records/position-record.ts';
import { changesBetween, eventsOf, existence, type Provenance } from '../records/provenance.ts';
import { planPositions, type PositionPlan } from './plan.ts';
import type { StagedPosition } from './staged.ts';

/** A row to write, with the record it was recognised as in the preview and that one's version. */
export interface PositionToWrite {
  staged: StagedPosition;
  provenance: Provenance;
  entityId: string | null;
  version: number | null;
}

/** Writes employers and positions with one event per changed field; the number of positions touched. */
export async function writePositions(
  db: Db,
  deps: Deps,
  rows: readonly PositionToWrite[],
): Promise<number> {
  const { sealer } = deps;
  const events: NewFieldEvent[] = [];
  await writeEmployers(db, deps, rows, events);
  const plans = await planPositions(db, sealer, rows);
  const ids = await orderedIds(db, rows.length);
  const inserts: NewPosition[] = [];
  let written = 0;
  for (const [at, row] of rows.entries()) {
    const { staged, provenance } = row;
    const plan = plans[at];
    if (plan === undefined || plan.changes.length === 0) continue;
    const { current, changes, employer } = plan;
    refuseStale(row, plan);
    if (employer === null)
      throw new Error('a position without its employer was staged for writing');
    const now = provenance.recordedAt;
    const id = current?.id ?? ids[at];
    if (id === undefined) throw new Error('fewer ids than rows');
    written += 1;
    if (current === null) {
      const { title, status } = staged.record;
      inserts.push({
        ...toColumns(id, staged.record, sealer),
        ...{ id, countyId: provenance.countyId, employerId: employer.id, title, status },
        createdAt: now,
        updatedAt: now,
      });
    } else {
      const changed = Object.fromEntries(changes.map(({ field, after }) => [field, after]));
      // A record that comes back takes nothing over from what was undone.
      const wanted = current.removedAt === null ? changed : staged.record;
      const columns = toColumns(id, wanted, sealer);
      const change = { ...columns, removedAt: null, updatedAt: now };
      if ((await updatePosition(db, id, current.version, change)) === null)
        throw new AppError('conflict');
    }
    const born = current === null || current.removedAt !== null;
    events.push(
      ...eventsOf(
        { entity: 'position', entityId: id, area: null },
        born ? [{ field: existence, before: null, after: 'present' }, ...changes] : changes,
        provenance,
        { sealer, isSealed: isSealedField },
      ),
    );
  }
  await insertPositions(db, inserts);
  await insertFieldEvents(db, events);
  return written;
}

/** Somebody wrote since the preview: what the clerk looked at is no longer what would be written. */
function refuseStale({ version, provenance }: PositionToWrite, plan: PositionPlan): void {
  const { current, namesakes } = plan;
  const moved = current !== null && current.version !== version;
  const since = namesakes.some(({ createdAt }) => createdAt > provenance.occurredAt);
  if (moved || (current === null && since))
    throw new AppError('conflict', {
      message: '预览之后有人改过这些岗位，请重新上传，再核对一次。',
    });
}

/** New employers are added; of known ones, what the form says and says differently is changed. */
async function writeEmployers(
  db: Db,
  { sealer }: Deps,
  rows: readonly PositionToWrite[],
  events: NewFieldEvent[],
): Promise<void> {
  const firstRows = new Map<string, PositionToWrite>();
  for (const row of rows)
    if (!firstRows.has(row.staged.employer.name)) firstRows.set(row.staged.employer.name, row);
  const known = await findEmployersByName(db, [...firstRows.keys()]);
  const inserts: Parameters<typeof insertEmployers>[1][number][] = [];
  for (const [name, { staged, provenance }] of firstRows) {
    const { phone, township: _t, sheet: _s, row: _r, ...said } = staged.employer;
    const current = known.get(name) ?? null;
    const id = current?.id ?? randomUUID();
    const sealedPhone = current?.phoneSealed ?? null;
    const currentPhone = sealedPhone === null ? null : sealer.open(sealedPhone, phonePlace(id));
    const wanted = Object.fromEntries(
      Object.entries({ ...said, phone }).filter(([, value]) => value !== null),
    );
    const changes = changesBetween(
      current === null ? null : { ...current, phone: currentPhone },
      wanted,
    );
    if (changes.length === 0) continue;
    const now = provenance.recordedAt;
    const changed = Object.fromEntries(changes.map(({ field, after }) => [field, after]));
    const columns = toEmployerColumns(id, changed, sealer);
    if (current === null)
      inserts.push({
        ...columns,
        ...{ id, countyId: provenance.countyId, name, createdAt: now, updatedAt: now },
      });
    else await updateEmployer(db, id, { ...columns, updatedAt: now });
    events.push(
      ...eventsOf({ entity: 'employer', entityId: id, area: null }, changes, provenance, {
        sealer,
        isSealed: isSealedField,
      }),
    );
  }
  await insertEmployers(db, inserts);
}
