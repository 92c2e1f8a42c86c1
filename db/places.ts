import { and, asc, eq, isNotNull, max, sql } from 'drizzle-orm';
import { chunks } from './chunks.ts';
import type { Db } from './client.ts';
import { counties, placeWays, stations, townships } from './schema/index.ts';

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

/** All counties of the installation by code. */
export async function listCounties(db: Db): Promise<County[]> {
  return db
    .select({ id: counties.id, code: counties.code, name: counties.name })
    .from(counties)
    .orderBy(asc(counties.code))
    .limit(1000);
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

/** A place that people live or work in: a township by nine digits, a village by twelve. */
export interface PlacePoint {
  code: string;
  lat: number;
  lng: number;
}

/**
 * The places of a county whose position is known, by code. A township lies where it is registered,
 * else where its own station does.
 */
export async function listPlacePoints(db: Db, countyId: string): Promise<PlacePoint[]> {
  const code = sql<string>`case when ${stations.level} = 'township' then ${stations.townshipCode} else ${stations.code} end`;
  const lat = sql<number>`coalesce(case when ${stations.level} = 'township' then ${townships.lat} end, ${stations.lat})`;
  const lng = sql<number>`coalesce(case when ${stations.level} = 'township' then ${townships.lng} end, ${stations.lng})`;
  const ofStations = await db
    .select({ code, lat, lng })
    .from(stations)
    .innerJoin(townships, eq(townships.code, stations.townshipCode))
    .where(and(eq(stations.countyId, countyId), sql`${lat} is not null`, sql`${lng} is not null`))
    .orderBy(asc(stations.code))
    .limit(5000);
  const ofTownships = await db
    .select({
      code: townships.code,
      lat: sql<number>`${townships.lat}`,
      lng: sql<number>`${townships.lng}`,
    })
    .from(townships)
    .where(
      and(eq(townships.countyId, countyId), isNotNull(townships.lat), isNotNull(townships.lng)),
    )
    .orderBy(asc(townships.code))
    .limit(1000);
  const points = new Map([...ofStations, ...ofTownships].map((point) => [point.code, point]));
  return [...points.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** A way between two places, the smaller code first. */
export interface PlaceWay {
  fromCode: string;
  toCode: string;
  /** Hectometres. */
  straightHm: number;
}

/** All stored ways in the reader's county by code, with their version; 0 while there are none. */
export async function listPlaceWays(db: Db): Promise<{ ways: PlaceWay[]; version: number }> {
  const rows = await db
    .select({
      fromCode: placeWays.fromCode,
      toCode: placeWays.toCode,
      straightHm: placeWays.straightHm,
      version: placeWays.version,
    })
    .from(placeWays)
    .orderBy(asc(placeWays.countyId), asc(placeWays.fromCode), asc(placeWays.toCode))
    // More than 1,400 places have; what is beyond is computed by whoever reads.
    .limit(1_000_000);
  return {
    ways: rows.map(({ version: _, ...way }) => way),
    version: rows.reduce((highest, { version }) => Math.max(highest, version), 0),
  };
}

export async function hasPlaceWays(db: Db, countyId: string): Promise<boolean> {
  const [row] = await db
    .select({ version: placeWays.version })
    .from(placeWays)
    .where(eq(placeWays.countyId, countyId))
    .limit(1);
  return row !== undefined;
}

/** Adds the ways that are new or have become others, under the county's next version. */
export async function savePlaceWays(
  db: Db,
  countyId: string,
  ways: readonly PlaceWay[],
): Promise<void> {
  const [row] = await db
    .select({ version: max(placeWays.version) })
    .from(placeWays)
    .where(eq(placeWays.countyId, countyId));
  const version = (row?.version ?? 0) + 1;
  for (const some of chunks(ways, 20_000))
    await db.execute(sql`
      insert into place_ways (county_id, from_code, to_code, straight_hm, version)
      select ${countyId}::uuid, way."fromCode", way."toCode", way."straightHm", ${version}::int
      from jsonb_to_recordset(${JSON.stringify(some)}::text::jsonb)
        as way("fromCode" text, "toCode" text, "straightHm" int)
      on conflict (county_id, from_code, to_code) do update
        set straight_hm = excluded.straight_hm, version = excluded.version
        where place_ways.straight_hm <> excluded.straight_hm`);
}

/** Whether a township (9 digits) or a village's station (12) of the reader's county has this code. */
export async function placeExists(db: Db, code: string): Promise<boolean> {
  const table = code.length === 9 ? townships : stations;
  const [row] = await db
    .select({ code: table.code })
    .from(table)
    .where(eq(table.code, code))
    .limit(1);
  return row !== undefined && !(code.length === 12 && code.endsWith('000'));
}
