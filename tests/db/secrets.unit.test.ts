import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadSecrets } from '@xincheng/db/secrets';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeDataDir, removeDataDir } from '../support/data-dir.ts';
import { childEnv } from '../support/env.ts';

let dataDir: string;
let folder: string;
beforeEach(() => {
  dataDir = makeDataDir();
  folder = join(dataDir, 'secrets');
});
afterEach(() => removeDataDir(dataDir, dataDir));

describe('the secrets file', () => {
  it('is made once, for its owner’s eyes only, and read again unchanged', () => {
    const made = loadSecrets(folder);
    expect(loadSecrets(folder)).toEqual(made);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, 'secrets.json')).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['secrets.json']);
  });

  it('holds a key of its own for everything', () => {
    const { sealing, blindIndex, accessToken, refreshToken, database } = loadSecrets(folder);
    const keys = [
      ...Object.values(sealing.keys),
      ...Object.values(blindIndex),
      ...Object.values(database),
      ...[accessToken, refreshToken],
    ];
    expect(keys).toHaveLength(8);
    expect(new Set(keys).size).toBe(8);
  });

  it('is the same for two first starts at once', async () => {
    const script = `
      import { loadSecrets } from '@xincheng/db/secrets';
      process.stdout.write(JSON.stringify(loadSecrets(process.argv[1])));`;
    const starts = Array.from({ length: 4 }, async () => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', script, folder], {
        cwd: join(import.meta.dirname, '../..'),
        env: childEnv({}),
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const chunks: Buffer[] = [];
      child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
      await once(child, 'close');
      return Buffer.concat(chunks).toString('utf8');
    });
    const read = await Promise.all(starts);
    expect(new Set(read).size).toBe(1);
    expect(read[0]).toBe(JSON.stringify(loadSecrets(folder)));
    expect(readdirSync(folder)).toEqual(['secrets.json']);
  });

  it.each([
    ['empty', ''],
    ['cut off', '{"sealing": {'],
    ['short of a key', '{"sealing":{"current":"k1","keys":{}}}'],
  ])('is not replaced when it is %s: that would lose all sealed data', (_, content) => {
    mkdirSync(folder, { recursive: true });
    const file = join(folder, 'secrets.json');
    writeFileSync(file, content);
    expect(() => loadSecrets(folder)).toThrow();
    expect(readFileSync(file, 'utf8')).toBe(content);
  });
});
