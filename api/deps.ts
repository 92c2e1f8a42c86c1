import type { Pool } from '@xincheng/db/client';
import type { Clock } from '@xincheng/db/clock';
import type { Sealer } from '@xincheng/db/sealing';
import type { Secrets } from '@xincheng/db/secrets';
import type { ServerCondition } from '@xincheng/search/meilisearch';
import type { CountyLookup } from './county.ts';
import type { Matching } from './matching/matching.ts';
import type { RebuildWish } from './search-index/server-watch.ts';

/** What the API is made of; given to `buildApp`, so that tests build it with their own. */
export interface Deps {
  /** Connections as the application role. */
  pool: Pool;
  clock: Clock;
  sealer: Sealer;
  secrets: Pick<Secrets, 'accessToken' | 'refreshToken'>;
  matching: Matching;
  county: CountyLookup;
  /** The search server that searches are put to first; null where none is set up. */
  searchServer: {
    /** How it is; waits 600 ms at most. */
    look(): Promise<ServerCondition>;
    rebuild: RebuildWish;
  } | null;
  /** Tells the background work that there is an import to work on; after the commit. */
  wakeImports: () => Promise<void>;
  /** Origins from which a browser may send cookies with a change. */
  origins: readonly string[];
}
