import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import {
  type Gazetteer,
  type ImportContext,
  ImportFileError,
  parsePositions,
  parseRoster,
  readWorkbook,
} from '@xincheng/api/imports';
import { makeClock } from '@xincheng/db/clock';
import { readEnv } from '../env.ts';
import { Fault, say } from '../lib/console.ts';
import { readDemoPlaces } from '../seed/demo-files.ts';
import { readReferenceData } from '../seed/reference.ts';

/**
 * Reads a file as the import page would and prints `{ records, issues }`. Places are those of the
 * demo county; nothing is written. Throws a Fault with what to do when the file cannot be read.
 */
export function importFile(
  [kind, file]: string[],
  { json, dryRun }: { json: boolean; dryRun: boolean },
): number {
  if ((kind !== 'roster' && kind !== 'positions') || file === undefined)
    throw new Fault('请写明是花名册（roster）还是岗位表（positions），以及文件。');
  if (!dryRun)
    throw new Fault('这里只能试读，请加 --dry-run；要写入，请在网页的“导入”里上传并确认。');
  if (!existsSync(file)) throw new Fault(`找不到文件 ${file}`);
  const { records, issues } = read(kind, file, importContext());
  if (json) {
    say(
      JSON.stringify({
        records: records.map(({ sheet, row, fields }) => ({ sheet, row, fields })),
        issues: issues.map(({ sheet, row, field, action, reason }) => ({
          sheet,
          row,
          field,
          action,
          reason,
        })),
      }),
    );
    return 0;
  }
  say(`读到 ${String(records.length)} 行，${String(issues.length)} 处要看：`);
  for (const { sheet, row, action, reason } of issues)
    say(
      `  ${sheet ?? basename(file)} 第 ${String(row)} 行　${action === 'reject' ? '不能导入' : '请核对'}　${reason}`,
    );
  return 0;
}

function read(kind: 'roster' | 'positions', file: string, context: ImportContext) {
  try {
    const sheets = readWorkbook(readFileSync(file), basename(file));
    return kind === 'roster' ? parseRoster(sheets, context) : parsePositions(sheets, context);
  } catch (error) {
    if (error instanceof ImportFileError) throw new Fault(error.message);
    throw error;
  }
}

function importContext(): ImportContext {
  const gazetteer: Gazetteer = readDemoPlaces();
  const { specialities } = readReferenceData();
  return {
    gazetteer,
    specialities: specialities.map(({ key, name }) => ({ key, name })),
    today: makeClock(readEnv().XC_NOW).today(),
  };
}
