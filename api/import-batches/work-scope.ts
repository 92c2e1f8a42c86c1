import type { Scope } from '@xincheng/db/client';
import type { ImportBatchRow } from '@xincheng/db/imports';
import type { Deps } from '../deps.ts';

/** What importing needs; it runs apart from requests. */
export type WorkDeps = Pick<Deps, 'pool' | 'clock' | 'sealer'>;

/**
 * The scope of those on whose behalf a batch is worked on. A station's batch sees no further than the
 * station, also when the county decides on it: what it then shows, the station reads.
 */
export function workScope({ countyId, actor, area: own }: ImportBatchRow): Scope {
  if (actor === null) throw new Error('work without anybody who asked for it');
  const { accountId, appointmentId, role, employerId } = actor;
  const area = own ?? actor.area;
  return {
    ...{ countyId, accountId, appointmentId, role },
    ...(area === null ? {} : { area }),
    ...(employerId === null ? {} : { employerId }),
  };
}
