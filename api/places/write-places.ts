import type { Db } from '@xincheng/db/client';
import {
  hasPlaceWays,
  listPlacePoints,
  type PlaceWay,
  savePlaceWays,
  upsertPlaces,
} from '@xincheng/db/places';
import { straightHm } from '@xincheng/search/matching';

/** Adds townships and stations or brings them up to date, and the ways between all places with them. */
export async function writePlaces(
  db: Db,
  countyId: string,
  rows: Parameters<typeof upsertPlaces>[2],
): Promise<void> {
  await upsertPlaces(db, countyId, rows);
  await writeWays(db, countyId);
}

/** Gives a county its ways when it has none yet: it was loaded by an older release. */
export async function addMissingWays(db: Db, countyId: string): Promise<void> {
  if (!(await hasPlaceWays(db, countyId))) await writeWays(db, countyId);
}

async function writeWays(db: Db, countyId: string): Promise<void> {
  const points = await listPlacePoints(db, countyId);
  // By code, so that each pair stands once with the smaller one first.
  const ways = points.flatMap((from, at) =>
    points.slice(at + 1).map((to): PlaceWay => ({
      ...{ fromCode: from.code, toCode: to.code },
      straightHm: straightHm(from, to),
    })),
  );
  if (ways.length > 0) await savePlaceWays(db, countyId, ways);
}
