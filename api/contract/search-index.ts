/** How the search index beside the database is doing, for whoever looks after the deployment. */
import { indexStates } from '@xincheng/db/vocabulary/search-index';
import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';
import { done, instant } from './shared.ts';

export const engineKinds = ['embedded', 'meilisearch'] as const;

/**
 * How the search server is: `none` is set up, it `answers`, has `no_index` yet, keeps `silent`, or has
 * `refused` us.
 */
export const serverStates = ['none', 'answers', 'no_index', 'silent', 'refused'] as const;

/** What went wrong, as far as somebody has to do different things about it. */
export const indexFaults = ['unreachable', 'key', 'space', 'positions', 'other'] as const;
export type IndexFault = (typeof indexFaults)[number];

const lag = {
  /** What is set up, and what answers searches at this moment. */
  configured: z.enum(engineKinds),
  used: z.enum(engineKinds),
  server: z.enum(serverStates),
  /** Changes of positions that the index does not hold yet, and seconds since the oldest; else 0. */
  waiting: z.number().int().min(0),
  oldestSeconds: z.number().int().min(0),
};
export const searchLag = z.strictObject(lag);

/** Whoever looks after the system of the county. */
const keepers = ['bureau_staff', 'administrator'] as const;

export const getSearchIndex = {
  method: 'GET',
  path: '/search-index',
  summary: '检索索引的状态：用哪种检索、落后多少、最近一次出错',
  access: [...keepers, 'auditor'],
  response: z.strictObject({
    ...lag,
    /** Open positions in the database. */
    positions: z.number().int().min(0),
    /** What is kept on the search server; null where none is set up. */
    index: z
      .strictObject({
        state: z.enum(indexStates),
        /** A rebuild was asked for and has not begun. */
        rebuildAsked: z.boolean(),
        /** Documents of the last rebuild; `written` of `total` while one is going on. */
        written: z.number().int().min(0),
        total: z.number().int().min(0),
        rebuiltAt: instant.nullable(),
        /** Documents that the last comparison with the database found different, and mended. */
        differences: z.number().int().min(0).nullable(),
        comparedAt: instant.nullable(),
        lastError: z.strictObject({ fault: z.enum(indexFaults), at: instant }).nullable(),
      })
      .nullable(),
  }),
} as const satisfies Endpoint;

export const rebuildSearchIndex = {
  method: 'POST',
  path: '/search-index/rebuild',
  summary: '重建检索索引；重建好以前，原来的照常使用',
  access: keepers,
  response: done,
} as const satisfies Endpoint;
