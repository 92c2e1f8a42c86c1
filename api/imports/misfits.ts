import { fewestMisfits, type CellJudge } from './align-row.ts';
import type { NoteIssue } from './issues.ts';
import type { RosterCells } from './roster-columns.ts';
import type { Cell, SourceCell } from './types.ts';
import { looksLikeName } from './values/person-name.ts';
import { saysNone } from './values/text.ts';

/** Notes a row whose cells do not fit their headings in several places: it may have slipped. */
export function noteMisfits<Field extends string>(
  cells: Readonly<Partial<Record<Field, Cell>>>,
  judge: CellJudge<Field>,
  source: readonly SourceCell[],
  note: NoteIssue,
): void {
  const misfits = source.filter(({ column }) => {
    const cell = cells[column as Field];
    return cell !== undefined && cell.text.trim() !== '' && judge(column as Field, cell) === false;
  });
  if (misfits.length < fewestMisfits) return;
  const names = misfits.map(({ heading }) => `“${heading}”`).join('、');
  note('*', 'row_misfit', 'flag', `${names}列的内容和列名对不上，可能填错了列，请核对。`);
}

/** Columns in which another person's name may stand. */
const othersNames: readonly string[] = [
  'fullName',
  'soldierName',
  'family',
  'remark',
  'experience',
];

/** Notes a name column that holds no sure name while one stands in another column: they were exchanged. */
export function noteNameElsewhere(cells: RosterCells, note: NoteIssue): void {
  const own = cells.fullName?.text ?? '';
  if (saysNone(own) || looksLikeName(own) !== null) return;
  const elsewhere = Object.entries(cells).find(
    ([column, { text }]) =>
      !othersNames.includes(column) && text.length <= 4 && looksLikeName(text) === true,
  );
  if (elsewhere === undefined) return;
  const [, { text }] = elsewhere;
  note(
    'fullName',
    'name_elsewhere',
    'flag',
    `姓名栏写“${own.trim()}”，别的栏里有“${text.trim()}”，可能填反了，请核对。`,
  );
}
