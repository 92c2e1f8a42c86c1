import { existsSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { makeDeps } from '@xincheng/api/make-deps';
import { connect, type Pool, type Scope } from '@xincheng/db/client';
import { makeClock } from '@xincheng/db/clock';
import { databaseUrl } from '@xincheng/db/embedded/databases';
import { isPostmasterAlive, readPostmasterFile } from '@xincheng/db/embedded/process';
import { findPerson } from '@xincheng/db/people';
import { findPosition } from '@xincheng/db/positions';
import { loadSecrets, type Secrets } from '@xincheng/db/secrets';
import type { PairScore } from '@xincheng/search/matching';
import { readEnv, type LauncherEnv } from '../../env.ts';
import { Fault } from '../../lib/console.ts';

/** Name of our database on the embedded server. */
const DATABASE = 'xincheng';

/**
 * The score of a person and a position of the running installation, read as the county's staff would
 * and by the same reference data as the pages. Throws a Fault when one of the two is not there or
 * nothing runs.
 */
export async function explainStored(person: string, position: string): Promise<PairScore> {
  const env = readEnv();
  const { url, secrets } = findInstallation(env);
  const pool = connect(url, { max: 2 });
  try {
    await pool.ping().catch(() => {
      throw new Fault('连不上数据库，请确认新程正在运行。');
    });
    return await explainIn(pool, { env, secrets, person, position });
  } finally {
    await pool.close();
  }
}

async function explainIn(
  pool: Pool,
  about: { env: LauncherEnv; secrets: Secrets; person: string; position: string },
): Promise<PairScore> {
  const { env, secrets, person, position } = about;
  const { matching, county } = makeDeps({
    pool,
    clock: makeClock(env.XC_NOW),
    secrets,
    origins: [],
    onError: (error) => {
      throw error;
    },
    wakeImports: () => Promise.resolve(),
  });
  const here = await county();
  const scope: Scope =
    here === null ? {} : { countyId: here.id, role: 'bureau_staff', area: here.code };
  const [profile, document] = await pool.transaction(scope, async (db) => [
    await findPerson(db, person),
    await findPosition(db, position),
  ]);
  if (profile === null) throw new Fault(`没有编号为 ${person} 的人员。`);
  if (document === null) throw new Fault(`没有编号为 ${position} 的岗位。`);
  const { profileOf, documentOf, explain } = await matching.view();
  return explain(profileOf(profile), documentOf(document));
}

/** The database under the application's role, and the keys. Nothing is started or made. */
function findInstallation(env: LauncherEnv): { url: string; secrets: Secrets } {
  const dataDir = resolve(env.DATA_DIR);
  const secretsDir = join(dataDir, 'secrets');
  const server = env.DATABASE_URL ?? embeddedUrl(dataDir);
  if (server === undefined || !existsSync(join(secretsDir, 'secrets.json')))
    throw new Fault('新程没有在运行。请先运行 npm start，或用 --set 写明评测集。');
  const secrets = loadSecrets(secretsDir);
  const url = new URL(server);
  url.username = 'xc_app';
  url.password = secrets.database.app;
  return { url: url.href, secrets };
}

/** The database of the server that runs on this data folder; nothing is started. */
function embeddedUrl(dataDir: string): string | undefined {
  const link = join(dataDir, 'pg');
  if (!existsSync(link)) return undefined;
  const cluster = realpathSync(link);
  const file = readPostmasterFile(cluster);
  if (file === undefined || !isPostmasterAlive(file.pid, cluster)) return undefined;
  return databaseUrl(`postgres://127.0.0.1:${file.port}`, DATABASE);
}
