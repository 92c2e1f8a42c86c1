import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';

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
  summary: '能否接待请求：数据库可达，匹配引擎已载入',
  access: 'public',
  response: z.strictObject({
    status: z.literal('ok'),
    database: z.literal('ok'),
    engine: z.strictObject({
      kind: z.enum(['embedded', 'meilisearch']),
      positions: z.number().int(),
    }),
  }),
} as const satisfies Endpoint;
