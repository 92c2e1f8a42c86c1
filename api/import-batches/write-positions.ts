import { randomUUID } from 'node:crypto';
import type { Db } from '@xincheng/db/client';
import { insertFieldEvents, type NewFieldEvent } from '@xincheng/db/events';
import {
  findEmployersByName,
  insertEmployers,
  insertPositions,
  type NewPosition,
  updateEmployer,
  updatePosition,
} from '@xincheng/db/positions';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { isSealedField, toColumns } from '../records/position-record.ts';
import { changesBetween, eventsOf, existence, type Provenance } from '../records/provenance.ts';
import { planPositions } from './plan.ts';
import type { StagedPosition } from './staged.ts';

type Row = { staged: StagedPosition; provenance: Provenance };

/** Writes employers and positions with one event per changed field; the number of positions touched. */
export async function writePositions(db: Db, deps: Deps, rows: readonly Row[]): Promise<number> {
  const { sealer } = deps;
  const events: NewFieldEvent[] = [];
  await writeEmployers(db, deps, rows, events);
  const plans = await planPositions(
    db,
    sealer,
    rows.map(({ staged }) => staged),
  );
  const inserts: NewPosition[] = [];
  let written = 0;
  for (const [at, { staged, provenance }] of rows.entries()) {
    const plan = plans[at];
    if (plan === undefined || plan.changes.length === 0) continue;
    const { current, changes, employer } = plan;
    if (employer === null)
      throw new Error('a position without its employer was staged for writing');
    const now = provenance.recordedAt;
    const id = current?.id ?? randomUUID();
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
      const columns = toColumns(id, changed, sealer);
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

/** New employers are added; of known ones, what the form says and says differently is changed. */
async function writeEmployers(
  db: Db,
  { sealer }: Deps,
  rows: readonly Row[],
  events: NewFieldEvent[],
): Promise<void> {
  const firstRows = new Map<string, Row>();
  for (const row of rows)
    if (!firstRows.has(row.staged.employer.name)) firstRows.set(row.staged.employer.name, row);
  const known = await findEmployersByName(db, [...firstRows.keys()]);
  const inserts: Parameters<typeof insertEmployers>[1][number][] = [];
  for (const [name, { staged, provenance }] of firstRows) {
    const { phone, township: _t, sheet: _s, row: _r, ...said } = staged.employer;
    const current = known.get(name) ?? null;
    const id = current?.id ?? randomUUID();
    const place = { table: 'employers', row: id, column: 'phoneSealed' };
    const currentPhone =
      current?.phoneSealed == null ? null : sealer.open(current.phoneSealed, place);
    const wanted = Object.fromEntries(
      Object.entries({ ...said, phone }).filter(([, value]) => value !== null),
    );
    const changes = changesBetween(
      current === null ? null : { ...current, phone: currentPhone },
      wanted,
    );
    if (changes.length === 0) continue;
    const now = provenance.recordedAt;
    const sealed =
      phone === null || phone === currentPhone ? {} : { phoneSealed: sealer.seal(phone, place) };
    if (current === null)
      inserts.push({
        ...said,
        ...sealed,
        ...{ id, countyId: provenance.countyId, name, createdAt: now, updatedAt: now },
      });
    else {
      const { phone: _p, ...changed } = Object.fromEntries(
        changes.map(({ field, after }) => [field, after]),
      );
      await updateEmployer(db, id, { ...changed, ...sealed, updatedAt: now });
    }
    events.push(
      ...eventsOf({ entity: 'employer', entityId: id, area: null }, changes, provenance, {
        sealer,
        isSealed: isSealedField,
      }),
    );
  }
  await insertEmployers(db, inserts);
}
