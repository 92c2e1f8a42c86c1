/** What an import leaves behind: how long the file and the rows lie about, and that they go. */
import * as contract from '@xincheng/api/contract';
import { connect } from '@xincheng/db/client';
import { tidyUp } from '@xincheng/db/housekeeping';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SignedIn } from '../support/api.ts';
import { upload } from '../support/demo.ts';
import {
  batchOf,
  confirm,
  csv,
  type ImportCounty,
  people,
  personNamed,
  places,
  startImportCounty,
} from '../support/import-county.ts';
import { behind } from '../support/sql.ts';
import { password } from '../support/world.ts';

let county: ImportCounty;
let qingshi: SignedIn;
beforeAll(async () => {
  county = await startImportCounty();
  ({ qingshi } = county);
});
afterAll(() => county.api.close());

const file = (name: string, idCardNo = county.newId()) =>
  people({ 姓名: name, 公民身份号码: idCardNo, 户籍地: places.qingshi });
const uploaded = async (name: string, body = file(name)) =>
  (await upload(qingshi, 'roster', `${name}.csv`, body)).id;

/** Rows and files of a batch that are still kept. */
const kept = (id: string) =>
  behind(county.api.database.adminUrl, async (sql) => {
    const [row] = await sql<{ rows: number; files: number }[]>`
      select (select count(*)::int from import_rows where batch_id = ${id}) as rows,
        (select count(*)::int from import_files where batch_id = ${id}) as files`;
    return row;
  });

/** The nightly work, as the worker does it, so many days from now. */
async function nightIn(days: number): Promise<void> {
  const worker = connect(county.api.database.workerUrl, { max: 1 });
  const then = new Date(county.api.clock.now().getTime() + days * 86_400_000);
  try {
    await worker.transaction({}, (db) => tidyUp(db, then));
  } finally {
    await worker.close();
  }
  // Sessions have run out as well.
  qingshi = await county.api.signIn({ account: 'qingshi', password });
}

describe('the file itself', () => {
  it('is kept while its preview is open, sealed, and goes with the decision', async () => {
    const [open, confirmed, discarded] = [
      await uploaded('韦在看'),
      await uploaded('韦写入'),
      await uploaded('韦放弃'),
    ];
    await confirm(qingshi, confirmed);
    await qingshi.call(contract.discardImport, { params: { id: discarded } });
    expect(await kept(open)).toEqual({ rows: 1, files: 1 });
    expect(await kept(confirmed)).toEqual({ rows: 1, files: 0 });
    expect(await kept(discarded)).toEqual({ rows: 0, files: 0 });
  });

  it('of a refused upload is not kept', async () => {
    const id = await uploaded('不是名单', csv(['菜', '价'], ['豆腐', '3']));
    expect((await batchOf(qingshi, id)).status).toBe('refused');
    expect(await kept(id)).toEqual({ rows: 0, files: 0 });
  });
});

describe('the nightly tidying', () => {
  it('gives up previews and refused files after 14 days, with their rows and file', async () => {
    const [preview, refused] = [
      await uploaded('韦没人管'),
      await uploaded('拒收', csv(['菜'], ['豆腐'])),
    ];
    await nightIn(13);
    expect((await batchOf(qingshi, preview)).status).toBe('preview');
    expect(await kept(preview)).toEqual({ rows: 1, files: 1 });
    await nightIn(15);
    expect((await batchOf(qingshi, preview)).status).toBe('discarded');
    expect((await batchOf(qingshi, refused)).status).toBe('discarded');
    expect(await kept(preview)).toEqual({ rows: 0, files: 0 });
    expect(await kept(refused)).toEqual({ rows: 0, files: 0 });
    const reply = await qingshi.ask(contract.confirmImport, { params: { id: preview } });
    expect(reply.statusCode).toBe(409);
  });

  it('gives up a file whose headings nobody has told, after as long', async () => {
    const id = await uploaded(
      ...([
        '待指明',
        csv(
          ['称谓', '性别', '公民身份号码', '户籍地'],
          ['韦待', '男', county.newId(), places.qingshi],
        ),
      ] as const),
    );
    expect((await batchOf(qingshi, id)).status).toBe('refused');
    expect(await kept(id)).toEqual({ rows: 0, files: 1 });
    await nightIn(15);
    expect(await kept(id)).toEqual({ rows: 0, files: 0 });
  });

  it('keeps the rows of a written batch for 90 days, the record and its history for good', async () => {
    const id = await uploaded('韦长留');
    await confirm(qingshi, id);
    await nightIn(80);
    expect(await kept(id)).toEqual({ rows: 1, files: 0 });
    await nightIn(91);
    expect(await kept(id)).toEqual({ rows: 0, files: 0 });
    const person = await personNamed(qingshi, '韦长留');
    const { items } = await qingshi.call(contract.listPersonEvents, {
      ...{ params: { id: person?.id ?? '' }, query: { limit: 100 } },
    });
    expect(items[0]?.sourceText).toBe('韦长留.csv · 第 2 行');
    // And it can still be undone: the events tell how.
    await qingshi.call(contract.undoImport, { params: { id } });
    expect(await personNamed(qingshi, '韦长留')).toBeNull();
  });

  it('does not throw away a duplicate that nobody has looked at yet', async () => {
    const idCardNo = county.newId();
    await confirm(qingshi, await uploaded('韦久等', file('韦久等', idCardNo)));
    const second = await uploaded('韦又来', file('韦又来', idCardNo));
    await confirm(qingshi, second);
    await nightIn(91);
    const { items } = await qingshi.call(contract.listDuplicates, { query: { limit: 100 } });
    expect(items.map(({ batchId }) => batchId)).toContain(second);
  });

  it('leaves alone what is being read, written or undone', async () => {
    const id = await uploaded('韦在途');
    await behind(
      county.api.database.adminUrl,
      (sql) => sql`update import_batches set status = 'writing' where id = ${id}`,
    );
    await nightIn(15);
    expect(await kept(id)).toEqual({ rows: 1, files: 1 });
  });
});
