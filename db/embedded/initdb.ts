import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { EmbeddedPostgresError } from './error.ts';
import type { Place } from './place.ts';

/**
 * Makes the cluster if there is none, and returns the superuser's password. The password is random
 * and kept in `secretsDir/postgres-superuser` (readable by its owner only).
 */
export async function initialise(place: Place, secretsDir: string): Promise<string> {
  const passwordFile = join(secretsDir, 'postgres-superuser');
  if (existsSync(join(place.cluster, 'PG_VERSION'))) {
    if (existsSync(passwordFile)) return readFileSync(passwordFile, 'utf8');
    throw new EmbeddedPostgresError(
      `缺少数据库口令文件 ${passwordFile}，请从备份恢复该文件。` +
        ` The database password file is missing: restore it from a backup.`,
    );
  }
  const password = randomBytes(24).toString('base64url');
  mkdirSync(secretsDir, { recursive: true });
  chmodSync(secretsDir, 0o700);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  await runInitdb(place, password);
  return password;
}

/** A kill in the middle leaves only the unfinished folder, which the next start throws away. */
async function runInitdb(place: Place, password: string): Promise<void> {
  const unfinished = `${place.cluster}.unfinished`;
  const passwordFile = `${unfinished}.password`;
  rmSync(unfinished, { recursive: true, force: true });
  rmSync(passwordFile, { force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (place.user) {
    chownSync(unfinished, place.user.uid, place.user.gid);
    chownSync(passwordFile, place.user.uid, place.user.gid);
  }
  try {
    const initdb = spawn(
      join(place.programs, 'initdb'),
      [
        `--pgdata=${unfinished}`,
        '--username=postgres',
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C.UTF-8',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
      ],
      { ...place.user, cwd: '/', env: { LANG: 'C.UTF-8' }, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    const [complaint] = await Promise.all([text(initdb.stderr), once(initdb, 'exit')]);
    if (initdb.exitCode !== 0) throw new EmbeddedPostgresError(`initdb: ${complaint.trim()}`);
    renameSync(unfinished, place.cluster);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}
