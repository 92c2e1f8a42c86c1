import { z } from 'zod';
import { Fault } from './lib/console.ts';

const port = z.coerce.number().int().min(1).max(65_535);

const schema = z.object({
  PORT: port.default(3000).describe('网页端口'),
  API_PORT: port.default(3001).describe('API 端口，只在本机监听'),
  DATA_DIR: z.string().min(1).default('./.data').describe('数据目录：数据库、密钥、日志'),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe('改用这台 PostgreSQL（可建角色的管理账号），不启动内置的'),
  XC_NOW: z.string().min(1).optional().describe('演示与测试用的当前时间'),
});
export type LauncherEnv = z.infer<typeof schema>;

/** The launcher's environment. Throws a Fault that lists every fault, with the variable's name. */
export function readEnv(source: NodeJS.ProcessEnv = process.env): LauncherEnv {
  const parsed = schema.safeParse(source);
  if (!parsed.success) throw new Fault(`环境变量有误：\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** Our environment for a child process, less the administrator's database URL. */
export function childEnv(extra: Record<string, string>): NodeJS.ProcessEnv {
  const { DATABASE_URL: _, ...rest } = process.env;
  return { ...rest, ...extra };
}
