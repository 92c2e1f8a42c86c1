/** The pool: one transaction, one scope, whatever becomes of the connection beneath it. */
import { connect, type Pool } from '@xincheng/db/client';
import { listPeople } from '@xincheng/db/people';
import { listTownships } from '@xincheng/db/places';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../support/api.ts';
import { type Cast, castOf } from '../support/cast.ts';
import { behind } from '../support/sql.ts';
import { areas, countyCode } from '../support/world.ts';

let api: TestApi;
let cast: Cast;
let pool: Pool;
beforeAll(async () => {
  api = await startTestApi();
  cast = await castOf(api);
});
afterAll(() => api.close());
beforeEach(() => {
  // One connection, so that the next transaction is given the same one.
  pool = connect(api.database.appUrl, { max: 1 });
});
afterEach(() => pool.close());

const clerk = () => ({
  ...{ countyId: cast.world.countyId, role: 'station_clerk' as const, area: areas.qingshi },
});
const bureau = () => ({
  ...{ countyId: cast.world.countyId, role: 'bureau_staff' as const, area: countyCode },
});
const page = { limit: 100, offset: 0 };
const names = (people: Awaited<ReturnType<typeof listPeople>>) =>
  people.items.map(({ person }) => person.fullName).sort();

/** What comes of it within two seconds. */
const soon = <T>(work: Promise<T>): Promise<T | 'nothing came of it'> =>
  Promise.race([work, sleep(2000).then(() => 'nothing came of it' as const)]);

/** Ends the application's connections, as an operator or a restart would. */
const cut = () =>
  behind(
    api.database.adminUrl,
    (sql) => sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = ${api.database.name} and usename = 'xc_app' and pid <> pg_backend_pid()
        and application_name = 'xincheng'`,
  );

describe('a transaction', () => {
  it('leaves no setting behind for the next one on its connection', async () => {
    const seen = await pool.transaction(bureau(), (db) => listPeople(db, {}, page));
    expect(seen.total).toBe(4);
    expect((await pool.transaction({}, (db) => listPeople(db, {}, page))).total).toBe(0);
    expect((await pool.transaction(clerk(), (db) => listPeople(db, {}, page))).total).toBe(3);
    await expect(
      pool.transaction(bureau(), () => Promise.reject(new Error('undone'))),
    ).rejects.toThrow('undone');
    expect((await pool.transaction({}, (db) => listPeople(db, {}, page))).total).toBe(0);
  });

  it('whose connection was cut is over; the next one works', async () => {
    const lost = pool.transaction(clerk(), async (db) => {
      await listTownships(db);
      await cut();
      await sleep(100);
      return listTownships(db);
    });
    await expect(lost).rejects.toThrow();
    await sleep(200);
    const next = pool.transaction(clerk(), (db) => listPeople(db, {}, page));
    expect(await soon(next.then(({ total }) => total))).toBe(3);
  });

  it('that goes on after its connection was cut does not speak in another one’s name', async () => {
    const { promise: reused, resolve: isReused } = Promise.withResolvers<undefined>();
    const { promise: finished, resolve: finish } = Promise.withResolvers<undefined>();
    let late: string[] | string = 'not asked';
    const lost = pool.transaction(clerk(), async (db) => {
      await listTownships(db);
      await cut();
      // Something slow that is no query: when it is done, the connection serves somebody else.
      await reused;
      late = await listPeople(db, {}, page).then(names, () => 'refused');
      finish(undefined);
      return late;
    });
    await expect(lost).rejects.toThrow();
    const other = await soon(
      pool.transaction(bureau(), async (db) => {
        const before = names(await listPeople(db, {}, page));
        isReused(undefined);
        await finished;
        return { before, after: names(await listPeople(db, {}, page)) };
      }),
    );
    expect(late).toBe('refused');
    const all = ['韦家属', '韦弄岩', '韦河口', '韦青石'];
    expect(other).toEqual({ before: all, after: all });
  });
});
