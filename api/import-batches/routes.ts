import { createHash, randomUUID } from 'node:crypto';
import { countBatchEntities } from '@xincheng/db/events';
import {
  deleteImportFile,
  findImport,
  insertImport,
  type ImportBatchRow,
  listImports,
  lockImport,
  sayColumnMeanings,
  updateImport,
  type WorkActor,
} from '@xincheng/db/imports';
import {
  countImportRows,
  deleteImportRows,
  type ImportRowRow,
  listImportRows,
  visibleRecords,
} from '@xincheng/db/import-rows';
import { type Db, narrowArea } from '@xincheng/db/client';
import {
  type ImportStatus,
  importTransitions,
  rowStatusesToWrite,
} from '@xincheng/db/vocabulary/records';
import type { FastifyInstance } from 'fastify';
import type { Actor } from '../auth/actor.ts';
import * as contract from '../contract/imports.ts';
import type { Deps } from '../deps.ts';
import { AppError, found } from '../errors.ts';
import { ruleSources } from '../records/rule-sources.ts';
import { route } from '../route.ts';
import { meaningsOf } from './columns.ts';
import { correctRow } from './correct-row.ts';
import { presentBatch, presentDetail, presentRow } from './present.ts';
import { notAllowed } from './read-batch.ts';
import { plannedChanges, writtenChanges } from './row-changes.ts';
import { openStaged, sealFile } from './staged.ts';
import { wrongRowsWorkbook } from './wrong-rows.ts';

export function importRoutes(app: FastifyInstance, deps: Deps): void {
  route(app, deps, contract.uploadImport, async ({ actor, query, body, write, note }) => {
    const { kind } = query;
    const refusal = kind === undefined ? null : notAllowed(actor, kind);
    if (refusal !== null) throw new AppError('forbidden', { message: refusal });
    const id = randomUUID();
    const bytesSealed = sealFile(deps.sealer, id, body);
    const batch = await write(async (db) => {
      note({ subject: id });
      await insertImport(
        db,
        {
          ...{ id, countyId: actor.countyId, fileName: query.fileName, status: 'reading' },
          kind: kind ?? (actor.area === null ? 'positions' : 'roster'),
          kindGiven: kind !== undefined,
          fileHash: createHash('sha256').update(body).digest('base64url'),
          ...{ area: actor.area, employerId: actor.employerId },
          ...{ uploadedBy: actor.accountId, uploaderName: actor.displayName },
          ...{ uploadedAt: deps.clock.now(), actor: workActor(actor) },
        },
        bytesSealed,
      );
      return batchOf(db, id);
    });
    await deps.wakeImports();
    return batch;
  });

  route(app, deps, contract.listImports, async ({ query, read }) =>
    read(async (db) => {
      const { items, total } = await listImports(db, query);
      const counts = await countImportRows(
        db,
        items.map(({ id }) => id),
      );
      return { items: items.map((batch) => presentBatch(batch, counts.get(batch.id))), total };
    }),
  );

  route(app, deps, contract.getImport, async ({ params, read }) =>
    read(async (db) => {
      const batch = found(await findImport(db, params.id));
      return presentDetail(batch, (await countImportRows(db, [params.id])).get(params.id));
    }),
  );

  route(app, deps, contract.listImportRows, async ({ params, query, read }) =>
    read(async (db) => {
      const batch = found(await findImport(db, params.id));
      const { status, ...page } = query;
      const statuses = status === undefined ? undefined : [status];
      const { items, total } = await listImportRows(db, params.id, statuses, page);
      return { items: await presentRows(deps, db, batch, items), total };
    }),
  );

  route(app, deps, contract.setImportColumns, async ({ actor, params, body, write }) => {
    const batch = await write(async (db) => {
      const before = await lockFor(db, params.id, 'reading');
      const { kind, area, employerId, countyId } = before;
      if (kind === 'merge') throw new AppError('illegal_transition');
      const meanings = meaningsOf(before, kind, body.columns);
      await sayColumnMeanings(db, {
        ...{ countyId, area, employerId, kind, by: actor.accountId, at: deps.clock.now() },
        meanings,
      });
      await deleteImportRows(db, params.id);
      await updateImport(db, params.id, {
        ...{ status: 'reading', rowsDone: 0, rowsTotal: 0, tables: [], notices: [], refusal: null },
        ...{ kindGiven: true, actor: workActor(actor) },
      });
      return batchOf(db, params.id);
    });
    await deps.wakeImports();
    return batch;
  });

  route(app, deps, contract.correctImportRow, async ({ params, body, write, note }) =>
    write(async (db) => {
      note({ subject: params.id });
      const row = await correctRow(deps, db, params, body);
      const [presented] = await presentRows(deps, db, found(await findImport(db, params.id)), [
        row,
      ]);
      return found(presented ?? null);
    }),
  );

  route(app, deps, contract.downloadImportRows, async ({ params, body, read, write }) => {
    const rows = await read(async (db) => {
      const batch = found(await findImport(db, params.id));
      const { items } = await listImportRows(db, params.id, body.statuses, everything);
      return { batch, items };
    });
    const file = await wrongRowsWorkbook(deps, rows.batch, rows.items);
    return write(async () => Promise.resolve(file));
  });

  route(app, deps, contract.confirmImport, async ({ actor, params, write }) => {
    const batch = await write(async (db) => {
      const { status } = await lockFor(db, params.id, 'writing');
      if (status !== 'preview') throw new AppError('illegal_transition');
      const counts = (await countImportRows(db, [params.id])).get(params.id) ?? {};
      const rowsTotal = rowStatusesToWrite.reduce((sum, key) => sum + (counts[key] ?? 0), 0);
      await updateImport(db, params.id, {
        ...{ status: 'writing', rowsTotal, rowsDone: 0, cursor: null },
        ...{ decidedAt: deps.clock.now(), actor: workActor(actor) },
      });
      return batchOf(db, params.id);
    });
    await deps.wakeImports();
    return batch;
  });

  route(app, deps, contract.discardImport, async ({ params, write }) =>
    write(async (db) => {
      await lockFor(db, params.id, 'discarded');
      const decidedAt = deps.clock.now();
      await updateImport(db, params.id, { status: 'discarded', decidedAt, tables: [] });
      await deleteImportRows(db, params.id);
      await deleteImportFile(db, params.id);
      return { ok: true } as const;
    }),
  );

  route(app, deps, contract.undoImport, async ({ actor, params, write }) => {
    const batch = await write(async (db) => {
      await lockFor(db, params.id, 'undoing');
      const rowsTotal = await countBatchEntities(db, params.id);
      await updateImport(db, params.id, {
        ...{ status: 'undoing', rowsTotal, rowsDone: 0, cursor: null },
        ...{ decidedAt: deps.clock.now(), actor: workActor(actor) },
      });
      return batchOf(db, params.id);
    });
    await deps.wakeImports();
    return batch;
  });
}

/** All rows of a file: no file has more. */
const everything = { limit: 50_000, offset: 0 };

/** A batch that may go over to `next` now, locked. */
async function lockFor(db: Db, id: string, next: ImportStatus): Promise<ImportBatchRow> {
  const batch = found(await lockImport(db, id));
  if (!importTransitions[batch.status].includes(next)) throw new AppError('illegal_transition');
  return batch;
}

const workActor = (actor: Actor): WorkActor => ({
  accountId: actor.accountId,
  appointmentId: actor.appointmentId,
  role: actor.role,
  area: actor.area,
  employerId: actor.employerId,
});

async function batchOf(db: Db, id: string) {
  const batch = found(await findImport(db, id));
  return presentBatch(batch, (await countImportRows(db, [id])).get(id));
}

async function presentRows(
  deps: Deps,
  db: Db,
  batch: ImportBatchRow,
  rows: readonly ImportRowRow[],
) {
  const opened = rows.map((row) => ({
    row,
    staged: openStaged(deps.sealer, row.id, row.recordSealed),
  }));
  // As the batch is judged, so it is shown.
  if (batch.area !== null) await narrowArea(db, batch.area);
  const changes =
    batch.status === 'preview'
      ? await plannedChanges(db, deps, opened)
      : await writtenChanges(db, deps, batch.id, opened);
  const sourceOf = await ruleSources(db, deps.clock.today());
  const visible = await visibleRecords(
    db,
    rows.flatMap(({ entityId }) => entityId ?? []),
  );
  return opened.map(({ row, staged }) => {
    const entityId = visible.has(row.entityId ?? '') ? row.entityId : null;
    return presentRow({ ...row, entityId }, staged, changes.get(row.id) ?? [], sourceOf);
  });
}
