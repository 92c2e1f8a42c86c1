import { listFairs, listPositions, listTownships, setupState } from '@xincheng/api/contract';
import { redirect } from '@sveltejs/kit';
import { load as get } from '#lib/server/respond.ts';
import type { PageServerLoad } from './$types';

const shown = 6;

export const load: PageServerLoad = async (event) => {
  const chosen = event.url.searchParams.get('township') ?? '';
  const [{ items: townships }, { items: fairs }] = await Promise.all([
    get(event, listTownships),
    get(event, listFairs),
  ]);
  if (townships.length === 0 && (await get(event, setupState)).needsAdministrator)
    redirect(303, '/setup');

  const township = townships.find(({ code }) => code === chosen) ?? null;
  const positions = await get(event, listPositions, {
    query: { limit: shown, ...(township ? { township: township.code } : {}) },
  });
  return { townships, township, positions, fair: fairs.find(({ past }) => !past) ?? null };
};
