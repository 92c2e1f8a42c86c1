import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65535);

/** The API's environment, parsed once; all faults are printed together by the caller. */
const schema = z.object({
  API_PORT: port.default(3001).describe('API 端口，只在本机监听'),
  PORT: port.default(3000).describe('网页端口，用于核对请求来源'),
  DATA_DIR: z.string().min(1).default('./.data').describe('数据目录，密钥在其下 secrets/'),
  DATABASE_URL_APP: z.url().describe('应用角色 xc_app 的连接地址'),
  DATABASE_URL_WORKER: z.url().describe('后台任务角色 xc_worker 的连接地址'),
  XC_NOW: z.string().min(1).optional().describe('演示与测试用的当前时间'),
  MEILI_URL: z.url().optional().describe('Meilisearch 的地址；不填则用内置检索'),
  MEILI_KEY: z.string().default('').describe('Meilisearch 的密钥，只需索引、文档、检索、任务权限'),
  MEILI_LINEAR: z
    .enum(['', '0', '1'])
    .default('')
    .transform((value) => value === '1')
    .describe('Meilisearch 以逐一比较的方式启动时填 1（npm start 启动的自动填）'),
  PUBLIC_ORIGINS: z
    .string()
    .default('')
    .transform((list) => list.split(',').filter((origin) => origin !== ''))
    .describe('对外网址（逗号分隔），如 https://xc.example.gov.cn'),
});
export type ApiEnv = z.infer<typeof schema>;

/** Throws an error that lists every fault, with the variable's name. */
export function readEnv(source: NodeJS.ProcessEnv = process.env): ApiEnv {
  const parsed = schema.safeParse(source);
  if (!parsed.success) throw new Error(`环境变量有误：\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
