/**
 * Marked values in every personal field: no answer to an employer or a visitor holds one, and no
 * log of a run does. The API runs as a process here, so that what it writes is what it would write.
 */
import { dirname } from 'node:path';
import * as contract from '@xincheng/api/contract';
import { type Endpoint, endpoints } from '@xincheng/api/contract';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { requestOf, startTestApi, type TestApi } from '../support/api.ts';
import { type ApiProcess, startApiProcess } from '../support/api-process.ts';
import { type Cast, castOf } from '../support/cast.ts';
import { roster } from '../support/demo.ts';
import { behind } from '../support/sql.ts';
import { areas, madeUpIdCard, password, type Person } from '../support/world.ts';

/** Words that stand nowhere else. */
const canaries = {
  name: '黄鹂莺雀鸣',
  residence: '金丝雀路七号',
  rank: '金丝雀上士',
  branch: '金丝雀航空兵',
  experience: '在73051部队金丝雀连任班长',
  soldier: '金丝雀之夫',
  remark: '金丝雀备注',
  disability: '金丝雀伤残',
  hobby: '金丝雀爱好',
  village: '金丝雀村',
  startup: '金丝雀创业',
  contact: '金丝雀联系人',
  politics: '金丝雀面貌',
};
const firmPhone = '13699887766';

let api: TestApi;
let cast: Cast;
let server: ApiProcess;
let person: Person;
/** What must not come out, with a name for it. */
let secrets: [string, string][];

beforeAll(async () => {
  api = await startTestApi();
  cast = await castOf(api);
  person = await cast.world.person({
    ...{ fullName: canaries.name, areaCode: areas.qingshi, mobile: '13577886655' },
    ...{ idCardNo: madeUpIdCard(321, '19930517'), birthDate: '1993-05-17' },
    ...{ rank: canaries.rank, branch: canaries.branch, experience: canaries.experience },
    ...{ soldierName: canaries.soldier, hobby: canaries.hobby, village: canaries.village },
    ...{ startup: canaries.startup, specialityKey: 'mil.drive.wheeled', licences: ['A2'] },
    politicalCode: canaries.politics,
  });
  await cast.world.consent(person.id, cast.employers.sugar);
  const seal = (table: string, row: string, column: string, value: string) =>
    api.sealer.seal(value, { table, row, column });
  const own = (column: string, value: string) => seal('people', person.id, column, value);
  const { employers, positions } = cast;
  await behind(api.database.adminUrl, async (sql) => {
    await sql`
      update people set residence_sealed = ${own('residenceSealed', canaries.residence)},
        remark_sealed = ${own('remarkSealed', canaries.remark)},
        disability_sealed = ${own('disabilitySealed', canaries.disability)} where id = ${person.id}`;
    await sql`
      update employers set contact = ${canaries.contact},
        phone_sealed = ${seal('employers', employers.freight, 'phoneSealed', firmPhone)}
      where id = ${employers.freight}`;
    await sql`
      update positions set contact = ${canaries.contact},
        phone_sealed = ${seal('positions', positions.freight, 'phoneSealed', firmPhone)}
      where id = ${positions.freight}`;
  });
  await cast.world.account('marked', { role: 'veteran', personId: person.id });
  secrets = [
    ...Object.entries(canaries),
    ['ID number', person.idCardNo],
    ['start of the ID number', person.idCardNo.slice(0, 14)],
    ['mobile', person.mobile ?? ''],
    ['birthday', '1993-05-17'],
    ['firm’s phone', firmPhone],
    ['envelope', 'v1|A256GCM'],
    ['hash', '$argon2'],
    ['blind index', api.sealer.blindIndex('idCard', person.idCardNo)],
  ];
  const dataDir = dirname(api.database.secretsDir);
  server = await startApiProcess({ ...api.database, dataDir });
});
afterAll(async () => {
  await server.stop();
  await api.close();
});

async function signIn(account: string): Promise<Record<string, string>> {
  const reply = await server.fetch('/auth/sign-in', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account, password }),
  });
  expect(reply.status).toBe(200);
  const { accessToken } = (await reply.json()) as { accessToken: string };
  return { authorization: `Bearer ${accessToken}` };
}

/** Every GET there is, with every id that might lead somewhere. */
async function everything(
  headers: Record<string, string>,
): Promise<{ asked: string; text: string }[]> {
  const ids = [
    ...[person.id, cast.people.qingshi.id, cast.consent],
    ...Object.values(cast.positions),
    ...Object.values(cast.employers),
    ...Object.values(cast.accounts).slice(0, 2),
  ];
  const answers: { asked: string; text: string }[] = [];
  const ask = async (endpoint: Endpoint, id: string, query: object) => {
    const { url } = requestOf(endpoint, { params: { id, positionId: id }, query });
    const reply = await server.fetch(url, { headers });
    answers.push({ asked: `${url} ${String(reply.status)}`, text: await reply.text() });
  };
  for (const endpoint of endpoints.filter(({ method }) => method === 'GET')) {
    const query = endpoint.query?.safeParse({ limit: 100 }).success === true ? { limit: 100 } : {};
    if (endpoint.path.includes(':')) for (const id of ids) await ask(endpoint, id, query);
    else await ask(endpoint, '', query);
  }
  return answers;
}

/** The log's lines, complete up to now: a request of our own marks the end. */
async function logSoFar(): Promise<string[]> {
  const marker = await server.fetch('/the-end-of-the-log');
  const { requestId } = (await marker.json()) as contract.ErrorBody;
  await vi.waitFor(() => expect(server.output().split(requestId)).toHaveLength(3), 5000);
  return server.output().split('\n');
}

/** Which canaries stand in these answers. */
const found = (answers: { asked: string; text: string }[]): string[] =>
  answers.flatMap(({ asked, text }) =>
    secrets.filter(([, value]) => text.includes(value)).map(([name]) => `${asked}: ${name}`),
  );

describe('no canary', () => {
  it('comes out to a visitor', async () => {
    const answers = await everything({});
    expect(answers.filter(({ asked }) => asked.endsWith(' 200')).length).toBeGreaterThan(5);
    expect(found(answers)).toEqual([]);
  });

  it('comes out to an employer who may see the person’s summary', async () => {
    const answers = await everything(await signIn('sugar'));
    const candidates = answers.filter(({ text }) => text.includes(person.id));
    expect(candidates.length).toBeGreaterThan(0);
    expect(found(answers)).toEqual([]);
  });

  it('of another firm comes out to a firm, nor of a person to a veteran or the auditor', async () => {
    for (const account of ['sugar', 'veteran2', 'auditor'])
      expect(found(await everything(await signIn(account))), account).toEqual([]);
  });

  it('is missed by the scan: staff do see the name, and a reveal the numbers', async () => {
    const headers = await signIn('clerk');
    const seen = new Set(found(await everything(headers)).map((line) => line.split(': ').at(-1)));
    expect(seen).toContain('name');
    expect(seen).not.toContain('ID number');
    expect(seen).not.toContain('mobile');
    expect(seen).not.toContain('envelope');
    const revealed = await server.fetch(`/people/${person.id}/reveal`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ reason: '核对金丝雀' }),
    });
    expect(await revealed.json()).toEqual({ idCardNo: person.idCardNo, mobile: person.mobile });
  });
});

describe('the log', () => {
  it('of all this and of requests that fail holds no canary, no token and no number of 17 digits', async () => {
    const clerk = await signIn('clerk');
    const json = { ...clerk, 'content-type': 'application/json' };
    const { idCardNo, mobile } = person;
    const send = (path: string, method: string, headers: object, body?: string | Uint8Array) =>
      server.fetch(path, {
        method,
        headers: { ...headers },
        ...(body === undefined ? {} : { body: Buffer.from(body) }),
      });
    const replies = [
      await send(`/people?q=${idCardNo}`, 'GET', clerk),
      await send(`/people?q=${encodeURIComponent(canaries.name)}`, 'GET', clerk),
      await send(
        `/people/${person.id}/reveal?x=${idCardNo}`,
        'POST',
        json,
        '{"reason":"核对身份"}',
      ),
      await send(
        `/people/${person.id}/reveal`,
        'POST',
        json,
        JSON.stringify({ reason: idCardNo.repeat(9) }),
      ),
      await send(
        `/people/${person.id}`,
        'PATCH',
        json,
        JSON.stringify({ version: 1, experience: `\u0000${canaries.experience}${idCardNo}` }),
      ),
      await send(
        `/people/${person.id}`,
        'PATCH',
        json,
        JSON.stringify({ version: 1, specialityKey: `${canaries.name}${idCardNo}` }),
      ),
      await send(`/people/${idCardNo}`, 'GET', clerk),
      await send(`/${canaries.name}/${idCardNo}`, 'GET', clerk),
      await send(
        '/auth/sign-in',
        'POST',
        { 'content-type': 'application/json' },
        JSON.stringify({ account: mobile, password: canaries.remark }),
      ),
      await send(
        '/auth/sign-in',
        'POST',
        { 'content-type': 'application/json' },
        `{"account":"${idCardNo}`,
      ),
      await send('/auth/session', 'GET', {
        cookie: `xc_access=${canaries.remark.length}${idCardNo}`,
      }),
      await send('/auth/session', 'GET', { authorization: `Bearer ${idCardNo}` }),
      await send(
        `/imports?kind=roster&fileName=${encodeURIComponent(`${canaries.name}.csv`)}`,
        ...(['POST', { ...clerk, 'content-type': 'application/octet-stream' }] as const),
        roster({ name: canaries.name, idCardNo, place: '青石镇弄岩村', mobile: mobile ?? '' }),
      ),
      await send(
        '/imports?kind=roster&fileName=x',
        'POST',
        { ...clerk, 'content-type': 'application/octet-stream' },
        `${canaries.name},${idCardNo}`,
      ),
    ];
    for (const { status, url } of replies) expect(status, url).toBeLessThan(500);
    const lines = await logSoFar();
    const linesWith = (what: string | RegExp) =>
      lines.filter((line) => (typeof what === 'string' ? line.includes(what) : what.test(line)));
    expect(lines.length).toBeGreaterThan(2 * replies.length);
    expect(linesWith('/people/:id/reveal').length).toBeGreaterThan(0);
    for (const [name, value] of secrets) expect(linesWith(value), name).toEqual([]);
    // Times are given to sixteen decimals: those are no ID number.
    expect(linesWith(/(?<![\d.])\d{17}/)).toEqual([]);
    expect(linesWith(password)).toEqual([]);
    expect(linesWith(/Bearer |eyJ|xc_access|xc_refresh/)).toEqual([]);
  });

  it('of a failure inside holds neither statement nor values', async () => {
    const clerk = await signIn('clerk');
    const block = 'alter table people add constraint oops check (experience is null) not valid';
    await behind(api.database.adminUrl, (sql) => sql.unsafe(block));
    try {
      const reply = await server.fetch(`/people/${cast.people.nongyan.id}`, {
        method: 'PATCH',
        headers: { ...clerk, 'content-type': 'application/json' },
        body: JSON.stringify({
          version: 1,
          experience: `${canaries.experience}${person.idCardNo}`,
        }),
      });
      expect(reply.status).toBe(500);
      const text = await reply.text();
      expect(text).toContain('internal');
      expect(found([{ asked: '', text }])).toEqual([]);
      const lines = await logSoFar();
      expect(lines.some((line) => line.includes('request failed'))).toBe(true);
      for (const [name, value] of secrets)
        expect(
          lines.filter((line) => line.includes(value)),
          name,
        ).toEqual([]);
      expect(lines.filter((line) => /update "people"|set "experience"/.test(line))).toEqual([]);
    } finally {
      await behind(api.database.adminUrl, (sql) =>
        sql.unsafe('alter table people drop constraint oops'),
      );
    }
  });
});

describe('the database', () => {
  it('keeps what an import brings in sealed: a search of every table finds nothing', async () => {
    const clerk = await api.signIn({ account: 'clerk', password });
    const idCardNo = madeUpIdCard(322);
    const mobile = '13577886644';
    const batch = await clerk.call(contract.uploadImport, {
      query: { kind: 'roster', fileName: '封存.csv' },
      body: roster({ name: '韦封存', idCardNo, place: '青石镇弄岩村', mobile }),
    });
    // Two processes share the work here: whichever takes it, it is waited for.
    const until = (status: string) =>
      vi.waitFor(async () => {
        const now = await clerk.call(contract.getImport, { params: { id: batch.id } });
        expect(now.status).toBe(status);
      }, 10_000);
    await until('preview');
    await clerk.call(contract.confirmImport, { params: { id: batch.id } });
    await until('confirmed');
    const rows = await behind(api.database.adminUrl, async (sql) => {
      const tables = await sql<{ name: string }[]>`
        select tablename as name from pg_tables where schemaname = 'public'`;
      const hits: string[] = [];
      for (const { name } of tables) {
        const lines = await sql<{ text: string }[]>`select t::text as text from ${sql(name)} t`;
        for (const { text } of lines)
          if (text.includes(idCardNo) || text.includes(mobile)) hits.push(name);
      }
      return hits;
    });
    expect(rows).toEqual([]);
  });
});
