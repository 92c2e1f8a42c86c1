import { findPositions } from '@xincheng/db/positions';
import type { SavedSearchRow } from '@xincheng/db/searches';
import {
  type listSavedSearches,
  mostNewHits,
  type SavedSearch,
  searchState,
} from '../contract/search.ts';
import { type Asker, askerOf, toQuery } from '../positions/search-query.ts';
import type { Context } from '../route.ts';

/**
 * Saved searches with what they would newly find: positions posted after the person last looked. It is
 * counted when the list is opened, so no job has to run and nothing can be out of date.
 */
export async function countNewHits(
  { deps, actor, read }: Pick<Context<typeof listSavedSearches>, 'deps' | 'actor' | 'read'>,
  rows: readonly SavedSearchRow[],
): Promise<SavedSearch[]> {
  const view = await deps.matching.view();
  const page = { limit: mostNewHits, offset: 0 };
  const askers = new Map<string | undefined, Asker>();
  const askerFrom = async (from: string | undefined): Promise<Asker> => {
    const asker = askers.get(from) ?? (await askerOf(view, actor, from, read));
    askers.set(from, asker);
    return asker;
  };
  const items: SavedSearch[] = [];
  for (const { id, name, lookedAt, ...row } of rows) {
    const search = searchState.parse(row.search);
    const query = toQuery(search, page, await askerFrom(search.from));
    const { items: hits } = await view.searcher.search({ ...query, sort: 'newest' });
    const found = await read((db) =>
      findPositions(
        db,
        hits.map(({ id: hit }) => hit),
      ),
    );
    const fresh = [...found.values()].filter(({ position }) => position.createdAt > lookedAt);
    items.push({ id, name, search, fresh: fresh.length, lookedAt: lookedAt.toISOString() });
  }
  return items;
}
