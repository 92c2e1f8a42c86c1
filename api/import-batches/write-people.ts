import { randomUUID } from 'node:crypto';
import type { Db } from '@xincheng/db/client';
import { insertFieldEvents, type NewFieldEvent } from '@xincheng/db/events';
import { insertPeople, type NewPerson, type PersonChange, updatePerson } from '@xincheng/db/people';
import type { Sealer } from '@xincheng/db/sealing';
import { AppError } from '../errors.ts';
import {
  blankRecord,
  isSealedField,
  type PersonRecord,
  toColumns,
} from '../records/person-record.ts';
import { eventsOf, existence, type Provenance } from '../records/provenance.ts';
import { planPeople, takenOf } from './plan.ts';
import type { StagedPerson } from './staged.ts';
import type { WorkDeps } from './work-scope.ts';
import type { Became, RowToWrite } from './row-to-write.ts';

/** Writes people with one event per changed field; who was written. */
export async function writePeople(
  db: Db,
  { sealer }: WorkDeps,
  rows: readonly RowToWrite<StagedPerson>[],
): Promise<Became> {
  // Planned anew: somebody may have changed a record since the preview.
  const plans = await planPeople(
    db,
    sealer,
    rows.map(({ staged, row }) => ({ staged, choices: row.choices })),
  );
  const inserts: NewPerson[] = [];
  const updates: Promise<void>[] = [];
  const events: NewFieldEvent[] = [];
  const became: Became = [];
  for (const [at, { row, staged, provenance }] of rows.entries()) {
    const plan = plans[at];
    if (plan === undefined) continue;
    const { current } = plan;
    const changes = takenOf(plan);
    if (changes.length === 0) continue;
    const { record } = staged;
    const now = provenance.recordedAt;
    const id = current?.id ?? randomUUID();
    became.push({ id: row.id, entityId: id });
    if (current === null) inserts.push(newPerson(id, record, provenance, sealer));
    else {
      const changed = Object.fromEntries(changes.map(({ field, after }) => [field, after]));
      // A record that comes back takes nothing over from what was undone.
      const wanted = current.removedAt === null ? changed : { ...blankRecord, ...record };
      const columns = { ...toColumns(id, wanted, sealer), removedAt: null, updatedAt: now };
      updates.push(update(db, id, current.version, columns));
    }
    const born = current === null || current.removedAt !== null;
    const area = record.areaCode ?? current?.areaCode ?? null;
    events.push(
      ...eventsOf(
        { entity: 'person', entityId: id, area },
        born ? [{ field: existence, before: null, after: 'present' }, ...changes] : changes,
        provenance,
        { sealer, isSealed: isSealedField },
      ),
    );
  }
  // One connection: the statements travel together and run one after the other.
  await Promise.all(updates);
  await insertPeople(db, inserts);
  await insertFieldEvents(db, events);
  return became;
}

function newPerson(
  id: string,
  record: Partial<PersonRecord>,
  { countyId, recordedAt: now }: Provenance,
  sealer: Sealer,
): NewPerson {
  const { areaCode, fullName, sex, kind } = record;
  const columns = toColumns(id, record, sealer);
  const { idCardSealed, idCardIndex, idCardMasked } = columns;
  if (areaCode === undefined || fullName === undefined || sex === undefined || kind === undefined)
    throw new Error('a row without its necessary fields was staged for writing');
  if (idCardSealed === undefined || idCardIndex === undefined || idCardMasked === undefined)
    throw new Error('a row without an ID number was staged for writing');
  return {
    ...columns,
    ...{ id, countyId, kind, areaCode, fullName, sex },
    ...{ idCardSealed, idCardIndex, idCardMasked, createdAt: now, updatedAt: now },
  };
}

/** 409 when somebody changes the record at this very moment. */
async function update(db: Db, id: string, version: number, change: PersonChange): Promise<void> {
  if ((await updatePerson(db, id, version, change)) === null) throw new AppError('conflict');
}
