import type { Pool } from '@xincheng/db/client';
import type { Clock } from '@xincheng/db/clock';
import { type County, findCounty } from '@xincheng/db/places';
import { makeSealer } from '@xincheng/db/sealing';
import type { Secrets } from '@xincheng/db/secrets';
import type { Deps } from './deps.ts';
import { makeMatching } from './matching/matching.ts';

/** Puts the API's parts together over a pool of the application role. */
export function makeDeps(options: {
  pool: Pool;
  clock: Clock;
  secrets: Secrets;
  origins: readonly string[];
  onError: (error: unknown) => void;
  wakeImports: () => Promise<void>;
}): Deps {
  const { pool, clock, secrets, origins, onError, wakeImports } = options;
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
    matching: makeMatching({ pool, clock, county, onError }),
  };
}
