import { listSpecialities } from '@xincheng/api/contract';
import { load as get } from '#lib/server/respond.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const q = (event.url.searchParams.get('q') ?? '').trim().slice(0, 40);
  const { items } = await get(event, listSpecialities);
  const found = items.filter(({ name, skills, occupations, certificates }) =>
    [name, ...skills, ...occupations.map((one) => one.name), certificates].some((text) =>
      text.includes(q),
    ),
  );
  return {
    q,
    total: found.length,
    unverified: items.flatMap(({ occupations }) => occupations).filter((one) => !one.verified)
      .length,
    groups: [...Map.groupBy(found, ({ group }) => group)].map(([group, rows]) => ({ group, rows })),
  };
};
