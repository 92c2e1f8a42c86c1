import { findPositions } from '@xincheng/db/positions';
import { countFruitlessSearch } from '@xincheng/db/searches';
import type { FacetCounts, SearchQuery } from '@xincheng/search/engine';
import type { z } from 'zod';
import { type FoundPositions, type listPositions, shiftKinds } from '../contract/search.ts';
import { countyScope } from '../county.ts';
import type { MatchView } from '../matching/view.ts';
import type { Context } from '../route.ts';
import { fruitlessText } from '../searches/fruitless-text.ts';
import { dropConditions } from './drop-conditions.ts';
import { presentHit } from './present-hit.ts';
import { type Asker, askerOf, sortsFor, toQuery } from './search-query.ts';

/** Shown of what has only a part of the words. */
const mostLoose = 20;

type SearchContext = Context<typeof listPositions>;

/**
 * The engine names ids, facets and counts; the rows are read under the reader's own scope. A search
 * without a hit says what to leave out, and is counted for the staff if the words themselves found
 * nothing.
 */
export async function searchPositions(
  context: SearchContext,
): Promise<z.infer<(typeof listPositions)['response']>> {
  const { deps, actor, query: state, read } = context;
  const view = await deps.matching.view();
  const asker = await askerOf(view, actor, state.from, read);
  const query = toQuery(state, state, asker);
  const page = await view.searcher.search(query);
  const loose = page.loose.slice(0, mostLoose);
  const compiled = view.compile(query.text);

  const rows = await read((db) =>
    findPositions(
      db,
      [...page.items, ...loose].map(({ id }) => id),
    ),
  );
  const present = (hits: typeof page.items) =>
    hits.flatMap(({ id }) => {
      const row = rows.get(id);
      const byMatch = query.sort === 'match';
      return row === undefined ? [] : [presentHit(row, { view, compiled, asker, byMatch })];
    });
  const nothing = page.total === 0;
  if (nothing) await countFruitless(context, view, query);
  return {
    items: present(page.items),
    total: page.total,
    loose: present(loose),
    facets: facetsOf(page.facets, view, asker),
    sort: query.sort,
    sorts: sortsFor(asker, query.text),
    origin: asker.origin && { name: asker.origin.name, own: asker.origin.own },
    home: asker.home?.name ?? null,
    today: deps.clock.today(),
    engine: page.engine,
    fallback: page.fallback,
    dropped: nothing
      ? await dropConditions(
          query,
          compiled.terms.map(({ text }) => text),
          (smaller) => view.searcher.search(smaller),
        )
      : null,
  };
}

/** All values in their usual order, so that none vanishes where it has no hit. */
function facetsOf(
  counts: FacetCounts,
  { setting, wishes }: MatchView,
  { townships }: Asker,
): FoundPositions['facets'] {
  const facet = (
    values: readonly { value: string; label: string }[],
    of: ReadonlyMap<string, number>,
  ) => values.map(({ value, label }) => ({ value, label, count: of.get(value) ?? 0 }));
  const named = ({ key, name }: { key: string; name: string }) => ({ value: key, label: name });
  return {
    township: facet(
      townships.map(({ code, name }) => ({ value: code, label: name })),
      counts.townships,
    ),
    trade: facet(
      setting.reference.skills.filter(({ key }) => !key.includes('.')).map(named),
      counts.trades,
    ),
    // The page has words for them in each language.
    shift: facet(
      shiftKinds.map((kind) => ({ value: kind, label: kind })),
      counts.shifts,
    ),
    wish: facet(wishes.map(named), counts.wishes),
  };
}

/**
 * Counts words that find nothing in the whole county. Apart from the request's own transactions, in the
 * scope of nobody: neither an account nor an audit entry goes with it.
 */
async function countFruitless(
  { deps, request }: SearchContext,
  { searcher }: MatchView,
  { text }: SearchQuery,
): Promise<void> {
  const kept = fruitlessText(text);
  if (kept === null) return;
  try {
    const page = { limit: 1, offset: 0 };
    const { total } = await searcher.search({ text, filter: {}, sort: 'newest', page });
    if (total > 0) return;
    const scope = countyScope(await deps.county());
    await deps.pool.transaction(scope, (db) => countFruitlessSearch(db, kept, deps.clock.today()));
  } catch (error) {
    // Who searches gets an answer, whether it could be counted or not.
    request.log.warn({ err: error }, 'a fruitless search was not counted');
  }
}
