/** An empty installation, the documents about the API, and its signs of life. */
import * as contract from '@xincheng/api/contract';
import { type ErrorBody, endpoints } from '@xincheng/api/contract';
import { shippedData } from '@xincheng/api/reference';
import { hashSetupCode } from '@xincheng/api/setup-code';
import { seedReference } from '@xincheng/db/reference';
import { replaceSetupCode } from '@xincheng/db/setup';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTestApi, type TestApi } from '../support/api.ts';
import { importFile, positionFile } from '../support/demo.ts';
import { behind } from '../support/sql.ts';

let api: TestApi;
beforeEach(async () => {
  api = await startTestApi();
  // Every start brings it, also of an empty installation.
  await api.owner.transaction({}, (db) => seedReference(db, shippedData(), api.clock.now()));
});
afterEach(() => api.close());

describe('the first administrator', () => {
  const code = 'ABCD-EFGH-JKLM';
  const body = {
    ...{ code, countyCode: '459921', countyName: '云岭县' },
    ...{ account: 'guanli', displayName: '首位管理员', password: 'long-enough-2026' },
  };
  const give = (text: string) =>
    api.owner.transaction({}, (db) => replaceSetupCode(db, hashSetupCode(text), api.clock.now()));
  const create = (changes: Partial<typeof body> = {}) =>
    api.visitor.ask(contract.createFirstAdministrator, { body: { ...body, ...changes } });
  const counties = () =>
    behind(api.database.adminUrl, async (sql) => (await sql`select 1 from counties`).length);

  it('is made with the code from the console, once, and may then work', async () => {
    await give(code);
    expect(await api.visitor.call(contract.setupState)).toEqual({ needsAdministrator: true });
    expect((await create({ code: 'abcd efgh jklm' })).statusCode).toBe(201);
    expect(await api.visitor.call(contract.setupState)).toEqual({ needsAdministrator: false });

    const twice = await create({ account: 'second' });
    expect(twice.statusCode).toBe(400);
    expect(Object.keys(twice.json<ErrorBody>().fields ?? {})).toEqual(['code']);

    const admin = await api.signIn(body);
    expect((await admin.call(contract.getSession)).appointment).toMatchObject({
      ...{ role: 'administrator', place: '云岭县' },
    });
    const station = { head: null, phone: null, lat: null, lng: null };
    await admin.call(contract.addStations, {
      body: { rows: [{ ...station, code: '459921101000', name: '青石镇退役军人服务站' }] },
    });
    const form = '04-云岭县铁卫保安服务有限公司岗位需求信息表.xlsx';
    const { written } = await importFile(admin, 'positions', form, positionFile(form));
    expect(written).toBeGreaterThan(0);
    await vi.waitFor(async () => {
      const { total } = await api.visitor.call(contract.listPositions);
      expect(total).toBeGreaterThan(0);
    }, 5000);
  });

  it('is not made with a wrong code, a replaced one, or none given out', async () => {
    expect((await create()).statusCode).toBe(400);
    await give(code);
    expect((await create({ code: 'ABCD-EFGH-JKLN' })).statusCode).toBe(400);
    await give('MNPQ-RSTU-VWXY');
    expect((await create()).statusCode).toBe(400);
    expect(await counties()).toBe(0);
    expect((await create({ code: 'MNPQ-RSTU-VWXY' })).statusCode).toBe(201);
  });

  it('is made once by two at the same moment', async () => {
    await give(code);
    const replies = await Promise.all([create(), create({ account: 'second' }), create()]);
    expect(replies.map(({ statusCode }) => statusCode).sort()).toEqual([201, 400, 400]);
    expect(await counties()).toBe(1);
  });

  it.each([
    ['a short password', { password: 'short' }],
    ['a county code of five digits', { countyCode: '45992' }],
    ['an account with a space', { account: 'guan li' }],
    ['no name', { countyName: ' ' }],
  ])('is not made with %s, and the code stays good', async (_, changes) => {
    await give(code);
    expect((await create(changes)).statusCode).toBe(400);
    expect((await create()).statusCode).toBe(201);
  });
});

describe('an empty installation', () => {
  it('answers a visitor with nothing, and no error', async () => {
    for (const path of ['/positions', '/townships', '/fairs']) {
      const reply = await api.visitor.send({ method: 'GET', url: path });
      expect(reply.statusCode, path).toBe(200);
      expect(reply.json<{ items: unknown[] }>().items).toEqual([]);
    }
  });
});

describe('signs of life', () => {
  it('live says that the process is there, ready that it can work', async () => {
    expect(await api.visitor.call(contract.live)).toEqual({ status: 'ok' });
    expect(await api.visitor.call(contract.ready)).toEqual({
      ...{ status: 'ok', database: 'ok', positions: 0 },
      search: {
        ...{ configured: 'embedded', used: 'embedded', server: 'none' },
        ...{ waiting: 0, oldestSeconds: 0 },
      },
    });
  });
});

describe('the OpenAPI document', () => {
  interface Operation {
    summary?: string;
    security?: unknown[];
    parameters?: { name: string; in: string }[];
    requestBody?: { content: Record<string, unknown> };
    responses: Record<string, unknown>;
  }
  type Document = { openapi: string; paths: Record<string, Record<string, Operation>> };

  it('holds every endpoint of the contract and nothing else', async () => {
    const reply = await api.visitor.send({ method: 'GET', url: '/openapi.json' });
    expect(reply.statusCode).toBe(200);
    const { openapi, paths } = reply.json<Document>();
    expect(openapi).toMatch(/^3\.1/);
    const listed = Object.entries(paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const wanted = endpoints.map(
      ({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`,
    );
    expect(listed.sort()).toEqual(wanted.sort());
  });

  it('says of each what it takes, gives and who may call', async () => {
    const { paths } = (
      await api.visitor.send({ method: 'GET', url: '/openapi.json' })
    ).json<Document>();
    for (const { method, path, summary, access, status, body } of endpoints) {
      const operation = paths[path.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()];
      expect(operation?.summary, path).toBe(summary);
      expect(operation?.security === undefined, path).toBe(access === 'public');
      expect(Object.keys(operation?.responses ?? {}), path).toEqual(
        expect.arrayContaining([String(status ?? 200), '401', '403', '404', '500']),
      );
      if (body !== undefined) expect(operation?.requestBody, path).toBeDefined();
      for (const [, name] of path.matchAll(/:(\w+)/g))
        expect(operation?.parameters?.map((parameter) => parameter.name)).toContain(name);
    }
  });

  it('has pages to read it on', async () => {
    const reply = await api.visitor.send({ method: 'GET', url: '/docs' });
    expect([200, 302]).toContain(reply.statusCode);
  });
});
