/** Who may import whom, what only some files may do, and how long a file may be. */
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  findCircles,
  parseSource,
  readSources,
  resolveWithin,
  type Source,
  type TopFolder,
} from '../support/sources.ts';

const sources = readSources();

/** Packages of ours that a top folder may import: a whole package, or one entry of it. */
const mayImport: Record<TopFolder, readonly string[]> = {
  db: [],
  search: ['@xincheng/db'],
  api: ['@xincheng/db', '@xincheng/search'],
  web: ['@xincheng/api/contract'],
  scripts: ['@xincheng/api', '@xincheng/db', '@xincheng/search', '@xincheng/web'],
  tests: ['@xincheng/api', '@xincheng/db', '@xincheng/search', '@xincheng/web'],
};

/** Third-party packages that one folder keeps to itself. */
const keptBy: Record<string, TopFolder> = {
  'drizzle-orm': 'db',
  'drizzle-kit': 'db',
  postgres: 'db',
  'pg-boss': 'db',
  fastify: 'api',
  svelte: 'web',
  '@sveltejs/kit': 'web',
};

const packageOf = (target: string) =>
  target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/');
const within = (target: string, allowed: string) =>
  target === allowed || target.startsWith(`${allowed}/`);

/** Imports that a boundary forbids, one line each. */
function trespasses(files: readonly Source[]): string[] {
  return files.flatMap(({ path, folder, imports }) =>
    imports.flatMap((target) => {
      const complaint = complaintAbout(path, folder, target);
      return complaint === null ? [] : [`${path}: ${target} (${complaint})`];
    }),
  );
}

function complaintAbout(path: string, folder: TopFolder, target: string): string | null {
  if (target.startsWith('/')) return 'an absolute path';
  if (target.startsWith('.')) {
    const reached = posix.join(posix.dirname(path), target);
    return reached.startsWith(`${folder}/`) ? null : 'leaves its top folder';
  }
  if (target.startsWith('@xincheng/'))
    return mayImport[folder].some((allowed) => within(target, allowed))
      ? null
      : `${folder} may not import it`;
  const owner = keptBy[packageOf(target)];
  return owner === undefined || owner === folder ? null : `only ${owner} imports it`;
}

const mayReadEnvironment = (path: string) =>
  posix.basename(path) === 'env.ts' || path === 'scripts/bootstrap.mjs';

/** Files that do what only others may, one line each. */
function misuses(files: readonly Source[]): string[] {
  return files.flatMap(({ path, uses }) =>
    uses
      .filter(({ what }) =>
        what === 'process.env' ? !mayReadEnvironment(path) : path !== 'db/clock.ts',
      )
      .map(({ what, line }) => `${path}:${String(line)} ${what}`),
  );
}

function graphOf(files: readonly Source[]): Map<string, string[]> {
  return new Map(
    files.map((source) => [
      source.path,
      source.imports.flatMap((target) => resolveWithin(source, target) ?? []),
    ]),
  );
}

/** Files over their limit whose first comment does not say why they are long. */
function overlong(files: readonly Source[]): string[] {
  return files.flatMap(({ path, folder, text }) => {
    const lines = text.trimEnd().split('\n').length;
    const limit = folder === 'tests' ? 600 : 300;
    const opening = text.slice(0, 600).match(/^\s*(\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->|(\/\/.*\n)+)/);
    const isExcused = /\blong\b/i.test(opening?.[0] ?? '');
    return lines > limit && !isExcused ? [`${path}: ${String(lines)} lines`] : [];
  });
}

describe('the sources', () => {
  it('are all read: every folder, components with their scripts', () => {
    const perFolder = Object.groupBy(sources, ({ folder }) => folder);
    expect(Object.keys(perFolder).sort()).toEqual(Object.keys(mayImport).sort());
    expect(sources.length).toBeGreaterThan(200);
    const imports = sources.flatMap((source) => source.imports);
    expect(imports.length).toBeGreaterThan(500);
    expect(imports.filter((target) => target.startsWith('@xincheng/')).length).toBeGreaterThan(100);
    const components = sources.filter(({ path }) => path.endsWith('.svelte'));
    expect(components.length).toBeGreaterThan(10);
    expect(components.some(({ imports: own }) => own.length > 0)).toBe(true);
  });

  it('import only what their folder may', () => {
    expect(trespasses(sources)).toEqual([]);
  });

  it('leave the environment to env.ts and the time to the clock', () => {
    expect(misuses(sources)).toEqual([]);
    const readers = sources.filter(({ uses }) => uses.some(({ what }) => what === 'process.env'));
    expect(readers.map(({ path }) => path)).toContain('api/env.ts');
    const clock = sources.find(({ path }) => path === 'db/clock.ts');
    expect(clock?.uses.some(({ what }) => what === 'system time')).toBe(true);
  });

  it('import in no circle', () => {
    const graph = graphOf(sources);
    expect([...graph.values()].flat().length).toBeGreaterThan(300);
    expect(findCircles(graph)).toEqual([]);
  });

  it('are no longer than they may be', () => {
    expect(overlong(sources)).toEqual([]);
  });
});

describe('seen failing: the guards report', () => {
  const bad = (path: string, code: string) => [parseSource(path, code)];

  it.each([
    ['db/x.ts', `import { AppError } from '@xincheng/api/app';`],
    ['db/deep/x.ts', `import { AppError } from '../../api/errors.ts';`],
    ['search/x.ts', `export type { App } from '@xincheng/api/app';`],
    ['search/x.ts', `import { eq } from 'drizzle-orm';`],
    ['api/x.ts', `import postgres from 'postgres';`],
    ['api/x.ts', `type X = import('drizzle-orm/pg-core').PgTable;`],
    ['api/people/x.ts', `const x = await import('../../db/people.ts');`],
    ['api/x.ts', `import page from '@xincheng/web/x';`],
    ['web/src/x.ts', `import { findPerson } from '@xincheng/db/people';`],
    ['web/src/x.ts', `import { buildApp } from '@xincheng/api/app';`],
    [
      'web/src/X.svelte',
      `<script lang="ts">\nimport { roles } from '@xincheng/db/vocabulary/roles';\n</script>`,
    ],
    ['tests/x.ts', `import Fastify from 'fastify';`],
    ['scripts/x.ts', `import x from '/etc/x.ts';`],
  ])('%s: %s', (path, code) => {
    expect(trespasses(bad(path, code))).toHaveLength(1);
  });

  it.each([
    ['api/x.ts', 'export const port = process.env.PORT;'],
    ['api/x.ts', `export const port = process['env'];`],
    ['scripts/x.ts', 'const { env } = process;'],
    ['api/clock.ts', 'export const now = () => Date.now();'],
    ['db/x.ts', 'const at = new Date();'],
    ['db/x.ts', 'const at = new Date;'],
    ['search/x.ts', 'const text = Date();'],
    ['search/x.ts', 'const { now } = { now: Date.now };'],
    ['web/src/X.svelte', '<p>{new Date().getFullYear()}</p>'],
  ])('%s: %s', (path, code) => {
    expect(misuses(bad(path, code))).toHaveLength(1);
  });

  it('what is allowed stays allowed', () => {
    const good = [
      parseSource('db/clock.ts', 'const now = Date.now(); const at = new Date();'),
      parseSource('api/env.ts', 'const { PORT } = process.env;'),
      parseSource('api/x.ts', `import { connect } from '@xincheng/db/client'; new Date(0);`),
      parseSource('web/src/x.ts', `import type { Session } from '@xincheng/api/contract';`),
    ];
    expect([...trespasses(good), ...misuses(good)]).toEqual([]);
  });

  it('circles, through types as well', () => {
    const graph = new Map([
      ['a', ['b']],
      ['b', ['c', 'd']],
      ['c', ['a']],
      ['d', []],
      ['e', ['e']],
    ]);
    expect(findCircles(graph)).toEqual([
      ['a', 'b', 'c', 'a'],
      ['e', 'e'],
    ]);
    const typed = parseSource('db/x.ts', `import type { X } from './clock.ts';`);
    expect(resolveWithin(typed, './clock.ts')).toBe('db/clock.ts');
  });

  it('a file that is too long, unless it says why at its top', () => {
    const long = 'const x = 1;\n'.repeat(301);
    expect(overlong(bad('api/x.ts', long))).toEqual(['api/x.ts: 301 lines']);
    expect(overlong(bad('tests/x.ts', long))).toEqual([]);
    expect(overlong(bad('tests/x.ts', long.repeat(2)))).toHaveLength(1);
    expect(overlong(bad('api/x.ts', `/** Long because it is one table. */\n${long}`))).toEqual([]);
    expect(overlong(bad('api/x.ts', `/** A table. */\n${long}`))).toHaveLength(1);
  });
});
