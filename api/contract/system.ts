import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';
import { searchLag } from './search-index.ts';

export const live = {
  method: 'GET',
  path: '/live',
  summary: '进程是否活着',
  access: 'public',
  response: z.strictObject({ status: z.literal('ok') }),
} as const satisfies Endpoint;

export const ready = {
  method: 'GET',
  path: '/ready',
  summary: '能否接待请求：数据库可达，匹配引擎已载入；检索索引落后多少',
  access: 'public',
  response: z.strictObject({
    status: z.literal('ok'),
    database: z.literal('ok'),
    /** Positions that the process itself holds. */
    positions: z.number().int(),
    /** A search server that is down keeps nobody away: pages fall back. */
    search: searchLag,
  }),
} as const satisfies Endpoint;
