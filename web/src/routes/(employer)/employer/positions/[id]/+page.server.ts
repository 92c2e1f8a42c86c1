import {
  changePositionStatus,
  correctPosition,
  getOwnPosition,
  type OwnPosition,
} from '@xincheng/api/contract';
import { fail, redirect } from '@sveltejs/kit';
import { messagesOf, type Messages } from '#lib/messages/index.ts';
import { call } from '#lib/server/api.ts';
import { setFlash } from '#lib/server/flash.ts';
import { failure, load as get, readForm } from '#lib/server/respond.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
  position: await get(event, getOwnPosition, { params: { id: event.params.id } }),
});

const nullable = (text: string | undefined): string | null => text?.trim() || null;

const savedWords = (words: Messages['employer'], status: OwnPosition['status']): string => {
  if (status === 'held') return words.savedHeld;
  return status === 'open' ? words.savedOpen : words.saved;
};

export const actions: Actions = {
  correct: async (event) => {
    const { values } = await readForm(event);
    const result = await call(event, correctPosition, {
      params: { id: event.params.id },
      body: {
        version: Number(values['version']),
        title: values['title'] ?? '',
        sexText: nullable(values['sexText']),
        skillsText: nullable(values['skillsText']),
        description: nullable(values['description']),
        veteranPriority: nullable(values['veteranPriority']),
        shift: nullable(values['shift']),
        lodging: nullable(values['lodging']),
      },
    });
    if (!result.ok) {
      const { status, data: failed } = failure(event, result, values);
      if (failed.code !== 'conflict') return fail(status, failed);
      // What stands there now is shown beside what was typed; saving again is a decision then.
      const current = await get(event, getOwnPosition, { params: { id: event.params.id } });
      const typed = { ...values, version: String(current.version) };
      return fail(status, { ...failed, values: typed, current });
    }
    const words = messagesOf(event.locals.preferences.locale).employer;
    const { status } = result.data;
    setFlash(event.cookies, savedWords(words, status), status === 'held' ? 'problem' : 'done');
    redirect(303, event.url.pathname);
  },

  status: async (event) => {
    const { values } = await readForm(event);
    const status = values['status'] === 'open' ? 'open' : 'closed';
    const result = await call(event, changePositionStatus, {
      params: { id: event.params.id },
      body: { status },
    });
    if (!result.ok) return failure(event, result);
    const words = messagesOf(event.locals.preferences.locale).employer;
    setFlash(event.cookies, status === 'open' ? words.reopened : words.closed);
    redirect(303, event.url.pathname);
  },
};
