import { buildApp } from '@xincheng/api/app';
import type { Endpoint, Response, Sent } from '@xincheng/api/contract';
import { makeInProcessDeps } from '@xincheng/api/in-process';
import { connect, type Pool } from '@xincheng/db/client';
import { makeSealer, type Sealer } from '@xincheng/db/sealing';
import { loadSecrets, type Secrets } from '@xincheng/db/secrets';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { makeTestClock, type TestClock } from './test-clock.ts';

export type App = Awaited<ReturnType<typeof buildApp>>;
/** An answer of the API: `statusCode`, `headers`, `cookies`, `body` (text), `json<T>()`. */
export type Reply = Awaited<ReturnType<typeof inject>>;

export const origin = 'http://127.0.0.1:3000';

/** The API in process over a database of its own, as the application role. */
export interface TestApi {
  app: App;
  deps: Deps;
  database: TestDatabase;
  clock: TestClock;
  sealer: Sealer;
  secrets: Secrets;
  /** The owner's pool: for what stands there before the test begins. */
  owner: Pool;
  /** Signed out. */
  visitor: Caller;
  /** Errors that reached the background work (the engine following changes). */
  errors: unknown[];
  /** Signs in by the API; throws when that fails. */
  signIn(credentials: { account: string; password: string }): Promise<SignedIn>;
  close(): Promise<void>;
}

type Deps = ReturnType<typeof makeInProcessDeps>['deps'];
type AppOptions = NonNullable<Parameters<typeof buildApp>[1]>;

/** Clones a database and builds the API over it. The clock stands still until the test moves it. */
export async function startTestApi(
  options: AppOptions = {},
  search?: { url: string; key: string; linear: boolean },
): Promise<TestApi> {
  const database = await createTestDatabase();
  const clock = makeTestClock();
  const secrets = loadSecrets(database.secretsDir);
  const owner = connect(database.ownerUrl, { max: 2 });
  const errors: unknown[] = [];
  const onError = (error: unknown) => errors.push(error);
  const { appUrl, workerUrl } = database;
  const { deps, close } = makeInProcessDeps({
    ...{ appUrl, workerUrl, clock, secrets, origins: [origin], onError },
    ...(search && { search }),
  });
  const app = await buildApp(deps, options);
  await app.ready();
  const visitor = makeCaller(app, {});
  return {
    app,
    deps,
    database,
    clock,
    sealer: makeSealer(secrets),
    secrets,
    owner,
    visitor,
    errors,
    signIn: (credentials) => signIn(app, visitor, credentials),
    close: async () => {
      await app.close();
      await Promise.all([close(), owner.close()]);
      await database.drop();
    },
  };
}

export interface Request {
  method: 'GET' | 'HEAD' | 'POST' | 'PATCH' | 'PUT' | 'DELETE' | 'OPTIONS';
  url: string;
  headers?: Record<string, string>;
  payload?: object | string | Buffer;
}

/** Sends requests as somebody. */
export interface Caller {
  headers: Record<string, string>;
  send(request: Request): Promise<Reply>;
  /** Asks by contract; throws with the answer's text unless it has the endpoint's success status. */
  call<E extends Endpoint>(endpoint: E, sent?: Sent<E>): Promise<Response<E>>;
  /** The same, giving the answer whatever it is. */
  ask(endpoint: Endpoint, sent?: Sent<Endpoint>, headers?: Record<string, string>): Promise<Reply>;
}

export interface SignedIn extends Caller {
  accessToken: string;
  refreshToken: string;
  /** As a browser sends it. */
  cookie: string;
}

export function makeCaller(app: App, headers: Record<string, string>): Caller {
  const send = (request: Request) =>
    inject(app, { ...request, headers: { ...headers, ...request.headers } });
  const ask: Caller['ask'] = (endpoint, sent = {}, extra = {}) =>
    send(requestOf(endpoint, sent, extra));
  return {
    headers,
    send,
    ask,
    call: async <E extends Endpoint>(endpoint: E, sent: Sent<E> = {}) => {
      const reply = await ask(endpoint, sent);
      if (reply.statusCode !== (endpoint.status ?? 200))
        throw new Error(
          `${endpoint.method} ${endpoint.path}: ${String(reply.statusCode)} ${reply.body}`,
        );
      return reply.json<Response<E>>();
    },
  };
}

/** The HTTP request that a contract endpoint stands for. */
export function requestOf(
  endpoint: Endpoint,
  { params, query, body }: Sent<Endpoint> = {},
  headers: Record<string, string> = {},
): Request {
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String(new Map(Object.entries(params ?? {})).get(name) ?? '')),
  );
  const search = new URLSearchParams(
    Object.entries(query ?? {}).map(([name, value]): [string, string] => [name, String(value)]),
  ).toString();
  const isFile = endpoint.body === 'file';
  return {
    method: endpoint.method,
    url: search === '' ? path : `${path}?${search}`,
    headers: { ...(isFile ? { 'content-type': 'application/octet-stream' } : {}), ...headers },
    ...(body === undefined || body === null
      ? {}
      : { payload: body instanceof Uint8Array ? Buffer.from(body) : body }),
  };
}

async function inject(app: App, request: Request) {
  return app.inject(request);
}

async function signIn(
  app: App,
  visitor: Caller,
  { account, password }: { account: string; password: string },
): Promise<SignedIn> {
  const payload = { account, password };
  const reply = await visitor.send({ method: 'POST', url: '/auth/sign-in', payload });
  if (reply.statusCode !== 200) throw new Error(`sign-in: ${reply.body}`);
  const { accessToken } = reply.json<{ accessToken: string }>();
  const cookieOf = (name: string) => reply.cookies.find((cookie) => cookie.name === name);
  const refreshToken = cookieOf('xc_refresh')?.value ?? '';
  return {
    ...makeCaller(app, { authorization: `Bearer ${accessToken}` }),
    accessToken,
    refreshToken,
    cookie: `xc_access=${accessToken}; xc_refresh=${refreshToken}`,
  };
}
