/**
 * Every endpoint × every role, signed out included. Who may do what is written down here once more,
 * apart from the contract, so that a slip in the contract is a difference and not a new rule.
 */
import { randomUUID } from 'node:crypto';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import * as contract from '@xincheng/api/contract';
import { type Endpoint, endpoints, type Sent } from '@xincheng/api/contract';
import { type Role, roles } from '@xincheng/db/vocabulary/roles';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, origin, type Reply, startTestApi, type TestApi } from '../support/api.ts';
import { type Cast, castOf } from '../support/cast.ts';
import { password } from '../support/world.ts';

type Who = Role | 'signed out';
const everybody: readonly Who[] = ['signed out', ...roles];
const seekers: readonly Who[] = ['veteran', 'family_member'];
const caseWorkers: readonly Who[] = [
  'station_clerk',
  'station_head',
  'bureau_staff',
  'administrator',
];
const importers: readonly Who[] = [...caseWorkers, 'employer_user'];
const signedIn: readonly Who[] = roles;

interface Row {
  endpoint: Endpoint;
  may: readonly Who[];
  /** What is sent: enough to get past the schemas. Nobody's rows are named, so nothing happens. */
  sent?: (who: Who) => Sent<Endpoint>;
}

const nobodys = () => ({ params: { id: randomUUID() } });
const withBody = (body: unknown) => () => ({ ...nobodys(), body });

const referenceReaders: readonly Who[] = [...caseWorkers, 'auditor'];
const referenceEditors: readonly Who[] = ['bureau_staff', 'administrator'];
const ofSkill = () => ({ params: { kind: 'skill', key: 'no.such-skill' } });
const skill = { name: '没有的技能', value: {}, reason: '试一试权限' };

const table: readonly Row[] = [
  { endpoint: contract.live, may: everybody },
  { endpoint: contract.ready, may: everybody },
  {
    endpoint: contract.signIn,
    may: everybody,
    sent: () => ({ body: { account: 'spare', password } }),
  },
  { endpoint: contract.refresh, may: everybody },
  { endpoint: contract.signOut, may: everybody },
  { endpoint: contract.getSession, may: signedIn },
  {
    endpoint: contract.switchAppointment,
    may: signedIn,
    sent: () => ({ body: { appointmentId: randomUUID() } }),
  },
  {
    endpoint: contract.changePassword,
    may: signedIn,
    sent: () => ({ body: { current: 'not this one', next: 'not-that-one-either' } }),
  },
  { endpoint: contract.setupState, may: everybody },
  {
    endpoint: contract.createFirstAdministrator,
    may: everybody,
    sent: () => ({
      body: {
        ...{ code: 'AAAA-BBBB-CCCC', countyCode: '459921', countyName: '云岭县' },
        ...{ account: 'first', displayName: '首位管理员', password: 'long-enough' },
      },
    }),
  },
  { endpoint: contract.listTownships, may: everybody },
  { endpoint: contract.listPositions, may: everybody },
  { endpoint: contract.getPosition, may: everybody, sent: nobodys },
  { endpoint: contract.complete, may: everybody, sent: () => ({ query: { q: '电工' } }) },
  { endpoint: contract.listSavedSearches, may: seekers },
  {
    endpoint: contract.saveSearch,
    may: seekers,
    sent: () => ({ body: { name: '电工', search: { q: '电工' } } }),
  },
  { endpoint: contract.lookAtSearch, may: seekers, sent: nobodys },
  { endpoint: contract.deleteSearch, may: seekers, sent: nobodys },
  { endpoint: contract.listFruitlessSearches, may: caseWorkers },
  { endpoint: contract.getSearchIndex, may: ['bureau_staff', 'administrator', 'auditor'] },
  { endpoint: contract.rebuildSearchIndex, may: ['bureau_staff', 'administrator'] },
  { endpoint: contract.listFairs, may: everybody },
  { endpoint: contract.listOwnPositions, may: ['employer_user'] },
  { endpoint: contract.getOwnPosition, may: ['employer_user'], sent: nobodys },
  {
    endpoint: contract.correctPosition,
    may: ['employer_user'],
    sent: withBody({
      ...{ version: 1, title: '司机', sexText: null },
      ...{ skillsText: null, description: null, veteranPriority: null },
    }),
  },
  {
    endpoint: contract.changePositionStatus,
    may: ['employer_user'],
    sent: withBody({ status: 'closed' }),
  },
  { endpoint: contract.listCandidates, may: ['employer_user'], sent: nobodys },
  { endpoint: contract.getMatches, may: seekers },
  {
    endpoint: contract.explainMatch,
    may: seekers,
    sent: () => ({ params: { positionId: randomUUID() } }),
  },
  { endpoint: contract.getOwnProfile, may: seekers },
  {
    endpoint: contract.changeWishes,
    may: seekers,
    sent: () => ({
      body: {
        ...{ version: 1, jobs: [], salaryMin: null },
        ...{ maxDistanceKm: null, acceptShift: null, acceptLodging: null },
      },
    }),
  },
  { endpoint: contract.changeRanking, may: seekers, sent: () => ({ body: { version: 1 } }) },
  { endpoint: contract.listConsents, may: seekers },
  {
    endpoint: contract.giveConsent,
    may: seekers,
    sent: () => ({ body: { employerId: randomUUID() } }),
  },
  { endpoint: contract.withdrawConsent, may: seekers, sent: nobodys },
  { endpoint: contract.listPeople, may: caseWorkers },
  { endpoint: contract.getPerson, may: caseWorkers, sent: nobodys },
  { endpoint: contract.changePerson, may: caseWorkers, sent: withBody({ version: 1 }) },
  { endpoint: contract.revealPerson, may: caseWorkers, sent: withBody({ reason: '核对证件' }) },
  { endpoint: contract.listPersonEvents, may: caseWorkers, sent: nobodys },
  { endpoint: contract.listPersonMatches, may: caseWorkers, sent: nobodys },
  { endpoint: contract.openPersonAccount, may: caseWorkers, sent: nobodys },
  { endpoint: contract.resetPersonPassword, may: caseWorkers, sent: nobodys },
  { endpoint: contract.listStations, may: [...caseWorkers, 'auditor'] },
  { endpoint: contract.listSpecialities, may: signedIn },
  {
    endpoint: contract.uploadImport,
    may: importers,
    sent: (who) => ({
      query: { kind: who === 'employer_user' ? 'positions' : 'roster', fileName: '空表.csv' },
      body: Buffer.from('不是,花名册\n'),
    }),
  },
  { endpoint: contract.listImports, may: importers },
  { endpoint: contract.getImport, may: importers, sent: nobodys },
  { endpoint: contract.listImportRows, may: importers, sent: nobodys },
  {
    endpoint: contract.setImportColumns,
    may: importers,
    sent: withBody({ columns: [{ heading: '备注', column: 'remark' }] }),
  },
  {
    endpoint: contract.correctImportRow,
    may: importers,
    sent: () => ({ params: { id: randomUUID(), rowId: randomUUID() }, body: { leaveOut: true } }),
  },
  {
    endpoint: contract.downloadImportRows,
    may: importers,
    sent: withBody({ statuses: ['wrong'] }),
  },
  { endpoint: contract.confirmImport, may: importers, sent: nobodys },
  { endpoint: contract.discardImport, may: importers, sent: nobodys },
  { endpoint: contract.undoImport, may: importers, sent: nobodys },
  { endpoint: contract.listDuplicates, may: caseWorkers },
  { endpoint: contract.getDuplicate, may: caseWorkers, sent: nobodys },
  { endpoint: contract.mergeDuplicate, may: caseWorkers, sent: withBody({ version: 1, take: {} }) },
  { endpoint: contract.dismissDuplicate, may: caseWorkers, sent: nobodys },
  {
    endpoint: contract.getTemplate,
    may: everybody,
    sent: () => ({ params: { name: 'veterans' } }),
  },
  {
    endpoint: contract.exportPeople,
    may: caseWorkers,
    sent: () => ({ body: { kind: 'veteran' } }),
  },
  { endpoint: contract.exportPositions, may: importers, sent: () => ({ body: {} }) },
  { endpoint: contract.dashboard, may: [...caseWorkers, 'auditor'] },
  { endpoint: contract.listEmployers, may: ['bureau_staff', 'administrator'] },
  { endpoint: contract.listAccounts, may: ['administrator'] },
  {
    endpoint: contract.createAccount,
    may: ['administrator'],
    // A township of no county of ours: refused by the rule, after the permission.
    sent: withBody({ name: 'newcomer', displayName: '新人', role: 'auditor', place: '999999' }),
  },
  {
    endpoint: contract.addAppointment,
    may: ['administrator'],
    sent: withBody({ role: 'auditor', place: '459921' }),
  },
  { endpoint: contract.endAppointment, may: ['administrator'], sent: nobodys },
  { endpoint: contract.disableAccount, may: ['administrator'], sent: nobodys },
  { endpoint: contract.resetPassword, may: ['administrator'], sent: nobodys },
  {
    endpoint: contract.addStations,
    may: ['administrator'],
    sent: withBody({
      rows: [
        {
          ...{ code: '999999101000', name: '别县的站', lat: null, lng: null },
          ...{ head: null, phone: null },
        },
      ],
    }),
  },
  { endpoint: contract.listAudit, may: ['auditor', 'administrator'] },
  { endpoint: contract.listRules, may: signedIn },
  { endpoint: contract.getRanking, may: everybody },
  { endpoint: contract.listReference, may: referenceReaders, sent: ofSkill },
  { endpoint: contract.getReferenceNames, may: referenceReaders },
  { endpoint: contract.getReferenceEntry, may: referenceReaders, sent: ofSkill },
  { endpoint: contract.listReferenceChanges, may: referenceReaders },
  {
    endpoint: contract.previewReferenceChange,
    may: referenceEditors,
    sent: () => ({ ...ofSkill(), body: { name: '没有的技能', value: null } }),
  },
  {
    endpoint: contract.createReferenceEntry,
    may: referenceEditors,
    // Refused by the rule, after the permission.
    sent: () => ({ ...ofSkill(), body: { key: 'no', ...skill } }),
  },
  {
    endpoint: contract.changeReferenceEntry,
    may: referenceEditors,
    sent: () => ({ ...ofSkill(), body: { version: 1, ...skill } }),
  },
  {
    endpoint: contract.removeReferenceEntry,
    may: referenceEditors,
    sent: () => ({ ...ofSkill(), body: { version: 1, reason: '试一试权限' } }),
  },
  {
    endpoint: contract.undoReferenceChange,
    may: referenceEditors,
    sent: () => ({ params: { id: 999_999_999 }, body: { reason: '试一试权限' } }),
  },
];

const nameOf = ({ method, path }: Endpoint) => `${method} ${path}`;

/** Documentation, which has no contract; every other route must have one. */
const withoutContract = (url: string) => url === '/openapi.json' || /^\/docs(\/|$)/.test(url);

interface Registered {
  method: string;
  url: string;
  endpoint: Endpoint | undefined;
}

let api: TestApi;
let cast: Cast;
let registered: Registered[];

beforeAll(async () => {
  ({ api, registered } = await startWatched());
  cast = await castOf(api);
  await cast.world.account('spare', { role: 'auditor', area: '459921' });
});
afterAll(() => api.close());

/** Builds the API and notes each route as it is registered, whoever registers it. */
async function startWatched(
  addTo: (app: App) => void = () => undefined,
): Promise<{ api: TestApi; registered: Registered[] }> {
  const seen: Registered[] = [];
  const watch = (message: unknown) => {
    const { fastify } = message as { fastify: App };
    fastify.addHook('onRoute', ({ method, url, config }) => {
      for (const name of [method].flat())
        seen.push({ method: name, url, endpoint: config?.endpoint });
    });
    addTo(fastify);
  };
  subscribe('fastify.initialization', watch);
  try {
    return { api: await startTestApi(), registered: seen };
  } finally {
    unsubscribe('fastify.initialization', watch);
  }
}

/** Registered routes that no contract endpoint stands for, as it is registered. */
function strangeRoutes(routes: readonly Registered[]): string[] {
  const known = new Set(endpoints.map(nameOf));
  return routes.flatMap(({ method, url, endpoint }) => {
    const name = `${method === 'HEAD' ? 'GET' : method} ${url}`;
    const isStrange = withoutContract(url)
      ? endpoint !== undefined
      : endpoint === undefined || nameOf(endpoint) !== name || !known.has(name);
    return isStrange ? [`${method} ${url}`] : [];
  });
}

/** Asks as somebody; sign-out and refresh get a session of their own, which they use up. */
async function ask(
  { endpoint, sent }: Row,
  who: Who,
  on: TestApi,
  method?: 'HEAD',
): Promise<Reply> {
  const request = sent?.(who) ?? {};
  if (who === 'signed out') return on.visitor.ask(endpoint, request);
  if (endpoint === contract.signOut || endpoint === contract.refresh) {
    const fresh = await on.signIn({ account: 'spare', password });
    return on.visitor.ask(endpoint, request, { cookie: fresh.cookie, origin });
  }
  const caller = cast.as[who];
  if (method === undefined) return caller.ask(endpoint, request);
  return caller.send({ method, url: endpoint.path });
}

/** What is wrong with an answer, or nothing. */
function fault(row: Row, who: Who, reply: Reply): string | null {
  const { statusCode } = reply;
  const wanted = row.may.includes(who) ? 'in' : who === 'signed out' ? 401 : 403;
  const got = `${nameOf(row.endpoint)} as ${who}: ${String(statusCode)} ${reply.body.slice(0, 120)}`;
  if (wanted !== 'in') return statusCode === wanted ? null : `${got}, not ${String(wanted)}`;
  // Signed out there is no session to renew: that is the answer, not a refusal.
  if (row.endpoint === contract.refresh && who === 'signed out') return null;
  return statusCode === 401 || statusCode === 403 || statusCode >= 500 ? got : null;
}

async function walk(
  on: TestApi,
  rows: readonly Row[],
): Promise<{ asked: number; faults: string[] }> {
  const faults: string[] = [];
  let asked = 0;
  for (const row of rows)
    for (const who of everybody) {
      const found = fault(row, who, await ask(row, who, on));
      asked += 1;
      if (found !== null) faults.push(found);
    }
  return { asked, faults };
}

describe('the table of permissions', () => {
  it('lists every endpoint of the contract once', () => {
    expect(table.map(({ endpoint }) => nameOf(endpoint)).sort()).toEqual(
      endpoints.map(nameOf).sort(),
    );
  });

  it('knows every route that is registered', () => {
    expect(strangeRoutes(registered)).toEqual([]);
    const served = new Set(registered.map(({ method, url }) => `${method} ${url}`));
    expect(endpoints.map(nameOf).filter((name) => !served.has(name))).toEqual([]);
    expect(registered.length).toBeGreaterThan(endpoints.length);
  });
});

describe('every endpoint × every role', () => {
  it('lets in whom the table names and nobody else', async () => {
    const { asked, faults } = await walk(api, table);
    expect(faults).toEqual([]);
    expect(asked).toBe(endpoints.length * (roles.length + 1));
    expect(asked).toBeGreaterThan(400);
  });

  it('holds for HEAD, which comes with every GET', async () => {
    const faults: string[] = [];
    let asked = 0;
    for (const row of table.filter(({ endpoint }) => endpoint.method === 'GET')) {
      if (row.endpoint.path.includes(':')) continue;
      for (const who of roles) {
        const found = fault(row, who, await ask(row, who, api, 'HEAD'));
        asked += 1;
        if (found !== null) faults.push(found);
      }
    }
    expect(faults).toEqual([]);
    expect(asked).toBeGreaterThan(100);
  });

  it('has no answer at all for a method that is not in the contract', async () => {
    for (const { endpoint } of table) {
      const url = endpoint.path.replace(/:\w+/g, randomUUID());
      const reply = await cast.as.administrator.send({ method: 'PUT', url, payload: {} });
      expect(reply.statusCode, nameOf(endpoint)).toBe(404);
    }
  });
});

describe('seen failing: the walk reports', () => {
  it.each([
    ['a staff list opened to everybody signed in', contract.listPeople, 'signed_in'],
    ['the audit opened to everybody', contract.listAudit, 'public'],
    ['a list closed to one who may', contract.listStations, ['administrator']],
  ] as const)('%s', async (_, endpoint, access) => {
    const rows = table.filter((row) => row.endpoint === endpoint);
    const rule = endpoint.access;
    Object.assign(endpoint, { access });
    try {
      // The contract object is read at each request, so the running API follows.
      const { faults } = await walk(api, rows);
      expect(faults.length).toBeGreaterThan(0);
    } finally {
      Object.assign(endpoint, { access: rule });
    }
    expect((await walk(api, rows)).faults).toEqual([]);
  });

  it('a route registered past the contract', async () => {
    const { api: other, registered: routes } = await startWatched((app) => {
      app.get('/backdoor', () => 'open');
    });
    try {
      expect(strangeRoutes(routes)).toEqual(['GET /backdoor', 'HEAD /backdoor']);
      expect((await other.visitor.send({ method: 'GET', url: '/backdoor' })).body).toBe('open');
    } finally {
      await other.close();
    }
  });
});
