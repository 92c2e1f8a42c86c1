import { dismissDuplicate, listDuplicates } from '@xincheng/api/contract';
import { redirect } from '@sveltejs/kit';
import { offsetIn } from '#lib/form.ts';
import { messagesOf } from '#lib/messages/index.ts';
import { call } from '#lib/server/api.ts';
import { setFlash } from '#lib/server/flash.ts';
import { failure, load as get, readForm } from '#lib/server/respond.ts';
import type { Actions, PageServerLoad } from './$types';

const limit = 20;

export const load: PageServerLoad = async (event) => {
  const offset = offsetIn(event.url);
  const duplicates = await get(event, listDuplicates, { query: { limit, offset } });
  /** The batch of the merge that was just made. */
  const merged = /^[0-9a-f-]{36}$/.exec(event.url.searchParams.get('merged') ?? '')?.[0] ?? null;
  return { duplicates, merged, limit, offset };
};

export const actions: Actions = {
  dismiss: async (event) => {
    const { values } = await readForm(event);
    const result = await call(event, dismissDuplicate, { params: { id: values['id'] ?? '' } });
    if (!result.ok) return failure(event, result, values);
    setFlash(event.cookies, messagesOf(event.locals.preferences.locale).duplicates.dismissed);
    redirect(303, event.url.pathname);
  },
};
