import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from './console.ts';
import { freePort } from './ports.ts';
import { startService, type Service } from './service.ts';
import { ROOT } from './tools.ts';

const PROGRAM = 'meilisearch';
/** Always the same, so that a restart finds the key that it made. */
const KEY_UID = '6f0a3f52-8f0c-4a4b-9f5e-2c1d7f1f9c11';

/**
 * What the API does on the server, which holds nothing but our indexes. A key for some indexes only
 * would not see whether a swap went well: that task belongs to none.
 */
const ALLOWED = {
  actions: [
    'search',
    'documents.add',
    'documents.get',
    'documents.delete',
    'indexes.create',
    'indexes.get',
    'indexes.delete',
    'indexes.swap',
    'settings.get',
    'settings.update',
    'tasks.get',
    'version',
  ],
  indexes: ['*'],
};

/** A search server that runs until `stop`. */
export interface SearchServer extends Service {
  url: string;
  /** A key for what the API needs; the master key stays with the launcher. */
  key: string;
  version: string;
}

/**
 * Whether `--search meilisearch` stands among the arguments. Throws a Fault for any other engine, and
 * when there is no such program.
 */
export function wantsMeilisearch(args: readonly string[]): boolean {
  const at = args.findIndex((one) => one === '--search' || one.startsWith('--search='));
  if (at === -1) return false;
  const engine = args[at]?.split('=')[1] ?? args[at + 1];
  if (engine === PROGRAM) return installedVersion() !== '';
  throw new Fault(
    `--search 后面只能写 meilisearch；不写就用内置的搜索。\n--search takes meilisearch only; leave it out for the built-in search.`,
  );
}

/** What the executable on PATH calls its version, such as `1.50.0`; null when there is none. */
export function meilisearchVersion(): string | null {
  const { stdout, status } = spawnSync(PROGRAM, ['--version'], { encoding: 'utf8' });
  return status === 0 ? (/\d+\.\d+\.\d+/.exec(stdout)?.[0] ?? null) : null;
}

/**
 * Starts the server on a free port, on files of its own under `dataDir`; what is in them can be built
 * again, so each version of the server has its own and those of others go. Vectors are compared with
 * every candidate, never by guess, which is what lets an order be certified. Throws a Fault when there is
 * no executable or it does not come up.
 */
export async function startMeilisearch(options: {
  dataDir: string;
  logFile: string;
  signal: AbortSignal;
}): Promise<SearchServer> {
  const { dataDir, logFile, signal } = options;
  const version = installedVersion();
  const folder = join(dataDir, 'search', version);
  keepOnly(join(dataDir, 'search'), version);
  mkdirSync(folder, { recursive: true });
  const masterKey = masterKeyIn(join(dataDir, 'secrets'));
  const url = `http://127.0.0.1:${String(await freePort())}`;
  const service = await startService({
    name: '搜索服务',
    script: join(ROOT, 'scripts', 'search-server.ts'),
    args: [PROGRAM, folder],
    env: {
      MEILI_HTTP_ADDR: new URL(url).host,
      MEILI_MASTER_KEY: masterKey,
      MEILI_ENV: 'production',
      MEILI_NO_ANALYTICS: 'true',
      MEILI_LOG_LEVEL: 'WARN',
      MEILI_DB_PATH: join(folder, 'data'),
      MEILI_DUMP_DIR: join(folder, 'dumps'),
      MEILI_SNAPSHOT_DIR: join(folder, 'snapshots'),
      MEILI_EXPERIMENTAL_HNSW_LINEAR_BELOW_RATIO: '1',
      // The server clears its share of the memory for every task: by default half a second each.
      MEILI_MAX_INDEXING_MEMORY: '512MiB',
    },
    logFile,
    readyUrl: `${url}/health`,
    signal,
  });
  try {
    return { url, version, key: await limitedKey(url, masterKey), stop: service.stop };
  } catch (error) {
    await service.stop(1_000);
    throw error;
  }
}

function installedVersion(): string {
  const version = meilisearchVersion();
  if (version !== null) return version;
  throw new Fault(
    `PATH 里没有找到 meilisearch 程序。请安装 Meilisearch 1.50 以上的版本，或去掉 --search meilisearch，改用内置的搜索。\n` +
      `There is no meilisearch executable on PATH. Install it, or leave out --search meilisearch.`,
  );
}

function keepOnly(folder: string, version: string): void {
  if (!existsSync(folder)) return;
  for (const other of readdirSync(folder)) {
    if (other !== version) rmSync(join(folder, other), { recursive: true });
  }
}

function masterKeyIn(secretsDir: string): string {
  const file = join(secretsDir, 'meilisearch-master-key');
  if (!existsSync(file)) {
    mkdirSync(secretsDir, { recursive: true, mode: 0o700 });
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600 });
  }
  return readFileSync(file, 'utf8');
}

/** The API's key, made on the first start and again when it is to allow other things than before. */
async function limitedKey(url: string, masterKey: string): Promise<string> {
  const ask = async (method: string, path: string, body?: object): Promise<unknown> => {
    const response = await fetch(new URL(path, url), {
      method,
      headers: { authorization: `Bearer ${masterKey}`, 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    });
    if (response.status === 404) return null;
    if (!response.ok) throw new Error(`${method} /${path}: ${String(response.status)}`);
    return response.status === 204 ? null : response.json();
  };
  const known = await ask('GET', `keys/${KEY_UID}`);
  if (known !== null && allows(known)) return keyIn(known);
  if (known !== null) await ask('DELETE', `keys/${KEY_UID}`);
  return keyIn(await ask('POST', 'keys', { uid: KEY_UID, ...ALLOWED, expiresAt: null }));
}

function allows(key: unknown): boolean {
  return (['actions', 'indexes'] as const).every((name) => {
    const held: unknown = Reflect.get(Object(key), name);
    return Array.isArray(held) && String(held.toSorted()) === String(ALLOWED[name].toSorted());
  });
}

function keyIn(answer: unknown): string {
  const key: unknown = Reflect.get(Object(answer), 'key');
  if (typeof key !== 'string') throw new Error('the search server gave no key');
  return key;
}
