/** The sample rosters as they are, from file to record and back, in a county without people. */
import * as contract from '@xincheng/api/contract';
import type { ImportRow } from '@xincheng/api/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type SignedIn, startTestApi, type TestApi } from '../support/api.ts';
import { demoCounty, importFile, rosterFile, rowsOf, upload } from '../support/demo.ts';
import { behind, fingerprint } from '../support/sql.ts';
import { countyCode, makeWorld } from '../support/world.ts';

let api: TestApi;
let bureau: SignedIn;
beforeAll(async () => {
  api = await startTestApi();
  const world = await makeWorld(api, demoCounty());
  const made = await world.account('bureau', { role: 'bureau_staff', area: countyCode });
  bureau = await api.signIn(made);
});
afterAll(() => api.close());

const state = () => fingerprint(api.database.adminUrl, ['people', 'field_events']);
const undo = (by: SignedIn, id: string) => by.ask(contract.undoImport, { params: { id } });

/** What can be compared before and after: sealing anew changes an envelope, not what is in it. */
const peopleInClear = () =>
  behind(
    api.database.adminUrl,
    (sql) => sql<{ id: string; removed: boolean; fields: object }[]>`
      select id, removed_at is not null as removed,
        to_jsonb(p) - array['version', 'updated_at', 'removed_at', 'id_card_sealed', 'mobile_sealed',
          'residence_sealed', 'disability_sealed', 'family_sealed', 'remark_sealed'] as fields
      from people p order by id`,
  );

it('go from preview to records, are recognised again, and can be taken back', async () => {
  const name = 'roster-2023-spring.xlsx';
  const empty = await state();
  const preview = await upload(bureau, 'roster', name, rosterFile(name));
  const rows = await rowsOf(bureau, preview.id);
  const counted = Object.groupBy(rows, ({ status }) => status);
  for (const [status, count] of Object.entries(preview.counts))
    expect(counted[status as ImportRow['status']]?.length ?? 0, status).toBe(count);
  expect(rows.length).toBeGreaterThan(100);
  expect(await state()).toBe(empty);

  await bureau.call(contract.confirmImport, { params: { id: preview.id } });
  const confirmed = await bureau.call(contract.getImport, { params: { id: preview.id } });
  const { new: fresh, changed, doubtful, wrong, duplicate } = confirmed.counts;
  expect(confirmed).toMatchObject({ status: 'confirmed', written: fresh + changed + doubtful });
  expect(fresh).toBeGreaterThan(80);
  expect(wrong).toBeGreaterThan(0);
  expect((await bureau.call(contract.listPeople)).total).toBe(confirmed.written);

  const again = await upload(bureau, 'roster', name, rosterFile(name));
  expect(again.counts).toEqual({
    new: 0,
    changed: 0,
    doubtful: 0,
    identical: confirmed.written,
    ...{ wrong, duplicate, left_out: 0 },
  });
  const before = await state();
  await bureau.call(contract.confirmImport, { params: { id: again.id } });
  expect(await state()).toBe(before);

  // A later list changes some of them; taking it back restores every field.
  const was = await peopleInClear();
  const autumn = 'roster-2023-autumn.xlsx';
  const later = await importFile(bureau, 'roster', autumn, rosterFile(autumn));
  expect(later.counts.changed).toBeGreaterThan(0);
  expect(await peopleInClear()).not.toEqual(was);
  expect((await undo(bureau, later.id)).statusCode).toBe(200);
  expect((await peopleInClear()).filter(({ removed }) => !removed)).toEqual(was);

  await undo(bureau, preview.id);
  const undone = await bureau.call(contract.getImport, { params: { id: preview.id } });
  expect(undone.status).toBe('undone');
  expect((await bureau.call(contract.listPeople)).total).toBe(0);

  // Back once more: the same people under their old ids.
  await importFile(bureau, 'roster', name, rosterFile(name));
  expect((await peopleInClear()).filter(({ removed }) => !removed)).toEqual(was);
});
