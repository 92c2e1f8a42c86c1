import { dismissDuplicate, getDuplicate, mergeDuplicate } from '@xincheng/api/contract';
import { fail, redirect } from '@sveltejs/kit';
import { messagesOf } from '#lib/messages/index.ts';
import { call } from '#lib/server/api.ts';
import { setFlash } from '#lib/server/flash.ts';
import { codeNames } from '#lib/server/imports.ts';
import { failure, load as get, readForm, type FormFailure } from '#lib/server/respond.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const [duplicate, names] = await Promise.all([
    get(event, getDuplicate, { params: { id: event.params.id } }),
    codeNames(event),
  ]);
  return { duplicate, names };
};

const prefix = 'take.';

export const actions: Actions = {
  merge: async (event) => {
    const { values } = await readForm(event);
    const take: Record<string, 'offered' | 'both'> = {};
    for (const [name, value] of Object.entries(values))
      if (name.startsWith(prefix) && (value === 'offered' || value === 'both'))
        take[name.slice(prefix.length)] = value;
    if (Object.keys(take).length === 0) {
      const message = messagesOf(event.locals.preferences.locale).duplicates.nothingTaken;
      return fail<FormFailure>(400, { values, errors: {}, message, code: 'invalid_input' });
    }
    const { id } = event.params;
    const version = Number(values['version']);
    const body = { version, take };
    const result = await call(event, mergeDuplicate, { params: { id }, body });
    if (!result.ok) return failure(event, result, values);
    redirect(303, `/duplicates?merged=${result.data.id}`);
  },

  dismiss: async (event) => {
    await readForm(event);
    const result = await call(event, dismissDuplicate, { params: { id: event.params.id } });
    if (!result.ok) return failure(event, result);
    setFlash(event.cookies, messagesOf(event.locals.preferences.locale).duplicates.dismissed);
    redirect(303, '/duplicates');
  },
};
