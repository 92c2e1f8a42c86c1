import { randomUUID } from 'node:crypto';
import type { Db } from '@xincheng/db/client';
import { fieldsSetByHand, insertFieldEvents } from '@xincheng/db/events';
import { findImport, type ImportBatchRow, insertImport } from '@xincheng/db/imports';
import { type ImportRowRow, updateImportRow } from '@xincheng/db/import-rows';
import { type PersonRow, updatePerson } from '@xincheng/db/people';
import type { Actor } from '../auth/actor.ts';
import type { DuplicateDetail } from '../contract/duplicates.ts';
import type { Deps } from '../deps.ts';
import { AppError, found } from '../errors.ts';
import { show } from '../import-batches/present.ts';
import type { StagedPerson } from '../import-batches/staged.ts';
import { isListField, isSealedField, openRecord, toColumns } from '../records/person-record.ts';
import { changesBetween, eventsOf, isNothing } from '../records/provenance.ts';

/** Identity and what follows from it: the ID number brought the two together. */
const settled = new Set([
  ...['idCardNo', 'sex', 'birthDate', 'ethnicityCode', 'educationCode', 'residenceCode'],
]);

/** What the bank has and what the row says, field by field; fields on which both are silent are left out. */
export async function compareReports(
  { sealer }: Deps,
  db: Db,
  person: PersonRow,
  { record }: StagedPerson,
): Promise<DuplicateDetail['fields']> {
  const current = new Map<string, unknown>(Object.entries(openRecord(person, sealer)));
  const byHand = (await fieldsSetByHand(db, [person.id])).get(person.id);
  const different = new Set(
    changesBetween(openRecord(person, sealer), record).map(({ field }) => field),
  );
  return Object.entries(record).flatMap(([field, offered]) =>
    settled.has(field) || isNothing(offered)
      ? []
      : [
          {
            field,
            current: show(field, current.get(field)) ?? '',
            offered: show(field, offered) ?? '',
            same: !different.has(field),
            list: isListField(field),
            byHand: byHand?.has(field) === true,
          },
        ],
  );
}

/**
 * Brings what was chosen of a row into the person's record, as a batch of its own that can be undone.
 * Throws 400 for a field that cannot be taken, 409 when somebody changes the record meanwhile.
 */
export async function mergeReport(
  { sealer, clock }: Deps,
  db: Db,
  from: {
    actor: Actor;
    person: PersonRow;
    staged: StagedPerson;
    row: ImportRowRow;
    batch: ImportBatchRow;
  },
  take: Readonly<Record<string, 'offered' | 'both'>>,
): Promise<ImportBatchRow> {
  const { actor, person, staged, row } = from;
  const current = openRecord(person, sealer);
  const wanted = wantedOf(current, staged.record, take);
  const changes = changesBetween(current, wanted);
  const now = clock.now();
  const id = randomUUID();
  await insertImport(
    db,
    {
      ...{ id, countyId: person.countyId, kind: 'merge', status: 'confirmed' },
      ...{ fileName: from.batch.fileName, fileHash: '', sourceRowId: row.id },
      ...{ area: actor.area, uploadedBy: actor.accountId, uploaderName: actor.displayName },
      ...{ uploadedAt: now, decidedAt: now, written: changes.length === 0 ? 0 : 1 },
    },
    null,
  );
  await updateImportRow(db, row.id, { status: 'left_out', note: 'merged' });
  if (changes.length > 0) {
    const changed = Object.fromEntries(changes.map(({ field, after }) => [field, after]));
    const columns = { ...toColumns(person.id, changed, sealer), updatedAt: now };
    if ((await updatePerson(db, person.id, person.version, columns)) === null)
      throw new AppError('conflict');
    await insertFieldEvents(
      db,
      eventsOf(
        { entity: 'person', entityId: person.id, area: wanted.areaCode ?? person.areaCode },
        changes,
        {
          ...{ countyId: person.countyId, source: 'roster', batchId: id },
          ...{ sourceRef: { sheet: row.sheet, row: row.row } },
          ...{ occurredAt: from.batch.uploadedAt, recordedAt: now },
          ...{ actorAccount: actor.accountId, actorAppointment: actor.appointmentId },
        },
        { sealer, isSealed: isSealedField },
      ),
    );
  }
  return found(await findImport(db, id));
}

function wantedOf(
  current: object,
  offered: StagedPerson['record'],
  take: Readonly<Record<string, 'offered' | 'both'>>,
): StagedPerson['record'] {
  const now = new Map<string, unknown>(Object.entries(current));
  const row = new Map<string, unknown>(Object.entries(offered));
  const wanted = Object.entries(take).map(([field, how]): [string, unknown] => {
    const value = row.get(field);
    if (settled.has(field) || isNothing(value) || (how === 'both' && !isListField(field)))
      throw new AppError('invalid_input', { fields: { [field]: '这一项不能这样合并' } });
    if (how === 'offered') return [field, value];
    return [field, [...new Set([...listOf(now.get(field)), ...listOf(value)])]];
  });
  // Codes go with their texts.
  for (const [text, code] of [
    ['ethnicity', 'ethnicityCode'],
    ['educationText', 'educationCode'],
    ['residence', 'residenceCode'],
  ] as const)
    if (take[text] !== undefined && row.get(code) !== undefined) wanted.push([code, row.get(code)]);
  return Object.fromEntries(wanted);
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
