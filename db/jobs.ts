import { PgBoss } from 'pg-boss';
import postgres from 'postgres';

/** Queues by name. Work that follows a commit goes through one of them, never straight from a request. */
export const queues = {
  housekeeping: 'housekeeping',
  imports: 'imports',
  matches: 'matches',
  /** Named in 0006_search_index.sql too: the database queues it in the transaction of a write. */
  searchIndex: 'search-index',
  searchRebuild: 'search-rebuild',
} as const;
const queueKeys = Object.keys(queues) as (keyof typeof queues)[];
const minute = 60;
const queueOptions = {
  housekeeping: {},
  // One waiting job is enough: each does all the work that it finds in the database.
  imports: { policy: 'short', notify: true },
  matches: { policy: 'short', notify: true },
  // A job a write, all taken together: see the migration. While a search server is away they are tried
  // again every few seconds, for half an hour; the schedule goes on after that.
  searchIndex: {
    ...{ notify: true, retryLimit: 120, retryDelay: 1, retryBackoff: true, retryDelayMax: 15 },
    deleteAfterSeconds: 10 * minute,
  },
  searchRebuild: {
    ...{ policy: 'short', notify: true, expireInSeconds: 60 * minute },
    ...{ retryLimit: 120, retryDelay: 5, retryBackoff: true, retryDelayMax: minute },
  },
} as const;

/** Installs the job queue's schema as the owner and lets the worker use it. Repeating it is harmless. */
export async function installQueues(ownerUrl: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: ownerUrl,
    supervise: false,
    schedule: false,
    max: 2,
  });
  boss.on('error', () => undefined); // Failures reject the calls below.
  await boss.start();
  for (const queue of queueKeys) await boss.createQueue(queues[queue], queueOptions[queue]);
  await boss.stop({ graceful: false });
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  try {
    await owner.unsafe(`
      GRANT USAGE ON SCHEMA pgboss TO xc_worker;
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA pgboss TO xc_worker;
      GRANT USAGE ON ALL SEQUENCES IN SCHEMA pgboss TO xc_worker;
      GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA pgboss TO xc_worker`);
  } finally {
    await owner.end();
  }
}

export interface JobRunner {
  /** Runs a queue's job now, besides its schedule. */
  send(queue: keyof typeof queues): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Runs jobs as the worker role: `housekeeping` every night at 03:10 in the county, `imports` whenever
 * there is one to work on, and every minute for what a process that died has left; `matches` whenever
 * something they depend on has changed, and every ten minutes; `searchIndex` after every write to what a
 * search index holds, and every minute; `searchRebuild` when asked for, and every ten minutes to see
 * whether one is due. A job that throws is tried again by the queue; several processes share the work.
 */
export async function runJobs(options: {
  workerUrl: string;
  housekeeping: () => Promise<void>;
  imports: () => Promise<void>;
  matches: () => Promise<void>;
  searchIndex: () => Promise<void>;
  searchRebuild: () => Promise<void>;
  onError: (error: unknown) => void;
}): Promise<JobRunner> {
  const boss = new PgBoss({
    connectionString: options.workerUrl,
    migrate: false,
    max: 3,
    // A clerk watches while a file is read: no waiting for the next look into the queue.
    useListenNotify: true,
  });
  boss.on('error', options.onError);
  await boss.start();
  await boss.work(queues.housekeeping, () => options.housekeeping());
  await boss.work(queues.imports, { localConcurrency: 2 }, () => options.imports());
  await boss.work(queues.matches, () => options.matches());
  await boss.work(
    queues.searchIndex,
    // A failed one that is due again is looked for, since no notice is sent of it.
    { batchSize: 1000, pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 2 },
    () => options.searchIndex(),
  );
  await boss.work(
    queues.searchRebuild,
    { pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 5 },
    () => options.searchRebuild(),
  );
  await boss.schedule(queues.housekeeping, '10 3 * * *', {}, { tz: 'Asia/Shanghai' });
  await boss.schedule(queues.imports, '* * * * *', {}, { tz: 'Asia/Shanghai' });
  await boss.schedule(queues.matches, '*/10 * * * *', {}, { tz: 'Asia/Shanghai' });
  await boss.schedule(queues.searchIndex, '* * * * *', {}, { tz: 'Asia/Shanghai' });
  await boss.schedule(queues.searchRebuild, '*/10 * * * *', {}, { tz: 'Asia/Shanghai' });
  for (const queue of ['imports', 'matches', 'searchRebuild', 'searchIndex'] as const)
    await boss.send(queues[queue], {});
  return {
    send: async (queue) => {
      await boss.send(queues[queue], {});
    },
    stop: () => boss.stop({ graceful: true, timeout: 3000 }),
  };
}
