import { noteInto } from './issues.ts';
import type { ImportIssue, ParsedFile, ParsedRecord, PersonFields } from './types.ts';

/**
 * Flags one of two rows with the same ID number: the one that was pasted among people of another
 * township if only one was, else the later one.
 */
export function flagDuplicates(
  records: readonly ParsedRecord<PersonFields>[],
  issues: ImportIssue[],
): void {
  const first = new Map<string, number>();
  for (const [index, record] of records.entries()) {
    const id = record.fields.idCardNo;
    if (id === undefined || id === null) continue;
    const earlierIndex = first.get(id);
    const earlier = earlierIndex === undefined ? undefined : records[earlierIndex];
    if (earlierIndex === undefined || earlier === undefined) {
      first.set(id, index);
      continue;
    }
    const earlierIsCopy = standsApart(records, earlierIndex) && !standsApart(records, index);
    const [copy, original] = earlierIsCopy ? [earlier, record] : [record, earlier];
    const sheet = copy.sheet === original.sheet ? '' : `“${original.sheet ?? ''}”`;
    noteDuplicate(issues, copy, `${sheet}第 ${String(original.row)} 行`, original.fields);
  }
}

function standsApart(records: readonly ParsedRecord<PersonFields>[], index: number): boolean {
  const own = records[index]?.fields.townshipCode;
  return [records[index - 1], records[index + 1]].every(
    (neighbour) => neighbour === undefined || neighbour.fields.townshipCode !== own,
  );
}

/** People of earlier files by ID number, with the words that say where. */
export type KnownPeople = Map<string, { readonly where: string; readonly fields: PersonFields }>;

/**
 * The issues at rows about somebody whom an earlier file has brought; then the file's own people are
 * added to `known`, but those of rejected rows, which do not come in.
 */
export function findKnownPeople(
  file: string,
  { records, issues }: ParsedFile<PersonFields>,
  known: KnownPeople,
): ImportIssue[] {
  const rowOf = ({ sheet, row }: { sheet: string | null; row: number }) =>
    `${String(row)} ${sheet ?? ''}`;
  const rowsWith = (matches: (issue: ImportIssue) => boolean) =>
    new Set(issues.filter(matches).map(rowOf));
  const said = rowsWith(({ kind }) => kind === 'duplicate_person');
  const rejected = rowsWith(({ action }) => action === 'reject');
  const found: ImportIssue[] = [];
  const own: KnownPeople = new Map();
  for (const record of records) {
    const id = record.fields.idCardNo ?? null;
    if (id === null) continue;
    const earlier = known.get(id);
    if (earlier !== undefined && !said.has(rowOf(record))) {
      noteDuplicate(found, record, earlier.where, earlier.fields);
    }
    if (rejected.has(rowOf(record))) continue;
    const sheet = record.sheet === null ? '' : `“${record.sheet}”`;
    own.set(id, {
      where: `文件“${file}”${sheet}第 ${String(record.row)} 行`,
      fields: record.fields,
    });
  }
  for (const [id, person] of own) if (!known.has(id)) known.set(id, person);
  return found;
}

function noteDuplicate(
  issues: ImportIssue[],
  copy: ParsedRecord<PersonFields>,
  where: string,
  { fullName }: PersonFields,
): void {
  noteInto(issues, copy.sheet, copy.row)(
    'idCardNo',
    'duplicate_person',
    'flag',
    `与${where}（${fullName ?? '无姓名'}）是同一个身份证号，请确认保留哪一行。`,
  );
}
