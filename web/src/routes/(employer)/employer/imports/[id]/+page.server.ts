import { confirm, discard, loadImport, undo } from '#lib/server/imports.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = loadImport;

export const actions: Actions = {
  confirm,
  discard: (event) => discard(event, '/employer/imports'),
  undo,
};
