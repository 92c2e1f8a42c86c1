import type { Db } from '@xincheng/db/client';
import { findEmployer } from '@xincheng/db/positions';
import { type County, listStations } from '@xincheng/db/places';
import type { Actor } from '../auth/actor.ts';
import type { Signatures } from '../workbooks/index.ts';

interface Given {
  unit?: string | undefined;
  filledBy?: string | undefined;
  checkedBy?: string | undefined;
}

/** The head of a sheet: as asked for, else the actor's own station, bureau or firm, and name. */
export async function signaturesOf(
  db: Db,
  actor: Actor,
  given: Given,
  { county, today }: { county: County | null; today: string },
): Promise<Signatures> {
  return {
    unit: given.unit ?? (await unitOf(db, actor, county)),
    filledBy: given.filledBy ?? actor.displayName,
    checkedBy: given.checkedBy ?? '',
    date: today,
  };
}

async function unitOf(db: Db, actor: Actor, county: County | null): Promise<string> {
  if (actor.employerId !== null) return (await findEmployer(db, actor.employerId))?.name ?? '';
  const { area } = actor;
  if (area === null || area.length === 6)
    return county === null ? '' : `${county.name}退役军人事务局`;
  const stations = await listStations(db, area);
  return stations.find(({ code }) => code === area.padEnd(12, '0'))?.name ?? '';
}
