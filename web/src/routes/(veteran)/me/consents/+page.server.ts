import { listConsents, withdrawConsent } from '@xincheng/api/contract';
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
  const consents = await get(event, listConsents, { query: { limit, offset } });
  return { consents, limit, offset };
};

export const actions: Actions = {
  default: async (event) => {
    const { values } = await readForm(event);
    const result = await call(event, withdrawConsent, {
      params: { id: values['consentId'] ?? '' },
    });
    if (!result.ok) return failure(event, result);
    setFlash(event.cookies, messagesOf(event.locals.preferences.locale).seeker.consentWithdrawn);
    redirect(303, '/me/consents');
  },
};
