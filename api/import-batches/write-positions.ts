import { randomUUID } from 'node:crypto';
import type { Db } from '@xincheng/db/client';
import { insertFieldEvents, type NewFieldEvent } from '@xincheng/db/events';
import { type ImportRowRow, listRowEntities } from '@xincheng/db/import-rows';
import {
  findEmployersByName,
  insertEmployers,
  insertPositions,
  type NewPosition,
  orderedIds,
  type PositionChange,
  updateEmployer,
  updatePosition,
} from '@xincheng/db/positions';
import type { Sealer } from '@xincheng/db/sealing';
import { AppError } from '../errors.ts';
import { phonePlace, toColumns as toEmployerColumns } from '../records/employer-record.ts';
import { isSealedField, toColumns } from '../records/position-record.ts';
import { changesBetween, eventsOf, existence, type Provenance } from '../records/provenance.ts';
import { planPositions, type PositionPlan, takenOf } from './plan.ts';
import type { StagedPosition } from './staged.ts';
import type { WorkDeps } from './work-scope.ts';
import type { Became, RowToWrite } from './row-to-write.ts';

/** Writes employers and positions with one event per changed field; which positions were written. */
export async function writePositions(
  db: Db,
  { sealer }: WorkDeps,
  batchId: string,
  rows: readonly RowToWrite<StagedPosition>[],
): Promise<Became> {
  if (rows.length === 0) return [];
  const events: NewFieldEvent[] = [];
  await writeEmployers(db, sealer, rows, events);
  const plans = await planPositions(
    db,
    sealer,
    rows.map(({ staged, row }) => ({ staged, choices: row.choices, entityId: row.entityId })),
  );
  const own = await listRowEntities(db, batchId);
  const ids = await orderedIds(db, rows.length);
  const inserts: NewPosition[] = [];
  const updates: Promise<void>[] = [];
  const became: Became = [];
  for (const [at, { row, staged, provenance }] of rows.entries()) {
    const plan = plans[at];
    if (plan === undefined) continue;
    const { current, employer } = plan;
    const changes = takenOf(plan);
    if (changes.length === 0) continue;
    refuseStale(row, provenance, plan, own);
    if (employer === null)
      throw new Error('a position without its employer was staged for writing');
    const now = provenance.recordedAt;
    const id = current?.id ?? ids[at];
    if (id === undefined) throw new Error('fewer ids than rows');
    became.push({ id: row.id, entityId: id });
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
      updates.push(update(db, id, current.version, change));
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
  await Promise.all(updates);
  await insertPositions(db, inserts);
  await insertFieldEvents(db, events);
  return became;
}

async function update(db: Db, id: string, version: number, change: PositionChange): Promise<void> {
  if ((await updatePosition(db, id, version, change)) === null) throw new AppError('conflict');
}

/** Somebody wrote since the preview: what the clerk looked at is no longer what would be written. */
function refuseStale(
  { entityVersion }: ImportRowRow,
  { occurredAt }: Provenance,
  { current, namesakes }: PositionPlan,
  own: ReadonlySet<string>,
): void {
  const moved = current !== null && current.version !== entityVersion;
  const since = namesakes.some(({ id, createdAt }) => createdAt > occurredAt && !own.has(id));
  if (moved || (current === null && since))
    throw new AppError('conflict', {
      message: '预览之后有人改过这个岗位，没有写入。请重新上传，再核对一次。',
    });
}

/** New employers are added; of known ones, what the form says and says differently is changed. */
async function writeEmployers(
  db: Db,
  sealer: Sealer,
  rows: readonly RowToWrite<StagedPosition>[],
  events: NewFieldEvent[],
): Promise<void> {
  const firstRows = new Map<string, RowToWrite<StagedPosition>>();
  for (const row of rows)
    if (!firstRows.has(row.staged.employer.name)) firstRows.set(row.staged.employer.name, row);
  const known = await findEmployersByName(db, [...firstRows.keys()]);
  const inserts: Parameters<typeof insertEmployers>[1][number][] = [];
  for (const [name, { staged, provenance }] of firstRows) {
    const { phone, township: _t, sheet: _s, row: _r, firstRow: _f, ...said } = staged.employer;
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
