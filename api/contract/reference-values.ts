import { licenceClasses } from '@xincheng/db/vocabulary/codes';
import { z } from 'zod';
import { requiredText, text } from './shared.ts';

/**
 * What an entry of the reference data says, by kind: the shapes of `search/reference/types.ts` without
 * key and name. Faults carry the words for whoever edits.
 */
const words = z
  .array(requiredText(30))
  .max(80, { error: '最多写 80 个说法' })
  .refine((list) => new Set(list).size === list.length, { error: '有重复的说法，请删去一个' });
/** Keys and names of other entries; that they exist is checked against the tables. */
const references = (max: number) =>
  z
    .array(requiredText(60))
    .max(max, { error: `最多选 ${String(max)} 项` })
    .refine((list) => new Set(list).size === list.length, { error: '有重复的一项，请删去一个' });
const level = z.literal([1, 2, 3], { error: '请选 1、2 或 3' });
const percent = z
  .number({ error: '请填 0 到 100 的整数' })
  .int({ error: '请填整数' })
  .min(0, { error: '不能小于 0' })
  .max(100, { error: '不能大于 100' });
const whole = (min: number, max: number) =>
  z
    .number({ error: '请填整数' })
    .int({ error: '请填整数' })
    .min(min, { error: `不能小于 ${String(min)}` })
    .max(max, { error: `不能大于 ${String(max)}` });

export const skillValue = z.strictObject({ words, weight: level });

export const specialityValue = z.strictObject({
  group: text(20),
  words,
  skills: z
    .array(z.strictObject({ skill: requiredText(60), level }))
    .min(1, { error: '至少选一项技能' })
    .max(20, { error: '最多选 20 项技能' }),
  occupations: references(12).min(1, { error: '至少选一个职业' }),
  certificates: text(300),
  gap: text(300),
});

export const occupationEvidences = ['S', 's', 'P', ''] as const;
export const occupationEntries = ['none', 'open', 'light', 'veteran'] as const;

export const occupationValue = z.strictObject({
  code: z
    .string()
    .regex(/^\d-\d\d-\d\d-\d\d$/, { error: '代码写成 6-31-01-03 的样子；不知道就留空' })
    .nullable(),
  evidence: z.enum(occupationEvidences, { error: '请选依据' }),
  trade: requiredText(30).nullable(),
  entry: z.enum(occupationEntries, { error: '请选入门条件' }),
  words,
  skills: references(20),
  gates: z
    .array(
      z.discriminatedUnion('kind', [
        z.strictObject({
          kind: z.literal('licence'),
          anyOf: z
            .array(z.enum(licenceClasses, { error: '没有这种准驾车型，请核对' }))
            .min(1, { error: '至少选一种准驾车型' }),
          rule: requiredText(60),
        }),
        z.strictObject({
          kind: z.literal('certificate'),
          anyOf: references(12).min(1, { error: '至少选一个证书' }),
          rule: requiredText(60),
        }),
      ]),
    )
    .max(6, { error: '最多 6 项准入条件' }),
});

export const certificateWays = ['course', 'checkup', 'long'] as const;
export const certificateKinds = ['entry', 'level'] as const;

export const certificateValue = z.strictObject({
  words,
  way: z.enum(certificateWays, { error: '请选取得方式' }),
  days: z
    .strictObject({ from: whole(1, 3650), to: whole(1, 3650) })
    .refine(({ from, to }) => from <= to, { path: ['to'], error: '最长天数不能少于最短天数' })
    .nullable(),
  kind: z.enum(certificateKinds, { error: '请选准入类或水平类' }),
  rule: requiredText(60).nullable(),
  covers: references(20),
});

const shifts = z.strictObject({ day: percent, early: percent, away: percent, rotating: percent });
/** `[from, percent]`. */
const steps = z
  .array(z.tuple([whole(0, 10_000), percent]))
  .min(1, { error: '至少写一档' })
  .max(30, { error: '最多 30 档' });

export const weightsValue = z.strictObject({
  skills: z.strictObject({
    units: whole(1, 100),
    pointsPerUnit: z
      .array(z.array(whole(0, 1000)).length(4, { error: '每行四个数：没有、接触过、能做、熟练' }))
      .length(3, { error: '要三行：要求 1、2、3 级' }),
    nothingAsked: whole(0, 1000),
    mention: z.strictObject({
      title: whole(0, 20),
      duties: whole(0, 20),
      requirements: whole(0, 20),
      occupation: whole(0, 20),
    }),
    preferredCertificate: whole(0, 100),
    practisedYears: whole(1, 40),
    practisedRanks: z.array(requiredText(10)).max(20, { error: '最多 20 个军衔' }),
  }),
  occupation: z.strictObject({
    max: whole(0, 1000),
    source: z.strictObject({
      intent: percent,
      intentLater: percent,
      speciality: percent,
      specialityStep: percent,
      certificate: percent,
      experience: percent,
    }),
    entry: z.strictObject({ none: percent, open: percent, light: percent, veteran: percent }),
    sameSmallClass: percent,
    sameMiddleClass: percent,
    sameTrade: percent,
    relatedTrades: z
      .array(z.tuple([requiredText(30), requiredText(30), percent]))
      .max(300, { error: '最多 300 对' }),
    titleUnsupported: percent,
    titleNotLast: percent,
  }),
  distance: z.strictObject({
    max: whole(0, 1000),
    roadPercent: whole(100, 400),
    decay: steps,
  }),
  terms: z.strictObject({
    pay: whole(0, 1000),
    shift: whole(0, 1000),
    lodging: whole(0, 1000),
    papers: whole(0, 1000),
    payShare: steps,
    payUnknown: percent,
    payNoWish: percent,
    shiftAccepted: shifts,
    shiftRefused: shifts,
    noBed: percent,
  }),
});

export const referenceValues = {
  skill: skillValue,
  speciality: specialityValue,
  occupation: occupationValue,
  certificate: certificateValue,
  weights: weightsValue,
} as const;
export type SkillValue = z.infer<typeof skillValue>;
export type SpecialityValue = z.infer<typeof specialityValue>;
export type OccupationValue = z.infer<typeof occupationValue>;
export type CertificateValue = z.infer<typeof certificateValue>;
export type WeightsValue = z.infer<typeof weightsValue>;
