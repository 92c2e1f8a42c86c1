import { asc, eq, sql } from 'drizzle-orm';
import type { Db } from './client.ts';
import { counties, stations, townships } from './schema/index.ts';

export interface County {
  id: string;
  code: string;
  name: string;
}

/** The installation's first county by code; null while it is empty. Needs no scope. */
export async function findCounty(db: Db): Promise<County | null> {
  const [row] = await db
    .select({ id: counties.id, code: counties.code, name: counties.name })
    .from(counties)
    .orderBy(asc(counties.code))
    .limit(1);
  return row ?? null;
}

export async function listTownships(db: Db) {
  return db
    .select({
      code: townships.code,
      name: townships.name,
      lat: townships.lat,
      lng: townships.lng,
    })
    .from(townships)
    .orderBy(asc(townships.code))
    .limit(1000);
}

/** Stations whose code lies in `area`, a township's own before its villages. */
export async function listStations(db: Db, area: string) {
  return db
    .select({
      code: stations.code,
      townshipCode: stations.townshipCode,
      name: stations.name,
      level: stations.level,
      lat: stations.lat,
      lng: stations.lng,
    })
    .from(stations)
    .where(sql`starts_with(${stations.code}, ${area})`)
    .orderBy(asc(stations.code))
    .limit(5000);
}

/** Adds townships and stations, or brings those with the same code up to date. */
export async function upsertPlaces(
  db: Db,
  countyId: string,
  rows: {
    townships: Omit<typeof townships.$inferInsert, 'countyId'>[];
    stations: Omit<typeof stations.$inferInsert, 'countyId' | 'id'>[];
  },
): Promise<void> {
  if (rows.townships.length > 0)
    await db
      .insert(townships)
      .values(rows.townships.map((row) => ({ ...row, countyId })))
      .onConflictDoUpdate({
        target: townships.code,
        set: { name: sql`excluded.name`, lat: sql`excluded.lat`, lng: sql`excluded.lng` },
      });
  if (rows.stations.length > 0)
    await db
      .insert(stations)
      .values(rows.stations.map((row) => ({ ...row, countyId })))
      .onConflictDoUpdate({
        target: [stations.countyId, stations.code],
        set: {
          name: sql`excluded.name`,
          lat: sql`excluded.lat`,
          lng: sql`excluded.lng`,
          head: sql`excluded.head`,
          phone: sql`excluded.phone`,
        },
      });
}

export async function findTownship(db: Db, code: string) {
  const [row] = await db.select().from(townships).where(eq(townships.code, code));
  return row ?? null;
}
