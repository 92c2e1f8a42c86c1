import { randomUUID } from 'node:crypto';
import { buildApp } from '@xincheng/api/app';
import { makeInProcessDeps } from '@xincheng/api/in-process';
import { hashPassword, newPassword } from '@xincheng/api/passwords';
import { writePlaces } from '@xincheng/api/places';
import { insertFair } from '@xincheng/db/bureau';
import { chunks } from '@xincheng/db/chunks';
import type { Pool } from '@xincheng/db/client';
import { addDays, type Clock } from '@xincheng/db/clock';
import { findEmployersByName, listEmployers } from '@xincheng/db/positions';
import type { Secrets } from '@xincheng/db/secrets';
import { analyze, insertCounty, insertStaffAccount, markReady } from '@xincheng/db/setup';
import type { Role } from '@xincheng/db/vocabulary/roles';
import type { DemoAccount } from './accounts.ts';
import { makeClient } from './client.ts';
import { demoForms, demoRosters, readDemoPlaces } from './demo-files.ts';
import { giveDemoConsents, openSeekerAccounts } from './seekers.ts';

/** Whose employer account the demo has: the sugar mill has positions of every kind. */
const demoEmployer = '云岭县桂源糖业有限公司';
const demoTownship = '459921101';

/**
 * Loads 云岭县, the fictional county that ships with the product. Places and staff are written by the
 * owner; everything else goes through the API as a clerk, an employer's file or a veteran would.
 */
export async function loadDemoCounty(options: {
  owner: Pool;
  appUrl: string;
  workerUrl: string;
  secrets: Secrets;
  clock: Clock;
  log: (line: string) => void;
  /** Called with the accounts before the county counts as loaded. */
  save: (accounts: DemoAccount[]) => void;
}): Promise<void> {
  const { owner, clock, log, save } = options;
  const file = readDemoPlaces();
  log(`载入演示县${file.county.name}：${String(file.stations.length)} 个服务站`);
  const countyId = await owner.transaction({}, (db) => insertCounty(db, file.county));
  await owner.transaction({}, (db) => writePlaces(db, countyId, file));

  const accounts: DemoAccount[] = [];
  const staff = async (name: string, displayName: string, posts: Post[]) => {
    const password = newPassword();
    const passwordHash = await hashPassword(password);
    const validFrom = addDays(clock.today(), -365);
    await owner.transaction({}, (db) =>
      insertStaffAccount(
        db,
        { countyId, name, displayName, passwordHash, createdAt: clock.now() },
        posts.map((post) => ({ ...post, validFrom })),
      ),
    );
    const [first] = posts;
    if (first !== undefined) accounts.push({ role: first.role, account: name, password });
    return { account: name, password };
  };
  const area = file.county.code;
  await staff('guanli', '县局管理员', [{ role: 'administrator', area }]);
  const bureau = await staff('xianju', '县局就业股', [{ role: 'bureau_staff', area }]);
  await staff('shenji', '县局监督员', [{ role: 'auditor', area }]);
  const head = file.stations.find(({ code }) => code === `${demoTownship}000`)?.head ?? '站长';
  await staff('qingshi-zhan', head, [{ role: 'station_head', area: demoTownship }]);
  // One person, two posts: the township's clerk also looks after a village's station.
  const clerk = await staff('qingshi', '青石镇办事员', [
    { role: 'station_clerk', area: demoTownship },
    { role: 'station_clerk', area: `${demoTownship}201` },
  ]);

  const app = pool(options);
  try {
    const client = makeClient(await app.start());
    const asBureau = await client.signIn(bureau);
    const asClerk = await client.signIn(clerk);
    for (const { name, bytes } of demoRosters()) {
      // The township's own list is brought in by its clerk, the others by the bureau.
      const importer = name.includes('青石镇') ? asClerk : asBureau;
      log(`  花名册 ${name}：写入 ${String(await importer.importFile('roster', name, bytes))} 人`);
    }
    const forms = demoForms();
    let positions = 0;
    let done = 0;
    // Each form is another employer's, so a few go side by side.
    for (const some of chunks(forms, 7)) {
      const written = await Promise.all(
        some.map(({ name, bytes }) => asBureau.importFile('positions', name, bytes)),
      );
      positions += written.reduce((sum, count) => sum + count, 0);
      done += some.length;
      log(`  岗位表 ${String(done)}/${String(forms.length)}：共 ${String(positions)} 个岗位`);
    }
    const employers = await owner.transaction({}, (db) => findEmployersByName(db, [demoEmployer]));
    const employerId = employers.get(demoEmployer)?.id;
    if (employerId !== undefined)
      await staff('guiyuan', '邓主任', [{ role: 'employer_user', employerId }]);
    await addFairs(owner, countyId, clock);
    accounts.push(...(await openSeekerAccounts(client, asBureau)));
    await giveDemoConsents(owner, countyId, clock);
    save(accounts);
    await owner.transaction({}, async (db) => {
      await markReady(db, countyId, clock.now());
      await analyze(db);
    });
    log('  账号、招聘会已备好');
  } finally {
    await app.stop();
  }
}

type Post = { role: Role; area: string } | { role: Role; employerId: string };

/** The API over the application role, called in process. */
function pool({ appUrl, workerUrl, secrets, clock, log }: Parameters<typeof loadDemoCounty>[0]) {
  const onError = (error: unknown) => {
    log(String(error));
  };
  const { deps, close } = makeInProcessDeps({
    ...{ appUrl, workerUrl, clock, secrets, origins: [], onError },
  });
  let stop = close;
  return {
    start: async () => {
      const app = await buildApp(deps);
      stop = async () => {
        await app.close();
        await close();
      };
      return app;
    },
    stop: () => stop(),
  };
}

/** One fair behind us and one ahead, whatever the day. */
async function addFairs(owner: Pool, countyId: string, clock: Clock): Promise<void> {
  await owner.transaction({}, async (db) => {
    const { items } = await listEmployers(db, { limit: 100, offset: 0 });
    const ids = items.map(({ id }) => id);
    const fair = { countyId, opensAt: '09:00', closesAt: '12:00' };
    const year = (day: string) => day.slice(0, 4);
    const past = addDays(clock.today(), -75);
    const coming = addDays(clock.today(), 19);
    await insertFair(
      db,
      {
        ...fair,
        id: randomUUID(),
        name: `${year(past)}年退役军人军属专场招聘会（城关场）`,
        venue: '城关镇文化广场',
        heldOn: past,
      },
      ids.slice(0, 12),
    );
    await insertFair(
      db,
      {
        ...fair,
        id: randomUUID(),
        name: `${year(coming)}年退役军人军属专场招聘会（青石场）`,
        venue: '青石镇体育馆',
        heldOn: coming,
      },
      ids,
    );
  });
}
