import {
  exportPositions,
  listPositions,
  saveSearch,
  searchRadii,
  seekerRoles,
} from '@xincheng/api/contract';
import { redirect } from '@sveltejs/kit';
import { offsetIn } from '#lib/form.ts';
import { messagesOf } from '#lib/messages/index.ts';
import { panel, queryOf } from '#lib/search.ts';
import { call } from '#lib/server/api.ts';
import { setFlash } from '#lib/server/flash.ts';
import { failure, load as get, readForm, signInPath } from '#lib/server/respond.ts';
import { payChoices, readSearch } from '#lib/server/search.ts';
import type { Actions, PageServerLoad } from './$types';

const limit = 20;

export const load: PageServerLoad = async (event) => {
  const { searchParams } = event.url;
  const state = readSearch(searchParams);
  const offset = offsetIn(event.url);
  const found = await get(event, listPositions, { query: { ...state, limit, offset } });
  const role = event.locals.session?.appointment.role;
  const since = searchParams.get('since') ?? '';
  return {
    ...{ state, found, limit, offset },
    panelOpen: searchParams.get(panel.name) === panel.value,
    /** The look before this one, of a saved search; what was posted later is new. */
    since: /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(since) ? since : null,
    radii: searchRadii,
    pays: payChoices,
    maySave: seekerRoles.some((seeker) => seeker === role),
    mayExport: exportPositions.access.some((admitted) => admitted === role),
    signInHref: signInPath(event.url),
  };
};

export const actions: Actions = {
  save: async (event) => {
    const { values } = await readForm(event);
    const search = readSearch(event.url.searchParams);
    const result = await call(event, saveSearch, {
      body: { name: values['name'] ?? '', search },
    });
    if (!result.ok) return failure(event, result, values);
    setFlash(event.cookies, messagesOf(event.locals.preferences.locale).search.saved);
    redirect(303, `/positions${queryOf(search)}`);
  },
};
