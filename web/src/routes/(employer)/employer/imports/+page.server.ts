import { loadImports, upload } from '#lib/server/imports.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = loadImports;

export const actions: Actions = {
  default: (event) => upload(event, '/employer/imports'),
};
