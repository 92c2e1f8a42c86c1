import { areaRoles, roles } from '@xincheng/db/vocabulary/roles';
import { z } from 'zod';
import { appointment } from './auth.ts';
import type { Endpoint } from './endpoint.ts';
import { day, done, id, idParams, instant, listOf, page, requiredText } from './shared.ts';

export const fair = z.strictObject({
  id,
  name: z.string(),
  venue: z.string(),
  heldOn: day,
  opensAt: z.string(),
  closesAt: z.string(),
  past: z.boolean(),
  employers: z.number().int(),
  positions: z.number().int(),
  headcount: z.number().int(),
});
export type Fair = z.infer<typeof fair>;

export const listFairs = {
  method: 'GET',
  path: '/fairs',
  summary: '退役军人军属专场招聘会，近的在前',
  access: 'public',
  response: z.strictObject({ items: z.array(fair) }),
} as const satisfies Endpoint;

export const dashboard = {
  method: 'GET',
  path: '/dashboard',
  summary: '管辖范围的数字；每个数字都能点到背后的名单',
  access: areaRoles,
  response: z.strictObject({
    area: z.string(),
    people: z.strictObject({
      total: z.number().int(),
      veterans: z.number().int(),
      family: z.number().int(),
      withSpeciality: z.number().int(),
      withMobile: z.number().int(),
      withAccount: z.number().int(),
    }),
    positions: z.strictObject({
      open: z.number().int(),
      held: z.number().int(),
      headcount: z.number().int(),
      employers: z.number().int(),
    }),
    consents: z.number().int(),
    stations: z.array(
      z.strictObject({
        code: z.string(),
        name: z.string(),
        people: z.number().int(),
        withSpeciality: z.number().int(),
        withAccount: z.number().int(),
      }),
    ),
    specialities: z.array(z.strictObject({ name: z.string(), people: z.number().int() })),
    townships: z.array(
      z.strictObject({
        code: z.string(),
        name: z.string(),
        people: z.number().int(),
        positions: z.number().int(),
        headcount: z.number().int(),
      }),
    ),
    fairs: z.array(fair),
    imports: z.array(
      z.strictObject({
        id,
        fileName: z.string(),
        station: z.string(),
        written: z.number().int(),
        at: instant,
      }),
    ),
  }),
} as const satisfies Endpoint;

export const listEmployers = {
  method: 'GET',
  path: '/employers',
  summary: '本县用人单位，按名称排列',
  access: ['bureau_staff', 'administrator'],
  query: z.strictObject(page),
  response: listOf(
    z.strictObject({
      id,
      name: z.string(),
      township: z.string().nullable(),
      openPositions: z.number().int(),
    }),
  ),
} as const satisfies Endpoint;

export const accountSummary = z.strictObject({
  id,
  name: z.string(),
  displayName: z.string(),
  disabled: z.boolean(),
  appointments: z.array(appointment),
});

export const listAccounts = {
  method: 'GET',
  path: '/accounts',
  summary: '工作人员和单位账号',
  access: ['administrator'],
  query: z.strictObject(page),
  response: listOf(accountSummary),
} as const satisfies Endpoint;

export const createAccount = {
  method: 'POST',
  path: '/accounts',
  summary: '开通工作人员或单位账号，返回一次性初始密码',
  access: ['administrator'],
  status: 201,
  body: z.strictObject({
    name: z
      .string()
      .trim()
      .regex(/^[a-z0-9][a-z0-9._-]{2,31}$/, {
        error: '账号用 3 到 32 位小写字母、数字、点或短横线',
      }),
    displayName: requiredText(20),
    role: z.enum([...areaRoles, 'employer_user']),
    /** Area code for area roles (6, 9 or 12 digits), employer id for an employer's user. */
    place: requiredText(40),
  }),
  response: z.strictObject({ id, password: z.string() }),
} as const satisfies Endpoint;

export const addAppointment = {
  method: 'POST',
  path: '/accounts/:id/appointments',
  summary: '给账号加一个岗位',
  access: ['administrator'],
  status: 201,
  params: idParams,
  body: z
    .strictObject({
      role: z.enum([...areaRoles, 'employer_user']),
      place: requiredText(40),
      validFrom: day.optional(),
      validTo: day.nullable().optional(),
    })
    .refine(({ validFrom, validTo }) => !validFrom || !validTo || validFrom <= validTo, {
      path: ['validTo'],
      error: '结束日期不能早于开始日期',
    }),
  response: z.strictObject({ id }),
} as const satisfies Endpoint;

export const endAppointment = {
  method: 'POST',
  path: '/appointments/:id/end',
  summary: '结束一个任职，即刻生效',
  access: ['administrator'],
  params: idParams,
  response: done,
} as const satisfies Endpoint;

export const disableAccount = {
  method: 'POST',
  path: '/accounts/:id/disable',
  summary: '停用账号，作废它的全部会话',
  access: ['administrator'],
  params: idParams,
  response: done,
} as const satisfies Endpoint;

export const resetPassword = {
  method: 'POST',
  path: '/accounts/:id/password',
  summary: '忘记密码：重发一次性初始密码，原来的密码和登录随即作废',
  access: ['administrator'],
  params: idParams,
  response: z.strictObject({ account: z.string(), password: z.string() }),
} as const satisfies Endpoint;

export const addStations = {
  method: 'POST',
  path: '/stations',
  summary: '登记乡镇和服务站（从表格粘贴），已有的按代码更新',
  access: ['administrator'],
  body: z.strictObject({
    rows: z
      .array(
        z.strictObject({
          code: z
            .string()
            .regex(/^\d{12}$/, { error: '站点代码为十二位数字（乡镇九位，后三位 000 为乡镇站）' }),
          name: requiredText(40),
          lat: z.number().min(3).max(54, { error: '纬度应在 3 到 54 之间' }).nullable(),
          lng: z.number().min(73).max(136, { error: '经度应在 73 到 136 之间' }).nullable(),
          head: z.string().max(20).nullable(),
          phone: z.string().max(20).nullable(),
        }),
      )
      .min(1, { error: '请至少粘贴一行' })
      .max(500, { error: '一次最多 500 行' }),
  }),
  response: z.strictObject({ written: z.number().int() }),
} as const satisfies Endpoint;

export const auditEntry = z.strictObject({
  id: z.string(),
  at: instant,
  by: z.string(),
  role: z.enum(roles).nullable(),
  action: z.string(),
  subject: z.string().nullable(),
  reason: z.string().nullable(),
  ip: z.string().nullable(),
});

export const listAudit = {
  method: 'GET',
  path: '/audit',
  summary: '审计记录，新的在前（谁、做了什么、对谁、理由；不含内容）',
  access: ['auditor', 'administrator'],
  query: z.strictObject(page),
  response: listOf(auditEntry),
} as const satisfies Endpoint;

export const listRules = {
  method: 'GET',
  path: '/rules',
  summary: '现行规则：文号、条款、起止日期',
  access: 'signed_in',
  response: z.strictObject({
    items: z.array(
      z.strictObject({
        key: z.string(),
        title: z.string(),
        document: z.string(),
        article: z.string().nullable(),
        validFrom: day,
        validTo: day.nullable(),
        text: z.string(),
        /** False: second-hand or prior knowledge, to be checked by the bureau. */
        verified: z.boolean(),
      }),
    ),
  }),
} as const satisfies Endpoint;
