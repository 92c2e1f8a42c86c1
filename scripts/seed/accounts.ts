import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { roles } from '@xincheng/db/vocabulary/roles';
import { z } from 'zod';

const demoAccount = z.strictObject({
  role: z.enum(roles),
  account: z.string(),
  password: z.string(),
});
export type DemoAccount = z.infer<typeof demoAccount>;

const fileIn = (dataDir: string) => join(dataDir, 'secrets', 'demo-accounts.json');

/** The demo county's accounts with the passwords made at its loading; empty where there is none. */
export function readDemoAccounts(dataDir: string): DemoAccount[] {
  const file = fileIn(dataDir);
  return existsSync(file) ? z.array(demoAccount).parse(JSON.parse(readFileSync(file, 'utf8'))) : [];
}

export function writeDemoAccounts(dataDir: string, accounts: readonly DemoAccount[]): void {
  writeFileSync(fileIn(dataDir), JSON.stringify(accounts, null, 2), { mode: 0o600 });
}
