import { listAudit } from '@xincheng/api/contract';
import { offsetIn } from '#lib/form.ts';
import { load as get } from '#lib/server/respond.ts';
import type { PageServerLoad } from './$types';

const limit = 50;

export const load: PageServerLoad = async (event) => {
  const offset = offsetIn(event.url);
  return { audit: await get(event, listAudit, { query: { limit, offset } }), limit, offset };
};
