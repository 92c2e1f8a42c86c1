import { exportPositions, listPositions, listTownships } from '@xincheng/api/contract';
import { offsetIn } from '#lib/form.ts';
import { load as get } from '#lib/server/respond.ts';
import type { PageServerLoad } from './$types';

const limit = 20;

export const load: PageServerLoad = async (event) => {
  const { searchParams } = event.url;
  const q = (searchParams.get('q') ?? '').trim().slice(0, 80);
  const asked = searchParams.get('township') ?? '';
  const township = /^\d{9}$/.test(asked) ? asked : '';
  const offset = offsetIn(event.url);
  const [positions, { items: townships }] = await Promise.all([
    get(event, listPositions, { query: { q, township, limit, offset } }),
    get(event, listTownships),
  ]);
  const role = event.locals.session?.appointment.role;
  const mayExport = exportPositions.access.some((admitted) => admitted === role);
  return { positions, townships, q, township, limit, offset, mayExport };
};
