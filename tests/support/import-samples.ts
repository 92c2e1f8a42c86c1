import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  readWorkbook,
  type Cell,
  type Gazetteer,
  type ImportContext,
  type ImportIssue,
  type ParsedFile,
  type Sheet,
} from '@xincheng/api/imports';

const demo = join(import.meta.dirname, '../../db/demo');
const reference = join(import.meta.dirname, '../../db/reference');

/** A day after the youngest sample file was written. */
const sampleDay = '2023-10-15';

/** The demo county and the 97 specialities, as the importer gets them. */
export function sampleContext(today: string = sampleDay): ImportContext {
  const lines = readFileSync(join(reference, 'specialities.tsv'), 'utf8').trim().split('\n');
  const specialities = lines.slice(1).map((line) => {
    const [, name = '', key = ''] = line.split('\t');
    return { key, name };
  });
  return { gazetteer: sampleGazetteer(), specialities, today };
}

function sampleGazetteer(): Gazetteer {
  const county: unknown = JSON.parse(readFileSync(join(demo, 'county.json'), 'utf8'));
  if (!isGazetteer(county)) throw new Error('db/demo/county.json is no gazetteer');
  return county;
}

function isGazetteer(value: unknown): value is Gazetteer {
  const parts = ['county', 'townships', 'stations'];
  return typeof value === 'object' && value !== null && parts.every((part) => part in value);
}

/** The sheets of a file of db/demo. */
export function sampleSheets(folder: 'rosters' | 'positions', file: string): Sheet[] {
  return readWorkbook(readFileSync(join(demo, folder, file)), file);
}

/** A sheet from rows of texts and cells; row numbers start at 1, blank texts are no cells. */
export function sheetOf(rows: readonly (readonly (string | Cell)[])[], name = 'Sheet1'): Sheet {
  return {
    name,
    rows: rows.flatMap((texts, index) => {
      const cells = texts.map(cellOf);
      return cells.some((cell) => cell !== undefined) ? [{ row: index + 1, cells }] : [];
    }),
  };
}

function cellOf(value: string | Cell): Cell | undefined {
  if (typeof value !== 'string') return value;
  return value === '' ? undefined : { text: value, kind: 'text' };
}

export interface ExpectedRecord {
  readonly row: number;
  readonly expected: Readonly<Record<string, unknown>>;
}

export interface ExpectedIssue {
  readonly row: number;
  readonly kind: string;
  readonly field: string;
  readonly action: string;
  readonly reason: string;
}

export interface Accuracy {
  readonly right: number;
  readonly fields: number;
  /** Rows of the truth that gave no record, and records of rows that are none. */
  readonly lost: readonly number[];
  readonly invented: readonly number[];
  /** One line for each field that differs. */
  readonly misses: readonly string[];
  readonly missedIssues: readonly string[];
  /** Rows without an issue in the truth that have one here. */
  readonly wronglyMarked: readonly number[];
  readonly cleanRows: number;
}

/** Holds a parsed file against what truth.json expects of it, field by field. */
export function compareWithTruth(
  parsed: ParsedFile<object>,
  records: readonly ExpectedRecord[],
  issues: readonly ExpectedIssue[],
): Accuracy {
  const misses: string[] = [];
  const lost: number[] = [];
  let fields = 0;
  for (const { row, expected } of records) {
    const got = parsed.records.find((record) => record.row === row);
    if (got === undefined) lost.push(row);
    const values: Readonly<Record<string, unknown>> = { ...got?.fields };
    for (const [field, value] of Object.entries(expected)) {
      fields++;
      if (canonical(values[field]) === canonical(value)) continue;
      misses.push(
        `第${row}行 ${field}：应为 ${canonical(value)}，读成 ${canonical(values[field])}`,
      );
    }
  }
  const known = new Set(records.map(({ row }) => row));
  const marked = new Set(issues.map(({ row }) => row));
  const clean = records.filter(({ row }) => !marked.has(row));
  return {
    right: fields - misses.length,
    fields,
    lost,
    invented: parsed.records.filter(({ row }) => !known.has(row)).map(({ row }) => row),
    misses,
    missedIssues: issues
      .filter((issue) => !parsed.issues.some((found) => isSame(found, issue)))
      .map(({ row, kind, reason }) => `第${row}行 ${kind}：${reason}`),
    wronglyMarked: clean
      .filter(({ row }) => parsed.issues.some((issue) => issue.row === row))
      .map(({ row }) => row),
    cleanRows: clean.length,
  };
}

function isSame(found: ImportIssue, issue: ExpectedIssue): boolean {
  const { row, kind, field, action } = issue;
  return (
    found.row === row && found.kind === kind && found.field === field && found.action === action
  );
}

/** JSON with sorted keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value === undefined ? '(缺)' : value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
