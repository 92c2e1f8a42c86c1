import type { FastifyInstance } from 'fastify';
import * as contract from '../contract/system.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { route } from '../route.ts';
import { readSearchLag } from '../search-index/report.ts';

export function systemRoutes(app: FastifyInstance, deps: Deps): void {
  route(app, deps, contract.live, () => Promise.resolve({ status: 'ok' as const }));

  route(app, deps, contract.ready, async ({ request }) => {
    try {
      await deps.pool.ping();
    } catch (error) {
      request.log.warn({ err: error }, 'database unreachable');
      throw new AppError('unavailable');
    }
    const [positions, search] = await Promise.all([deps.matching.size(), readSearchLag(deps)]);
    return { status: 'ok', database: 'ok', positions, search } as const;
  });
}
