import * as contract from '@xincheng/api/contract';
import type { ErrorBody } from '@xincheng/api/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, type Reply, startTestApi, type TestApi } from '../support/api.ts';
import { type Cast, castOf } from '../support/cast.ts';
import { behind } from '../support/sql.ts';
import { countyCode } from '../support/world.ts';

let api: TestApi;
let cast: Cast;
beforeAll(async () => {
  api = await startTestApi();
  cast = await castOf(api);
});
afterAll(() => api.close());

let made = 0;
const newBody = () => {
  made += 1;
  const name = `made-${String(made)}`;
  return { name, displayName: '新人', role: 'auditor', place: countyCode } as const;
};
type Body = ReturnType<typeof newBody>;

const create = (body: Body, key: string, caller: Caller = cast.as.administrator) =>
  caller.ask(contract.createAccount, { body }, { 'idempotency-key': key });

const accountsNamed = (name: string) =>
  behind(
    api.database.adminUrl,
    async (sql) => (await sql`select 1 from accounts where name = ${name}`).length,
  );

const codeOf = (reply: Reply) => reply.json<ErrorBody>().code;

describe('the same key', () => {
  it('has one effect and the same answer, one after the other', async () => {
    const body = newBody();
    const first = await create(body, 'key-of-one-form');
    const second = await create(body, 'key-of-one-form');
    expect([first.statusCode, second.statusCode]).toEqual([201, 201]);
    expect(second.body).toBe(first.body);
    expect(first.headers['idempotency-replayed']).toBeUndefined();
    expect(second.headers['idempotency-replayed']).toBe('true');
    expect(await accountsNamed(body.name)).toBe(1);
  });

  it('has one effect for many at once', async () => {
    const body = newBody();
    const replies = await Promise.all(
      Array.from({ length: 8 }, () => create(body, 'key-of-a-double-click')),
    );
    expect(replies.map(({ statusCode }) => statusCode)).toEqual(replies.map(() => 201));
    expect(new Set(replies.map((reply) => reply.body)).size).toBe(1);
    const originals = replies.filter(
      ({ headers }) => headers['idempotency-replayed'] === undefined,
    );
    expect(originals).toHaveLength(1);
    expect(await accountsNamed(body.name)).toBe(1);
  });

  it('leaves one audit entry', async () => {
    const body = newBody();
    const { id } = (await create(body, 'key-for-the-audit')).json<{ id: string }>();
    await create(body, 'key-for-the-audit');
    const entries = await behind(
      api.database.adminUrl,
      (sql) => sql`select 1 from audit_entries where subject = ${id}`,
    );
    expect(entries).toHaveLength(1);
  });

  it('with another body is refused: 422, nothing done', async () => {
    const [one, two] = [newBody(), newBody()];
    await create(one, 'key-of-two-forms');
    const reply = await create(two, 'key-of-two-forms');
    expect(reply.statusCode).toBe(422);
    expect(codeOf(reply)).toBe('idempotency_mismatch');
    expect(await accountsNamed(two.name)).toBe(0);
  });

  it('at another endpoint is refused as well', async () => {
    const headers = { 'idempotency-key': 'key-of-two-places' };
    const [one, two] = [cast.people.nongyan.id, cast.people.family.id];
    const open = (id: string) =>
      cast.as.station_clerk.ask(contract.openPersonAccount, { params: { id } }, headers);
    expect((await open(one)).statusCode).toBe(201);
    expect((await open(two)).statusCode).toBe(422);
  });

  it('of somebody else is another key', async () => {
    const key = 'key-of-everybody';
    const mine = await cast.as.veteran.ask(
      contract.giveConsent,
      { body: { employerId: cast.employers.freight } },
      { 'idempotency-key': key },
    );
    const theirs = await cast.others.hekouVeteran.ask(
      contract.giveConsent,
      { body: { employerId: cast.employers.freight } },
      { 'idempotency-key': key },
    );
    expect([mine.statusCode, theirs.statusCode]).toEqual([201, 201]);
    expect(theirs.json<{ id: string }>().id).not.toBe(mine.json<{ id: string }>().id);
  });

  it('may be used again after a failure, which is not kept', async () => {
    const taken = newBody();
    await create(taken, 'key-for-the-first');
    const failed = await create(taken, 'key-of-a-failure');
    expect(failed.statusCode).toBe(400);
    const retried = await create(newBody(), 'key-of-a-failure');
    expect(retried.statusCode).toBe(201);
  });
});

describe('a key', () => {
  it.each(['short', 'x'.repeat(101), 'with a space', 'ключ-ключ'])(
    'like %j is refused',
    async (key) => {
      const reply = await create(newBody(), Buffer.from(key).toString('latin1'));
      expect(reply.statusCode).toBe(400);
      expect(Object.keys(reply.json<ErrorBody>().fields ?? {})).toEqual(['Idempotency-Key']);
    },
  );

  it('keeps the answer sealed: the first password stands nowhere in the table', async () => {
    const reply = await create(newBody(), 'key-with-a-secret');
    const { password } = reply.json<{ password: string }>();
    const rows = await behind(
      api.database.adminUrl,
      (sql) => sql<{ text: string }[]>`select k::text as text from idempotency_keys k`,
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const { text } of rows) expect(text).not.toContain(password);
  });
});

describe('without a key', () => {
  it('two openings of one person’s account at once make one account', async () => {
    const person = await cast.world.person();
    const replies = await Promise.all(
      Array.from({ length: 6 }, () =>
        cast.as.station_clerk.ask(contract.openPersonAccount, { params: { id: person.id } }),
      ),
    );
    expect(replies.map(({ statusCode }) => statusCode).sort()).toEqual([
      201, 409, 409, 409, 409, 409,
    ]);
    const posts = await behind(
      api.database.adminUrl,
      (sql) => sql`select 1 from appointments where person_id = ${person.id}`,
    );
    expect(posts).toHaveLength(1);
  });
});
