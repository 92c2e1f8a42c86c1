import type { Pool } from '@xincheng/db/client';
import type { Clock } from '@xincheng/db/clock';
import { findPositions, listOpenPositions, type PositionWithNames } from '@xincheng/db/positions';
import { listSpecialities, rulesOn } from '@xincheng/db/reference';
import { createEmbeddedEngine } from '@xincheng/search/embedded';
import type { MatchEngine } from '@xincheng/search/engine';
import { scorePair, toMatchRule } from '@xincheng/search/matching';
import type { PairScore, PositionDocument, Profile, Reference } from '@xincheng/search/matching';
import { shippedSkills } from '@xincheng/search/skills';
import { type CountyLookup, countyScope } from '../county.ts';
import { toDocument } from './documents.ts';

/** The engine of this process, kept in step with committed positions. */
export interface Matching {
  /** Loads on the first call; later calls give the loaded engine at once. */
  engine(): Promise<MatchEngine>;
  /** Everything there is to say about one pair, from the same reference as the engine's. */
  explain(profile: Profile, position: PositionDocument): Promise<PairScore>;
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
  onError: (error: unknown) => void;
}): Matching {
  const { pool, clock, county } = deps;
  let loading: Promise<Loaded> | null = null;
  let applying: Promise<void> = Promise.resolve();
  const pending = new Set<string>();

  const load = async (): Promise<Loaded> => {
    const scope = countyScope(await county());
    const reference = await pool.transaction(scope, (db) => readReference(db, clock.today()));
    const engine = createEmbeddedEngine(reference);
    const documents: PositionDocument[] = [];
    for (let after: string | null = null; ;) {
      const start: string | null = after;
      const page: PositionWithNames[] = await pool.transaction(scope, (db) =>
        listOpenPositions(db, start, pageSize),
      );
      documents.push(...page.map(toDocument));
      after = page.at(-1)?.position.id ?? null;
      if (page.length < pageSize) break;
    }
    await engine.replaceAll(documents, reference.version);
    return { engine, reference, day: clock.today() };
  };

  /** Rules hold by date, so a new day starts with a new reading. */
  const loaded = (): Promise<Loaded> => {
    loading ??= load().catch((error: unknown) => {
      loading = null;
      throw error;
    });
    const asked = loading;
    return asked.then((current) => {
      if (current.day === clock.today()) return current;
      // Of many callers after midnight the first starts the new reading, the others wait for it.
      if (loading === asked) loading = null;
      return loaded();
    });
  };

  const apply = async (): Promise<void> => {
    const ids = [...pending];
    pending.clear();
    if (ids.length === 0 || loading === null) return;
    const { engine } = await loading;
    const scope = countyScope(await county());
    const rows = await pool.transaction(scope, (db) => findPositions(db, ids));
    for (const id of ids) {
      const row = rows.get(id);
      if (row?.position.status === 'open') await engine.upsert(toDocument(row));
      else await engine.remove(id);
    }
  };

  return {
    engine: async () => (await loaded()).engine,
    explain: async (profile, position) =>
      scorePair(profile, position, (await loaded()).reference, clock.today()),
    size: async () => {
      const { engine } = await loaded();
      return (await engine.search('', {}, { limit: 1, offset: 0 })).total;
    },
    follow: () =>
      pool.listen(
        'xc_positions',
        (id) => {
          pending.add(id);
          // One after the other: an older state must not overwrite a newer one.
          applying = applying.then(apply).catch((error: unknown) => {
            deps.onError(error);
            loading = null;
          });
        },
        // Notices may have been missed while the connection was gone: read everything again.
        () => {
          loading = null;
        },
      ),
    settled: () => applying,
  };
}

interface Loaded {
  engine: MatchEngine;
  reference: Reference;
  day: string;
}

async function readReference(db: Parameters<typeof rulesOn>[0], today: string): Promise<Reference> {
  const specialities = await listSpecialities(db);
  const rules = await rulesOn(db, today);
  return {
    version: `${today}|${String(specialities.reduce((sum, { version }) => sum + version, 0))}`,
    specialities,
    occupations: [],
    skills: shippedSkills,
    rules: rules.map(toMatchRule),
  };
}
