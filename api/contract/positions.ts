import { positionStatuses } from '@xincheng/db/vocabulary/records';
import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';
import { done, id, idParams, instant, listOf, page, requiredText, text } from './shared.ts';

/** What stands in a list of positions. Codes are labelled by the reader's language. */
export const positionSummary = z.strictObject({
  id,
  title: z.string(),
  employer: z.string(),
  employerId: id,
  township: z.string(),
  townshipCode: z.string().nullable(),
  workplace: z.string().nullable(),
  headcount: z.number().int().nullable(),
  salaryText: z.string(),
  salaryMin: z.number().int().nullable(),
  salaryMax: z.number().int().nullable(),
  salaryUnit: z.enum(['month', 'day', 'hour']),
  educationMin: z.string().nullable(),
  ageMin: z.number().int().nullable(),
  ageMax: z.number().int().nullable(),
  veteranAgeMax: z.number().int().nullable(),
  licences: z.array(z.string()),
  certificates: z.array(z.string()),
  preferredCertificates: z.array(z.string()),
  shift: z.string().nullable(),
  lodging: z.string().nullable(),
  acceptsFamily: z.boolean().nullable(),
  status: z.enum(positionStatuses),
});
export type PositionSummary = z.infer<typeof positionSummary>;

export const positionDetail = positionSummary.extend({
  skillsText: z.string().nullable(),
  description: z.string().nullable(),
  insurance: z.string().nullable(),
  veteranPriority: z.string().nullable(),
  employerIntro: z.string().nullable(),
  employerAddress: z.string().nullable(),
});
export type PositionDetail = z.infer<typeof positionDetail>;

/** Why a position is held: the words, what is wrong with them, the source in law, a lawful wording. */
export const holdReason = z.strictObject({
  field: z.string(),
  /** Exactly as they stand in the field's text. */
  words: z.string(),
  reason: z.string(),
  /** Document and article of the rule; 待核对 where nobody has checked it against the text yet. */
  source: z.string(),
  /** The whole text of the field, said lawfully; '' where nothing is left of it. */
  proposal: z.string(),
});

export const listTownships = {
  method: 'GET',
  path: '/townships',
  summary: '本县乡镇，按代码排列',
  access: 'public',
  response: z.strictObject({
    items: z.array(z.strictObject({ code: z.string(), name: z.string() })),
  }),
} as const satisfies Endpoint;

export const getPosition = {
  method: 'GET',
  path: '/positions/:id',
  summary: '一个在招岗位的全部内容',
  access: 'public',
  params: idParams,
  response: positionDetail,
} as const satisfies Endpoint;

/** The employer's own positions, held ones included. */
export const ownPosition = positionSummary.extend({
  skillsText: z.string().nullable(),
  description: z.string().nullable(),
  veteranPriority: z.string().nullable(),
  sexText: z.string().nullable(),
  holdReasons: z.array(holdReason),
  version: z.number().int(),
  /** People who let this employer see their summary, whatever the position. */
  consents: z.number().int(),
});
export type OwnPosition = z.infer<typeof ownPosition>;

/** In the list, with how many of the consenting people meet the position's conditions. */
export const listedOwnPosition = ownPosition.extend({ candidates: z.number().int() });
export type ListedOwnPosition = z.infer<typeof listedOwnPosition>;

export const listOwnPositions = {
  method: 'GET',
  path: '/employer/positions',
  summary: '本单位的岗位（含待改正的），附愿意联系的人数',
  access: ['employer_user'],
  query: z.strictObject(page),
  response: listOf(listedOwnPosition),
} as const satisfies Endpoint;

export const getOwnPosition = {
  method: 'GET',
  path: '/employer/positions/:id',
  summary: '本单位的一个岗位',
  access: ['employer_user'],
  params: idParams,
  response: ownPosition,
} as const satisfies Endpoint;

export const correctPosition = {
  method: 'PATCH',
  path: '/employer/positions/:id',
  summary: '改正本单位岗位的文字；不再含违法条件的自动恢复在招',
  access: ['employer_user'],
  params: idParams,
  body: z.strictObject({
    version: z.number().int(),
    title: requiredText(60),
    sexText: text(40).nullable(),
    skillsText: text(600).nullable(),
    description: text(2000).nullable(),
    veteranPriority: text(200).nullable(),
    shift: text(60).nullable().optional(),
    lodging: text(60).nullable().optional(),
  }),
  response: ownPosition,
} as const satisfies Endpoint;

export const changePositionStatus = {
  method: 'POST',
  path: '/employer/positions/:id/status',
  summary: '停招或恢复本单位的岗位',
  access: ['employer_user'],
  params: idParams,
  body: z.strictObject({ status: z.enum(['open', 'closed']) }),
  response: done,
} as const satisfies Endpoint;

/** A consenting person as an employer sees one: masked, without any contact or service unit. */
export const candidate = z.strictObject({
  personId: id,
  name: z.string(),
  age: z.number().int().nullable(),
  education: z.string().nullable(),
  township: z.string(),
  speciality: z.string().nullable(),
  serviceYears: z.number().int().nullable(),
  licences: z.array(z.string()),
  certificates: z.array(z.string()),
  mobile: z.string().nullable(),
  /** Null: the person refused automated ranking; then there are no parts either. */
  score: z.number().int().nullable(),
  distanceKm: z.number().nullable(),
  parts: z.array(
    z.strictObject({
      part: z.string(),
      points: z.number().int(),
      have: z.string(),
      need: z.string(),
    }),
  ),
  consentedAt: instant,
});
export type Candidate = z.infer<typeof candidate>;

export const listCandidates = {
  method: 'GET',
  path: '/employer/positions/:id/candidates',
  summary: '同意联系的人，按匹配程度排列（信息已脱敏）',
  access: ['employer_user'],
  params: idParams,
  query: z.strictObject(page),
  response: listOf(candidate),
} as const satisfies Endpoint;
