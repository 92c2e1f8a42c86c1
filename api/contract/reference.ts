import { referenceKinds } from '@xincheng/db/vocabulary/reference';
import { caseRoles } from '@xincheng/db/vocabulary/roles';
import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';
import {
  certificateValue,
  occupationValue,
  skillValue,
  specialityValue,
  weightsValue,
} from './reference-values.ts';
import { done, id, instant, listOf, page, requiredText, text } from './shared.ts';

/** Who reads the reference data as it is edited; the ranking itself is published to everybody. */
const readers = [...caseRoles, 'auditor'] as const;
/** The bureau's staff at county level edit; a post in a township is refused all the same. */
const editors = ['bureau_staff', 'administrator'] as const;

const kind = z.enum(referenceKinds);
const key = z.string().min(1).max(60);
const reason = requiredText(200).min(4, { error: '请写明为什么改，至少 4 个字' });

const common = {
  key: z.string(),
  name: z.string(),
  source: z.string(),
  version: z.number().int(),
  /** Staff have changed what the product ships. */
  edited: z.boolean(),
  /** Somebody of the bureau has checked what it says now. */
  reviewed: z.strictObject({ at: instant, by: z.string() }).nullable(),
};
export const referenceEntry = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('skill'), ...common, value: skillValue }),
  z.strictObject({ kind: z.literal('speciality'), ...common, value: specialityValue }),
  z.strictObject({ kind: z.literal('occupation'), ...common, value: occupationValue }),
  z.strictObject({ kind: z.literal('certificate'), ...common, value: certificateValue }),
  z.strictObject({ kind: z.literal('weights'), ...common, value: weightsValue }),
]);
export type ReferenceEntry = z.infer<typeof referenceEntry>;

/** Another entry, by what it is called. */
const entryName = z.strictObject({ kind, key: z.string(), name: z.string() });

export const referenceChange = z.strictObject({
  id: z.number().int(),
  ...entryName.shape,
  at: instant,
  /** Empty: the product itself, with a release. */
  by: z.string(),
  reason: z.string(),
  what: z.enum(['added', 'changed', 'removed']),
  /**
   * The fields that differ, by path (`words`, `skills`, `terms.pay`, also `name` and `source`); each
   * value as lines to read, keys in words.
   */
  differences: z.array(
    z.strictObject({ field: z.string(), before: z.array(z.string()), after: z.array(z.string()) }),
  ),
  /** The change that this one takes back, and the one that took this one back. */
  undoes: z.number().int().nullable(),
  undoneBy: z.number().int().nullable(),
  /** It is the entry's latest change and may be taken back. */
  canUndo: z.boolean(),
});
export type ReferenceChange = z.infer<typeof referenceChange>;

export const listReference = {
  method: 'GET',
  path: '/reference/:kind',
  summary: '参考资料一类的条目；可按名称、代号、说法或拼音查找',
  access: readers,
  params: z.strictObject({ kind }),
  query: z.strictObject({ q: text(40).optional(), ...page }),
  response: listOf(referenceEntry).extend({
    /** Of the whole kind, whatever was looked for. */
    counts: z.strictObject({
      all: z.number().int(),
      edited: z.number().int(),
      reviewed: z.number().int(),
    }),
  }),
} as const satisfies Endpoint;

/** What the fields of an entry may refer to; for lists to choose from and to show keys in words. */
export const getReferenceNames = {
  method: 'GET',
  path: '/reference/names',
  summary: '编辑时可选的技能、职业、证书和规则',
  access: readers,
  response: z.strictObject({
    /** The first level of the skill tree. */
    trades: z.array(z.strictObject({ key: z.string(), name: z.string() })),
    skills: z.array(z.strictObject({ key: z.string(), name: z.string() })),
    occupations: z.array(z.string()),
    certificates: z.array(z.string()),
    rules: z.array(z.strictObject({ key: z.string(), title: z.string() })),
  }),
} as const satisfies Endpoint;

export const getReferenceEntry = {
  method: 'GET',
  path: '/reference/:kind/:key',
  summary: '一个条目：内容、哪里用到它、谁在什么时候为什么改过',
  access: readers,
  params: z.strictObject({ kind, key }),
  response: z.strictObject({
    entry: referenceEntry,
    /** What refers to it; while there is any, it cannot be removed. */
    usedBy: z.array(entryName),
    /** People in the reader's area whose military speciality it is. */
    people: z.number().int(),
    /** The latest 50, newest first. */
    changes: z.array(referenceChange),
  }),
} as const satisfies Endpoint;

/** As the kind's value has it (`reference-values.ts`); faults come back by field, `value.words.2`. */
const anyValue = z.record(z.string(), z.unknown());

export const previewReferenceChange = {
  method: 'POST',
  path: '/reference/:kind/:key/preview',
  summary: '先看一看：改成这样，哪些人和岗位的匹配会变。什么都不保存',
  access: editors,
  params: z.strictObject({ kind, key }),
  /** A null value: what removing it would change. A key that is not there yet: what adding it would. */
  body: z.strictObject({
    name: requiredText(40),
    value: anyValue.nullable(),
    confirmed: z.boolean().optional(),
  }),
  response: z.strictObject({
    positionsTouched: z.number().int(),
    peopleTouched: z.number().int(),
    /** People whose list of best matches becomes another one. */
    peopleListsChanged: z.number().int(),
    /** People with more, and with fewer, positions that pass every condition. */
    gainsMatches: z.number().int(),
    losesMatches: z.number().int(),
    /** At most 20 pairs, the greatest change first; a score of null: kept out by a condition. */
    samples: z.array(
      z.strictObject({
        personId: id,
        personName: z.string(),
        positionId: id,
        positionTitle: z.string(),
        before: z.number().int().nullable(),
        after: z.number().int().nullable(),
      }),
    ),
  }),
} as const satisfies Endpoint;

const edit = {
  name: requiredText(40),
  value: anyValue,
  /** Where it is known from; unchanged when absent. */
  source: requiredText(200).optional(),
  reason,
  /** Says that somebody has checked the whole entry. Without it, an edit takes the mark away. */
  reviewed: z.boolean().optional(),
  /** A word that already stands for another entry shall stand for both. */
  confirmed: z.boolean().optional(),
};

export const createReferenceEntry = {
  method: 'POST',
  path: '/reference/:kind',
  summary: '新增一个条目；须写明理由',
  access: editors,
  status: 201,
  params: z.strictObject({ kind }),
  /** Of occupations and certificates the key is the name. */
  body: z.strictObject({ key: requiredText(60), ...edit }),
  response: referenceEntry,
} as const satisfies Endpoint;

export const changeReferenceEntry = {
  method: 'PATCH',
  path: '/reference/:kind/:key',
  summary: '修改一个条目；须写明理由，匹配随之更新',
  access: editors,
  params: z.strictObject({ kind, key }),
  body: z.strictObject({ version: z.number().int(), ...edit }),
  response: referenceEntry,
} as const satisfies Endpoint;

export const removeReferenceEntry = {
  method: 'DELETE',
  path: '/reference/:kind/:key',
  summary: '删去一个条目；还有别处用到它时不能删',
  access: editors,
  params: z.strictObject({ kind, key }),
  body: z.strictObject({ version: z.number().int(), reason }),
  response: done,
} as const satisfies Endpoint;

export const listReferenceChanges = {
  method: 'GET',
  path: '/reference/changes',
  summary: '参考资料的全部改动，新的在前',
  access: readers,
  query: z.strictObject(page),
  response: listOf(referenceChange),
} as const satisfies Endpoint;

export const undoReferenceChange = {
  method: 'POST',
  path: '/reference/changes/:id/undo',
  summary: '撤销一次改动；之后又改过的不能撤销',
  access: editors,
  params: z.strictObject({ id: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) }),
  body: z.strictObject({ reason }),
  response: done,
} as const satisfies Endpoint;

export const getRanking = {
  method: 'GET',
  path: '/ranking',
  summary: '岗位怎么排先后：分数的组成、权重、版本和各项条件',
  access: 'public',
  response: z.strictObject({
    /** Of the whole reference data, as stored with every match. */
    version: z.string(),
    /** They sum to 1000. */
    parts: z.array(
      z.strictObject({
        part: z.enum(['skills', 'occupation', 'distance', 'terms']),
        name: z.string(),
        max: z.number().int(),
      }),
    ),
    weights: weightsValue,
    weightsVersion: z.number().int(),
    /** Trades by key, as `relatedTrades` names them. */
    trades: z.array(z.strictObject({ key: z.string(), name: z.string() })),
    /** When the weights were changed and why, newest first, at most 20. */
    changes: z.array(z.strictObject({ at: instant, reason: z.string() })),
    /** The conditions that let a pair in or keep it out, apart from the score. */
    gates: z.array(
      z.strictObject({
        rule: z.string(),
        name: z.string(),
        /** Who sets it: the position, the law, or the person. */
        setBy: z.array(z.enum(['position', 'law', 'person'])),
      }),
    ),
    counts: z.strictObject({
      skills: z.number().int(),
      specialities: z.number().int(),
      occupations: z.number().int(),
      certificates: z.number().int(),
    }),
  }),
} as const satisfies Endpoint;
