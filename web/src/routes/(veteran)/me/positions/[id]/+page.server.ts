import {
  explainMatch,
  getPosition,
  giveConsent,
  listConsents,
  withdrawConsent,
} from '@xincheng/api/contract';
import { redirect } from '@sveltejs/kit';
import { messagesOf } from '#lib/messages/index.ts';
import { call } from '#lib/server/api.ts';
import { setFlash } from '#lib/server/flash.ts';
import { failure, load as get, readForm } from '#lib/server/respond.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { id } = event.params;
  const [match, position, consents] = await Promise.all([
    get(event, explainMatch, { params: { positionId: id } }),
    call(event, getPosition, { params: { id } }),
    get(event, listConsents, { query: { limit: 100 } }),
  ]);
  const { employerId } = match.position;
  return {
    match,
    /** What the employer published; null once the position is no longer open. */
    published: position.ok ? position.data : null,
    consent: consents.items.find((one) => one.employerId === employerId) ?? null,
  };
};

export const actions: Actions = {
  consent: async (event) => {
    const { values } = await readForm(event);
    const result = await call(event, giveConsent, {
      body: { employerId: values['employerId'] ?? '' },
    });
    if (!result.ok) return failure(event, result);
    const words = messagesOf(event.locals.preferences.locale).seeker;
    setFlash(event.cookies, words.consentGiven(result.data.employer));
    redirect(303, `/me/positions/${event.params.id}`);
  },

  withdraw: async (event) => {
    const { values } = await readForm(event);
    const result = await call(event, withdrawConsent, {
      params: { id: values['consentId'] ?? '' },
    });
    if (!result.ok) return failure(event, result);
    setFlash(event.cookies, messagesOf(event.locals.preferences.locale).seeker.consentWithdrawn);
    redirect(303, `/me/positions/${event.params.id}`);
  },
};
