import type { ImportBatchRow } from '@xincheng/db/imports';
import type { ImportRowRow } from '@xincheng/db/import-rows';
import type { FileReply } from '../contract/endpoint.ts';
import type { Deps } from '../deps.ts';
import { columnOf } from '../imports/index.ts';
import { workbookType, writeWrongRows } from '../workbooks/index.ts';
import { openStaged, type Staged, type StagedCell } from './staged.ts';

/**
 * Rows of a preview as a workbook under the file's own headings, with what is wrong beside each, to be
 * mended and sent again. Whole values: it goes back to those who sent them.
 */
export async function wrongRowsWorkbook(
  { sealer }: Pick<Deps, 'sealer'>,
  batch: ImportBatchRow,
  rows: readonly ImportRowRow[],
): Promise<FileReply> {
  const kind = batch.kind === 'positions' ? 'positions' : 'roster';
  const opened = rows.map((row) => ({
    row,
    source: withEmployer(openStaged(sealer, row.id, row.recordSealed)),
  }));
  const bytes = await writeWrongRows({
    ...{
      kind,
      title: `${batch.fileName}：要改的行`,
      headings: headingsOf(
        batch,
        opened.map(({ source }) => source),
      ),
    },
    rows: opened.map(({ row, source }) => {
      const columns = row.issues.map(({ field }) => columnOf(kind, field));
      return {
        row: row.row,
        cells: source.map(({ heading, text, number }) => ({
          ...{ heading, text },
          ...(number === undefined ? {} : { number }),
        })),
        problems: row.issues.map(({ reason }) => reason),
        marked: source.flatMap(({ heading, column }) =>
          column !== null && columns.includes(column) ? [heading] : [],
        ),
      };
    }),
  });
  const name = `${batch.fileName.replace(/\.[^.]*$/, '')}-要改的行.xlsx`;
  return { name, type: workbookType, bytes };
}

/** The headings of the file in their order, and what rows have besides; of two alike, both. */
function headingsOf(
  { tables }: ImportBatchRow,
  rows: readonly (readonly { heading: string }[])[],
): string[] {
  const columns = new Map<string, string>();
  for (const cells of [...tables.map((table) => table.columns), ...rows]) {
    const seen = new Map<string, number>();
    for (const { heading } of cells) {
      const before = seen.get(heading) ?? 0;
      seen.set(heading, before + 1);
      columns.set(`${heading}\n${String(before)}`, heading);
    }
  }
  return [...columns.values()];
}

/** A form names its employer above the table; a list of rows has to name it in each. */
function withEmployer(
  staged: Staged,
): Pick<StagedCell, 'heading' | 'column' | 'text' | 'number'>[] {
  const { source } = staged;
  if (staged.kind === 'person' || source.some(({ column }) => column === 'employer')) return source;
  const { name, uscc, address } = staged.employer;
  const cell = (heading: string, column: string, text: string | null) =>
    text === null ? [] : [{ heading, column, text }];
  return [
    ...cell('企业名称', 'employer', name),
    ...cell('统一社会信用代码', 'uscc', uscc),
    // 公司本部 is in the township of this address.
    ...cell('企业地址', 'address', address),
    ...source,
  ];
}
