import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const shots = join(import.meta.dirname, '..', '..', '.screenshots');
const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** Keeps a picture of the page for people to look at; nothing scrolls sideways, axe finds nothing. */
export async function inspect(page: Page, name: string, width: number): Promise<void> {
  mkdirSync(shots, { recursive: true });
  const file = `${name.replace(/[^\w-]+/g, '_')}-${String(width)}.png`;
  await page.screenshot({ path: join(shots, file), fullPage: true });
  const sideways = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
  expect([name, sideways]).toEqual([name, 0]);
  // The pages' policy lets no foreign script in; this goes in through the debugger.
  const violations = await page.evaluate<string[]>(
    `${axe}; axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
      violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ target }) => target).join(' | ')))`,
  );
  expect([name, violations]).toEqual([name, []]);
}
