import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';
import { importBatch } from './imports.ts';
import { done, id, idParams, listOf, page } from './shared.ts';

/** A row of a decided import that is about somebody who is known, but not as the row has it. */
export const duplicate = z.strictObject({
  id,
  batchId: id,
  fileName: z.string(),
  uploadedBy: z.string(),
  sheet: z.string().nullable(),
  row: z.number().int(),
  label: z.string(),
  idCardMasked: z.string(),
  reason: z.string(),
  /** `elsewhere`: in another station's care, which only the county sees. `nobody`: not in the bank yet. */
  state: z.enum(['open', 'elsewhere', 'nobody']),
});
export type Duplicate = z.infer<typeof duplicate>;

/** Both reports of one person, field by field. */
export const duplicateDetail = z.strictObject({
  ...duplicate.shape,
  personId: id,
  /** Of the person's record; sent back with the merge, so that nothing newer is overwritten unseen. */
  version: z.number().int(),
  personLabel: z.string(),
  fields: z.array(
    z.strictObject({
      field: z.string(),
      current: z.string(),
      offered: z.string(),
      same: z.boolean(),
      /** A list: both can be kept. */
      list: z.boolean(),
      byHand: z.boolean(),
    }),
  ),
});
export type DuplicateDetail = z.infer<typeof duplicateDetail>;

const caseWorkers = ['station_clerk', 'station_head', 'bureau_staff', 'administrator'] as const;

export const listDuplicates = {
  method: 'GET',
  path: '/duplicates',
  summary: '已写入的批次里，与库里的人重复、等人核对的行，新的在前',
  access: caseWorkers,
  query: z.strictObject(page),
  response: listOf(duplicate),
} as const satisfies Endpoint;

export const getDuplicate = {
  method: 'GET',
  path: '/duplicates/:id',
  summary: '一条重复：库里的和表里的逐项对照；登记在别处的看不到',
  access: caseWorkers,
  params: idParams,
  response: duplicateDetail,
} as const satisfies Endpoint;

export const mergeDuplicate = {
  method: 'POST',
  path: '/duplicates/:id/merge',
  summary: '把选中的内容并入库里的记录，成为一个可以撤销的批次',
  access: caseWorkers,
  params: idParams,
  body: z.strictObject({
    version: z.number().int(),
    /** Fields not named stay as they are. `both`: lists only. */
    take: z.record(z.string().max(60), z.enum(['offered', 'both'])),
  }),
  response: importBatch,
} as const satisfies Endpoint;

export const dismissDuplicate = {
  method: 'POST',
  path: '/duplicates/:id/dismiss',
  summary: '不合并，库里的保持原样',
  access: caseWorkers,
  params: idParams,
  response: done,
} as const satisfies Endpoint;
