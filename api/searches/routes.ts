import { addDays } from '@xincheng/db/clock';
import {
  deleteSavedSearch,
  insertSavedSearch,
  listFruitlessSearches,
  listSavedSearches,
  lookAtSavedSearch,
} from '@xincheng/db/searches';
import type { FastifyInstance } from 'fastify';
import { personOf } from '../auth/actor.ts';
import * as contract from '../contract/search.ts';
import type { Deps } from '../deps.ts';
import { AppError, found } from '../errors.ts';
import { searchPositions } from '../positions/search-positions.ts';
import { dropAbsent } from '../records/drop-absent.ts';
import { route } from '../route.ts';
import { countNewHits } from './count-new-hits.ts';

export function searchRoutes(app: FastifyInstance, deps: Deps): void {
  route(app, deps, contract.listPositions, searchPositions);

  route(app, deps, contract.complete, async ({ query }) => {
    const { q, kinds, limit } = query;
    if (q === '') return { items: [] };
    const view = await deps.matching.view();
    const wanted: readonly string[] = kinds ? kinds.split(',') : contract.completionKinds;
    const items = view.suggest(
      q,
      limit,
      contract.completionKinds.filter((kind) => wanted.includes(kind)),
    );
    return {
      items: items.map(({ kind, label, official }) => ({
        ...{ kind, label },
        ...dropAbsent({ official }),
      })),
    };
  });

  route(app, deps, contract.listSavedSearches, async (context) => {
    const { actor, read } = context;
    const rows = await read((db) =>
      listSavedSearches(db, personOf(actor), contract.mostSavedSearches),
    );
    return { items: await countNewHits(context, rows) };
  });

  route(app, deps, contract.saveSearch, async ({ actor, body, write }) => {
    const personId = personOf(actor);
    return write(async (db) => {
      const { length } = await listSavedSearches(db, personId, contract.mostSavedSearches);
      if (length >= contract.mostSavedSearches)
        throw new AppError('conflict', {
          message: `最多存 ${String(contract.mostSavedSearches)} 个查找，请先删掉不用的`,
        });
      const now = deps.clock.now();
      const id = await insertSavedSearch(db, {
        ...{ countyId: actor.countyId, personId, name: body.name },
        ...{ search: dropAbsent(body.search), lookedAt: now, createdAt: now },
      });
      if (id === null)
        throw new AppError('duplicate', { fields: { name: '您已经存过这个名字，请换一个' } });
      return { id };
    });
  });

  route(app, deps, contract.lookAtSearch, async ({ actor, params, write }) =>
    write(async (db) => {
      const now = deps.clock.now();
      const row = found(await lookAtSavedSearch(db, personOf(actor), params.id, now));
      return {
        search: contract.searchState.parse(row.search),
        lookedAt: row.lookedAt.toISOString(),
      };
    }),
  );

  route(app, deps, contract.deleteSearch, async ({ actor, params, write }) =>
    write(async (db) => {
      found(await deleteSavedSearch(db, personOf(actor), params.id));
      return { ok: true } as const;
    }),
  );

  route(app, deps, contract.listFruitlessSearches, async ({ query, read }) => {
    const from = addDays(deps.clock.today(), 1 - contract.fruitlessDays);
    return read((db) => listFruitlessSearches(db, from, query));
  });
}
