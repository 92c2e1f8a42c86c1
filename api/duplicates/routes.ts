import type { Db } from '@xincheng/db/client';
import { listDuplicateRows, lockDuplicateRow, updateImportRow } from '@xincheng/db/import-rows';
import { findIdCardsElsewhere, findPeopleByIdCard, type PersonRow } from '@xincheng/db/people';
import type { FastifyInstance } from 'fastify';
import * as contract from '../contract/duplicates.ts';
import type { Duplicate } from '../contract/duplicates.ts';
import type { Deps } from '../deps.ts';
import { AppError, found } from '../errors.ts';
import { labelOf, presentBatch } from '../import-batches/present.ts';
import { openStaged, type StagedPerson } from '../import-batches/staged.ts';
import { maskIdCard } from '../records/masking.ts';
import { route } from '../route.ts';
import { compareReports, mergeReport } from './merge.ts';

type DuplicateRow = Awaited<ReturnType<typeof listDuplicateRows>>['items'][number];

export function duplicateRoutes(app: FastifyInstance, deps: Deps): void {
  route(app, deps, contract.listDuplicates, async ({ query, read }) =>
    read(async (db) => {
      const { items, total } = await listDuplicateRows(db, query);
      const known = await knownPeople(db, items);
      return { items: items.map((item) => present(deps, item, known)), total };
    }),
  );

  route(app, deps, contract.getDuplicate, async ({ params, read }) =>
    read(async (db) => {
      const { item, staged, person } = await openDuplicate(deps, db, params.id);
      return {
        ...present(deps, item, await knownPeople(db, [item])),
        ...{ personId: person.id, personLabel: person.fullName, version: person.version },
        fields: await compareReports(deps, db, person, staged),
      };
    }),
  );

  route(app, deps, contract.mergeDuplicate, async ({ actor, params, body, write, note }) =>
    write(async (db) => {
      const { item, staged, person } = await openDuplicate(deps, db, params.id);
      if (person.version !== body.version) throw new AppError('conflict');
      const batch = await mergeReport(deps, db, { actor, person, staged, ...item }, body.take);
      note({ subject: person.id, reason: '合并重复的登记' });
      return presentBatch(batch, {});
    }),
  );

  route(app, deps, contract.dismissDuplicate, async ({ params, write }) =>
    write(async (db) => {
      const item = found(await lockDuplicateRow(db, params.id));
      // One that lies elsewhere is for the county, and stays until the county has seen to it.
      if (present(deps, item, await knownPeople(db, [item])).state === 'elsewhere')
        throw new AppError('not_found');
      await updateImportRow(db, item.row.id, { status: 'left_out' });
      return { ok: true } as const;
    }),
  );
}

/** A duplicate whose person is in the reader's sight; what lies elsewhere is as if it were not. */
async function openDuplicate({ sealer }: Deps, db: Db, id: string) {
  const item = found(await lockDuplicateRow(db, id));
  const index = found(item.row.personIndex);
  const person = (await findPeopleByIdCard(db, [index])).get(index) ?? null;
  if (person?.removedAt !== null) return found<never>(null);
  const staged = openStaged(sealer, item.row.id, item.row.recordSealed);
  if (staged.kind !== 'person') return found<never>(null);
  return { item, staged, person };
}

interface Known {
  here: ReadonlyMap<string, PersonRow>;
  elsewhere: ReadonlySet<string>;
}

async function knownPeople(db: Db, items: readonly DuplicateRow[]): Promise<Known> {
  const indexes = [...new Set(items.flatMap(({ row }) => row.personIndex ?? []))];
  if (indexes.length === 0) return { here: new Map(), elsewhere: new Set() };
  return {
    here: await findPeopleByIdCard(db, indexes),
    elsewhere: await findIdCardsElsewhere(db, indexes),
  };
}

function present(
  { sealer }: Deps,
  { row, batch }: DuplicateRow,
  { here, elsewhere }: Known,
): Duplicate {
  const staged = openStaged(sealer, row.id, row.recordSealed) as StagedPerson;
  const index = row.personIndex ?? '';
  const isHere = here.get(index)?.removedAt === null;
  return {
    ...{ id: row.id, batchId: batch.id, fileName: batch.fileName, sheet: row.sheet, row: row.row },
    uploadedBy: batch.uploaderName,
    label: labelOf(staged),
    idCardMasked: maskIdCard(staged.record.idCardNo ?? ''),
    reason: row.issues.map(({ reason }) => reason).join(' '),
    state: isHere ? 'open' : elsewhere.has(index) ? 'elsewhere' : 'nobody',
  };
}
