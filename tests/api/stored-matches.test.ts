/** A person's stored matches as staff see them: those of their own area, and only what is still open. */
import { randomUUID } from 'node:crypto';
import * as contract from '@xincheng/api/contract';
import {
  dropMatchLists,
  dropMatchPrints,
  findMatchLists,
  listMatchPrints,
  saveMatchLists,
  saveMatchPrints,
  stampMatchLists,
} from '@xincheng/db/matches';
import type { Db, Pool, Scope } from '@xincheng/db/client';
import { connect } from '@xincheng/db/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../support/api.ts';
import { type Cast, castOf } from '../support/cast.ts';
import { areas, countyCode } from '../support/world.ts';

let api: TestApi;
let cast: Cast;
let app: Pool;
beforeAll(async () => {
  api = await startTestApi();
  cast = await castOf(api);
  app = connect(api.database.appUrl, { max: 1 });
});
afterAll(async () => {
  await app.close();
  await api.close();
});

/** As the work on stored matches runs: in the scope of the county's staff. */
const work = <T>(run: (db: Db) => Promise<T>) => app.transaction(scope(), run);
const scope = (): Scope => ({
  ...{ countyId: cast.world.countyId, role: 'bureau_staff', area: countyCode },
});
const list = (personId: string, areaCode: string, positionIds: string[]) => ({
  ...{ personId, areaCode, countyId: cast.world.countyId, personPrint: 'p', version: 'v1' },
  items: positionIds.map((positionId, at) => ({ positionId, score: 900 - at })),
  computedAt: api.clock.now(),
});

describe('the stored matches of a person', () => {
  it('are shown with what is still open, the best first', async () => {
    const { qingshi } = cast.people;
    const { open, held, freight } = cast.positions;
    await work((db) =>
      saveMatchLists(db, [list(qingshi.id, areas.qingshi, [freight, held, randomUUID(), open])]),
    );
    const seen = await cast.as.station_clerk.call(contract.listPersonMatches, {
      params: { id: qingshi.id },
    });
    expect(seen.items.map(({ position, score }) => [position.id, score])).toEqual([
      [freight, 900],
      [open, 897],
    ]);
    expect(seen).toMatchObject({ version: 'v1', computedAt: api.clock.now().toISOString() });
  });

  it('are empty while there are none', async () => {
    const { nongyan } = cast.people;
    expect(
      await cast.as.station_clerk.call(contract.listPersonMatches, { params: { id: nongyan.id } }),
    ).toEqual({ items: [], version: '', computedAt: null });
  });
});

describe('the work that keeps them', () => {
  it('replaces, stamps and drops lists', async () => {
    const { qingshi, hekou } = cast.people;
    await work((db) =>
      saveMatchLists(db, [list(qingshi.id, areas.qingshi, []), list(hekou.id, areas.hekou, [])]),
    );
    await work((db) => stampMatchLists(db, 'v2'));
    const lists = await work((db) => findMatchLists(db, [qingshi.id, hekou.id, randomUUID()]));
    expect([...lists.values()].map(({ items, version }) => [items, version])).toEqual([
      [[], 'v2'],
      [[], 'v2'],
    ]);
    await work((db) => dropMatchLists(db, [hekou.id]));
    expect((await work((db) => findMatchLists(db, [hekou.id]))).size).toBe(0);
  });

  it('keeps a print of each position', async () => {
    const { open, freight } = cast.positions;
    const { countyId } = cast.world;
    await work((db) =>
      saveMatchPrints(
        db,
        countyId,
        new Map([
          [open, 'a'],
          [freight, 'b'],
        ]),
      ),
    );
    await work((db) => saveMatchPrints(db, countyId, new Map([[open, 'c']])));
    await work((db) => dropMatchPrints(db, [freight]));
    expect(await work(listMatchPrints)).toEqual(new Map([[open, 'c']]));
  });

  it('is the county’s: a station writes none, not even of its own people', async () => {
    const station = { ...scope(), role: 'station_clerk' as const, area: areas.qingshi };
    const { qingshi } = cast.people;
    await expect(
      app.transaction(station, (db) => saveMatchLists(db, [list(qingshi.id, areas.qingshi, [])])),
    ).rejects.toThrow();
    await app.transaction(station, (db) => dropMatchLists(db, [qingshi.id]));
    expect((await work((db) => findMatchLists(db, [qingshi.id]))).size).toBe(1);
    expect(await app.transaction(station, listMatchPrints)).toEqual(new Map());
  });
});
