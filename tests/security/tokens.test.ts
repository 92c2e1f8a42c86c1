/** Forged and broken access tokens: 401, never 500. */
import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import * as contract from '@xincheng/api/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { origin, type SignedIn, startTestApi, type TestApi } from '../support/api.ts';
import { countyCode, makeWorld } from '../support/world.ts';

let api: TestApi;
let session: SignedIn;
let claims: Record<string, unknown>;

beforeAll(async () => {
  api = await startTestApi();
  const world = await makeWorld(api);
  session = await api.signIn(
    await world.account('admin', { role: 'administrator', area: countyCode }),
  );
  const [, body = ''] = session.accessToken.split('.');
  claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as typeof claims;
});
afterAll(() => api.close());

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
const secret = () => Buffer.from(api.secrets.accessToken, 'base64url');

function token(
  changes: { header?: object; claims?: object; hash?: string; key?: Buffer } = {},
): string {
  const { hash = 'sha256', key = secret() } = changes;
  const header = encode({ alg: 'HS256', typ: 'JWT', ...changes.header });
  const signed = `${header}.${encode({ ...claims, ...changes.claims })}`;
  return `${signed}.${createHmac(hash, key).update(signed).digest('base64url')}`;
}

const statusOf = async (bearer: string) =>
  (
    await api.visitor.send({
      method: 'GET',
      url: contract.getSession.path,
      headers: { authorization: `Bearer ${bearer}` },
    })
  ).statusCode;

const unsigned = (alg: string) => `${encode({ alg, typ: 'JWT' })}.${encode(claims)}.`;

function signedByOwnKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const signed = `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode(claims)}`;
  return `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`;
}

describe('an access token', () => {
  it('made the same way as ours is taken: the forgeries below fail for their own reasons', async () => {
    expect(await statusOf(token())).toBe(200);
  });

  const seconds = () => Math.floor(api.clock.now().getTime() / 1000);
  const forgeries: [string, () => string][] = [
    ['alg none', () => unsigned('none')],
    ['alg None', () => unsigned('None')],
    ['no alg', () => `${encode({ typ: 'JWT' })}.${encode(claims)}.`],
    ['HS512 with our secret', () => token({ header: { alg: 'HS512' }, hash: 'sha512' })],
    ['HS384 with our secret', () => token({ header: { alg: 'HS384' }, hash: 'sha384' })],
    ['RS256 with a key of one’s own', signedByOwnKey],
    ['an algorithm that does not exist', () => token({ header: { alg: 'XS1' } })],
    ['another secret', () => token({ key: Buffer.alloc(32, 7) })],
    ['an empty secret', () => token({ key: Buffer.alloc(0) })],
    [
      'the secret’s text instead of its bytes',
      () => token({ key: Buffer.from(api.secrets.accessToken) }),
    ],
    [
      'a changed claim',
      () => {
        const [head = '', , mac = ''] = token().split('.');
        return `${head}.${encode({ ...claims, ver: 2 })}.${mac}`;
      },
    ],
    ['no signature', () => token().split('.').slice(0, 2).join('.') + '.'],
    ['another audience', () => token({ claims: { aud: 'another' } })],
    ['another issuer', () => token({ claims: { iss: 'another' } })],
    ['no audience', () => token({ claims: { aud: undefined } })],
    ['no expiry', () => token({ claims: { exp: undefined } })],
    ['run out a second ago', () => token({ claims: { exp: seconds() - 1 } })],
    ['an expiry in words', () => token({ claims: { exp: 'tomorrow' } })],
    ['no session', () => token({ claims: { sid: undefined } })],
    ['a session that does not exist', () => token({ claims: { sid: crypto.randomUUID() } })],
    ['a session that is no id', () => token({ claims: { sid: "' or 1=1 --" } })],
    ['somebody else’s account', () => token({ claims: { sub: crypto.randomUUID() } })],
    ['an older session version', () => token({ claims: { ver: 0 } })],
    ['a version to come', () => token({ claims: { ver: 2 } })],
    [
      'a list for claims',
      () => {
        const signed = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode([claims])}`;
        return `${signed}.${createHmac('sha256', secret()).update(signed).digest('base64url')}`;
      },
    ],
    ['a critical extension nobody knows', () => token({ header: { crit: ['b64'], b64: false } })],
    ['one part', () => 'abc'],
    ['four parts', () => `${token()}.x`],
    ['not base64', () => '%%%.%%%.%%%'],
    ['a very long one', () => 'a'.repeat(8000)],
    ['the refresh token', () => session.refreshToken],
  ];

  it.each(forgeries)('%s: 401', async (_, make) => {
    expect(await statusOf(make())).toBe(401);
  });

  it.each(forgeries.slice(0, 5))('%s in the cookie: 401', async (_, make) => {
    const reply = await api.visitor.send({
      method: 'GET',
      url: contract.getSession.path,
      headers: { cookie: `xc_access=${make()}` },
    });
    expect(reply.statusCode).toBe(401);
  });

  it('in another scheme or place is not looked at', async () => {
    for (const headers of [
      { authorization: `Basic ${session.accessToken}` },
      { authorization: session.accessToken },
      { cookie: `access=${session.accessToken}` },
      { 'x-access-token': session.accessToken },
    ] as Record<string, string>[]) {
      const reply = await api.visitor.send({
        ...{ method: 'GET', url: contract.getSession.path, headers },
      });
      expect(reply.statusCode).toBe(401);
    }
    const query = await api.visitor.send({
      method: 'GET',
      url: `/auth/session?access_token=${session.accessToken}`,
    });
    expect(query.statusCode).toBe(401);
  });

  it('that is bad is not made good by a cookie beside it', async () => {
    const reply = await api.visitor.send({
      method: 'GET',
      url: contract.getSession.path,
      headers: { authorization: `Bearer ${unsigned('none')}`, cookie: session.cookie },
    });
    expect(reply.statusCode).toBe(401);
  });
});

describe('a cookie planted before sign-in', () => {
  it('stays unauthenticated, and signing in makes a session of its own', async () => {
    const planted = crypto.randomUUID();
    const cookie = `xc_access=${planted}; xc_refresh=${planted}.1.abc`;
    const before = await api.visitor.send({
      ...{ method: 'GET', url: '/auth/session', headers: { cookie } },
    });
    expect(before.statusCode).toBe(401);
    const reply = await api.visitor.send({
      method: 'POST',
      url: '/auth/sign-in',
      headers: { cookie, origin },
      payload: { account: 'admin', password: 'Ceshi-yong-2026' },
    });
    expect(reply.statusCode).toBe(200);
    for (const { value } of reply.cookies) expect(value).not.toContain(planted);
    const after = await api.visitor.send({
      ...{ method: 'GET', url: '/auth/session', headers: { cookie } },
    });
    expect(after.statusCode).toBe(401);
  });
});
