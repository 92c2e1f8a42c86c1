import type { Scope } from '@xincheng/db/client';
import type { County } from '@xincheng/db/places';

/** The county that signed-out visitors see; null in an empty installation. */
export type CountyLookup = () => Promise<County | null>;

/** The scope of somebody signed out: the county and nothing else. */
export function countyScope(county: County | null): Scope {
  return county === null ? {} : { countyId: county.id };
}

/** The scope of work on the whole county that nobody in particular asked for: what its staff may see. */
export function staffScope({ id, code }: County): Scope {
  return { countyId: id, role: 'bureau_staff', area: code };
}
