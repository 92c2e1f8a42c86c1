import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Fault, step } from './console.ts';
import { withLock } from './lock.ts';
import { ROOT, captureTool } from './tools.ts';

const WEB = join(ROOT, 'web');
const BUILD = join(WEB, 'build');
const STAMP = join(BUILD, '.sources');
const MADE = /(^|\/)(node_modules|build|\.svelte-kit)(\/|$)/;

/** Builds the pages unless they were built from these very sources. */
export async function buildWeb(): Promise<void> {
  await withLock(`web-build ${ROOT}`, async () => {
    const sources = hashSources();
    if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sources) return;
    accessSync(existsSync(BUILD) ? BUILD : WEB, constants.W_OK);
    await step('网页构建完成', async () => {
      const { code, output } = await captureTool({
        package: 'vite',
        args: ['build'],
        folder: 'web',
      });
      if (code !== 0) throw new Fault(`网页构建失败：\n${output}`);
      writeFileSync(STAMP, sources);
    });
  });
}

/** Digest of all that the build reads: its sources, the contract it imports, the packages. */
function hashSources(): string {
  const hash = createHash('sha256');
  const files = ['web/**', 'api/contract/**', 'pnpm-lock.yaml'].flatMap((pattern) =>
    globSync(pattern, {
      cwd: ROOT,
      withFileTypes: true,
      exclude: (entry) => MADE.test(entry.name),
    }),
  );
  const paths = files
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name));
  for (const path of paths.sort()) {
    hash.update(`${path.slice(ROOT.length)}\n`).update(readFileSync(path));
  }
  return hash.digest('hex');
}
