import {
  deleteSearch,
  getMatches,
  listSavedSearches,
  lookAtSearch,
  mostNewHits,
} from '@xincheng/api/contract';
import { redirect } from '@sveltejs/kit';
import { messagesOf } from '#lib/messages/index.ts';
import { queryOf } from '#lib/search.ts';
import { call } from '#lib/server/api.ts';
import { setFlash } from '#lib/server/flash.ts';
import { failure, load as get, readForm } from '#lib/server/respond.ts';
import type { Actions, PageServerLoad } from './$types';

const step = 20;
const most = 100;

export const load: PageServerLoad = async (event) => {
  const asked = Number(event.url.searchParams.get('limit'));
  const limit = Number.isInteger(asked) && asked >= 1 ? Math.min(asked, most) : step;
  const [matches, { items: searches }] = await Promise.all([
    get(event, getMatches, { query: { limit } }),
    get(event, listSavedSearches),
  ]);
  const shown = matches.items.length;
  const nextLimit = shown < matches.total && limit < most ? Math.min(limit + step, most) : null;
  return { matches, nextLimit, searches, mostNewHits };
};

export const actions: Actions = {
  /** From now on only what comes later is new; the page marks what came since the look before. */
  look: async (event) => {
    const { values } = await readForm(event);
    const result = await call(event, lookAtSearch, { params: { id: values['id'] ?? '' } });
    if (!result.ok) return failure(event, result);
    const { search, lookedAt } = result.data;
    const query = queryOf({ ...search, sort: 'newest' });
    redirect(303, `/positions${query}&since=${encodeURIComponent(lookedAt)}`);
  },

  remove: async (event) => {
    const { values } = await readForm(event);
    const result = await call(event, deleteSearch, { params: { id: values['id'] ?? '' } });
    if (!result.ok) return failure(event, result);
    setFlash(event.cookies, messagesOf(event.locals.preferences.locale).search.removed);
    redirect(303, '/me#searches');
  },
};
