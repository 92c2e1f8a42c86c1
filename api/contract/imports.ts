import { importKinds, importRowStatuses, importStatuses } from '@xincheng/db/vocabulary/records';
import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';
import { done, id, idParams, instant, listOf, page, requiredText } from './shared.ts';

const importers = [
  'station_clerk',
  'station_head',
  'bureau_staff',
  'administrator',
  'employer_user',
] as const;

export const importIssue = z.strictObject({
  field: z.string(),
  kind: z.string(),
  action: z.enum(['reject', 'flag']),
  reason: z.string(),
});

export const importBatch = z.strictObject({
  id,
  kind: z.enum(importKinds),
  fileName: z.string(),
  status: z.enum(importStatuses),
  uploadedAt: instant,
  uploadedBy: z.string(),
  counts: z.record(z.enum(importRowStatuses), z.number().int()),
  /** Rows that were written by the confirmation (new + changed, and the doubtful ones taken). */
  written: z.number().int(),
});
export type ImportBatch = z.infer<typeof importBatch>;

/** One row of the file against the data bank. Identifiers are masked. */
export const importRow = z.strictObject({
  id,
  sheet: z.string().nullable(),
  row: z.number().int(),
  label: z.string(),
  status: z.enum(importRowStatuses),
  /** `held`: a position that comes in but waits for a correction. */
  note: z.string().nullable(),
  cells: z.array(z.strictObject({ field: z.string(), text: z.string() })),
  /** The row as it stands in the file, by column heading; long numbers masked. */
  source: z.array(z.strictObject({ heading: z.string(), text: z.string() })),
  changes: z.array(z.strictObject({ field: z.string(), before: z.string(), after: z.string() })),
  issues: z.array(importIssue),
});
export type ImportRow = z.infer<typeof importRow>;

export const uploadImport = {
  method: 'POST',
  path: '/imports',
  summary: '上传花名册或岗位表，得到预览；确认之前不写入任何记录',
  access: importers,
  status: 201,
  query: z.strictObject({ kind: z.enum(importKinds), fileName: requiredText(200) }),
  body: 'file',
  response: importBatch,
} as const satisfies Endpoint;

export const listImports = {
  method: 'GET',
  path: '/imports',
  summary: '本人所在站点或单位的导入批次，新的在前',
  access: importers,
  query: z.strictObject(page),
  response: listOf(importBatch),
} as const satisfies Endpoint;

export const getImport = {
  method: 'GET',
  path: '/imports/:id',
  summary: '一个导入批次',
  access: importers,
  params: idParams,
  response: importBatch,
} as const satisfies Endpoint;

export const listImportRows = {
  method: 'GET',
  path: '/imports/:id/rows',
  summary: '批次里的各行，按文件中的顺序',
  access: importers,
  params: idParams,
  query: z.strictObject({ status: z.enum(importRowStatuses).optional(), ...page }),
  response: listOf(importRow),
} as const satisfies Endpoint;

export const confirmImport = {
  method: 'POST',
  path: '/imports/:id/confirm',
  summary: '确认导入：写入新增、有变化和待核对的行；有错的行不写入',
  access: importers,
  params: idParams,
  response: importBatch,
} as const satisfies Endpoint;

export const discardImport = {
  method: 'POST',
  path: '/imports/:id/discard',
  summary: '放弃这次预览',
  access: importers,
  params: idParams,
  response: done,
} as const satisfies Endpoint;

export const undoImport = {
  method: 'POST',
  path: '/imports/:id/undo',
  summary: '撤销整批导入；之后被人改过的内容保留',
  access: importers,
  params: idParams,
  response: importBatch,
} as const satisfies Endpoint;
