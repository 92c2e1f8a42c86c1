import { restrictions } from '@xincheng/db/vocabulary/records';
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
/**
 * Something a person can do about a lack: what is lacking, and how to get it in a sentence. `days` is
 * the usual time it takes; null where nobody has said so.
 */
export const matchAction = z.strictObject({
  kind: z.string(),
  what: z.string(),
  hint: z.string(),
  days: z.strictObject({ from: z.number().int(), to: z.number().int() }).nullable(),
});

export const match = z.strictObject({
  position: positionSummary,
  score: z.number().int().min(0).max(1000),
  distanceKm: z.number().nullable(),
  parts: z.array(matchPart),
  missing: z.array(matchAction),
  /** The work itself suits; false: the conditions are met, but it is another trade. */
  suits: z.boolean(),
});
export type Match = z.infer<typeof match>;

export const nearMiss = z.strictObject({
  position: positionSummary,
  distanceKm: z.number().nullable(),
  gates: z.array(matchGate),
  actions: z.array(matchAction),
});
export type NearMiss = z.infer<typeof nearMiss>;

/** One act that opens positions: what it is, and how many more than today a new ranking then has. */
export const matchStep = matchAction.extend({ gain: z.number().int().positive() });
export type MatchStep = z.infer<typeof matchStep>;

/** A position that meets the person's conditions, for somebody who does not want to be ranked. */
export const plainMatch = z.strictObject({
  position: positionSummary,
  distanceKm: z.number().nullable(),
});
export type PlainMatch = z.infer<typeof plainMatch>;

export const getMatches = {
  method: 'GET',
  path: '/me/matches',
  summary: '适合本人的岗位（带得分构成），以及差一两个条件的岗位；拒绝自动排序的只给清单',
  access: seekerRoles,
  query: z.strictObject({ limit: z.coerce.number().int().min(1).max(100).default(20) }),
  response: z.discriminatedUnion('ranked', [
    z.strictObject({
      ranked: z.literal(true),
      items: z.array(match),
      nearMisses: z.array(nearMiss),
      /** What opens most first. */
      steps: z.array(matchStep),
      /** All positions that pass every condition, not only the ones listed. */
      total: z.number().int(),
    }),
    /** The person refused automated ranking (个人信息保护法 24): by distance, then the newest. */
    z.strictObject({
      ranked: z.literal(false),
      items: z.array(plainMatch),
      total: z.number().int(),
    }),
  ]),
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
    suits: z.boolean(),
    /** Which data the score was computed from. */
    version: z.string(),
  }),
} as const satisfies Endpoint;

/** A skill that was read from the record, and where; offsets are UTF-16 units of that field's text. */
export const readSkill = z.strictObject({
  skill: z.string(),
  name: z.string(),
  level: z.number().int().min(1).max(3),
  /** The person says that it is wrong: it does not count. */
  denied: z.boolean(),
  sources: z.array(
    z.strictObject({
      field: z.enum(['speciality', 'specialityText', 'skills', 'experience', 'certificates']),
      text: z.string(),
      start: z.number().int(),
      end: z.number().int(),
    }),
  ),
});
export type ReadSkill = z.infer<typeof readSkill>;

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
    payFirm: z.boolean(),
    restrictions: z.array(z.enum(restrictions)),
  }),
  refusesRanking: z.boolean(),
  /** What matching reads from the record, the surest first. */
  readSkills: z.array(readSkill),
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
    /** Less than `salaryMin` is out of the question, instead of costing points only. */
    payFirm: z.boolean().default(false),
    restrictions: z.array(z.enum(restrictions)).max(restrictions.length).default([]),
  }),
  response: ownProfile,
} as const satisfies Endpoint;

export const changeRanking = {
  method: 'PATCH',
  path: '/me/ranking',
  summary: '拒绝或恢复自动排序（个人信息保护法第 24 条）；改正读错的技能',
  access: seekerRoles,
  body: z.strictObject({
    version: z.coerce.number().int(),
    refusesRanking: z.boolean().optional(),
    /** Keys of `readSkills` that are wrong; the whole list. */
    deniedSkills: z.array(z.string().min(1).max(60)).max(100).optional(),
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
