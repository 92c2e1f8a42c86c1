import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ImportBatch } from '@xincheng/api/contract';
import * as contract from '@xincheng/api/contract';
import type { FileKind } from '@xincheng/db/vocabulary/records';
import { z } from 'zod';
import type { SignedIn } from './api.ts';

const folder = join(import.meta.dirname, '../../db/demo');

const place = z.object({ code: z.string(), name: z.string(), lat: z.number(), lng: z.number() });
const countyFile = z.object({
  county: place,
  townships: z.array(place),
  stations: z.array(
    place.extend({ level: z.enum(['township', 'village']), townshipCode: z.string() }),
  ),
});

/** 云岭县 with its eight townships and 33 stations, for `makeWorld`. */
export function demoCounty() {
  const { county, ...places } = countyFile.parse(
    JSON.parse(readFileSync(join(folder, 'county.json'), 'utf8')),
  );
  return { code: county.code, name: county.name, places };
}

export const rosterFile = (name: string) => readFileSync(join(folder, 'rosters', name));
export const positionFile = (name: string) => readFileSync(join(folder, 'positions', name));

/** Uploads for preview; in process, the work is done when the request is answered. */
export async function upload(
  by: SignedIn,
  kind: FileKind,
  fileName: string,
  body: Uint8Array,
): Promise<contract.ImportDetail> {
  const { id } = await by.call(contract.uploadImport, { query: { kind, fileName }, body });
  return by.call(contract.getImport, { params: { id } });
}

/** Uploads and confirms. */
export async function importFile(
  by: SignedIn,
  kind: FileKind,
  fileName: string,
  body: Uint8Array,
): Promise<ImportBatch> {
  const { id } = await upload(by, kind, fileName, body);
  await by.call(contract.confirmImport, { params: { id } });
  return by.call(contract.getImport, { params: { id } });
}

/** All rows of a preview. */
export async function rowsOf(by: SignedIn, id: string): Promise<contract.ImportRow[]> {
  const rows: contract.ImportRow[] = [];
  for (;;) {
    const query = { limit: 100, offset: rows.length };
    const page = await by.call(contract.listImportRows, { params: { id }, query });
    rows.push(...page.items);
    if (page.items.length === 0 || rows.length >= page.total) return rows;
  }
}

/** A roster as a clerk would type it, as CSV. */
export function roster(
  ...rows: { name: string; idCardNo: string; place: string; mobile?: string; skill?: string }[]
): Buffer {
  const head = ['姓名', '性别', '公民身份号码', '联系电话', '户籍地', '专业技能'];
  const lines = rows.map(({ name, idCardNo, place: home, mobile = '', skill = '' }) => [
    ...[name, '男', idCardNo, mobile, home, skill],
  ]);
  return Buffer.from([head, ...lines].map((line) => line.join(',')).join('\r\n'));
}
