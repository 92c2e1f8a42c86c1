import type { Vocabulary } from './headings.ts';
import { positionVocabulary } from './positions.ts';
import { rosterVocabulary } from './roster.ts';
import { readableSheets } from './sheets.ts';
import { readSourceTables } from './source-tables.ts';
import type { ImportContext, Sheet } from './types.ts';

/**
 * Whether a file is a roster or a list of positions, by its headings: both share words, so the one
 * that explains more of them wins. Null when it is neither.
 */
export function detectKind(
  sheets: readonly Sheet[],
  context: ImportContext,
): 'roster' | 'positions' | null {
  const readable = readableSheets(sheets).sheets;
  const people = mostKnown(readable, rosterVocabulary(context));
  const jobs = mostKnown(readable, positionVocabulary(context));
  if (people === 0 && jobs === 0) return null;
  return people >= jobs ? 'roster' : 'positions';
}

/** Known columns of the table that has most of them. */
function mostKnown<Field extends string>(
  sheets: readonly Sheet[],
  vocabulary: Vocabulary<Field>,
): number {
  const counts = sheets.flatMap((sheet) =>
    readSourceTables(sheet, { vocabulary, fits: () => null }).map(
      ({ report }) => report.columns.filter(({ column }) => column !== null).length,
    ),
  );
  return Math.max(0, ...counts);
}
