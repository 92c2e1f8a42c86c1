import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from '@xincheng/db/client';
import { makeClock } from '@xincheng/db/clock';
import { tidyUp } from '@xincheng/db/housekeeping';
import { runJobs } from '@xincheng/db/jobs';
import { dropIndexChanges } from '@xincheng/db/search-index';
import { loadSecrets } from '@xincheng/db/secrets';
import { ENTRY_FORM, shippedWords } from '@xincheng/search/keyword';
import { createIndexWriter, wantedSettings } from '@xincheng/search/meilisearch';
import { buildApp } from './app.ts';
import { readEnv } from './env.ts';
import { makeImportThread } from './import-batches/work-thread.ts';
import { makeDeps } from './make-deps.ts';
import { refreshMatchLists } from './matching/match-lists.ts';
import { loggerOptions } from './plugins/logging.ts';
import { formOf, makeIndexWork } from './search-index/index.ts';
import { rebuildWish } from './search-index/server-watch.ts';

const env = readEnv();
const clock = makeClock(env.XC_NOW);
const secretsDir = join(env.DATA_DIR, 'secrets');
const pool = connect(env.DATABASE_URL_APP);
const jobPool = connect(env.DATABASE_URL_WORKER, { max: 4 });
const search =
  env.MEILI_URL === undefined
    ? undefined
    : { url: env.MEILI_URL, key: env.MEILI_KEY, linear: env.MEILI_LINEAR };
const deps = makeDeps({
  pool,
  clock,
  secrets: loadSecrets(secretsDir),
  origins: [
    ...['127.0.0.1', 'localhost'].flatMap((host) => [
      `http://${host}:${String(env.PORT)}`,
      `http://${host}:${String(env.API_PORT)}`,
    ]),
    ...env.PUBLIC_ORIGINS,
  ],
  onError: (error) => {
    app.log.error({ err: error }, 'match engine could not follow a change');
  },
  wakeImports: () => jobs.send('imports'),
  search: search && {
    ...search,
    rebuild: rebuildWish(jobPool, () => jobs.send('searchRebuild')),
  },
});
const app = await buildApp(deps, { logger: loggerOptions, shedLoad: true });

const imports = makeImportThread(
  () => ({
    ...{ appUrl: env.DATABASE_URL_APP, workerUrl: env.DATABASE_URL_WORKER },
    ...{ secretsDir, now: clock.now().toISOString() },
  }),
  (fault) => {
    app.log.error({ fault }, 'an import was interrupted');
  },
);
// Reading the dictionary and the positions takes one long breath: before anybody is served, not after.
await deps.matching.view().catch((error: unknown) => {
  app.log.warn({ err: error }, 'matching starts later');
});
const index =
  search === undefined
    ? null
    : makeIndexWork({
        ...{ pool, worker: jobPool, clock, county: deps.county },
        reader: async () => {
          const view = await deps.matching.view();
          return { reference: view.version, entryOf: view.entryOf };
        },
        writer: createIndexWriter(search),
        settings: wantedSettings,
        form: formOf(ENTRY_FORM, shippedWords()),
        wakeRebuild: () => jobs.send('searchRebuild'),
      });
const jobs = await runJobs({
  workerUrl: env.DATABASE_URL_WORKER,
  imports: () => imports.run(),
  matches: async () => {
    const ranked = await refreshMatchLists(deps);
    if (ranked > 0) app.log.info({ ranked }, 'match lists');
  },
  searchIndex: async () => {
    // Where no index is kept nothing is to wait for one: it would be built whole.
    if (index === null) await jobPool.transaction({}, dropIndexChanges);
    else await index.apply();
  },
  searchRebuild: async () => {
    const reason = await index?.rebuildIfDue();
    if (reason) app.log.info({ reason }, 'search index rebuilt');
  },
  housekeeping: async () => {
    const removed = await jobPool.transaction({}, (db) => tidyUp(db, clock.now()));
    const differences = await index?.compare();
    app.log.info({ removed, differences }, 'housekeeping');
  },
  onError: (error) => {
    app.log.warn({ err: error }, 'job queue');
  },
});

// People, positions and reference data change in bursts (an import): one run a little later does.
let due: NodeJS.Timeout | null = null;
const refreshSoon = () => {
  due ??= setTimeout(() => {
    due = null;
    jobs.send('matches').catch((error: unknown) => {
      app.log.warn({ err: error }, 'job queue');
    });
  }, 3000);
};
for (const channel of ['xc_people', 'xc_positions', 'xc_reference']) {
  await pool.listen(channel, refreshSoon, refreshSoon);
}

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  // Requests in flight finish (keepAliveTimeout); whatever hangs longer than that is cut off.
  setTimeout(() => process.exit(1), 9000).unref();
  if (due !== null) clearTimeout(due);
  await app.close();
  await imports.stop();
  await jobs.stop();
  await Promise.all([pool.close(), jobPool.close()]);
  process.exit(0);
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop());
// The launcher is gone (kill -9): nobody would stop this process any more.
process.on('disconnect', () => void stop());

await app.listen({ port: env.API_PORT, host: '127.0.0.1' });
// The long breath above counts as pressure for a moment: the first requests would be turned away.
while (app.isUnderPressure()) await sleep(20);
process.send?.('listening');
