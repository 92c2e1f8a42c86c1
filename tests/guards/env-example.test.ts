import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

// What a deployer may set stands in .env.example, and nothing else does.
const root = join(import.meta.dirname, '..', '..');
const read = (name: string) => readFileSync(join(root, name), 'utf8');

/** Set by the launcher for the API it starts, not by a person. */
const internal = ['DATABASE_URL_APP', 'DATABASE_URL_WORKER'];
/** Read by the tests alone. */
const ofTests = ['BROWSER_PATH'];

it('.env.example names every variable that the product reads, and no other', () => {
  const schemas = ['scripts/env.ts', 'api/env.ts', 'web/env.ts'].map(read).join('\n');
  const known = [...schemas.matchAll(/^ {2,4}([A-Z][A-Z_]+):/gm)].map(([, name = '']) => name);
  const shown = [...read('.env.example').matchAll(/^(?:# )?([A-Z][A-Z_]+)=/gm)];
  expect(known.length).toBeGreaterThan(6);
  expect(shown.map(([, name = '']) => name).sort()).toEqual(
    [...new Set([...known, ...ofTests])].filter((name) => !internal.includes(name)).sort(),
  );
});
