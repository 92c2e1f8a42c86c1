import type { FastifyInstance } from 'fastify';
import * as contract from '../contract/search-index.ts';
import type { Deps } from '../deps.ts';
import { AppError } from '../errors.ts';
import { route } from '../route.ts';
import { readSearchIndex } from './report.ts';

export function searchIndexRoutes(app: FastifyInstance, deps: Deps): void {
  route(app, deps, contract.getSearchIndex, () => readSearchIndex(deps));

  route(app, deps, contract.rebuildSearchIndex, async ({ write }) => {
    const { searchServer } = deps;
    if (searchServer === null)
      throw new AppError('conflict', {
        message: '没有设置检索服务器，用的是内置检索，没有索引要重建。',
      });
    return write(async () => {
      // By other connections: whoever is told that it failed may ask again, a second wish is the first.
      await searchServer.rebuild.ask();
      return { ok: true } as const;
    });
  });
}
