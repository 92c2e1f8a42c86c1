import {
  addAppointment,
  disableAccount,
  endAppointment,
  listAccounts,
  resetPassword,
} from '@xincheng/api/contract';
import { redirect } from '@sveltejs/kit';
import { offsetIn } from '#lib/form.ts';
import { messagesOf } from '#lib/messages/index.ts';
import { call } from '#lib/server/api.ts';
import { setFlash } from '#lib/server/flash.ts';
import { postFailure, postPlaces } from '#lib/server/places.ts';
import { failure, load as get, readForm } from '#lib/server/respond.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const limit = 25;

export const load: PageServerLoad = async (event) => {
  const offset = offsetIn(event.url);
  const accounts = await get(event, listAccounts, { query: { limit, offset } });
  const open = accounts.items.find(({ id }) => id === event.url.searchParams.get('id')) ?? null;
  const ending = open?.appointments.find(({ id }) => id === event.url.searchParams.get('end'));
  return {
    ...{ accounts, open, limit, offset },
    ending: ending ?? null,
    asksDisable: event.url.searchParams.get('ask') === 'disable',
    places: open === null ? [] : await postPlaces(event),
  };
};

/** Back to the same list with the same account open, the question answered. */
const back = (event: RequestEvent): never => {
  const query = new URLSearchParams();
  for (const name of ['id', 'offset']) {
    const value = event.url.searchParams.get(name);
    if (value !== null) query.set(name, value);
  }
  redirect(303, `/accounts?${query.toString()}`);
};

export const actions: Actions = {
  add: async (event) => {
    const { values } = await readForm(event);
    const { role = '', place = '', validFrom = '', validTo = '' } = values;
    const result = await call(event, addAppointment, {
      params: { id: values['account'] ?? '' },
      body: {
        // What is no role comes back as a fault of this field.
        role: role as 'auditor',
        place,
        ...(validFrom === '' ? {} : { validFrom }),
        ...(validTo === '' ? {} : { validTo }),
      },
    });
    if (!result.ok) return postFailure(event, result, values);
    setFlash(event.cookies, messagesOf(event.locals.preferences.locale).admin.added);
    return back(event);
  },

  end: async (event) => {
    const { values } = await readForm(event);
    const result = await call(event, endAppointment, { params: { id: values['post'] ?? '' } });
    if (!result.ok) return failure(event, result);
    setFlash(event.cookies, messagesOf(event.locals.preferences.locale).admin.ended);
    return back(event);
  },

  reset: async (event) => {
    const { values } = await readForm(event);
    const result = await call(event, resetPassword, { params: { id: values['account'] ?? '' } });
    if (!result.ok) return failure(event, result);
    // The password is part of the answer itself, so that it is seen once and kept nowhere.
    return { opened: result.data };
  },

  disable: async (event) => {
    const { values } = await readForm(event);
    const result = await call(event, disableAccount, { params: { id: values['account'] ?? '' } });
    if (!result.ok) return failure(event, result);
    setFlash(event.cookies, messagesOf(event.locals.preferences.locale).admin.disabledDone);
    return back(event);
  },
};
