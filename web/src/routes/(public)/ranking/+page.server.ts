import { getRanking } from '@xincheng/api/contract';
import { load as get } from '#lib/server/respond.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({ ranking: await get(event, getRanking) });
