import { getPosition } from '@xincheng/api/contract';
import { load as get } from '#lib/server/respond.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
  position: await get(event, getPosition, { params: { id: event.params.id } }),
});
