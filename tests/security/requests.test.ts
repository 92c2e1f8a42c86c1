/** What is refused before or beside the rules of a feature: origins, shapes, sizes, odd methods. */
import * as contract from '@xincheng/api/contract';
import { type Endpoint, type ErrorBody, errorBody, endpoints } from '@xincheng/api/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { origin, type Request, requestOf, startTestApi, type TestApi } from '../support/api.ts';
import { type Cast, castOf } from '../support/cast.ts';
import { behind, fingerprint } from '../support/sql.ts';
import { areas } from '../support/world.ts';

let api: TestApi;
let cast: Cast;

beforeAll(async () => {
  api = await startTestApi();
  cast = await castOf(api);
});
afterAll(() => api.close());

const dataTables = ['people', 'accounts', 'appointments', 'positions', 'consents', 'employers'];
const state = () => fingerprint(api.database.adminUrl, dataTables);

describe('a change that comes with cookies', () => {
  const changes = endpoints.filter(({ method }) => method !== 'GET');
  const someId = '0190163d-8694-739b-aea5-966c26f8ad91';
  const send = (endpoint: Endpoint, headers: Record<string, string>) =>
    api.visitor.send({
      ...requestOf(endpoint, { params: { id: someId } }),
      headers: { cookie: cast.as.administrator.cookie, ...headers },
    });

  it.each([
    ['a foreign origin', { origin: 'https://evil.example' }],
    ['none at all', {}],
    ['the opaque one', { origin: 'null' }],
    ['ours as a prefix', { origin: `${origin}.evil.example` }],
    ['ours with another port', { origin: 'http://127.0.0.1:3999' }],
    ['ours by another scheme', { origin: origin.replace('http:', 'https:') }],
    ['a forged host', { origin: 'https://evil.example', host: 'evil.example' }],
    [
      'a forged forwarded host',
      { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' },
    ],
  ] as [string, Record<string, string>][])(
    'is refused from %s, at every endpoint',
    async (_, headers) => {
      const before = await state();
      for (const endpoint of changes) {
        const reply = await send(endpoint, headers);
        expect(reply.statusCode, endpoint.path).toBe(403);
        expect(reply.json<ErrorBody>().code).toBe('forbidden_origin');
      }
      expect(changes.length).toBeGreaterThan(20);
      expect(await state()).toBe(before);
    },
  );

  it('is refused as a plain form of another site would send it', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
      const reply = await api.visitor.send({
        method: 'POST',
        url: `/accounts/${cast.accounts['clerk'] ?? ''}/disable`,
        headers: { cookie: cast.as.administrator.cookie, 'content-type': type },
        payload: '{}',
      });
      expect(reply.statusCode).toBe(403);
    }
  });

  it('is taken from our own pages, and a bearer token needs no origin', async () => {
    const body = { current: 'not this', next: 'not-that-either' };
    const fromPage = await api.visitor.send({
      ...requestOf(contract.changePassword, { body }),
      headers: { cookie: cast.as.auditor.cookie, origin },
    });
    expect(fromPage.statusCode).toBe(400);
    expect(Object.keys(fromPage.json<ErrorBody>().fields ?? {})).toEqual(['current']);
    expect((await cast.as.auditor.ask(contract.signOut, {}, {})).statusCode).toBe(200);
    cast.as.auditor = await api.signIn({ account: 'auditor', password: 'Ceshi-yong-2026' });
  });
});

describe('a body', () => {
  const person = () => cast.people.qingshi.id;
  const patch = (payload: unknown, type = 'application/json') =>
    cast.as.station_clerk.send({
      method: 'PATCH',
      url: `/people/${person()}`,
      headers: { 'content-type': type },
      payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
    });

  it.each([
    ['role', { role: 'administrator' }],
    ['stationId', { stationId: areas.hekou }],
    ['areaCode', { areaCode: areas.hekou }],
    ['countyId', { countyId: '0190163d-8694-739b-aea5-966c26f8ad91' }],
    ['id', { id: '0190163d-8694-739b-aea5-966c26f8ad91' }],
    ['idCardNo', { idCardNo: '459921199001010010' }],
    ['fullName', { fullName: '改名' }],
    ['kind', { kind: 'family' }],
    ['removedAt', { removedAt: null }],
    ['constructor', { constructor: { prototype: { admin: true } } }],
  ])('with a field that is not offered (%s) is refused: 400, nothing changed', async (_, extra) => {
    const before = await state();
    const reply = await patch({ version: 1, hobby: undefined, ...extra });
    expect(reply.statusCode).toBe(400);
    expect(await state()).toBe(before);
  });

  it('of every endpoint that takes one refuses a field too many', () => {
    const takers = endpoints.filter(({ body }) => body !== undefined && body !== 'file');
    for (const { body, path } of takers) {
      if (body === undefined || body === 'file') continue;
      const parsed = body.safeParse({ role: 'administrator', isAdmin: true });
      const codes = parsed.success ? [] : parsed.error.issues.map(({ code }) => code);
      expect(codes, path).toContain('unrecognized_keys');
    }
    expect(takers.length).toBeGreaterThan(10);
  });

  it.each([
    ['__proto__', '{"version":1,"__proto__":{"admin":true}}'],
    ['__proto__ deep inside', '{"version":1,"skills":[{"__proto__":{"a":1}}]}'],
    ['constructor.prototype', '{"version":1,"constructor":{"prototype":{"a":1}}}'],
    ['broken JSON', '{"version":1'],
    ['a number', '7'],
    ['a list', '[]'],
    ['null', 'null'],
    ['nothing, called JSON', ''],
  ])('that is %s: 400', async (_, text) => {
    const reply = await patch(text);
    expect(reply.statusCode).toBe(400);
    expect(errorBody.safeParse(reply.json()).success).toBe(true);
    expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false);
  });

  it('with a NUL is refused, not stored: 400', async () => {
    for (const change of [
      { experience: 'a\u0000b' },
      { skills: ['焊工\u0000'] },
      { certificates: ['\u0000'] },
    ])
      expect((await patch({ version: 1, ...change })).statusCode).toBe(400);
    const search = await cast.as.station_clerk.send({ method: 'GET', url: '/people?q=%00' });
    expect(search.statusCode).toBe(400);
  });

  it('of another kind is refused: 415 or 400, never taken', async () => {
    const before = await state();
    const statuses = [];
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'application/xml',
      'text/html',
    ])
      statuses.push((await patch('{"version":1,"experience":"x"}', type)).statusCode);
    expect(statuses).toEqual([400, 415, 415, 415]);
    expect((await patch('{"version":1}', 'application/octet-stream')).statusCode).toBe(400);
    expect(await state()).toBe(before);
  });

  it('over half a megabyte is not read: 413; a file over ten neither', async () => {
    const reply = await patch({ version: 1, experience: 'x'.repeat(600_000) });
    expect(reply.statusCode).toBe(413);
    expect(reply.json<ErrorBody>().code).toBe('payload_too_large');
    const file = await cast.as.station_clerk.ask(contract.uploadImport, {
      query: { kind: 'roster', fileName: '大表.xlsx' },
      body: Buffer.alloc(10 * 1024 * 1024 + 1),
    });
    expect(file.statusCode).toBe(413);
  });

  it('is not read at all from somebody unknown', async () => {
    const reply = await api.visitor.send({
      method: 'POST',
      url: '/imports?kind=roster&fileName=x',
      headers: { 'content-type': 'application/octet-stream' },
      payload: Buffer.alloc(10 * 1024 * 1024 + 1),
    });
    expect(reply.statusCode).toBe(401);
  });
});

describe('an address', () => {
  it.each(['x', '1', "1' or '1'='1", '..%2f..%2fetc%2fpasswd', '%00', '0190163d'])(
    'with %j for an id: 400',
    async (id) => {
      const encoded = id.startsWith('..') || id.startsWith('%') ? id : encodeURIComponent(id);
      for (const path of [
        `/people/${encoded}`,
        `/imports/${encoded}/rows`,
        `/positions/${encoded}`,
      ]) {
        const reply = await cast.as.bureau_staff.send({ method: 'GET', url: path });
        expect(reply.statusCode, path).toBe(400);
      }
    },
  );

  it('with broken percent signs: 400', async () => {
    const reply = await cast.as.bureau_staff.send({ method: 'GET', url: '/people/%zz' });
    expect(reply.statusCode).toBe(400);
  });

  it('of nothing: 404 in the one error shape', async () => {
    for (const method of ['GET', 'POST', 'DELETE'] satisfies Request['method'][]) {
      const reply = await api.visitor.send({ method, url: '/nothing/here' });
      expect(reply.statusCode).toBe(404);
      expect(errorBody.parse(reply.json()).code).toBe('not_found');
    }
  });

  it('with a limit or offset out of range is refused, in every list', async () => {
    const lists = endpoints.filter(({ query }) => query?.safeParse({ limit: 1 }).success === true);
    expect(lists.length).toBeGreaterThan(8);
    for (const { query, path } of lists) {
      for (const wrong of [
        { limit: 101 },
        { limit: 0 },
        { limit: -1 },
        { limit: 1e9 },
        { limit: 'all' },
        { limit: 1.5 },
      ])
        expect(query?.safeParse(wrong).success, `${path} ${JSON.stringify(wrong)}`).toBe(false);
    }
    const paths = ['/people', '/positions', '/imports', '/accounts', '/audit'];
    for (const path of paths)
      for (const query of [
        'limit=101',
        'limit=100000',
        'offset=-1',
        'offset=100001',
        'limit=10&limit=20',
      ])
        expect(
          (await cast.as.administrator.send({ method: 'GET', url: `${path}?${query}` })).statusCode,
          `${path}?${query}`,
        ).toBe(400);
  });

  it('with a query field nobody knows is refused', async () => {
    for (const url of ['/people?stationId=1', '/positions?status=held', '/me/matches?personId=1']) {
      const caller = url.startsWith('/me') ? cast.as.veteran : cast.as.administrator;
      expect((await caller.send({ method: 'GET', url })).statusCode, url).toBe(400);
    }
  });

  it.each([
    `韦%'; drop table people; --`,
    `" OR station != 0`,
    `x' or starts_with(area_code, '4') --`,
    `%`,
    `_`,
    `\\`,
  ])('searching people for %j finds nobody, and nobody of elsewhere', async (q) => {
    const found = await cast.as.station_clerk.call(contract.listPeople, { query: { q } });
    expect(found).toEqual({ items: [], total: 0 });
    const rows = await behind(api.database.adminUrl, (sql) => sql`select 1 from people`);
    expect(rows).toHaveLength(4);
  });
});

describe('answers', () => {
  it('of every failure have the one shape and tell nothing of the inside', async () => {
    const replies = [
      await api.visitor.send({ method: 'GET', url: '/people' }),
      await cast.as.veteran.send({ method: 'GET', url: '/people' }),
      await cast.as.bureau_staff.send({ method: 'GET', url: '/people?limit=0' }),
      await cast.as.bureau_staff.send({
        method: 'GET',
        url: '/people/0190163d-8694-739b-aea5-966c26f8ad91',
      }),
    ];
    expect(replies.map(({ statusCode }) => statusCode)).toEqual([401, 403, 400, 404]);
    for (const reply of replies) {
      const body = errorBody.parse(reply.json());
      expect(contract.errorCodes[body.code].status).toBe(reply.statusCode);
      expect(reply.body).not.toMatch(/select |postgres|drizzle|node_modules|\.ts:/i);
    }
  });

  it('carry headers that keep browsers from guessing', async () => {
    const { headers } = await api.visitor.send({ method: 'GET', url: '/positions' });
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });

  it('with personal data are kept by no cache', async () => {
    for (const [caller, path] of [
      [cast.as.station_clerk, '/people'],
      [cast.as.veteran, '/me/profile'],
      [cast.as.administrator, '/audit'],
      [cast.as.veteran, '/auth/session'],
    ] as const) {
      const { headers } = await caller.send({ method: 'GET', url: path });
      expect(headers['cache-control'], path).toMatch(/no-store/);
    }
  });
});

describe('too many requests', () => {
  it('from one address are refused with 429 in the one error shape', async () => {
    const flooded = await startTestApi();
    try {
      const codes = new Map<number, number>();
      let last = '';
      for (let at = 0; at < 1205; at += 1) {
        const reply = await flooded.visitor.send({ method: 'GET', url: '/live' });
        codes.set(reply.statusCode, (codes.get(reply.statusCode) ?? 0) + 1);
        last = reply.body;
      }
      expect(Object.fromEntries(codes)).toEqual({ 200: 1200, 429: 5 });
      expect(errorBody.parse(JSON.parse(last)).code).toBe('too_many_requests');
    } finally {
      await flooded.close();
    }
  });
});
