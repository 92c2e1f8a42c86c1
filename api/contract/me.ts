import { seekerRoles } from '@xincheng/db/vocabulary/roles';
import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';
import { positionSummary } from './positions.ts';
import { done, id, idParams, instant, listOf, page, text } from './shared.ts';

export const matchPart = z.strictObject({
  part: z.string(),
  points: z.number().int(),
  have: z.string(),
  need: z.string(),
});
/** A condition that lets a pair in or keeps it out, apart from the score. `source`: whose rule it is. */
export const matchGate = z.strictObject({
  rule: z.string(),
  passed: z.boolean(),
  source: z.string(),
  have: z.string(),
  need: z.string(),
});
/** Something a person can do about a lack: what is lacking, and how to get it in a sentence. */
export const matchAction = z.strictObject({ kind: z.string(), what: z.string(), hint: z.string() });

export const match = z.strictObject({
  position: positionSummary,
  score: z.number().int().min(0).max(1000),
  distanceKm: z.number().nullable(),
  parts: z.array(matchPart),
  missing: z.array(matchAction),
});
export type Match = z.infer<typeof match>;

export const nearMiss = z.strictObject({
  position: positionSummary,
  distanceKm: z.number().nullable(),
  gates: z.array(matchGate),
  actions: z.array(matchAction),
});
export type NearMiss = z.infer<typeof nearMiss>;

export const getMatches = {
  method: 'GET',
  path: '/me/matches',
  summary: '适合本人的岗位（带得分构成），以及差一两个条件的岗位',
  access: seekerRoles,
  query: z.strictObject({ limit: z.coerce.number().int().min(1).max(100).default(20) }),
  response: z.strictObject({
    items: z.array(match),
    nearMisses: z.array(nearMiss),
    /** All positions that pass every condition, not only the ones listed. */
    total: z.number().int(),
  }),
} as const satisfies Endpoint;

export const explainMatch = {
  method: 'GET',
  path: '/me/matches/:positionId/explain',
  summary: '本人与一个岗位：得分怎么来的，哪些条件没过',
  access: seekerRoles,
  params: z.strictObject({ positionId: id }),
  response: z.strictObject({
    position: positionSummary,
    score: z.number().int(),
    distanceKm: z.number().nullable(),
    parts: z.array(matchPart),
    gates: z.array(matchGate),
    missing: z.array(matchAction),
  }),
} as const satisfies Endpoint;

/** One's own record, identifiers masked. */
export const ownProfile = z.strictObject({
  id,
  fullName: z.string(),
  kind: z.enum(['veteran', 'family']),
  idCardNo: z.string(),
  mobile: z.string().nullable(),
  station: z.string(),
  educationText: z.string().nullable(),
  specialityText: z.string().nullable(),
  speciality: z.string().nullable(),
  serviceYears: z.number().int().nullable(),
  rank: z.string().nullable(),
  licences: z.array(z.string()),
  certificates: z.array(z.string()),
  skills: z.array(z.string()),
  experience: z.string().nullable(),
  wishes: z.strictObject({
    jobs: z.array(z.string()),
    salaryMin: z.number().int().nullable(),
    maxDistanceKm: z.number().int().nullable(),
    acceptShift: z.boolean().nullable(),
    acceptLodging: z.boolean().nullable(),
  }),
  version: z.number().int(),
});
export type OwnProfile = z.infer<typeof ownProfile>;

export const getOwnProfile = {
  method: 'GET',
  path: '/me/profile',
  summary: '本人档案（证件号、手机号已脱敏）',
  access: seekerRoles,
  response: ownProfile,
} as const satisfies Endpoint;

export const changeWishes = {
  method: 'PATCH',
  path: '/me/wishes',
  summary: '修改本人的求职意向；匹配随之更新',
  access: seekerRoles,
  body: z.strictObject({
    version: z.coerce.number().int(),
    jobs: z.array(text(20).min(1)).max(6, { error: '最多填 6 个岗位' }),
    salaryMin: z
      .number({ error: '请填数字，单位元/月' })
      .int()
      .min(0)
      .max(100_000, { error: '请填每月多少元' })
      .nullable(),
    maxDistanceKm: z
      .number({ error: '请填数字，单位公里' })
      .int()
      .min(1, { error: '最少 1 公里' })
      .max(500, { error: '最多 500 公里' })
      .nullable(),
    acceptShift: z.boolean().nullable(),
    acceptLodging: z.boolean().nullable(),
  }),
  response: ownProfile,
} as const satisfies Endpoint;

export const consent = z.strictObject({
  id,
  employerId: id,
  employer: z.string(),
  givenAt: instant,
});

export const listConsents = {
  method: 'GET',
  path: '/me/consents',
  summary: '本人同意过哪些单位查看档案摘要',
  access: seekerRoles,
  query: z.strictObject(page),
  response: listOf(consent),
} as const satisfies Endpoint;

export const giveConsent = {
  method: 'POST',
  path: '/me/consents',
  summary: '单独同意：让这一家单位查看本人的档案摘要（个人信息保护法第 23 条）',
  access: seekerRoles,
  status: 201,
  body: z.strictObject({ employerId: id }),
  response: consent,
} as const satisfies Endpoint;

export const withdrawConsent = {
  method: 'DELETE',
  path: '/me/consents/:id',
  summary: '撤回同意，立即生效',
  access: seekerRoles,
  params: idParams,
  response: done,
} as const satisfies Endpoint;
