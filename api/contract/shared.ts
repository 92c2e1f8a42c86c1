import { z } from 'zod';

export const id = z.uuid({ error: '编号格式不对' });
export const idParams = z.strictObject({ id });
export const day = z.iso.date();
export const instant = z.iso.datetime({ offset: true });

/** Paging of a list; every list is bounded. */
export const page = {
  limit: z.coerce.number().int().min(1).max(100).default(20),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
};

export const listOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({ items: z.array(item), total: z.number().int().min(0) });

export const done = z.strictObject({ ok: z.literal(true) });

/** Free text that a person typed: trimmed, bounded. */
export const text = (max: number) =>
  z
    .string()
    .trim()
    // Half a character (a cut emoji, say) or a control character is nothing that can be stored.
    .regex(/^(?:[^\p{Surrogate}\p{Cc}]|[\t\n\r])*$/u, { error: '有不能识别的字符，请删去重写' })
    .max(max, { error: `最多 ${String(max)} 个字` });
export const requiredText = (max: number) => text(max).min(1, { error: '请填写' });
