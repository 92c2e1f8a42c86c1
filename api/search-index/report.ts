import { countOpenPositions } from '@xincheng/db/positions';
import { type IndexReport, readIndexReport } from '@xincheng/db/search-index';
import type { z } from 'zod';
import type { Response } from '../contract/endpoint.ts';
import type { getSearchIndex, IndexFault, searchLag } from '../contract/search-index.ts';
import { countyScope } from '../county.ts';
import type { Deps } from '../deps.ts';

/** How far searches and their index are, for anybody. Waits for the search server 600 ms at most. */
export async function readSearchLag(deps: Deps): Promise<z.infer<typeof searchLag>> {
  const { lag } = await look(deps);
  return lag;
}

/** The same and everything else that staff are told. */
export async function readSearchIndex(deps: Deps): Promise<Response<typeof getSearchIndex>> {
  const { pool, searchServer } = deps;
  const scope = countyScope(await deps.county());
  const [{ lag, report }, positions, rebuildAsked] = await Promise.all([
    look(deps),
    pool.transaction(scope, countOpenPositions),
    searchServer?.rebuild.isAsked() ?? false,
  ]);
  const { state, written, total, rebuiltAt, differences, comparedAt } = report;
  return {
    ...lag,
    positions,
    index: searchServer && {
      ...{ state, rebuildAsked, written, total, differences },
      rebuiltAt: rebuiltAt?.toISOString() ?? null,
      comparedAt: comparedAt?.toISOString() ?? null,
      lastError: lastErrorIn(report),
    },
  };
}

async function look({ pool, searchServer, matching }: Deps) {
  const [server, report, { searcher }] = await Promise.all([
    searchServer === null ? ('none' as const) : searchServer.look(),
    pool.transaction({}, readIndexReport),
    matching.view(),
  ]);
  const isUsed = server === 'answers' && !searcher.isResting();
  const lag: z.infer<typeof searchLag> = {
    configured: searchServer === null ? 'embedded' : 'meilisearch',
    used: isUsed ? 'meilisearch' : 'embedded',
    server,
    // Without a server there is nothing that could be behind.
    waiting: searchServer === null ? 0 : report.pending,
    oldestSeconds: searchServer === null ? 0 : Math.max(0, Math.round(report.oldestSeconds)),
  };
  return { lag, report };
}

function lastErrorIn({ lastError, lastErrorAt }: IndexReport) {
  if (lastError === null || lastErrorAt === null) return null;
  return { fault: faultOf(lastError), at: lastErrorAt.toISOString() };
}

/** What a kept code asks of somebody; codes of Node, of its fetch and of the server's documentation. */
function faultOf(code: string): IndexFault {
  return faults.find(([, pattern]) => pattern.test(code))?.[0] ?? 'other';
}

const faults: readonly [IndexFault, RegExp][] = [
  [
    'unreachable',
    /^(ECONN|EHOST|ENET|EAI_|ENOTFOUND|EPIPE|ETIMEDOUT|UND_ERR_|Timeout|Abort|MeilisearchRequest|MeilisearchTaskTimeOut)/,
  ],
  ['key', /api_key|authorization_header/],
  ['space', /^(ENOSPC|EDQUOT)|no_space_left|database_size_limit/],
  ['positions', /document|payload|primary_key|vector|EntriesRefused/],
];
