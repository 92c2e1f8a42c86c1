import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import {
  detectKind,
  findKnownPeople,
  ImportFileError,
  parsePositions,
  parseRoster,
  readWorkbook,
  type Gazetteer,
  type ImportContext,
  type ImportIssue,
  type KnownPeople,
} from '@xincheng/api/imports';
import { makeClock } from '@xincheng/db/clock';
import { shippedReference } from '@xincheng/search/reference';
import { readEnv } from '../env.ts';
import { Fault, say } from '../lib/console.ts';
import { readDemoPlaces } from '../seed/demo-files.ts';

type Kind = 'roster' | 'positions';

interface ReadFile {
  readonly file: string;
  readonly kind: Kind;
  readonly records: readonly { sheet: string | null; row: number; fields: object }[];
  readonly issues: readonly ImportIssue[];
  readonly notices: readonly string[];
}

/**
 * Reads files one after another as the import page would into an empty county, and prints
 * `{ records, issues }`; with several files each says its `file`. Without a kind the headings tell.
 * Places are those of the demo county; nothing is written. Throws a Fault with what to do when a file
 * cannot be read.
 */
export function importFiles(
  args: string[],
  { json, dryRun }: { json: boolean; dryRun: boolean },
): number {
  const [first = ''] = args;
  const kind = first === 'roster' || first === 'positions' ? first : undefined;
  const files = kind === undefined ? args : args.slice(1);
  if (files.length === 0)
    throw new Fault(
      '请写明要读的文件；类型可以写花名册（roster）或岗位表（positions），不写就看表头。',
    );
  if (!dryRun)
    throw new Fault('这里只能试读，请加 --dry-run；要写入，请在网页的“导入”里上传并确认。');
  const missing = files.find((file) => !existsSync(file));
  if (missing !== undefined) throw new Fault(`找不到文件 ${missing}`);
  const context = importContext();
  const known: KnownPeople = new Map();
  const read = files.map((file) => readFile(file, kind, context, known));
  if (json) say(JSON.stringify(asJson(read)));
  else for (const file of read) sayFile(file);
  return 0;
}

function readFile(
  file: string,
  kind: Kind | undefined,
  context: ImportContext,
  known: KnownPeople,
): ReadFile {
  const name = basename(file);
  try {
    const sheets = readWorkbook(readFileSync(file), name);
    const found = kind ?? detectKind(sheets, context);
    if (found === null)
      throw new Fault(`“${name}”里没有花名册或岗位表的表头，请写明类型 roster 或 positions。`);
    if (found === 'positions')
      return { file: name, kind: found, ...parsePositions(sheets, context) };
    const parsed = parseRoster(sheets, context);
    const issues = [...parsed.issues, ...findKnownPeople(name, parsed, known)];
    return { file: name, kind: found, ...parsed, issues };
  } catch (error) {
    if (error instanceof ImportFileError) throw new Fault(`“${name}”：${error.message}`);
    throw error;
  }
}

function asJson(read: readonly ReadFile[]): { records: object[]; issues: object[] } {
  const from = (file: string) => (read.length > 1 ? { file } : {});
  return {
    records: read.flatMap(({ file, records }) =>
      records.map(({ sheet, row, fields }) => ({ ...from(file), sheet, row, fields })),
    ),
    issues: read.flatMap(({ file, issues }) =>
      issues.map(({ sheet, row, field, kind, action, reason }) => ({
        ...from(file),
        sheet,
        row,
        field,
        kind,
        action,
        reason,
      })),
    ),
  };
}

function sayFile({ file, kind, records, issues, notices }: ReadFile): void {
  const what = kind === 'roster' ? '花名册' : '岗位表';
  say(
    `${file}：${what}，读到 ${String(records.length)} 行，${String(issues.length)} 处要看${issues.length > 0 ? '：' : '。'}`,
  );
  for (const notice of notices) say(`  ${notice}`);
  for (const { sheet, row, action, reason } of issues)
    say(
      `  ${sheet ?? file} 第 ${String(row)} 行　${action === 'reject' ? '不能导入' : '请核对'}　${reason}`,
    );
}

function importContext(): ImportContext {
  const gazetteer: Gazetteer = readDemoPlaces();
  const { specialities } = shippedReference();
  return {
    gazetteer,
    specialities: specialities.map(({ key, name }) => ({ key, name })),
    today: makeClock(readEnv().XC_NOW).today(),
  };
}
