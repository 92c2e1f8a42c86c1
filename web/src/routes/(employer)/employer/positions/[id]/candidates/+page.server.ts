import { getOwnPosition, listCandidates } from '@xincheng/api/contract';
import { offsetIn } from '#lib/form.ts';
import { load as get } from '#lib/server/respond.ts';
import type { PageServerLoad } from './$types';

const limit = 20;

export const load: PageServerLoad = async (event) => {
  const params = { id: event.params.id };
  const offset = offsetIn(event.url);
  const [position, candidates] = await Promise.all([
    get(event, getOwnPosition, { params }),
    get(event, listCandidates, { params, query: { limit, offset } }),
  ]);
  return { position, candidates, limit, offset };
};
