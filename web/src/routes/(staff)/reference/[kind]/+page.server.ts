import { listReference } from '@xincheng/api/contract';
import { redirect } from '@sveltejs/kit';
import { offsetIn } from '#lib/form.ts';
import { kindPath } from '#lib/reference/paths.ts';
import { load as get } from '#lib/server/respond.ts';
import { kindIn, mayEdit, namesFor } from '#lib/server/reference.ts';
import type { PageServerLoad } from './$types';

const limit = 50;

export const load: PageServerLoad = async (event) => {
  const kind = kindIn(event);
  if (kind === 'weights') redirect(307, kindPath(kind));
  const q = (event.url.searchParams.get('q') ?? '').trim().slice(0, 40);
  const offset = offsetIn(event.url);
  const [list, names] = await Promise.all([
    get(event, listReference, { params: { kind }, query: { q, limit, offset } }),
    namesFor(event),
  ]);
  return { kind, q, list, names, limit, offset, mayEdit: mayEdit(event) };
};
