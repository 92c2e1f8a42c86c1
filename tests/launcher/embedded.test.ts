import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedPostgresError, startEmbedded, type EmbeddedPostgres } from '@xincheng/db/embedded';
import { createDatabase, dropDatabase, withConnection } from '@xincheng/db/embedded/databases';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeDataDir, removeDataDir } from '../support/data-dir.ts';

const isRoot = process.getuid?.() === 0;

let dataDir: string;
let lines: string[];
let servers: EmbeddedPostgres[];

beforeEach(() => {
  dataDir = makeDataDir();
  lines = [];
  servers = [];
});

afterEach(async () => {
  for (const server of servers) await server.stop();
  removeDataDir(dataDir, servers[0]?.cluster ?? dataDir);
});

async function start(folder = dataDir): Promise<EmbeddedPostgres> {
  const server = await startEmbedded({ dataDir: folder, log: (line) => lines.push(line) });
  servers.push(server);
  return server;
}

/** Commits a row that later starts must still show. */
async function writeMark(server: EmbeddedPostgres, mark: string): Promise<void> {
  await withConnection(server.superuserUrl, async (sql) => {
    await sql`create table if not exists marks (mark text)`;
    await sql`insert into marks values (${mark})`;
  });
}

function readMarks(server: EmbeddedPostgres): Promise<string[]> {
  return withConnection(server.superuserUrl, async (sql) => {
    const rows = await sql`select mark from marks order by mark`;
    return rows.map((row) => String(row.mark));
  });
}

function killServer(server: EmbeddedPostgres): void {
  process.kill(server.pid, 'SIGKILL');
}

describe('a fresh cluster', () => {
  test('is UTF-8, sorts Chinese by pinyin and keeps what it acknowledges', async () => {
    const server = await start();
    const [row] = await withConnection(
      server.superuserUrl,
      (sql) => sql`
        select current_setting('server_encoding') as encoding,
               current_setting('fsync') as fsync,
               current_setting('password_encryption') as password_encryption,
               array(select v from unnest(array['王', '阿', '李']) v
                     order by v collate "zh-x-icu") as sorted`,
    );
    expect(row).toEqual({
      encoding: 'UTF8',
      fsync: 'on',
      password_encryption: 'scram-sha-256',
      sorted: ['阿', '李', '王'],
    });
  });

  test('lets nobody in without the password, and listens on the local machine only', async () => {
    const server = await start();
    const withoutPassword = `postgres://postgres:wrong@127.0.0.1:${server.port}/postgres`;
    const knock = withConnection(withoutPassword, (sql) => sql`select 1`);
    await expect(knock).rejects.toMatchObject({ code: '28P01' });
    const [row] = await withConnection(
      server.superuserUrl,
      (sql) => sql`select current_setting('listen_addresses') as addresses,
                          current_setting('unix_socket_directories') as sockets`,
    );
    expect(row).toEqual({ addresses: '127.0.0.1', sockets: '' });
  });

  test('keeps the password readable by its owner only, and no copy of it elsewhere', async () => {
    const server = await start();
    const file = join(dataDir, 'secrets', 'postgres-superuser');
    expect(readFileSync(file, 'utf8')).toBe(server.password);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(file)).mode & 0o777).toBe(0o700);
    expect(existsSync(`${server.cluster}.unfinished.password`)).toBe(false);
  });

  test('leaves the mode of the folders above it alone', async () => {
    const parent = join(dataDir, 'above');
    const beside = join(dataDir, 'beside');
    const server = await start(join(parent, 'data'));
    mkdirSync(beside);
    expect(statSync(parent).mode).toBe(statSync(beside).mode);
    await server.stop();
    removeDataDir(parent, server.cluster);
  });

  test('makes copies of a template with the owner of the template', async () => {
    const { superuserUrl } = await start();
    const url = await createDatabase(superuserUrl, 'model');
    await withConnection(url, async (sql) => {
      await sql`create role keeper`;
      await sql`alter database model owner to keeper`;
      await sql`create table t (n int)`;
    });
    const copy = await createDatabase(superuserUrl, 'copy', 'model');
    const [row] = await withConnection(
      copy,
      (
        sql,
      ) => sql`select pg_get_userbyid(datdba) as owner, to_regclass('t') is not null as has_table
                   from pg_database where datname = current_database()`,
    );
    expect(row).toEqual({ owner: 'keeper', has_table: true });
    await dropDatabase(superuserUrl, 'copy');
    await expect(withConnection(copy, (sql) => sql`select 1`)).rejects.toMatchObject({
      code: '3D000',
    });
  });
});

describe('the next start', () => {
  test('after a stop finds the data on the same port', async () => {
    const first = await start();
    await writeMark(first, 'kept');
    await first.stop();
    const second = await start();
    expect(second).toMatchObject({ port: first.port, reused: false });
    expect(await readMarks(second)).toEqual(['kept']);
  });

  test('takes another port when the last one is taken', async () => {
    const first = await start();
    await first.stop();
    const squatter = createServer().listen(first.port, '127.0.0.1');
    await once(squatter, 'listening');
    const second = await start();
    squatter.close();
    expect(second.port).not.toBe(first.port);
    expect(await withConnection(second.superuserUrl, (sql) => sql`select 1 as one`)).toHaveLength(
      1,
    );
  });

  test('takes over a server whose launcher was killed, and can stop it', async () => {
    const url = import.meta.resolve('@xincheng/db/embedded');
    const launcher = `const { startEmbedded } = await import(${JSON.stringify(url)});
      const server = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, log() {} });
      process.stdout.write(String(server.pid), () => process.kill(process.pid, 'SIGKILL'));`;
    let pid = Number.NaN;
    try {
      execFileSync(process.execPath, ['--input-type=module', '-e', launcher], { stdio: 'pipe' });
    } catch (error) {
      pid = Number(Reflect.get(Object(error), 'stdout'));
    }
    const server = await start();
    expect(server).toMatchObject({ pid, reused: true });
    await writeMark(server, 'alive');
    await server.stop();
    await expect(readMarks(server)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect(existsSync(join(server.cluster, 'postmaster.pid'))).toBe(false);
  });

  test('after kill -9 of the server keeps every committed row', async () => {
    const first = await start();
    await writeMark(first, 'committed');
    killServer(first);
    const second = await start();
    expect(second).toMatchObject({ port: first.port, reused: false });
    expect(second.pid).not.toBe(first.pid);
    expect(await readMarks(second)).toEqual(['committed']);
  });

  test('after kill -9 waits for backends that are still at work', async () => {
    const first = await start();
    await writeMark(first, 'committed');
    const busy = withConnection(
      first.superuserUrl,
      (sql) => sql`
      do $$ begin for i in 1..60000000 loop end loop; end $$`,
    ).catch(() => 'cut off');
    await sleep(300);
    killServer(first);
    const second = await start();
    expect(await readMarks(second)).toEqual(['committed']);
    await busy;
  });

  test('ignores a pid file whose number now belongs to another program', async () => {
    const first = await start();
    await first.stop();
    const stale = [process.pid, first.cluster, 0, first.port, '', '127.0.0.1', '', 'ready'];
    writeFileSync(join(first.cluster, 'postmaster.pid'), `${stale.join('\n')}\n`);
    const second = await start();
    expect(second.pid).not.toBe(process.pid);
    expect(second.reused).toBe(false);
  });

  test('begins anew after initdb was cut off', async () => {
    mkdirSync(join(dataDir, 'pg.unfinished'));
    writeFileSync(join(dataDir, 'pg.unfinished', 'PG_VERSION'), '18\n');
    const server = await start();
    await writeMark(server, 'works');
    expect(existsSync(join(dataDir, 'pg.unfinished'))).toBe(false);
  });

  test('says what is missing when the password file is gone', async () => {
    const server = await start();
    await server.stop();
    rmSync(join(dataDir, 'secrets'), { recursive: true });
    await expect(start()).rejects.toThrow(EmbeddedPostgresError);
    await expect(start()).rejects.toThrow('缺少数据库口令文件');
  });
});

describe('exit notice', () => {
  test('comes once when the server is killed', async () => {
    const server = await start();
    let notices = 0;
    server.onExit(() => (notices += 1));
    killServer(server);
    await expect.poll(() => notices).toBe(1);
    await sleep(500);
    expect(notices).toBe(1);
  });

  test('does not come after stop', async () => {
    const server = await start();
    let notices = 0;
    server.onExit(() => (notices += 1));
    await server.stop();
    await sleep(500);
    expect(notices).toBe(0);
  });
});

describe.runIf(isRoot)('as root', () => {
  test('the server runs as an ordinary user', async () => {
    const server = await start();
    const uid = /^Uid:\s+(\d+)/m.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1];
    expect(Number(uid)).toBeGreaterThan(0);
    expect(statSync(server.cluster).uid).toBe(Number(uid));
    expect(lstatSync(join(dataDir, 'pg')).isSymbolicLink()).toBe(false);
  });

  test('inside a private folder the cluster goes to the system folder, tied to DATA_DIR', async () => {
    const closed = mkdtempSync(join(tmpdir(), 'xincheng-private-'));
    const folder = join(closed, 'data');
    const first = await start(folder);
    expect(lstatSync(join(folder, 'pg')).isSymbolicLink()).toBe(true);
    expect(first.cluster.startsWith('/var/lib/xincheng/')).toBe(true);
    expect(lines).toHaveLength(1);
    await writeMark(first, 'kept');
    await first.stop();

    const second = await start(folder);
    expect(await readMarks(second)).toEqual(['kept']);
    await second.stop();

    rmSync(folder, { recursive: true });
    const third = await start(folder);
    expect(third.cluster).not.toBe(first.cluster);
    await third.stop();
    removeDataDir(closed, third.cluster);
  });

  test('a folder that was closed later is named in the message', async () => {
    const parent = join(dataDir, 'parent');
    const server = await start(join(parent, 'data'));
    await server.stop();
    chmodSync(parent, 0o700);
    await expect(start(join(parent, 'data'))).rejects.toThrow(/chmod o\+x/);
  });
});
