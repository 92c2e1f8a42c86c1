import {
  countImportRows,
  decideImport,
  deleteImportRows,
  findImport,
  listImportRows,
  listImports,
  lockImport,
} from '@xincheng/db/imports';
import type { Db } from '@xincheng/db/client';
import { importTransitions } from '@xincheng/db/vocabulary/records';
import type { FastifyInstance } from 'fastify';
import * as contract from '../contract/imports.ts';
import type { Deps } from '../deps.ts';
import { AppError, found } from '../errors.ts';
import { route } from '../route.ts';
import { confirmImport } from './confirm.ts';
import { presentBatch, presentRow } from './present.ts';
import { prepareImport } from './stage.ts';
import { plannedChanges, writtenChanges } from './row-changes.ts';
import { openStaged } from './staged.ts';
import { undoImport } from './undo.ts';

export function importRoutes(app: FastifyInstance, deps: Deps): void {
  route(app, deps, contract.uploadImport, async ({ actor, query, body, read, write, note }) => {
    if (query.kind === 'roster' && actor.area === null)
      throw new AppError('forbidden', { message: '花名册由服务站或县局导入。' });
    if (query.kind === 'positions' && actor.employerId === null && actor.area?.length !== 6)
      throw new AppError('forbidden', { message: '岗位表由用人单位或县局导入。' });
    const store = await prepareImport(deps, actor, read, {
      kind: query.kind,
      name: query.fileName,
      bytes: body,
    });
    return write(async (db) => {
      const id = await store(db);
      note({ subject: id });
      return batchOf(db, id);
    });
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
    read((db) => batchOf(db, params.id)),
  );

  route(app, deps, contract.listImportRows, async ({ params, query, read }) =>
    read(async (db) => {
      const batch = found(await findImport(db, params.id));
      const { status, ...page } = query;
      const { items, total } = await listImportRows(db, params.id, status, page);
      const staged = items.map((row) => openStaged(deps.sealer, row.id, row.recordSealed));
      const changes =
        batch.status === 'preview'
          ? await plannedChanges(db, deps, items, staged)
          : await writtenChanges(db, deps, batch.id, items);
      return {
        items: items.flatMap((row, at) => {
          const content = staged[at];
          return content === undefined ? [] : [presentRow(row, content, changes.get(row.id) ?? [])];
        }),
        total,
      };
    }),
  );

  route(app, deps, contract.confirmImport, async ({ actor, params, write }) =>
    write(async (db) => {
      await confirmImport(deps, actor, db, params.id);
      return batchOf(db, params.id);
    }),
  );

  route(app, deps, contract.discardImport, async ({ params, write }) =>
    write(async (db) => {
      const batch = found(await lockImport(db, params.id));
      if (!importTransitions[batch.status].includes('discarded'))
        throw new AppError('illegal_transition');
      const decision = { status: 'discarded', decidedAt: deps.clock.now(), written: 0 } as const;
      await decideImport(db, params.id, decision);
      await deleteImportRows(db, params.id);
      return { ok: true } as const;
    }),
  );

  route(app, deps, contract.undoImport, async ({ actor, params, write }) =>
    write(async (db) => {
      await undoImport(deps, actor, db, params.id);
      return batchOf(db, params.id);
    }),
  );
}

async function batchOf(db: Db, id: string) {
  const batch = found(await findImport(db, id));
  return presentBatch(batch, (await countImportRows(db, [id])).get(id));
}
