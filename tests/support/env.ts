import { z } from 'zod';

/** What the tests take from outside. */
export const testEnv = z
  .object({
    /** A Chromium to use instead of the one found on PATH or the bundled one. */
    BROWSER_PATH: z.string().min(1).optional(),
    PATH: z.string().default(''),
    /** A search server to test against instead of starting the one on PATH, and a key for any index. */
    MEILI_URL: z.url().optional(),
    MEILI_KEY: z.string().min(1).optional(),
  })
  .parse(process.env);

/** Our environment with changes, for a process under test; vitest's own settings stay behind. */
export function childEnv(changes: Record<string, string>): NodeJS.ProcessEnv {
  const { NODE_ENV: _, VITEST: __, NODE_OPTIONS: ___, ...rest } = process.env;
  return { ...rest, ...changes };
}
