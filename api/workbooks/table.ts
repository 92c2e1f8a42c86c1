import { maskNumbersIn } from '../records/masking.ts';
import type { BlockLabel, Layout, LayoutColumn, Signatures } from './layout.ts';
import type { SheetCell, SheetOptions } from './xlsx/sheet.ts';
import type { Look } from './xlsx/styles.ts';
import type { Workbook } from './xlsx/workbook.ts';

/** Wider than this (in characters) a table is printed on two pages side by side. */
const widestPage = 260;

export interface TableOptions<Line> {
  readonly layout: Layout<Line>;
  /** Name of the county before the title; '' where none is known. */
  readonly county: string;
  readonly signatures: Signatures;
  /** Identifiers in the lines are masked already; sensitive columns are left out. */
  readonly masked?: boolean;
  /** Line at the foot of each printed page. */
  readonly foot: string;
  /** For templates: what may be entered below the heading. */
  readonly entry?: (columns: readonly LayoutColumn<Line>[], from: number) => SheetOptions['entry'];
}

export interface TableWriter<Line> {
  /** Appends a row, numbered from 1. */
  line(line: Line): Promise<void>;
  /** Appends a row without content, to be filled in by hand. */
  blank(): Promise<void>;
  /** A line over the whole width below the table. */
  note(text: string): Promise<void>;
}

/** Begins a sheet with title, 填报单位 line, the employer's block of a form, and the heading. */
export async function beginTable<Line>(
  workbook: Workbook,
  { layout, county, signatures, masked = false, foot, entry }: TableOptions<Line>,
): Promise<TableWriter<Line>> {
  const columns = layout.columns.filter(({ sensitive }) => !(masked && sensitive === true));
  const width = columns.length + 1;
  const block = blockRows(layout.block ?? [], width);
  const headingRow = 3 + block.length;
  const total = columns.reduce((sum, column) => sum + column.width, 5);
  const entryOptions = entry?.(columns, headingRow + 1);
  const cellLook = (column: LayoutColumn<Line>): Look => (column.centred ? 'centred' : 'text');
  const sheet = await workbook.sheet({
    name: layout.name,
    columns: [
      { width: 5, look: 'open' },
      ...columns.map((column) => ({ width: column.width, look: 'open' as const })),
    ],
    frozen: { rows: headingRow, columns: 2 },
    print: { pagesWide: total > widestPage ? 2 : 1, foot },
    ...(entryOptions === undefined ? {} : { entry: entryOptions }),
  });
  const title = `${county}${layout.title}${masked ? '（脱敏）' : ''}`;
  await sheet.row([{ value: title, look: 'title', span: width }], 34);
  await sheet.row(signatureCells(signatures, width), 22);
  for (const cells of block) await sheet.row(cells, 24);
  await sheet.row(
    [
      { value: '序号', look: 'heading' },
      ...columns.map(({ heading, required }) => ({
        value: heading,
        look:
          required === true && entry !== undefined ? ('required' as const) : ('heading' as const),
      })),
    ],
    36,
  );
  let serial = 0;
  return {
    async line(line) {
      serial += 1;
      const text = (column: LayoutColumn<Line>) =>
        masked && column.free ? maskNumbersIn(column.text(line)) : column.text(line);
      await sheet.row([
        { value: serial, look: 'serial' },
        ...columns.map((column) => ({ value: text(column), look: cellLook(column) })),
      ]);
    },
    async blank() {
      await sheet.row([
        { value: null, look: 'serial' },
        ...columns.map((column) => ({ value: null, look: cellLook(column) })),
      ]);
    },
    note: (text) => sheet.row([{ value: text, look: 'line', span: width }], 36),
  };
}

function signatureCells(signatures: Signatures, width: number): SheetCell[] {
  const texts = [
    `填报单位：${signatures.unit}`,
    `填报人：${signatures.filledBy}`,
    `审核人：${signatures.checkedBy}`,
    `日期：${dayInWords(signatures.date)}`,
  ];
  return spread(width, texts.length).map((span, index) => ({
    value: texts[index] ?? '',
    look: 'line',
    span,
  }));
}

/** 2026年9月1日; '' stays blank. */
function dayInWords(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return year === undefined || month === undefined || date === undefined
    ? ''
    : `${String(year)}年${String(month)}月${String(date)}日`;
}

/** Label and value twice a row; a wide one alone. */
function blockRows(labels: readonly BlockLabel[], width: number): SheetCell[][] {
  const narrow = labels.filter(({ wide }) => wide !== true);
  const pairs = Array.from({ length: Math.ceil(narrow.length / 2) }, (_, index) =>
    narrow.slice(index * 2, index * 2 + 2),
  );
  const half = Math.floor(width / 2);
  const cells = ({ label, required }: BlockLabel, room: number): SheetCell[] => [
    { value: label, look: required === true ? 'required' : 'heading', span: 2 },
    { value: null, look: 'text', span: room - 2 },
  ];
  return [
    ...pairs.map((pair) =>
      pair.flatMap((label, index) => cells(label, index === 0 ? half : width - half)),
    ),
    ...labels.filter(({ wide }) => wide === true).map((label) => cells(label, width)),
  ];
}

/** Splits a width into so many spans, as even as may be. */
function spread(width: number, parts: number): number[] {
  return Array.from({ length: parts }, (_, index) => {
    const end = Math.round(((index + 1) * width) / parts);
    return end - Math.round((index * width) / parts);
  });
}
