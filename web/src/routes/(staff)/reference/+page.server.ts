import { listRules } from '@xincheng/api/contract';
import { load as get } from '#lib/server/respond.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
  rules: (await get(event, listRules)).items,
});
