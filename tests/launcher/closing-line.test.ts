import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { childEnv } from '../support/env.ts';

const ROOT = join(import.meta.dirname, '..', '..');

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xincheng-vitest-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** Runs vitest on these files with our reporter; its last line and whether it succeeded. */
async function run(files: Record<string, string>): Promise<{ last: string; ok: boolean }> {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const args = ['run', '--root', folder, '--globals'];
  const reporters = ['--reporter=default', `--reporter=${ROOT}/tests/support/reporter.ts`];
  const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
  const finished = promisify(execFile)(process.execPath, [vitest, ...args, ...reporters], {
    env: childEnv({}),
  });
  const [ok, stdout] = await finished.then(
    (result) => [true, result.stdout] as const,
    (error: unknown) => [false, String(Reflect.get(Object(error), 'stdout'))] as const,
  );
  return { last: stdout.trimEnd().split('\n').at(-1) ?? '', ok };
}

test('counts what passed and failed', async () => {
  const text = `test('a', () => {}); test('b', () => { throw new Error('no'); }); test('c', () => {});`;
  expect(await run({ 'a.test.js': text })).toEqual({ last: '2 passed, 1 failed', ok: false });
});

test('names skipped tests only where there are some', async () => {
  const files = { 'a.test.js': `test('a', () => {});`, 'b.test.js': `test.skip('b', () => {});` };
  expect(await run(files)).toEqual({ last: '1 passed, 0 failed, 1 skipped', ok: true });
});

test('counts a file that fails at import', async () => {
  const files = { 'a.test.js': `test('a', () => {});`, 'b.test.js': `import './missing.js';` };
  expect(await run(files)).toEqual({ last: '1 passed, 1 failed', ok: false });
});

test('counts a hook that throws', async () => {
  const text = `describe('d', () => { beforeAll(() => { throw new Error('no'); }); test('a', () => {}); });`;
  expect(await run({ 'a.test.js': text })).toEqual({
    last: '0 passed, 1 failed, 1 skipped',
    ok: false,
  });
});

test('a run without any test is a failure', async () => {
  expect(await run({})).toEqual({ last: '0 passed, 1 failed', ok: false });
});
