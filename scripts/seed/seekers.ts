import { newPassword } from '@xincheng/api/passwords';
import { giveConsent } from '@xincheng/db/consents';
import type { Pool } from '@xincheng/db/client';
import type { Clock } from '@xincheng/db/clock';
import { listPeople } from '@xincheng/db/people';
import { findEmployersByName } from '@xincheng/db/positions';
import type { DemoAccount } from './accounts.ts';
import type { makeClient, SignedIn } from './client.ts';

type Person = { id: string; kind: 'veteran' | 'family'; speciality: string | null };

/** Specialities whose owners get a demo account: a driver, a cook, a signaller. */
const demoSpecialities = ['mil.drive.wheeled', 'mil.cook.hot', 'mil.comm.line'];
/** How many people of the demo county have agreed to be seen by its employers. */
const consenting = 60;

/** Accounts for three veterans and one family member, opened as a clerk opens them. */
export async function openSeekerAccounts(
  client: ReturnType<typeof makeClient>,
  bureau: SignedIn,
): Promise<DemoAccount[]> {
  const { items: specialities } = await bureau.get<{ items: { key: string; name: string }[] }>(
    '/specialities',
  );
  const names = demoSpecialities.flatMap(
    (key) => specialities.find((row) => row.key === key)?.name ?? [],
  );
  const veterans = await everybody(bureau, 'veteran');
  const chosen = names.flatMap(
    (name) => veterans.find(({ speciality }) => speciality === name) ?? [],
  );
  const [family] = await everybody(bureau, 'family');
  const accounts: DemoAccount[] = [];
  for (const { id, kind } of [...chosen, ...(family === undefined ? [] : [family])]) {
    const made = await bureau.post<{ account: string; password: string }>(`/people/${id}/account`);
    // As the person would: the password on the slip is replaced by one's own.
    const password = newPassword();
    const person = await client.signIn(made);
    await person.post('/auth/password', { current: made.password, next: password });
    const role = kind === 'family' ? 'family_member' : 'veteran';
    accounts.push({ role, account: made.account, password });
  }
  return accounts;
}

async function everybody(bureau: SignedIn, kind: Person['kind']): Promise<Person[]> {
  const found: Person[] = [];
  for (let offset = 0; ; offset += 100) {
    const page = await bureau.get<{ items: Person[]; total: number }>(
      `/people?kind=${kind}&limit=100&offset=${String(offset)}`,
    );
    found.push(...page.items);
    if (found.length >= page.total || page.items.length === 0) return found;
  }
}

/** Consents are the person's own to give; for the demo the owner writes some. */
export async function giveDemoConsents(owner: Pool, countyId: string, clock: Clock): Promise<void> {
  await owner.transaction({}, async (db) => {
    const { items } = await listPeople(db, {}, { limit: consenting, offset: 0 });
    const employers = await findEmployersByName(db, [
      '云岭县桂源糖业有限公司',
      '云岭县顺安物流有限公司',
    ]);
    for (const employer of employers.values())
      for (const { person } of items)
        await giveConsent(db, {
          countyId,
          personId: person.id,
          employerId: employer.id,
          textVersion: '2026-11',
          givenAt: clock.now(),
        });
  });
}
