import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Role } from '@xincheng/api/contract';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { z } from 'zod';

const demoAccounts = z.array(
  z.object({ role: z.string(), account: z.string(), password: z.string() }),
);

/** The n-th demo account of a role, as the launcher prints them. */
export function demoAccount(
  dataDir: string,
  role: Role,
  nth = 0,
): { account: string; password: string } {
  const file = join(dataDir, 'secrets', 'demo-accounts.json');
  const all = demoAccounts.parse(JSON.parse(readFileSync(file, 'utf8')));
  const found = all.filter((account) => account.role === role)[nth];
  if (found === undefined) throw new Error(`no demo account for ${role}`);
  return found;
}

/** A page of a fresh browser profile, with everything that went wrong on it. */
export interface Visit {
  page: Page;
  /** Script errors and messages of the console's error level. */
  faults: string[];
  close(): Promise<void>;
}

export async function visit(browser: Browser, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({ locale: 'zh-CN', ...options });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    // The browser itself reports every 4xx answer; pages that mean it are asserted by status.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      faults.push(message.text());
  });
  return { page, faults, close: () => context.close() };
}

/** Signs in through the form, as a person does. */
export async function signIn(
  page: Page,
  url: string,
  { account, password }: { account: string; password: string },
): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.fill('input[name=account]', account);
  await page.fill('input[name=password]', password);
  await page.click('main button[type=submit]');
  await page.waitForURL((at) => !at.pathname.startsWith('/sign-in'));
}
