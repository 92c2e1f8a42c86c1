import { readEnv } from '../env.ts';
import { Fault, say } from '../lib/console.ts';
import { readDemoAccounts } from '../seed/accounts.ts';

/** Prints `[{ role, account, password }]` of the demo county under DATA_DIR. */
export function demoAccounts({ json }: { json: boolean }): number {
  const accounts = readDemoAccounts(readEnv().DATA_DIR);
  if (accounts.length === 0)
    throw new Fault('这个数据目录里没有演示县。请先运行 npm start，它会在首次启动时载入。');
  if (json) say(JSON.stringify(accounts));
  else
    for (const { role, account, password } of accounts)
      say(`${role.padEnd(16)}${account.padEnd(16)}${password}`);
  return 0;
}
