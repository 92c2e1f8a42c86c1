import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { addMissingWays } from '@xincheng/api/places';
import { shippedData } from '@xincheng/api/reference';
import { hashSetupCode } from '@xincheng/api/setup-code';
import { hasAccounts } from '@xincheng/db/accounts';
import { connect } from '@xincheng/db/client';
import type { Clock } from '@xincheng/db/clock';
import type { RoleUrls } from '@xincheng/db/migrate';
import { listCounties } from '@xincheng/db/places';
import { seedReference } from '@xincheng/db/reference';
import { loadSecrets } from '@xincheng/db/secrets';
import { clearUnfinished, installationState, replaceSetupCode } from '@xincheng/db/setup';
import { type DemoAccount, readDemoAccounts, writeDemoAccounts } from './seed/accounts.ts';

export interface Seeded {
  /** The demo county's accounts; empty where there is no demo county. */
  accounts: DemoAccount[];
  /** One-time code for the first administrator while there is no account at all. */
  setupCode: string | null;
}

/**
 * What a start writes: the reference data that ships with the product, and on the very first start
 * the demo county, or nothing at all with `empty`.
 */
export async function seedIfEmpty(options: {
  urls: RoleUrls;
  dataDir: string;
  clock: Clock;
  log: (line: string) => void;
  empty: boolean;
}): Promise<Seeded> {
  const { urls, dataDir, clock, log, empty } = options;
  const owner = connect(urls.ownerUrl, { max: 2 });
  try {
    await owner.transaction({}, (db) => seedReference(db, shippedData(), clock.now()));
    await owner.transaction({}, clearUnfinished);
    await owner.transaction({}, async (db) => {
      for (const { id } of await listCounties(db)) await addMissingWays(db, id);
    });
    if (!empty && (await owner.transaction({}, installationState)) === 'none') {
      // Loaded only when needed: it brings the whole API with it.
      const { loadDemoCounty } = await import('./seed/demo-county.ts');
      const secrets = loadSecrets(join(dataDir, 'secrets'));
      const save = (accounts: DemoAccount[]) => {
        writeDemoAccounts(dataDir, accounts);
      };
      const { appUrl, workerUrl } = urls;
      await loadDemoCounty({ owner, appUrl, workerUrl, secrets, clock, log, save });
    }
    const setupCode = await owner.transaction({}, async (db) => {
      if (await hasAccounts(db)) return null;
      const code = newSetupCode();
      await replaceSetupCode(db, hashSetupCode(code), clock.now());
      return code;
    });
    return { accounts: readDemoAccounts(dataDir), setupCode };
  } finally {
    await owner.close();
  }
}

/** Twelve characters without look-alikes, in threes for reading out. */
function newSetupCode(): string {
  const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
  const block = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');
  return [block(), block(), block()].join('-');
}
