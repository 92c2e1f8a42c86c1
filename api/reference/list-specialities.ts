import type { Db } from '@xincheng/db/client';
import { listReferenceEntries } from '@xincheng/db/reference';
import type { Response } from '../contract/endpoint.ts';
import type { listSpecialities as contract } from '../contract/people.ts';
import { readTables } from './tables.ts';

/** The crosswalk for whoever reads it, with names in the place of keys. */
export async function listSpecialities(db: Db): Promise<Response<typeof contract>> {
  const { skill, speciality, occupation } = await readTables(db);
  const skillNames = new Map(skill.map(({ key, name }) => [key, name]));
  const occupations = new Map(occupation.map((one) => [one.key, one.value]));
  const rows = await listReferenceEntries(db, 'speciality');
  const sources = new Map(rows.map(({ key, source }) => [key, source]));
  return {
    items: speciality.map(({ key, name, value }) => ({
      ...{ key, name, group: value.group, certificates: value.certificates, gap: value.gap },
      skills: value.skills.map((one) => skillNames.get(one.skill) ?? one.skill),
      occupations: value.occupations.map((named) => {
        const known = occupations.get(named);
        return { name: named, code: known?.code ?? null, verified: known?.evidence === 'S' };
      }),
      source: sources.get(key) ?? '',
    })),
  };
}
