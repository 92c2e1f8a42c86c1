import { personKinds, sourceKinds } from '@xincheng/db/vocabulary/records';
import { caseRoles } from '@xincheng/db/vocabulary/roles';
import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';
import { positionSummary } from './positions.ts';
import { day, id, idParams, instant, listOf, page, requiredText, text } from './shared.ts';

/** A line of the people list. Identifiers are masked; whole ones need a reason (`revealPerson`). */
export const personSummary = z.strictObject({
  id,
  kind: z.enum(personKinds),
  fullName: z.string(),
  sex: z.number().int(),
  age: z.number().int().nullable(),
  idCardNo: z.string(),
  mobile: z.string().nullable(),
  station: z.string(),
  village: z.string().nullable(),
  educationText: z.string().nullable(),
  specialityText: z.string().nullable(),
  speciality: z.string().nullable(),
  dischargeDate: z.string().nullable(),
  serviceYears: z.number().int().nullable(),
  hasAccount: z.boolean(),
});
export type PersonSummary = z.infer<typeof personSummary>;

export const personDetail = personSummary.extend({
  birthDate: day.nullable(),
  ethnicity: z.string().nullable(),
  rank: z.string().nullable(),
  branch: z.string().nullable(),
  enlistDate: z.string().nullable(),
  licences: z.array(z.string()),
  certificates: z.array(z.string()),
  skills: z.array(z.string()),
  awards: z.array(z.string()),
  experience: z.string().nullable(),
  jobs: z.array(z.string()),
  salaryMin: z.number().int().nullable(),
  maxDistanceKm: z.number().int().nullable(),
  trainingIntent: z.string().nullable(),
  placementMode: z.string().nullable(),
  relation: z.string().nullable(),
  specialityKey: z.string().nullable(),
  /** Township or village where the person lives, when that is not where the person belongs. */
  residenceCode: z.string().nullable(),
  version: z.number().int(),
});
export type PersonDetail = z.infer<typeof personDetail>;

export const listPeople = {
  method: 'GET',
  path: '/people',
  summary: '管辖范围内的人员，按站点、姓名排列',
  access: caseRoles,
  query: z.strictObject({
    q: text(40).optional(),
    station: z
      .string()
      .regex(/^(\d{9}|\d{12})?$/, { error: '站点代码为九位或十二位数字' })
      .optional(),
    kind: z.enum(personKinds).optional(),
    /** The lists behind the dashboard's figures. */
    lack: z.enum(['speciality', 'mobile', 'account']).optional(),
    ...page,
  }),
  response: listOf(personSummary),
} as const satisfies Endpoint;

export const getPerson = {
  method: 'GET',
  path: '/people/:id',
  summary: '一个人的档案（证件号、手机号已脱敏）',
  access: caseRoles,
  params: idParams,
  response: personDetail,
} as const satisfies Endpoint;

export const changePerson = {
  method: 'PATCH',
  path: '/people/:id',
  summary: '更正档案里的内容；每一项都记下来源、经办人和原值',
  access: caseRoles,
  params: idParams,
  body: z.strictObject({
    version: z.coerce.number().int(),
    specialityKey: z.string().max(60).nullable().optional(),
    residenceCode: z
      .string()
      .regex(/^(\d{9}|\d{12})$/, { error: '居住地代码为九位（乡镇）或十二位（村）数字' })
      .nullable()
      .optional(),
    mobile: z
      .string()
      .trim()
      .regex(/^1\d{10}$/, { error: '手机号为 11 位数字，请核对' })
      .nullable()
      .optional(),
    licences: z.array(z.string().max(4)).max(8).optional(),
    certificates: z.array(text(40).min(1)).max(20).optional(),
    skills: z.array(text(30).min(1)).max(40).optional(),
    experience: text(2000).nullable().optional(),
  }),
  response: personDetail,
} as const satisfies Endpoint;

export const listPersonMatches = {
  method: 'GET',
  path: '/people/:id/matches',
  summary: '一个人最合适的岗位（最近一次算好的，最多 20 个）；拒绝自动排序的没有',
  access: caseRoles,
  params: idParams,
  response: z.strictObject({
    items: z.array(z.strictObject({ position: positionSummary, score: z.number().int() })),
    /** Of the data that the list was computed from; empty while there is none. */
    version: z.string(),
    computedAt: instant.nullable(),
  }),
} as const satisfies Endpoint;

export const revealPerson = {
  method: 'POST',
  path: '/people/:id/reveal',
  summary: '查看一个人的完整证件号和手机号；须写明理由，记入审计',
  access: caseRoles,
  params: idParams,
  body: z.strictObject({
    reason: requiredText(100).min(4, { error: '请写明为什么要看，至少 4 个字' }),
  }),
  response: z.strictObject({ idCardNo: z.string(), mobile: z.string().nullable() }),
  audit: true,
} as const satisfies Endpoint;

export const fieldEvent = z.strictObject({
  id: z.string(),
  field: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  source: z.enum(sourceKinds),
  sourceText: z.string(),
  by: z.string(),
  occurredAt: instant,
  recordedAt: instant,
});
export type FieldEvent = z.infer<typeof fieldEvent>;

export const listPersonEvents = {
  method: 'GET',
  path: '/people/:id/events',
  summary: '档案每一项的来历，新的在前',
  access: caseRoles,
  params: idParams,
  query: z.strictObject(page),
  response: listOf(fieldEvent),
} as const satisfies Endpoint;

export const openPersonAccount = {
  method: 'POST',
  path: '/people/:id/account',
  summary: '为一个人开通账号，返回一次性初始密码',
  access: caseRoles,
  status: 201,
  params: idParams,
  response: z.strictObject({ account: z.string(), password: z.string() }),
} as const satisfies Endpoint;

export const resetPersonPassword = {
  method: 'POST',
  path: '/people/:id/account/reset',
  summary: '忘记密码：重发一次性初始密码，原来的密码和登录随即作废',
  access: caseRoles,
  params: idParams,
  response: z.strictObject({ account: z.string(), password: z.string() }),
} as const satisfies Endpoint;

export const listStations = {
  method: 'GET',
  path: '/stations',
  summary: '管辖范围内的服务站，附人数',
  access: [...caseRoles, 'auditor'],
  response: z.strictObject({
    items: z.array(
      z.strictObject({
        code: z.string(),
        name: z.string(),
        level: z.enum(['township', 'village']),
        people: z.number().int(),
      }),
    ),
  }),
} as const satisfies Endpoint;

export const listSpecialities = {
  method: 'GET',
  path: '/specialities',
  summary: '军事专业对照表（可编辑的参考资料，附来源）',
  access: 'signed_in',
  response: z.strictObject({
    items: z.array(
      z.strictObject({
        key: z.string(),
        group: z.string(),
        name: z.string(),
        skills: z.array(z.string()),
        occupations: z.array(
          z.strictObject({ name: z.string(), code: z.string().nullable(), verified: z.boolean() }),
        ),
        certificates: z.string(),
        gap: z.string(),
        source: z.string(),
      }),
    ),
  }),
} as const satisfies Endpoint;
