import type { PersonKind } from '@xincheng/db/vocabulary/records';
import type { Layout, Signatures } from './layout.ts';
import { peopleLayouts } from './people-layouts.ts';
import type { PersonLine } from './person-columns.ts';
import { type PositionLine, summaryLayout } from './position-layouts.ts';
import { beginTable } from './table.ts';
import { makeWorkbook } from './xlsx/workbook.ts';

/** Lines by the page, as they are read: they are written and let go one page after the other. */
type Pages<Line> = AsyncIterable<Iterable<Line>> | Iterable<Iterable<Line>>;

interface ExportOptions<Line> {
  readonly county: string;
  readonly signatures: Signatures;
  /** Who exported it, when and for what: below the table and at the foot of each printed page. */
  readonly origin: string;
  readonly pages: Pages<Line>;
}

/**
 * People as a roster (.xlsx). `masked`: the lines' identifiers are masked already; columns with
 * sensitive content are left out and long numbers in free text masked.
 */
export async function writePeople(
  options: ExportOptions<PersonLine> & { readonly kind: PersonKind; readonly masked: boolean },
): Promise<Uint8Array> {
  return write(peopleLayouts[options.kind], options, options.masked);
}

/** Positions with their employers as a 岗位汇总表 (.xlsx). */
export async function writePositions(options: ExportOptions<PositionLine>): Promise<Uint8Array> {
  return write(summaryLayout, options, false);
}

async function write<Line>(
  layout: Layout<Line>,
  { county, signatures, origin, pages }: ExportOptions<Line>,
  masked: boolean,
): Promise<Uint8Array> {
  const workbook = makeWorkbook();
  const table = await beginTable(workbook, { layout, county, signatures, masked, foot: origin });
  for await (const page of pages) for (const line of page) await table.line(line);
  // A reader knows a line that begins with 注 for the end of the table.
  await table.note(`注：${origin}`);
  return workbook.bytes();
}
