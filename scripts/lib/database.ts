import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedPostgresError, startEmbedded, type EmbeddedPostgres } from '@xincheng/db/embedded';
import { createDatabase } from '@xincheng/db/embedded/databases';
import { migrate, type RoleUrls } from '@xincheng/db/migrate';
import { Fault, say, step } from './console.ts';

/** Name of our database on the embedded server. */
const DATABASE = 'xincheng';

/** The database for as long as the launcher runs. */
export interface Database {
  urls: RoleUrls;
  /** Stops the embedded server; a server of DATABASE_URL is left alone. */
  stop(graceMs: number): Promise<void>;
}

/** Starts the embedded server (or takes the given one), then brings the schema up to date. */
export async function openDatabase(options: {
  dataDir: string;
  databaseUrl: string | undefined;
}): Promise<Database> {
  const { dataDir, databaseUrl } = options;
  if (databaseUrl !== undefined) {
    return { urls: await bringUpToDate(databaseUrl, dataDir), stop: () => Promise.resolve() };
  }
  const server = await startServer(dataDir);
  const keeper = keepRunning(server, dataDir);
  try {
    const adminUrl = await createDatabase(server.superuserUrl, DATABASE);
    return { urls: await bringUpToDate(adminUrl, dataDir), stop: keeper.stop };
  } catch (error) {
    await keeper.stop(3_000);
    throw error;
  }
}

async function startServer(dataDir: string): Promise<EmbeddedPostgres> {
  try {
    return await step('PostgreSQL 已启动', () => startEmbedded({ dataDir, log: say }));
  } catch (error) {
    if (error instanceof EmbeddedPostgresError) throw new Fault(error.message);
    throw error;
  }
}

function bringUpToDate(adminUrl: string, dataDir: string): Promise<RoleUrls> {
  const secretsDir = join(dataDir, 'secrets');
  return step('数据库结构已是最新', () => migrate({ adminUrl, secretsDir }));
}

/** Starts the server again on the same port whenever it dies; its clients reconnect by themselves. */
function keepRunning(first: EmbeddedPostgres, dataDir: string): Pick<Database, 'stop'> {
  let server = first;
  let isStopping = false;
  let restarting = Promise.resolve();

  const restart = async (): Promise<void> => {
    say('PostgreSQL 意外退出，正在重启');
    while (!isStopping) {
      try {
        server = await startEmbedded({ dataDir, port: first.port, log: say });
        say('PostgreSQL 已恢复');
        watch();
        return;
      } catch (error) {
        say(`PostgreSQL 未能重启：${error instanceof Error ? error.message : String(error)}`);
        await sleep(2_000);
      }
    }
  };
  const watch = (): void => {
    server.onExit(() => {
      if (!isStopping) restarting = restart();
    });
  };
  watch();
  return {
    async stop(graceMs) {
      isStopping = true;
      await restarting;
      await server.stop(graceMs);
    },
  };
}
