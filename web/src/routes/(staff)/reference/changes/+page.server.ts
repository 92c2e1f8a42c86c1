import { listReferenceChanges } from '@xincheng/api/contract';
import { offsetIn } from '#lib/form.ts';
import { mayEdit, undoChange } from '#lib/server/reference.ts';
import { load as get } from '#lib/server/respond.ts';
import type { Actions, PageServerLoad } from './$types';

const limit = 20;

export const load: PageServerLoad = async (event) => {
  const offset = offsetIn(event.url);
  const changes = await get(event, listReferenceChanges, { query: { limit, offset } });
  return { changes, limit, offset, mayEdit: mayEdit(event) };
};

export const actions: Actions = { undo: undoChange };
