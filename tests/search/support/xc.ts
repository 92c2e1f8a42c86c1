import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { childEnv } from '../../support/env.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

export interface Ended {
  code: number;
  out: string;
  err: string;
}

/** Runs `xc` as a person at the console does; `calledFrom` is the folder they are in, `env` what they set. */
export function xc(
  args: readonly string[],
  calledFrom = ROOT,
  env: Record<string, string> = {},
): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(ROOT, 'scripts', 'xc.ts'), ...args],
      // npm runs us in the project and says where it was called.
      { cwd: ROOT, env: childEnv({ INIT_CWD: calledFrom, ...env }), maxBuffer: 64 * 1024 * 1024 },
      (error, out, err) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out, err });
      },
    );
  });
}

/** A folder with these files that is gone after the test; objects in a list become JSON lines. */
export function folderOf(files: Readonly<Record<string, string | readonly object[]>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'xc-eval-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) {
    const lines =
      typeof content === 'string' ? [content] : content.map((row) => JSON.stringify(row));
    writeFileSync(join(folder, name), lines.join('\n'));
  }
  return folder;
}
