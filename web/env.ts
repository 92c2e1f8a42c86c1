import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);

const schema = z.object({
  /** Public port of the pages; 0 asks the system for a free one. */
  PORT: port.default(3000),
  /** Address to listen on; `0.0.0.0` where the proxy stands on another machine. */
  HOST: z.string().min(1).default('127.0.0.1'),
  /** Port of the API on this machine. */
  API_PORT: port.default(3001),
});

const parsed = schema.safeParse(process.env);
if (!parsed.success) throw new Error(`环境变量有误：\n${z.prettifyError(parsed.error)}`);

/** Settings of the web process, parsed once. Nothing else under `web` reads `process.env`. */
export const env = parsed.data;

/**
 * The Node adapter takes its own settings from the environment when its handler is first imported:
 * call this before. A file is at most 10 MB; without scripts several come in one form.
 */
export const prepareAdapter = (): void => {
  process.env.PROTOCOL_HEADER = 'x-forwarded-proto';
  process.env.BODY_SIZE_LIMIT = '32M';
};
