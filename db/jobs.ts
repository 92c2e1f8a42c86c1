import { PgBoss } from 'pg-boss';
import postgres from 'postgres';

/** Queues by name. Work that follows a commit goes through one of them, never straight from a request. */
export const queues = {
  housekeeping: 'housekeeping',
  imports: 'imports',
  matches: 'matches',
} as const;
const queueOptions = {
  housekeeping: {},
  // One waiting job is enough: each does all the work that it finds in the database.
  imports: { policy: 'short', notify: true },
  matches: { policy: 'short', notify: true },
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
  for (const name of Object.values(queues)) await boss.createQueue(name, queueOptions[name]);
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
 * something they depend on has changed, and every ten minutes. A job that throws is tried again by the
 * queue; several processes share the work.
 */
export async function runJobs(options: {
  workerUrl: string;
  housekeeping: () => Promise<void>;
  imports: () => Promise<void>;
  matches: () => Promise<void>;
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
  await boss.schedule(queues.housekeeping, '10 3 * * *', {}, { tz: 'Asia/Shanghai' });
  await boss.schedule(queues.imports, '* * * * *', {}, { tz: 'Asia/Shanghai' });
  await boss.schedule(queues.matches, '*/10 * * * *', {}, { tz: 'Asia/Shanghai' });
  await boss.send(queues.imports, {});
  await boss.send(queues.matches, {});
  return {
    send: async (queue) => {
      await boss.send(queues[queue], {});
    },
    stop: () => boss.stop({ graceful: true, timeout: 3000 }),
  };
}
