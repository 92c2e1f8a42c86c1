import { findPersonNames } from '@xincheng/db/people';
import { findPositions } from '@xincheng/db/positions';
import { latestReferenceChange, rulesOn } from '@xincheng/db/reference';
import { scopeOf } from '../auth/actor.ts';
import type { previewReferenceChange } from '../contract/reference.ts';
import type { Response } from '../contract/endpoint.ts';
import { AppError } from '../errors.ts';
import type { Context } from '../route.ts';
import { checkEntry } from './check-entry.ts';
import { requireCounty } from './save-entry.ts';
import { readTables, withEntry, withoutEntry } from './tables.ts';
import { toReference } from './to-reference.ts';

type Endpoint = typeof previewReferenceChange;

/** Which matches an edit would change, before it is saved. What would be refused is refused here too. */
export async function previewChange({
  deps,
  actor,
  params: { kind, key },
  body: { name, value, confirmed = false },
  read,
}: Context<Endpoint>): Promise<Response<Endpoint>> {
  requireCounty(actor);
  const today = deps.clock.today();
  const candidate = await read(async (db) => {
    const tables = await readTables(db);
    if (value === null && !tables[kind].some((entry) => entry.key === key))
      throw new AppError('not_found');
    if (value === null && kind === 'weights')
      throw new AppError('illegal_transition', { message: '权重不能删去，只能修改。' });
    const wanted =
      value === null
        ? withoutEntry(tables, kind, key)
        : withEntry(tables, checkEntry(tables, { kind, key, name, value, confirmed }));
    const change = await latestReferenceChange(db);
    return toReference(wanted, await rulesOn(db, today), `${today}|${String(change)}+`);
  });
  const { samples, ...figures } = await deps.matching.previewReference(scopeOf(actor), candidate);
  return read(async (db) => {
    const names = await findPersonNames(
      db,
      samples.map(({ personId }) => personId),
    );
    const positions = await findPositions(
      db,
      samples.map(({ positionId }) => positionId),
    );
    return {
      ...figures,
      samples: samples.flatMap((sample) => {
        const personName = names.get(sample.personId);
        const positionTitle = positions.get(sample.positionId)?.position.title;
        // Whoever has gone since is no longer shown.
        if (personName === undefined || positionTitle === undefined) return [];
        return [{ ...sample, personName, positionTitle }];
      }),
    };
  });
}
