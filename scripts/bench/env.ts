import { z } from 'zod';

const schema = z.object({
  MEILI_URL: z.url().optional(),
  MEILI_KEY: z.string().default(''),
});

/** The operator's search server, the same variables as the API's; null where none is named. */
export function searchServerOfEnv(source = process.env): { url: string; key: string } | null {
  const { MEILI_URL: url, MEILI_KEY: key } = schema.parse(source);
  return url === undefined ? null : { url, key };
}
