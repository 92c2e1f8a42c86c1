import type { Db } from '@xincheng/db/client';
import { insertFieldEvents } from '@xincheng/db/events';
import { findPerson, findPersonRow, updatePerson } from '@xincheng/db/people';
import { placeExists } from '@xincheng/db/places';
import { findReferenceEntry } from '@xincheng/db/reference';
import { licenceClasses } from '@xincheng/db/vocabulary/codes';
import type { SourceKind } from '@xincheng/db/vocabulary/records';
import type { Actor } from '../auth/actor.ts';
import type { Parsed } from '../contract/endpoint.ts';
import type { changePerson as contract, PersonDetail } from '../contract/people.ts';
import type { Deps } from '../deps.ts';
import { AppError, found } from '../errors.ts';
import {
  isSealedField,
  openRecord,
  type PersonRecord,
  toColumns,
} from '../records/person-record.ts';
import { dropAbsent } from '../records/drop-absent.ts';
import { toPersonDetail } from '../records/present.ts';
import { changesBetween, eventsOf } from '../records/provenance.ts';
import type { Context } from '../route.ts';

/** A clerk's correction. */
export async function changePerson({
  deps,
  actor,
  params,
  body,
  write,
}: Context<typeof contract>): Promise<PersonDetail> {
  const { version, ...given } = body;
  const unknown = given.licences?.find((name) => !licenceClasses.some((known) => known === name));
  if (unknown !== undefined)
    throw new AppError('invalid_input', {
      fields: { licences: `没有“${unknown}”这种准驾车型，请核对` },
    });
  return write(async (db) => {
    const faults = await unknownCodes(db, given);
    if (Object.keys(faults).length > 0) throw new AppError('invalid_input', { fields: faults });
    await applyToPerson(deps, db, {
      id: params.id,
      version,
      actor,
      wanted: given,
      source: 'clerk',
    });
    return toPersonDetail(found(await findPerson(db, params.id)), deps.clock.today());
  });
}

/** Codes that no table knows, by field. */
async function unknownCodes(
  db: Db,
  {
    specialityKey,
    residenceCode,
  }: Pick<Parsed<typeof contract>['body'], 'specialityKey' | 'residenceCode'>,
): Promise<Record<string, string>> {
  const known = async (key: string) => {
    const entry = await findReferenceEntry(db, 'speciality', key);
    return entry !== null && entry.removedAt === null;
  };
  return {
    ...(typeof specialityKey !== 'string' || (await known(specialityKey))
      ? {}
      : { specialityKey: '对照表里没有这个军事专业，请重新选' }),
    ...(typeof residenceCode !== 'string' || (await placeExists(db, residenceCode))
      ? {}
      : { residenceCode: '本县没有这个乡镇或村，请重新选' }),
  };
}

/**
 * Sets fields of one person with an event for each that changes. 404 outside the scope, 409 when
 * somebody else changed the record since `version`.
 */
export async function applyToPerson(
  deps: Deps,
  db: Db,
  change: {
    id: string;
    version: number;
    actor: Actor;
    wanted: { [K in keyof PersonRecord]?: PersonRecord[K] | undefined };
    source: SourceKind;
  },
): Promise<void> {
  const { id, version, actor, wanted, source } = change;
  const row = found(await findPersonRow(db, id));
  if (row.removedAt !== null) throw new AppError('not_found');
  if (row.version !== version) throw new AppError('conflict');
  const changes = changesBetween(openRecord(row, deps.sealer), dropAbsent(wanted));
  if (changes.length === 0) return;
  const now = deps.clock.now();
  const columns = toColumns(
    id,
    Object.fromEntries(changes.map(({ field, after }) => [field, after])),
    deps.sealer,
  );
  // Null: somebody was faster between our reading and our writing.
  if ((await updatePerson(db, id, version, { ...columns, updatedAt: now })) === null)
    throw new AppError('conflict');
  await insertFieldEvents(
    db,
    eventsOf(
      { entity: 'person', entityId: id, area: row.areaCode },
      changes,
      {
        countyId: row.countyId,
        source,
        occurredAt: now,
        recordedAt: now,
        actorAccount: actor.accountId,
        actorAppointment: actor.appointmentId,
      },
      { sealer: deps.sealer, isSealed: isSealedField },
    ),
  );
}
