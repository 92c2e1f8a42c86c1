import { getMatches } from '@xincheng/api/contract';
import { load as get } from '#lib/server/respond.ts';
import type { PageServerLoad } from './$types';

const step = 20;
const most = 100;

export const load: PageServerLoad = async (event) => {
  const asked = Number(event.url.searchParams.get('limit'));
  const limit = Number.isInteger(asked) && asked >= 1 ? Math.min(asked, most) : step;
  const matches = await get(event, getMatches, { query: { limit } });
  const shown = matches.items.length;
  const nextLimit = shown < matches.total && limit < most ? Math.min(limit + step, most) : null;
  return { matches, nextLimit };
};
