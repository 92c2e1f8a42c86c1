import type { Pool, Scope } from '@xincheng/db/client';
import type { Clock } from '@xincheng/db/clock';
import type { County } from '@xincheng/db/places';
import type { Sealer } from '@xincheng/db/sealing';
import type { Secrets } from '@xincheng/db/secrets';
import type { Matching } from './matching/matching.ts';

/** What the API is made of; given to `buildApp`, so that tests build it with their own. */
export interface Deps {
  /** Connections as the application role. */
  pool: Pool;
  clock: Clock;
  sealer: Sealer;
  secrets: Pick<Secrets, 'accessToken' | 'refreshToken'>;
  matching: Matching;
  /** The county that signed-out visitors see; null in an empty installation. */
  county: () => Promise<County | null>;
  /** Origins from which a browser may send cookies with a change. */
  origins: readonly string[];
}

/** The scope of somebody signed out: the county and nothing else. */
export function countyScope(county: County | null): Scope {
  return county === null ? {} : { countyId: county.id };
}
