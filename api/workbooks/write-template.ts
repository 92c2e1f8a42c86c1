import type { TemplateName } from '../contract/files.ts';
import { blankSignatures, type Layout, type LayoutColumn } from './layout.ts';
import { peopleLayouts } from './people-layouts.ts';
import { formLayout, summaryLayout } from './position-layouts.ts';
import { beginTable } from './table.ts';
import { columnName, type Validation } from './xlsx/sheet.ts';
import { makeWorkbook, type Workbook } from './xlsx/workbook.ts';

/** Rows that take text and offer choices; 20 of them are ruled, later ones as they are filled in. */
const entryRows = 1000;
const ruledRows = 20;
/** Longer lists than this do not fit into a validation and stand on a sheet of their own. */
const longestInlineList = 250;
const listSheet = '选项';

export interface TemplateOptions {
  readonly name: TemplateName;
  /** '' where no county is known yet. */
  readonly county: string;
  /** Townships and their villages in words, to choose from. */
  readonly places: readonly string[];
}

/** The name of a template's file, without the ending. */
export const templateTitle = (name: TemplateName): string =>
  name === 'veterans'
    ? peopleLayouts.veteran.name
    : name === 'families'
      ? peopleLayouts.family.name
      : name === 'positions'
        ? formLayout.name
        : summaryLayout.name;

/** A blank form (.xlsx) with choices, hints, an example and instructions. */
export async function writeTemplate(options: TemplateOptions): Promise<Uint8Array> {
  if (options.name === 'veterans') return build(peopleLayouts.veteran, options);
  if (options.name === 'families') return build(peopleLayouts.family, options);
  return build(options.name === 'positions' ? formLayout : summaryLayout, options);
}

async function build<Line>(layout: Layout<Line>, options: TemplateOptions): Promise<Uint8Array> {
  const workbook = makeWorkbook();
  const lists = listsOf(layout, options.places);
  const table = await beginTable(workbook, {
    layout,
    county: options.county,
    signatures: blankSignatures,
    foot: layout.name,
    entry: (columns, from) => ({
      ...{ from, to: from + entryRows - 1 },
      key: columns.findIndex(({ required }) => required === true) + 1,
      validations: columns.map((column, index) => validationOf(column, index + 1, lists)),
    }),
  });
  for (let row = 0; row < ruledRows; row++) await table.blank();
  await writeExample(workbook, layout);
  await writeInstructions(workbook, layout);
  await writeLists(workbook, lists);
  return workbook.bytes();
}

/** The lists that need a sheet of their own, by heading. */
function listsOf<Line>(
  layout: Layout<Line>,
  places: readonly string[],
): Map<string, readonly string[]> {
  const lists = layout.columns.flatMap(({ heading, choices }) => {
    if (choices === undefined) return [];
    const values = choices.of === 'places' ? places : choices.of;
    return values.length === 0 ? [] : [[heading, values] as const];
  });
  return new Map(lists);
}

function validationOf<Line>(
  { heading, hint, choices, length }: LayoutColumn<Line>,
  column: number,
  lists: ReadonlyMap<string, readonly string[]>,
): Validation {
  const list = lists.get(heading);
  return {
    column,
    title: heading,
    hint,
    ...(list === undefined ? {} : { list: listFormula(heading, list, lists) }),
    ...(length === undefined ? {} : { length }),
    strict: choices?.only === true,
  };
}

const inline = (values: readonly string[]) => `"${values.join(',')}"`;
const isLong = (values: readonly string[]) => inline(values).length > longestInlineList;
const longLists = (lists: ReadonlyMap<string, readonly string[]>) =>
  [...lists].filter(([, values]) => isLong(values));

function listFormula(
  heading: string,
  values: readonly string[],
  lists: ReadonlyMap<string, readonly string[]>,
): string {
  if (!isLong(values)) return inline(values);
  const column = columnName(longLists(lists).findIndex(([name]) => name === heading));
  return `'${listSheet}'!$${column}$1:$${column}$${String(values.length)}`;
}

async function writeLists(
  workbook: Workbook,
  lists: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  const columns = longLists(lists).map(([, values]) => values);
  if (columns.length === 0) return;
  const sheet = await workbook.sheet({
    name: listSheet,
    hidden: true,
    columns: columns.map(() => ({ width: 20, look: 'open' })),
  });
  const rows = Math.max(...columns.map((values) => values.length));
  for (let row = 0; row < rows; row++)
    await sheet.row(columns.map((values) => ({ value: values[row] ?? null, look: 'open' })));
}

/**
 * The example stands on its side, a column a row, with what to write beside it: it can be read without
 * scrolling across thirty columns, and no reader takes it for a table of people.
 */
async function writeExample<Line>(workbook: Workbook, layout: Layout<Line>): Promise<void> {
  const sheet = await workbook.sheet({
    name: '填写示例',
    columns: [
      { width: 26, look: 'open' },
      { width: 40, look: 'open' },
      { width: 70, look: 'open' },
    ],
    frozen: { rows: 2, columns: 0 },
    print: { pagesWide: 1, foot: `${layout.name} 填写示例` },
  });
  const title = '填写示例（虚构内容，仅供参照格式）';
  await sheet.row([{ value: title, look: 'title', span: 3 }], 34);
  await sheet.row([
    { value: '栏目', look: 'heading' },
    { value: '示例', look: 'heading' },
    { value: '怎么填', look: 'heading' },
  ]);
  const line = (heading: string, example: string, hint: string, required: boolean) =>
    sheet.row([
      { value: heading, look: required ? 'required' : 'heading' },
      { value: example, look: 'text' },
      { value: required ? `必填。${hint}` : hint, look: 'text' },
    ]);
  for (const { label, example, hint, required } of layout.block ?? [])
    await line(label, example, hint, required === true);
  for (const { heading, example, hint, required } of layout.columns)
    await line(heading, example === '' ? '（空着）' : example, hint, required === true);
}

async function writeInstructions<Line>(workbook: Workbook, layout: Layout<Line>): Promise<void> {
  const sheet = await workbook.sheet({
    name: '填表说明',
    columns: [{ width: 110, look: 'prose' }],
    print: { pagesWide: 1, foot: `${layout.name} 填表说明` },
  });
  await sheet.row([{ value: `${layout.name}填表说明`, look: 'title' }], 34);
  for (const [index, sentence] of layout.instructions.entries())
    await sheet.row([{ value: `${String(index + 1)}. ${sentence}`, look: 'prose' }]);
}
