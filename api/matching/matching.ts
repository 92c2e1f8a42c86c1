import { setImmediate } from 'node:timers/promises';
import type { Db, Pool } from '@xincheng/db/client';
import type { Clock } from '@xincheng/db/clock';
import { listPlacePoints, listPlaceWays, listTownships } from '@xincheng/db/places';
import { findPositions, listOpenPositions, type PositionWithNames } from '@xincheng/db/positions';
import { createEmbeddedEngine, type EmbeddedEngine } from '@xincheng/search/embedded';
import type { SearchEngine } from '@xincheng/search/engine';
import { PlaceTable, type Setting } from '@xincheng/search/matching';
import { type Reference, shippedReference } from '@xincheng/search/reference';
import { type CountyLookup, countyScope } from '../county.ts';
import { readReference } from '../reference/index.ts';
import type { PreviewReference } from '../reference/preview-types.ts';
import { placeLookup } from './documents.ts';
import { previewChange } from './preview.ts';
import { makeSearcher } from './searcher.ts';
import { makeView, type MatchView } from './view.ts';

/** The matching of this process, kept in step with committed positions and reference data. */
export interface Matching {
  /** Loads on the first call and after an edit of the reference data; else what is there, at once. */
  view(): Promise<MatchView>;
  /** What other reference data would change for the people of a scope. Nothing is kept. */
  previewReference: PreviewReference;
  /** Number of positions indexed. */
  size(): Promise<number>;
  /** Follows change notices until the pool closes. */
  follow(): Promise<void>;
  /** Resolves when every notice received so far has been applied (for tests). */
  settled(): Promise<void>;
}

const pageSize = 2000;

/** @param deps what the matching reads from: the database as the application role, the clock */
export function makeMatching(deps: {
  pool: Pool;
  clock: Clock;
  county: CountyLookup;
  /** A search server's engine over the own one's words and scores, where there is such a server. */
  searchServer?: (own: EmbeddedEngine, setting: Setting) => SearchEngine;
  onError: (error: unknown) => void;
}): Matching {
  const { pool, clock, county } = deps;
  let loading: Promise<MatchView> | null = null;
  let applying: Promise<void> = Promise.resolve();
  const pending = new Set<string>();

  const load = async (candidate?: Reference): Promise<MatchView> => {
    const known = await county();
    const scope = countyScope(known);
    const today = clock.today();
    const { reference, points, ways, townships } = await pool.transaction(scope, async (db) => ({
      reference: candidate ?? (await readReference(db, today)) ?? shippedReference(),
      points: known === null ? [] : await listPlacePoints(db, known.id),
      ways: await listPlaceWays(db),
      townships: await listTownships(db),
    }));
    const setting: Setting = { reference, places: new PlaceTable(points, ways.ways), today };
    const engine = createEmbeddedEngine(setting, townships);
    const version = `${reference.version}|${String(ways.version)}`;
    const searcher = makeSearcher({
      own: engine,
      server: deps.searchServer?.(engine, setting) ?? null,
      now: () => performance.now(),
      onError: deps.onError,
    });
    const placeOf = placeLookup(points);
    const view = makeView({ setting, engine, searcher, townships, version, placeOf });
    await engine.replaceAll([], version);
    let read = 0;
    for await (const row of allOpen((page) => pool.transaction(scope, page))) {
      await engine.upsert(view.documentOf(row));
      // Reading thousands of texts takes a second; requests of others go on meanwhile.
      if (++read % 20 === 0) await setImmediate();
    }
    return view;
  };

  /** Rules hold by date, so a new day starts with a new reading. */
  const view = (): Promise<MatchView> => {
    loading ??= load().catch((error: unknown) => {
      loading = null;
      throw error;
    });
    const asked = loading;
    return asked.then((current) => {
      if (current.setting.today === clock.today()) return current;
      // Of many callers after midnight the first starts the new reading, the others wait for it.
      if (loading === asked) loading = null;
      return view();
    });
  };

  const apply = async (): Promise<void> => {
    const ids = [...pending];
    pending.clear();
    if (ids.length === 0 || loading === null) return;
    const { engine, documentOf, positionsChanged } = await loading;
    const scope = countyScope(await county());
    const rows = await pool.transaction(scope, (db) => findPositions(db, ids));
    for (const id of ids) {
      const row = rows.get(id);
      if (row?.position.status === 'open') await engine.upsert(documentOf(row));
      else await engine.remove(id);
    }
    positionsChanged();
  };

  const forget = () => {
    loading = null;
  };

  return {
    view,
    previewReference: async (scope, candidate) =>
      previewChange(pool, scope, await view(), await load(candidate)),
    size: async () => {
      const { engine } = await view();
      return engine.size;
    },
    // Notices may have been missed while a connection was gone: read everything again.
    follow: async () => {
      await pool.listen('xc_reference', forget, forget);
      await pool.listen(
        'xc_positions',
        (id) => {
          pending.add(id);
          // One after the other: an older state must not overwrite a newer one.
          applying = applying.then(apply).catch((error: unknown) => {
            deps.onError(error);
            forget();
          });
        },
        forget,
      );
    },
    settled: () => applying,
  };
}

/** All open positions, by id, a page a transaction. */
async function* allOpen(
  inScope: (page: (db: Db) => Promise<PositionWithNames[]>) => Promise<PositionWithNames[]>,
): AsyncGenerator<PositionWithNames> {
  for (let after: string | null = null; ;) {
    const start: string | null = after;
    const rows: PositionWithNames[] = await inScope((db) => listOpenPositions(db, start, pageSize));
    yield* rows;
    after = rows.at(-1)?.position.id ?? null;
    if (rows.length < pageSize) return;
  }
}
