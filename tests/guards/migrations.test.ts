/** The migrations make exactly the schema: generating anew must find nothing to do. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { root } from '../support/sources.ts';

const db = join(root, 'db');
let copy: string;

beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), 'xincheng-schema-'));
  for (const name of ['schema', 'vocabulary', 'migrations', 'drizzle.config.ts', 'package.json'])
    cpSync(join(db, name), join(copy, name), { recursive: true });
  symlinkSync(join(db, 'node_modules'), join(copy, 'node_modules'));
});
afterEach(() => rmSync(copy, { recursive: true }));

/** Generates in the copy; what it printed. It never asks: there is no terminal. */
async function generate(): Promise<string> {
  const tool = join(db, 'node_modules/drizzle-kit/bin.cjs');
  const child = spawn(process.execPath, [tool, 'generate', '--name=guard'], {
    cwd: copy,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(child, 'close');
  return Buffer.concat(chunks).toString('utf8');
}

const migrations = () =>
  readdirSync(join(copy, 'migrations')).filter((name) => name.endsWith('.sql'));

it('the schema holds nothing that no migration makes', async () => {
  const before = migrations();
  const output = await generate();
  expect(output).toMatch(/No schema changes/);
  expect(output).toMatch(/\b[1-9]\d* tables/);
  expect(migrations()).toEqual(before);
});

it('seen failing: a column without a migration is found', async () => {
  const file = join(copy, 'schema/places.ts');
  appendFileSync(
    file,
    `\nexport const diaries = pgTable('diaries', { id: id(), text: text().notNull() });\n`,
  );
  await generate();
  expect(migrations().some((name) => name.endsWith('guard.sql'))).toBe(true);
});

it('every migration stands in the journal, in order, and is named by what it does', () => {
  const journal = JSON.parse(readFileSync(join(db, 'migrations/meta/_journal.json'), 'utf8')) as {
    entries: { idx: number; tag: string; when: number }[];
  };
  const { entries } = journal;
  expect(entries.map(({ tag }) => `${tag}.sql`)).toEqual(migrations().sort());
  expect(entries.map(({ idx }) => idx)).toEqual(entries.map((_, at) => at));
  // The migrator goes by time: an entry older than the last one applied would be passed over.
  const times = entries.map(({ when }) => when);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  for (const { tag } of entries) expect(tag).toMatch(/^\d{4}_[a-z]+(_[a-z]+)*$/);
});
