import { type Db, narrowArea } from '@xincheng/db/client';
import { type ImportBatchRow, lockImport } from '@xincheng/db/imports';
import {
  findImportRow,
  type ImportRowRow,
  listRowsAbout,
  updateImportRow,
} from '@xincheng/db/import-rows';
import type { z } from 'zod';
import type { correctImportRow as contract } from '../contract/imports.ts';
import type { Deps } from '../deps.ts';
import { AppError, found } from '../errors.ts';
import { rereadPerson, rereadPosition } from '../imports/index.ts';
import type { ImportContext } from '../imports/index.ts';
import { columnKeys, columnName } from './columns.ts';
import { type Judged, judgeRows, type ToJudge } from './judge.ts';
import { personDraft, positionDraft } from './parse-file.ts';
import { importContext } from './read-batch.ts';
import { openStaged, sealStaged, type Staged, type StagedCell } from './staged.ts';

type Correction = z.output<(typeof contract)['body']>;

/**
 * Corrects one row of a preview: its cells, which fields of a known record it may change, whether it
 * is imported at all. The row is read again as if the file had said so; rows about the same person
 * are judged anew, since one may now stand for the other.
 */
export async function correctRow(
  deps: Deps,
  db: Db,
  at: { id: string; rowId: string },
  correction: Correction,
): Promise<ImportRowRow> {
  const batch = found(await lockImport(db, at.id));
  const row = found(await findImportRow(db, at.rowId));
  if (row.batchId !== batch.id) throw new AppError('not_found');
  if (batch.status !== 'preview')
    throw new AppError('illegal_transition', { message: '这一批已经不在核对中，不能再改。' });
  if (batch.area !== null) await narrowArea(db, batch.area);
  const staged = openStaged(deps.sealer, row.id, row.recordSealed);
  const unknown = Object.keys(correction.take ?? {}).find(
    (field) => !Object.hasOwn(staged.record, field),
  );
  if (unknown !== undefined)
    throw new AppError('invalid_input', { fields: { take: '表里没有这一项' } });
  const chosen = { ...row, choices: { ...row.choices, ...correction.take } };
  const leaveOut = correction.leaveOut ?? row.status === 'left_out';
  const cells = correction.cells ?? [];
  const draft =
    cells.length === 0
      ? unchanged(chosen, staged)
      : reread(
          chosen,
          { ...staged, source: correctCells(batch, staged.source, cells) },
          await importContext(db, batch.area, deps.clock.today()),
        );
  const [after] = await judgeAgain(deps, db, batch, [draft], leaveOut);
  const indexes = [row.personIndex, after?.personIndex ?? null].filter((index) => index !== null);
  const others = (await listRowsAbout(db, batch.id, indexes)).filter(({ id }) => id !== row.id);
  const siblings = others.map((other) =>
    unchanged(other, openStaged(deps.sealer, other.id, other.recordSealed)),
  );
  await judgeAgain(deps, db, batch, siblings, false);
  return found(await findImportRow(db, row.id));
}

/** The cells with the corrected texts; a column that the file has not is added at the end. */
function correctCells(
  { kind }: ImportBatchRow,
  source: readonly StagedCell[],
  cells: NonNullable<Correction['cells']>,
): StagedCell[] {
  const file = kind === 'positions' ? 'positions' : 'roster';
  const corrected = [...source];
  for (const { column, text } of cells) {
    if (!columnKeys(file).includes(column))
      throw new AppError('invalid_input', { fields: { [column]: '没有这一列' } });
    const index = corrected.findIndex((cell) => cell.column === column);
    const heading = corrected[index]?.heading ?? columnName(file, column);
    const cell: StagedCell = {
      ...{ heading, column, text, edited: true },
      kind: text === '' ? 'empty' : 'text',
    };
    if (index === -1) corrected.push(cell);
    else corrected[index] = cell;
  }
  return corrected;
}

type Again = ToJudge & { id: string };

/** A row whose cells are as they were: what was found in them still holds. */
const unchanged = (row: ImportRowRow, staged: Staged): Again => ({
  ...{ id: row.id, sheet: row.sheet, row: row.row, note: row.note, entityId: row.entityId },
  ...{ staged, issues: row.issues, choices: row.choices },
});

function reread(
  { id, sheet, row, choices, entityId }: ImportRowRow,
  staged: Staged,
  context: ImportContext,
): Again {
  const place = { sheet, row };
  const base = { ...place, id, choices, entityId };
  const { source } = staged;
  if (staged.kind === 'person') {
    const { fields, issues } = rereadPerson(source, place, context);
    return { ...base, ...personDraft({ fields, source }, issues) };
  }
  const { fields, issues, employer } = rereadPosition(source, staged.employer, place, context);
  return { ...base, ...positionDraft({ fields, source }, employer ?? staged.employer, issues) };
}

async function judgeAgain(
  { sealer }: Deps,
  db: Db,
  batch: ImportBatchRow,
  drafts: readonly Again[],
  leaveOut: boolean,
): Promise<Judged[]> {
  const judged = await judgeRows(db, sealer, batch, drafts);
  // One connection: the statements travel together and run one after the other.
  await Promise.all(
    judged.map(({ staged, status, issues, note, personIndex, entityId, entityVersion }, at) => {
      const { id = '', choices = {} } = drafts[at] ?? {};
      return updateImportRow(db, id, {
        status: leaveOut ? 'left_out' : status,
        ...{ issues, note, personIndex, entityId, entityVersion },
        choices: { ...choices },
        recordSealed: sealStaged(sealer, id, staged),
      });
    }),
  );
  return judged;
}
