import { getSearchIndex, rebuildSearchIndex } from '@xincheng/api/contract';
import { redirect } from '@sveltejs/kit';
import { messagesOf } from '#lib/messages/index.ts';
import { call } from '#lib/server/api.ts';
import { setFlash } from '#lib/server/flash.ts';
import { failure, load as get, readForm } from '#lib/server/respond.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const role = event.locals.session?.appointment.role;
  const mayRebuild = rebuildSearchIndex.access.some((keeper) => keeper === role);
  return {
    report: await get(event, getSearchIndex),
    mayRebuild,
    asks: mayRebuild && event.url.searchParams.get('ask') === 'rebuild',
  };
};

export const actions: Actions = {
  rebuild: async (event) => {
    await readForm(event);
    const result = await call(event, rebuildSearchIndex);
    if (!result.ok) return failure(event, result);
    setFlash(event.cookies, messagesOf(event.locals.preferences.locale).searchIndex.done);
    redirect(303, '/search-index');
  },
};
