/**
 * The patch of the database driver (db/patches): a connection that dies under a running transaction
 * rejects its next statement. Unpatched, the write from a timer is an uncaught exception that ends
 * the process (upstream issues 1154, 1208), which is why this runs in a process of its own.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { childEnv } from '../support/env.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const program = `
  import net from 'node:net';
  import { once } from 'node:events';
  import postgres from 'postgres';

  const [url, how] = process.argv.slice(1);
  const { hostname, port } = new URL(url);
  const sockets = [];
  const sql = postgres(url, {
    max: 1,
    backoff: 0.05,
    socket: async () => {
      const socket = net.connect(Number(port), hostname);
      await once(socket, 'connect');
      sockets.push(socket);
      return socket;
    },
  });
  const die = async () => {
    const socket = sockets.at(-1);
    socket.destroy();
    await once(socket, 'close');
    if (how === 'later') await new Promise((resolve) => setTimeout(resolve, 50));
  };
  const long = 'x'.repeat(5000);
  const codeOf = (error) => error.code ?? String(error);
  let inside;
  const outside = await sql
    .begin(async (tx) => {
      await tx\`select 1\`;
      // The transaction is given up as soon as its connection dies; the statement comes after that.
      const late = async () => {
        if (how === 'written') {
          const pending = tx\`select 2\`.execute();
          for (let turn = 0; turn < 3; turn += 1) await null;
          await die();
          return pending;
        }
        await die();
        return how === 'long' ? tx\`select \${long}::text\` : tx\`select 2\`;
      };
      inside = late().then(() => 'no error', codeOf);
      await inside;
      throw new Error('given up');
    })
    .catch(codeOf);
  const within = await inside;
  await new Promise((resolve) => setTimeout(resolve, 100));
  const [row] = await sql\`select 3 as three\`;
  await sql.end();
  process.stdout.write(JSON.stringify({ within, outside, three: row.three }));
`;

async function run(how: string): Promise<{ code: number | null; output: string }> {
  const child = spawn(
    process.execPath,
    ['--input-type=module', '-e', program, database.appUrl, how],
    {
      cwd: join(import.meta.dirname, '../../db'),
      env: childEnv({}),
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 15_000,
    },
  );
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(child, 'close');
  return { code: child.exitCode, output: Buffer.concat(chunks).toString('utf8') };
}

it.each([
  ['between two statements', 'between'],
  ['well before the next statement', 'later'],
  ['before a statement too long to wait for company', 'long'],
  ['after a statement was handed over, before it was sent', 'written'],
])('a connection that dies %s rejects, and the next one works', async (_, how) => {
  const { code, output } = await run(how);
  expect(output).toBe(
    JSON.stringify({ within: 'CONNECTION_CLOSED', outside: 'CONNECTION_CLOSED', three: 3 }),
  );
  expect(code).toBe(0);
});
