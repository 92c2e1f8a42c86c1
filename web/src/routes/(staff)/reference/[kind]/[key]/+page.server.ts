import { getReferenceEntry } from '@xincheng/api/contract';
import { kindIn, mayEdit, namesFor, undoChange } from '#lib/server/reference.ts';
import { load as get } from '#lib/server/respond.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const kind = kindIn(event);
  const { key } = event.params;
  const [detail, names] = await Promise.all([
    get(event, getReferenceEntry, { params: { kind, key } }),
    namesFor(event),
  ]);
  return { detail, names, mayEdit: mayEdit(event) };
};

export const actions: Actions = { undo: undoChange };
