/** The ways between the places of a county: each pair once, under a version that tells of a change. */
import { writePlaces } from '@xincheng/api/places';
import { connect, type Pool } from '@xincheng/db/client';
import { listPlacePoints, listPlaceWays, placeExists } from '@xincheng/db/places';
import { insertCounty } from '@xincheng/db/setup';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let owner: Pool;
let countyId: string;
beforeAll(async () => {
  database = await createTestDatabase();
  owner = connect(database.ownerUrl, { max: 1 });
  countyId = await owner.transaction({}, (db) =>
    insertCounty(db, { code: '459921', name: '云岭县' }),
  );
});
afterAll(async () => {
  await owner.close();
  await database.drop();
});

const township = (code: string, lat: number | null) => ({
  ...{ code: `459921${code}`, name: `镇${code}`, lat, lng: lat === null ? null : 108 },
});
const station = (code: string, lat: number | null) => ({
  ...{ code: `459921${code}`, townshipCode: `459921${code.slice(0, 3)}`, name: `站${code}` },
  level: code.endsWith('000') ? ('township' as const) : ('village' as const),
  ...{ lat, lng: lat === null ? null : 108 },
});
const write = (rows: Parameters<typeof writePlaces>[2]) =>
  owner.transaction({}, (db) => writePlaces(db, countyId, rows));
const ways = () => owner.transaction({ countyId }, listPlaceWays);

it('holds each pair of places that have a position once, a township by its nine digits', async () => {
  await write({
    townships: [township('101', 23), township('102', null), township('103', null)],
    stations: [station('101000', 23.5), station('101201', 23.1), station('102000', 23.2)],
  });
  const points = await owner.transaction({ countyId }, (db) => listPlacePoints(db, countyId));
  // Where the township is registered goes before its station; without, the station says it.
  expect(points.map(({ code, lat }) => [code, lat])).toEqual([
    ['459921101', 23],
    ['459921101201', 23.1],
    ['459921102', 23.2],
  ]);
  // A degree of latitude is 111.19 km.
  expect(await ways()).toEqual({
    version: 1,
    ways: [
      { fromCode: '459921101', toCode: '459921101201', straightHm: 111 },
      { fromCode: '459921101', toCode: '459921102', straightHm: 222 },
      { fromCode: '459921101201', toCode: '459921102', straightHm: 111 },
    ],
  });
});

it('keeps its version while nothing moves, and rises when a place does', async () => {
  await write({ townships: [township('101', 23)], stations: [] });
  expect((await ways()).version).toBe(1);
  await write({ townships: [], stations: [station('101201', 23.3)] });
  const { ways: now, version } = await ways();
  expect(version).toBe(2);
  expect(now.map(({ straightHm }) => straightHm)).toEqual([334, 222, 111]);
});

it('grows with a new place', async () => {
  await write({ townships: [township('103', 24)], stations: [] });
  const { ways: now, version } = await ways();
  expect(version).toBe(3);
  expect(now).toHaveLength(6);
});

it('knows which codes are places', async () => {
  const exists = (code: string) => owner.transaction({ countyId }, (db) => placeExists(db, code));
  expect(await exists('459921101')).toBe(true);
  expect(await exists('459921101201')).toBe(true);
  expect(await exists('459921101000')).toBe(false);
  expect(await exists('459921999')).toBe(false);
});
