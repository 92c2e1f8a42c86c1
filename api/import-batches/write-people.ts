import { randomUUID } from 'node:crypto';
import type { Db } from '@xincheng/db/client';
import { insertFieldEvents, type NewFieldEvent } from '@xincheng/db/events';
import { insertPeople, type NewPerson, updatePerson } from '@xincheng/db/people';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { blankRecord, isSealedField, toColumns } from '../records/person-record.ts';
import { eventsOf, existence, type Provenance } from '../records/provenance.ts';
import { planPeople } from './plan.ts';
import type { StagedPerson } from './staged.ts';

/** Writes people with one event per changed field; the number of records touched. */
export async function writePeople(
  db: Db,
  deps: Deps,
  rows: readonly { staged: StagedPerson; provenance: Provenance }[],
): Promise<number> {
  const { sealer } = deps;
  // Planned anew: somebody may have changed a record since the preview.
  const plans = await planPeople(
    db,
    sealer,
    rows.map(({ staged }) => staged),
  );
  const inserts: NewPerson[] = [];
  const events: NewFieldEvent[] = [];
  let written = 0;
  for (const [at, { staged, provenance }] of rows.entries()) {
    const plan = plans[at];
    if (plan === undefined || plan.changes.length === 0) continue;
    const { current, changes } = plan;
    const { record } = staged;
    const now = provenance.recordedAt;
    const id = current?.id ?? randomUUID();
    const { areaCode, fullName, sex, kind } = record;
    if (areaCode === undefined || fullName === undefined || sex === undefined || kind === undefined)
      throw new Error('a row without its necessary fields was staged for writing');
    written += 1;
    if (current === null) {
      const columns = toColumns(id, record, sealer);
      const { idCardSealed, idCardIndex, idCardMasked } = columns;
      if (idCardSealed === undefined || idCardIndex === undefined || idCardMasked === undefined)
        throw new Error('a row without an ID number was staged for writing');
      inserts.push({
        ...columns,
        ...{ id, countyId: provenance.countyId, kind, areaCode, fullName, sex },
        ...{ idCardSealed, idCardIndex, idCardMasked },
        createdAt: now,
        updatedAt: now,
      });
    } else {
      const changed = Object.fromEntries(changes.map(({ field, after }) => [field, after]));
      // A record that comes back takes nothing over from what was undone.
      const wanted = current.removedAt === null ? changed : { ...blankRecord, ...record };
      const columns = toColumns(id, wanted, sealer);
      const version = await updatePerson(db, id, current.version, {
        ...columns,
        removedAt: null,
        updatedAt: now,
      });
      if (version === null) throw new AppError('conflict');
    }
    const born = current === null || current.removedAt !== null;
    events.push(
      ...eventsOf(
        { entity: 'person', entityId: id, area: areaCode },
        born ? [{ field: existence, before: null, after: 'present' }, ...changes] : changes,
        provenance,
        { sealer, isSealed: isSealedField },
      ),
    );
  }
  await insertPeople(db, inserts);
  await insertFieldEvents(db, events);
  return written;
}
