import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { makeClock } from '@xincheng/db/clock';
import type { Role } from '@xincheng/db/vocabulary/roles';
import { readEnv, type LauncherEnv } from './env.ts';
import { Fault, say, step } from './lib/console.ts';
import { openDatabase, type Database } from './lib/database.ts';
import { tryLock } from './lib/lock.ts';
import { startMeilisearch, wantsMeilisearch, type SearchServer } from './lib/meilisearch.ts';
import { assertFree } from './lib/ports.ts';
import { startService, type Service } from './lib/service.ts';
import { stopRequest } from './lib/stop.ts';
import { ROOT } from './lib/tools.ts';
import { buildWeb } from './lib/web-build.ts';
import type { Seeded } from './seed.ts';

/** Everything is down within ten seconds: the parts in order, each with its share. */
const GRACE_MS = { web: 2_000, api: 3_500, search: 1_000, database: 2_500, total: 9_500 };

/** Names of the posts on the console, as the pages have them. */
const ROLE_NAMES: Record<Role, string> = {
  veteran: '退役军人',
  family_member: '军属',
  employer_user: '用人单位经办人',
  station_clerk: '服务站经办人',
  station_head: '服务站站长',
  bureau_staff: '县局工作人员',
  administrator: '系统管理员',
  auditor: '审计员',
};

/** What has to be stopped again; a part is entered as soon as its start begins. */
interface Parts {
  web?: Promise<Service>;
  api?: Promise<Service>;
  search?: Promise<SearchServer>;
  database?: Promise<Database>;
}

process.exit(await main());

async function main(): Promise<number> {
  const request = stopRequest();
  const parts: Parts = {};
  try {
    const env = readEnv();
    const stopping = once(request.signal, 'abort');
    const ready = start(env, parts, request.signal).then(() => {
      say(`ready http://127.0.0.1:${env.PORT}`);
    });
    // A request to stop need not wait for the end of a long first start.
    await Promise.race([ready, stopping]);
    await stopping;
    return 0;
  } catch (error) {
    if (request.signal.aborted) return 0;
    process.stderr.write(`${describe(error)}\n`);
    return 1;
  } finally {
    request.abort();
    await stop(parts);
  }
}

async function start(env: LauncherEnv, parts: Parts, signal: AbortSignal): Promise<void> {
  const dataDir = resolve(env.DATA_DIR);
  const hasSearch = wantsMeilisearch(process.argv);
  await claim(dataDir, env);
  say('新程正在启动');
  const logs = join(dataDir, 'logs');
  mkdirSync(logs, { recursive: true });
  if (hasSearch) {
    parts.search = startMeilisearch({ dataDir, logFile: join(logs, 'search.log'), signal });
  }
  const [[database, seeded], search] = await Promise.all([
    prepare(env, dataDir, parts, signal),
    parts.search,
  ]);
  if (search !== undefined) say(`  ✓ Meilisearch ${search.version} 已启动`);

  await step('网页与接口已就绪', async () => {
    parts.api = startService({
      name: '接口服务',
      script: join(ROOT, 'api', 'server.ts'),
      env: {
        PORT: String(env.PORT),
        API_PORT: String(env.API_PORT),
        DATA_DIR: dataDir,
        DATABASE_URL_APP: database.urls.appUrl,
        DATABASE_URL_WORKER: database.urls.workerUrl,
        ...(search && { MEILI_URL: search.url, MEILI_KEY: search.key, MEILI_LINEAR: '1' }),
      },
      logFile: join(logs, 'api.log'),
      readyUrl: `http://127.0.0.1:${env.API_PORT}/ready`,
      signal,
    });
    parts.web = startService({
      name: '网页服务',
      script: join(ROOT, 'web', 'server.ts'),
      env: { PORT: String(env.PORT), API_PORT: String(env.API_PORT) },
      logFile: join(logs, 'web.log'),
      readyUrl: `http://127.0.0.1:${env.PORT}/`,
      signal,
    });
    await Promise.all([parts.api, parts.web]);
  });
  introduce(seeded, env);
}

/** Makes sure that nobody else works on this data folder or these ports. */
async function claim(dataDir: string, env: LauncherEnv): Promise<void> {
  if (!(await tryLock(`data ${dataDir}`))) {
    throw new Fault(
      `数据目录 ${dataDir} 已有一个新程在运行，请先停止它，或用 DATA_DIR 指定另一个目录。\n` +
        `Xincheng is already running on ${dataDir}: stop it first, or set another DATA_DIR.`,
    );
  }
  if (env.PORT === env.API_PORT) throw new Fault('PORT 与 API_PORT 不能相同。');
  await assertFree('PORT', env.PORT);
  await assertFree('API_PORT', env.API_PORT);
}

/** The database with its data, and the built pages; both take seconds, so they go side by side. */
async function prepare(
  env: LauncherEnv,
  dataDir: string,
  parts: Parts,
  signal: AbortSignal,
): Promise<[Database, Seeded]> {
  parts.database = openDatabase({ dataDir, databaseUrl: env.DATABASE_URL });
  // A large part of the code, loaded while the database server starts.
  const seed = import('./seed.ts');
  const filled = parts.database.then(async (database): Promise<[Database, Seeded]> => {
    const { seedIfEmpty } = await seed;
    signal.throwIfAborted();
    const seeded = await seedIfEmpty({
      urls: database.urls,
      dataDir,
      clock: makeClock(env.XC_NOW),
      log: say,
      empty: process.argv.includes('--empty'),
    });
    return [database, seeded];
  });
  const [result] = await Promise.all([filled, buildWeb()]);
  return result;
}

/** How to get in: the demo accounts, or the code for the first administrator of an empty county. */
function introduce(seeded: Seeded, env: LauncherEnv): void {
  if (seeded.accounts.length > 0) {
    say('\n演示账号');
    for (const { role, account, password } of seeded.accounts) {
      say(`  ${account.padEnd(16)}${password.padEnd(20)}${ROLE_NAMES[role]}`);
    }
  }
  if (seeded.setupCode !== null) {
    say(`\n首位管理员的一次性口令：${seeded.setupCode}`);
    say(`请打开 http://127.0.0.1:${env.PORT}/setup 建立账号`);
  }
  say('\n按 Ctrl-C 停止');
}

async function stop({ web, api, search, database }: Parts): Promise<void> {
  if (database) say('正在停止');
  setTimeout(() => process.exit(1), GRACE_MS.total).unref();
  for (const [part, grace] of [
    [web, GRACE_MS.web],
    [api, GRACE_MS.api],
    [search, GRACE_MS.search],
    [database, GRACE_MS.database],
  ] as const) {
    const started = await part?.catch(() => undefined);
    await started?.stop(grace);
  }
  if (database) say('已停止');
}

function describe(error: unknown): string {
  if (error instanceof Fault) return error.message;
  if (!(error instanceof Error)) return String(error);
  const { code, path } = error as NodeJS.ErrnoException;
  if (code !== undefined && ['EACCES', 'EPERM', 'EROFS'].includes(code)) {
    return (
      `没有权限写入 ${path ?? '文件'}（只读，或属于另一个用户）。请换用户运行，或用 DATA_DIR 指定可写的目录。\n` +
      `${error.message}: run as its owner, or set DATA_DIR to a folder you may write to.`
    );
  }
  return error.stack ?? error.message;
}
