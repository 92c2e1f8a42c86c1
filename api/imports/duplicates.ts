import { noteInto } from './issues.ts';
import type { ImportIssue, ParsedRecord, PersonFields } from './types.ts';

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
    noteInto(issues, copy.sheet, copy.row)(
      'idCardNo',
      'duplicate_person',
      'flag',
      `与第 ${original.row} 行（${original.fields.fullName ?? '无姓名'}）是同一个身份证号，请确认保留哪一行。`,
    );
  }
}

function standsApart(records: readonly ParsedRecord<PersonFields>[], index: number): boolean {
  const own = records[index]?.fields.townshipCode;
  return [records[index - 1], records[index + 1]].every(
    (neighbour) => neighbour === undefined || neighbour.fields.townshipCode !== own,
  );
}
