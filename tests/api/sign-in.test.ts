import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ErrorBody } from '@xincheng/api/contract';
import * as contract from '@xincheng/api/contract';
import { type Reply, startTestApi, type TestApi } from '../support/api.ts';
import { behind } from '../support/sql.ts';
import { areas, countyCode, makeWorld, password, type World } from '../support/world.ts';

let api: TestApi;
let world: World;

beforeAll(async () => {
  api = await startTestApi();
  world = await makeWorld(api);
});
afterAll(() => api.close());

let made = 0;
/** Each test signs in as somebody of its own, since failures are counted. */
async function somebody(): Promise<{ id: string; account: string; password: string }> {
  made += 1;
  return world.account(`clerk${String(made)}`, { role: 'station_clerk', area: areas.qingshi });
}

const tryOn = (account: string, secret: string, headers: Record<string, string> = {}) =>
  api.visitor.send({
    method: 'POST',
    url: '/auth/sign-in',
    payload: { account, password: secret },
    headers,
  });

const withoutId = (reply: Reply) => {
  const { requestId: _, ...rest } = reply.json<ErrorBody>();
  return { status: reply.statusCode, ...rest };
};

describe('signing in', () => {
  it('sets cookies that scripts and other sites cannot use', async () => {
    const { account } = await somebody();
    const reply = await tryOn(account, password);
    expect(reply.statusCode).toBe(200);
    const { accessToken } = reply.json<{ accessToken: string }>();
    expect(Object.keys(reply.json<object>())).toEqual(['accessToken']);
    expect(reply.cookies).toHaveLength(2);
    const [access, refresh] = reply.cookies;
    const common = { path: '/', httpOnly: true, sameSite: 'Lax' };
    expect(access).toMatchObject({ name: 'xc_access', value: accessToken, maxAge: 900, ...common });
    expect(refresh).toMatchObject({ name: 'xc_refresh', maxAge: 14 * 86_400, ...common });
    expect(access).not.toHaveProperty('secure');
    expect(reply.headers['cache-control'] ?? 'no-store').toContain('no-store');
  });

  it('marks them secure where the browser came by https', async () => {
    const { account } = await somebody();
    const reply = await tryOn(account, password, { 'x-forwarded-proto': 'https' });
    expect(reply.cookies.map(({ secure }) => secure)).toEqual([true, true]);
  });

  it('gives a token that pins algorithm, issuer, audience and a quarter of an hour', async () => {
    const { account } = await somebody();
    const { accessToken } = await api.signIn({ account, password });
    const [head = '', body = ''] = accessToken.split('.');
    const read = (part: string) =>
      JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;
    expect(read(head)).toEqual({ alg: 'HS256', typ: 'JWT' });
    const claims = read(body);
    expect(claims).toMatchObject({ iss: 'xincheng', aud: 'xincheng-api', ver: 1 });
    expect(Number(claims['exp']) - Number(claims['iat'])).toBe(900);
    expect(Object.keys(claims).sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'sid', 'sub', 'ver']);
  });

  it('takes the account name in any case', async () => {
    const { account } = await somebody();
    expect((await tryOn(` ${account.toUpperCase()} `, password)).statusCode).toBe(200);
  });

  it('leaves an audit entry with who and whence, without the password', async () => {
    const { id, account } = await somebody();
    const reply = await tryOn(account, password, { 'x-forwarded-for': '203.0.113.7' });
    expect(reply.statusCode).toBe(200);
    const entries = await behind(
      api.database.adminUrl,
      (sql) => sql<{ action: string; ip: string; text: string }[]>`
        select action, host(ip) as ip, a::text as text from audit_entries a where account_id = ${id}`,
    );
    expect(entries.map(({ action, ip }) => ({ action, ip }))).toEqual([
      { action: 'POST /auth/sign-in', ip: '203.0.113.7' },
    ]);
    expect(entries[0]?.text).not.toContain(password);
  });

  it('is not upset by an address that is none', async () => {
    const { account } = await somebody();
    for (const address of ['unknown', '203.0.113.7:5123', '_hidden', "'; --"]) {
      const reply = await tryOn(account, password, { 'x-forwarded-for': address });
      expect(reply.statusCode, address).toBe(200);
    }
  });

  it('needs a post in force: without one there is no session', async () => {
    const past = { validFrom: '2020-01-01', validTo: '2025-12-31' };
    const coming = { validFrom: '2027-01-01' };
    for (const [name, dates] of Object.entries({ past, coming })) {
      const { id, account } = await world.account(`${name}-post`, {
        ...{ role: 'auditor', area: countyCode },
        ...dates,
      });
      const reply = await tryOn(account, password);
      expect(reply.statusCode).toBe(403);
      expect(reply.cookies).toEqual([]);
      const sessions = await behind(
        api.database.adminUrl,
        (sql) => sql`select 1 from sessions where account_id = ${id}`,
      );
      expect(sessions).toHaveLength(0);
    }
  });
});

describe('failing to sign in', () => {
  it('gives the same answer for a wrong password, an unknown and a disabled account', async () => {
    const known = await somebody();
    const disabled = await somebody();
    await behind(
      api.database.adminUrl,
      (sql) => sql`update accounts set disabled_at = ${api.clock.now()} where id = ${disabled.id}`,
    );
    const replies = [
      await tryOn(known.account, 'not-the-password'),
      await tryOn('nobody-at-all', password),
      await tryOn(disabled.account, password),
      await tryOn(disabled.account, 'not-the-password'),
    ];
    const [first, ...others] = replies.map(withoutId);
    expect(first).toEqual({
      ...{ status: 401, code: 'sign_in_failed' },
      message: '账号或密码不对，请重新输入。',
    });
    for (const other of others) expect(other).toEqual(first);
    for (const reply of replies) {
      expect(reply.cookies).toEqual([]);
      expect(reply.headers['content-length']).toBe(replies[0]?.headers['content-length']);
    }
  });

  it('is refused unread at the sixth try, the right password too, until the window is over', async () => {
    const { account } = await somebody();
    for (let tries = 1; tries <= 5; tries += 1)
      expect((await tryOn(account, 'wrong-guess')).statusCode).toBe(401);
    expect((await tryOn(account, 'wrong-guess')).statusCode).toBe(429);
    expect((await tryOn(account, password)).statusCode).toBe(429);
    const other = await somebody();
    expect((await tryOn(other.account, password)).statusCode).toBe(200);
    api.clock.advance({ minutes: 15 });
    expect((await tryOn(account, password)).statusCode).toBe(200);
  });

  it('counts unknown accounts alike, so that the limit tells nothing', async () => {
    const statuses: number[] = [];
    for (let tries = 1; tries <= 6; tries += 1)
      statuses.push((await tryOn('nobody-of-that-name', 'guess')).statusCode);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
  });

  it('counts guesses made at the same time', async () => {
    const { account } = await somebody();
    const replies = await Promise.all(
      Array.from({ length: 12 }, (_, at) => tryOn(account, `guess-${String(at)}`)),
    );
    const read = replies.filter(({ statusCode }) => statusCode === 401);
    const refused = replies.filter(({ statusCode }) => statusCode === 429);
    expect(read.length + refused.length).toBe(12);
    expect(read.length).toBeLessThanOrEqual(5);
  });

  it('is limited per address, which a caller cannot make up', async () => {
    api.clock.advance({ minutes: 15 });
    const from = (at: number) => ({
      // The last entry is written by our own proxy, those before it by the caller.
      'x-forwarded-for': `198.51.100.${String(at)}, 203.0.113.99`,
    });
    const statuses: number[] = [];
    for (let at = 0; at < 52; at += 1)
      statuses.push((await tryOn(`guessed-${String(at)}`, 'guess', from(at))).statusCode);
    expect(statuses.filter((status) => status === 401)).toHaveLength(50);
    expect(statuses.slice(50)).toEqual([429, 429]);
    const { account } = await somebody();
    const elsewhere = { 'x-forwarded-for': '203.0.113.100' };
    expect((await tryOn(account, password, elsewhere)).statusCode).toBe(200);
  });

  it('stores neither names nor addresses with the counts', async () => {
    await tryOn('a-telling-name', 'guess');
    const rows = await behind(
      api.database.adminUrl,
      (sql) => sql<{ subject: string }[]>`select subject from sign_in_attempts`,
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const { subject } of rows) expect(subject).toMatch(/^(account|ip):[\w-]{43}$/);
  });

  it.each([
    ['no password', { account: 'clerk1' }],
    ['an empty account', { account: '', password }],
    ['a field too many', { account: 'clerk1', password, role: 'administrator' }],
    ['an overlong password', { account: 'clerk1', password: 'x'.repeat(129) }],
    ['a list for a name', { account: ['clerk1'], password }],
    ['nothing', null],
  ])('says what is wrong with %s: 400', async (_, payload) => {
    const reply = await api.visitor.send({
      method: 'POST',
      url: contract.signIn.path,
      headers: { 'content-type': 'application/json' },
      payload: JSON.stringify(payload),
    });
    expect(reply.statusCode).toBe(400);
    expect(reply.json<ErrorBody>().code).toBe('invalid_input');
  });
});
