import { correct, setColumns } from '#lib/server/import-rows.ts';
import { confirm, discard, loadImport, undo } from '#lib/server/imports.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = loadImport;

export const actions: Actions = {
  columns: setColumns,
  correct,
  confirm,
  discard: (event) => discard(event, '/imports'),
  undo,
};
