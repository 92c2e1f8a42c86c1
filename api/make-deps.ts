import type { Pool } from '@xincheng/db/client';
import type { Clock } from '@xincheng/db/clock';
import { type County, findCounty } from '@xincheng/db/places';
import { makeSealer } from '@xincheng/db/sealing';
import type { Secrets } from '@xincheng/db/secrets';
import { createSearchServer } from '@xincheng/search/meilisearch';
import type { EmbeddedEngine } from '@xincheng/search/embedded';
import type { Setting } from '@xincheng/search/matching';
import type { Deps } from './deps.ts';
import { makeMatching } from './matching/matching.ts';
import { type RebuildWish, watchServer } from './search-index/server-watch.ts';

/** Puts the API's parts together over a pool of the application role. */
export function makeDeps(options: {
  pool: Pool;
  clock: Clock;
  secrets: Secrets;
  origins: readonly string[];
  onError: (error: unknown) => void;
  wakeImports: () => Promise<void>;
  /** The search server, where there is one; `linear` as createSearchServer has it. */
  search?: { url: string; key: string; linear: boolean; rebuild: RebuildWish } | undefined;
}): Deps {
  const { pool, clock, secrets, origins, onError, wakeImports, search } = options;
  let known: County | null = null;
  const county = async () => {
    known ??= await pool.transaction({}, findCounty);
    return known;
  };
  return {
    pool,
    clock,
    secrets,
    origins,
    county,
    wakeImports,
    sealer: makeSealer(secrets),
    matching: makeMatching({
      ...{ pool, clock, county, onError },
      ...(search && {
        searchServer: (own: EmbeddedEngine, setting: Setting) =>
          createSearchServer(own, setting, search),
      }),
    }),
    searchServer:
      search === undefined
        ? null
        : { look: watchServer(search, () => performance.now()), rebuild: search.rebuild },
  };
}
