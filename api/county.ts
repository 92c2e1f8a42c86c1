import type { Scope } from '@xincheng/db/client';
import type { County } from '@xincheng/db/places';

/** The county that signed-out visitors see; null in an empty installation. */
export type CountyLookup = () => Promise<County | null>;

/** The scope of somebody signed out: the county and nothing else. */
export function countyScope(county: County | null): Scope {
  return county === null ? {} : { countyId: county.id };
}
