import {
  fileKinds,
  importKinds,
  importRowStatuses,
  importStatuses,
} from '@xincheng/db/vocabulary/records';
import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';
import { done, id, idParams, instant, listOf, page, requiredText, text } from './shared.ts';

const importers = [
  'station_clerk',
  'station_head',
  'bureau_staff',
  'administrator',
  'employer_user',
] as const;

export const importIssue = z.strictObject({
  field: z.string(),
  /** The column to correct, where one cell is meant. */
  column: z.string().nullable(),
  kind: z.string(),
  action: z.enum(['reject', 'flag']),
  reason: z.string(),
  /** The words of the cell that are meant, as they stand there. */
  words: z.string().nullable(),
  /** The rule of law behind it, in words: document and article. */
  source: z.string().nullable(),
  /** What the cell might say instead; '' for nothing. */
  proposal: z.string().nullable(),
});
export type ImportIssue = z.infer<typeof importIssue>;

export const importBatch = z.strictObject({
  id,
  kind: z.enum(importKinds),
  fileName: z.string(),
  status: z.enum(importStatuses),
  uploadedAt: instant,
  uploadedBy: z.string(),
  counts: z.record(z.enum(importRowStatuses), z.number().int()),
  /** Records that were written: new + changed, and the doubtful ones. */
  written: z.number().int(),
  /** Work under way, in rows; `total` is 0 until the file has been read. */
  progress: z.strictObject({ done: z.number().int(), total: z.number().int() }).nullable(),
  /** Why the file cannot be read, and what to do. */
  refusal: z.string().nullable(),
});
export type ImportBatch = z.infer<typeof importBatch>;

/** A recognised table of the file. */
export const importTable = z.strictObject({
  sheet: z.string().nullable(),
  row: z.number().int(),
  rows: z.number().int(),
  columns: z.array(
    z.strictObject({
      heading: z.string(),
      column: z.string().nullable(),
      by: z.enum(['synonym', 'said', 'none']),
      hidden: z.boolean(),
    }),
  ),
  notices: z.array(z.string()),
});
export type ImportTable = z.infer<typeof importTable>;

export const importDetail = z.strictObject({
  ...importBatch.shape,
  tables: z.array(importTable),
  notices: z.array(z.string()),
  /** The columns that a heading of such a file can mean. */
  columns: z.array(z.string()),
});
export type ImportDetail = z.infer<typeof importDetail>;

/** A field of a known record that the row says differently. */
export const importChange = z.strictObject({
  field: z.string(),
  before: z.string(),
  after: z.string(),
  /** Will be written. One that somebody set by hand is not, unless it is chosen. */
  taken: z.boolean(),
  byHand: z.boolean(),
});

/** One row of the file against the data bank. Identifiers are masked. */
export const importRow = z.strictObject({
  id,
  sheet: z.string().nullable(),
  row: z.number().int(),
  label: z.string(),
  status: z.enum(importRowStatuses),
  /** `held`: a position that comes in but waits for a correction; `merged`: brought together. */
  note: z.string().nullable(),
  /** The record that it became or is about, where it may be seen. */
  entityId: id.nullable(),
  cells: z.array(z.strictObject({ field: z.string(), text: z.string() })),
  /** The row as it stands in the file; long numbers masked. `edited`: corrected here. */
  source: z.array(
    z.strictObject({
      heading: z.string(),
      column: z.string().nullable(),
      text: z.string(),
      masked: z.boolean(),
      edited: z.boolean(),
    }),
  ),
  changes: z.array(importChange),
  issues: z.array(importIssue),
});
export type ImportRow = z.infer<typeof importRow>;

export const uploadImport = {
  method: 'POST',
  path: '/imports',
  summary: '上传花名册或岗位表，后台读成预览；确认之前不写入任何记录',
  access: importers,
  status: 201,
  /** Without `kind` the headings tell. */
  query: z.strictObject({ kind: z.enum(fileKinds).optional(), fileName: requiredText(200) }),
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
  response: importDetail,
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

const rowParams = z.strictObject({ id, rowId: id });

export const setImportColumns = {
  method: 'POST',
  path: '/imports/:id/columns',
  summary: '改正各列的含义并重新读取；记住，下次同一来源的表照此读',
  access: importers,
  params: idParams,
  body: z.strictObject({
    columns: z
      .array(z.strictObject({ heading: requiredText(200), column: z.string().max(40).nullable() }))
      .min(1)
      .max(256),
  }),
  response: importBatch,
} as const satisfies Endpoint;

export const correctImportRow = {
  method: 'PATCH',
  path: '/imports/:id/rows/:rowId',
  summary: '在预览里改正一行：单元格的文字、逐项取舍、要不要导入',
  access: importers,
  params: rowParams,
  body: z.strictObject({
    /** The whole new text of each corrected cell; '' clears it. */
    cells: z
      .array(z.strictObject({ column: requiredText(40), text: text(2000) }))
      .max(60)
      .optional(),
    /** Fields of the known record: true takes what the row says, false keeps what is there. */
    take: z.record(z.string().max(60), z.boolean()).optional(),
    leaveOut: z.boolean().optional(),
  }),
  response: importRow,
} as const satisfies Endpoint;

export const downloadImportRows = {
  method: 'POST',
  path: '/imports/:id/workbook',
  summary: '把有错、要核对或重复的行下载成表，改好可以再传；内容不脱敏，留痕',
  access: importers,
  params: idParams,
  body: z.strictObject({ statuses: z.array(z.enum(importRowStatuses)).min(1).max(7) }),
  audit: true,
  response: 'file',
} as const satisfies Endpoint;

export const confirmImport = {
  method: 'POST',
  path: '/imports/:id/confirm',
  summary: '确认导入：后台写入新增、有变化和待核对的行；有错和重复的行不写入',
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
  summary: '后台撤销整批导入；之后被人改过的内容保留',
  access: importers,
  params: idParams,
  response: importBatch,
} as const satisfies Endpoint;
