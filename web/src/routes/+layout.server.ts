import { randomUUID } from 'node:crypto';
import { takeFlash } from '#lib/server/flash.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals, cookies }) => ({
  preferences: locals.preferences,
  session: locals.session,
  formKey: randomUUID(),
  flash: takeFlash(cookies),
});
