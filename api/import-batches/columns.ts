import type { ImportBatchRow } from '@xincheng/db/imports';
import type { FileKind } from '@xincheng/db/vocabulary/records';
import { AppError } from '../errors.ts';
import { plainHeading, positionColumnNames, rosterColumnNames } from '../imports/index.ts';

const columnsOf = (kind: FileKind) => (kind === 'roster' ? rosterColumnNames : positionColumnNames);
/** The column without which there is no table. */
const required = { roster: 'fullName', positions: 'title' } as const;

/** The columns that a heading of such a file can mean, by key. */
export const columnKeys = (kind: FileKind): string[] => columnsOf(kind).map(({ column }) => column);

/** The Chinese name of a column. */
export const columnName = (kind: FileKind, column: string): string =>
  columnsOf(kind).find((known) => known.column === column)?.name ?? column;

interface Said {
  heading: string;
  column: string | null;
}

/**
 * What somebody said about a batch's headings, by plain heading. Throws 400 for a column that there
 * is not, a heading that nothing can be remembered under, or when no table would be left to read.
 */
export function meaningsOf(
  { tables }: Pick<ImportBatchRow, 'tables'>,
  kind: FileKind,
  said: readonly Said[],
): Said[] {
  const meanings = new Map<string, string | null>();
  for (const { heading, column } of said) {
    const refuse = (reason: string) =>
      new AppError('invalid_input', { fields: { [heading]: reason } });
    if (column !== null && !columnKeys(kind).includes(column)) throw refuse('没有这一列');
    const plain = plainHeading(heading);
    if (plain === '' || /^[A-Z]{1,3}列$/.test(heading))
      throw refuse('这一列没有表头，请在原表里补上表头再传');
    meanings.set(plain, column);
  }
  const meant = ({ heading, column }: Said) => {
    const plain = plainHeading(heading);
    return meanings.has(plain) ? meanings.get(plain) : column;
  };
  const isReadable = tables.some(({ columns }) =>
    columns.some((column) => meant(column) === required[kind]),
  );
  if (!isReadable) {
    const name = columnName(kind, required[kind]);
    throw new AppError('invalid_input', {
      message: `至少要有一列是“${name}”，不然整张表都读不了。`,
      fields: { columns: `请指明哪一列是“${name}”` },
    });
  }
  return [...meanings].map(([heading, column]) => ({ heading, column }));
}
