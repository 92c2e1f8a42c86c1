import { randomUUID } from 'node:crypto';
import type { Db } from '@xincheng/db/client';
import {
  deleteImportFile,
  findImportFile,
  type ImportBatchRow,
  listColumnMeanings,
  lockImport,
  updateImport,
} from '@xincheng/db/imports';
import { insertImportRows, type NewImportRow } from '@xincheng/db/import-rows';
import { findCounty, listStations, listTownships } from '@xincheng/db/places';
import { listReferenceNames } from '@xincheng/db/reference';
import type { Sealer } from '@xincheng/db/sealing';
import type { FileKind } from '@xincheng/db/vocabulary/records';
import type { ImportContext } from '../imports/index.ts';
import { type Judged, judgeRows } from './judge.ts';
import type { Draft, Meanings, ParseMessage, Refusal } from './parse-file.ts';
import { parseInThread } from './parse-in-thread.ts';
import { openFile, sealStaged } from './staged.ts';
import { type WorkDeps, workScope } from './work-scope.ts';

/** Reads a batch's file into its preview, from where it stopped; or says why it cannot be read. */
export async function readBatch(
  deps: WorkDeps,
  batch: ImportBatchRow,
  onError: (error: unknown) => void,
): Promise<void> {
  const inScope = <T>(work: (db: Db) => Promise<T>) =>
    deps.pool.transaction(workScope(batch), work);
  const { file, context, meanings } = await inScope(async (db) => ({
    file: await findImportFile(db, batch.id),
    context: await importContext(db, batch.area, deps.clock.today()),
    meanings: await senderMeanings(db, batch),
  }));
  if (file === null) throw new Error('an import without its file');
  const bytes = openFile(deps.sealer, batch.id, file);
  const kind: FileKind = batch.kind === 'positions' ? 'positions' : 'roster';
  const skip = batch.rowsDone;
  let read: ImportBatchRow = batch;
  let order = skip;
  const job = {
    kind,
    kindGiven: batch.kindGiven,
    name: batch.fileName,
    bytes,
    context,
    meanings,
    skip,
  };
  for await (const message of parseInThread(job, onError)) {
    const refused = refusalOf(read, message);
    const goesOn = await inScope(async (db) => {
      // Somebody may have given it up meanwhile.
      const now = await lockImport(db, batch.id);
      if (now?.status !== 'reading') return false;
      if (refused !== null) {
        await refuse(db, batch.id, refused);
        return false;
      }
      if ('head' in message) {
        const { kind: found, tables, notices, total } = message.head;
        const head = { kind: found, tables, notices, rowsTotal: total };
        await updateImport(db, batch.id, head);
        read = { ...now, ...head };
      }
      if ('drafts' in message) {
        await stage(db, deps.sealer, read, message.drafts, order);
        order += message.drafts.length;
        await updateImport(db, batch.id, { rowsDone: order });
      }
      return true;
    });
    if (!goesOn) return;
  }
  await inScope(async (db) => {
    if ((await lockImport(db, batch.id))?.status === 'reading')
      await updateImport(db, batch.id, { status: 'preview' });
  });
}

/** Why a file is not read: the parser's word, or a kind that the sender's post does not bring in. */
function refusalOf(batch: ImportBatchRow, message: ParseMessage): Refusal | null {
  if ('refusal' in message) return message;
  const refusal = 'head' in message ? notAllowed(batch, message.head.kind) : null;
  return refusal === null ? null : { refusal };
}

/** The file stays only where somebody can still say what its headings mean. */
export async function refuse(db: Db, batchId: string, { refusal, guess }: Refusal): Promise<void> {
  await updateImport(db, batchId, { status: 'refused', refusal, ...guess });
  if (guess === undefined || guess.tables.length === 0) await deleteImportFile(db, batchId);
}

/** Rosters belong to stations and the bureau, lists of positions to employers and the bureau. */
export function notAllowed(
  sender: { area: string | null; employerId: string | null },
  kind: FileKind,
): string | null {
  if (kind === 'roster' && sender.area === null)
    return '这是花名册，由服务站或县局导入。您这里请上传岗位需求信息表。';
  if (kind === 'positions' && sender.employerId === null && sender.area?.length !== 6)
    return '这是岗位表，由用人单位或县局导入。您这里请上传花名册。';
  return null;
}

async function stage(
  db: Db,
  sealer: Sealer,
  batch: ImportBatchRow,
  drafts: readonly Draft[],
  from: number,
): Promise<void> {
  const rows = await judgeRows(
    db,
    sealer,
    batch,
    drafts.map((draft) => ({ ...draft, choices: {} })),
  );
  await insertImportRows(
    db,
    rows.map((row, at) => toRow(sealer, batch, row, from + at)),
  );
}

function toRow(
  sealer: Sealer,
  { id: batchId, countyId }: ImportBatchRow,
  { staged, ...row }: Judged,
  order: number,
): NewImportRow {
  const id = randomUUID();
  return { ...row, id, countyId, batchId, order, recordSealed: sealStaged(sealer, id, staged) };
}

/** The reference data that reading goes by; `area` is the sender's. */
export async function importContext(
  db: Db,
  area: string | null,
  today: string,
): Promise<ImportContext> {
  const townships = await listTownships(db);
  const county = await findCounty(db);
  const code = area?.slice(0, 6) ?? county?.code ?? '';
  const stations = await listStations(db, code);
  const specialities = await listReferenceNames(db, 'speciality');
  return {
    gazetteer: {
      county: { code, name: county?.code === code ? county.name : '', lat: null, lng: null },
      townships,
      stations,
    },
    specialities,
    today,
  };
}

async function senderMeanings(db: Db, batch: ImportBatchRow): Promise<Meanings> {
  const { area, employerId } = batch;
  const said = await listColumnMeanings(db, { area, employerId });
  const of = (kind: FileKind) =>
    Object.fromEntries(
      said.flatMap((meaning) =>
        meaning.kind === kind ? [[meaning.heading, meaning.column] as const] : [],
      ),
    );
  return { roster: of('roster'), positions: of('positions') };
}
