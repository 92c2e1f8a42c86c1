import { personKinds } from '@xincheng/db/vocabulary/records';
import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';
import { text } from './shared.ts';

/** 退役军人花名册, 军属登记表, 岗位需求信息表 (one employer), 岗位汇总表 (many). */
export const templateNames = ['veterans', 'families', 'positions', 'summary'] as const;
export type TemplateName = (typeof templateNames)[number];

const caseWorkers = ['station_clerk', 'station_head', 'bureau_staff', 'administrator'] as const;

export const getTemplate = {
  method: 'GET',
  path: '/templates/:name',
  summary: '空白模板：下拉选项、身份证号列为文本、附填写示例',
  access: 'public',
  params: z.strictObject({ name: z.enum(templateNames) }),
  response: 'file',
} as const satisfies Endpoint;

/** Who fills in, who checks: the head of the sheet. */
const signatures = {
  unit: text(60).optional(),
  filledBy: text(30).optional(),
  checkedBy: text(30).optional(),
};

export const exportPeople = {
  method: 'POST',
  path: '/people/export',
  summary: '人员名单导出为花名册；默认脱敏，要完整号码须写明用途并留痕',
  access: caseWorkers,
  body: z.strictObject({
    ...signatures,
    kind: z.enum(personKinds),
    area: z
      .string()
      .regex(/^\d{6}(\d{3}(\d{3})?)?$/)
      .optional(),
    q: text(50).optional(),
    /** Whole identifiers; needs a reason, and a head of station or the county. */
    whole: z.boolean().default(false),
    reason: text(200).optional(),
  }),
  audit: true,
  response: 'file',
} as const satisfies Endpoint;

export const exportPositions = {
  method: 'POST',
  path: '/positions/export',
  summary: '在招岗位导出为岗位汇总表',
  access: [...caseWorkers, 'employer_user'],
  body: z.strictObject({ ...signatures }),
  audit: true,
  response: 'file',
} as const satisfies Endpoint;
