import { changePassword, switchAppointment } from '@xincheng/api/contract';
import { fail, redirect } from '@sveltejs/kit';
import { messagesOf } from '#lib/messages/index.ts';
import { homeOf } from '#lib/navigation.ts';
import { call } from '#lib/server/api.ts';
import { setFlash } from '#lib/server/flash.ts';
import { failure, readForm, type FormFailure } from '#lib/server/respond.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  switch: async (event) => {
    const { values } = await readForm(event);
    const appointmentId = values['appointmentId'] ?? '';
    const result = await call(event, switchAppointment, { body: { appointmentId } });
    if (!result.ok) return failure(event, result);
    const post = event.locals.session?.appointments.find(({ id }) => id === appointmentId);
    redirect(303, post ? homeOf(post.role) : '/account');
  },

  password: async (event) => {
    const { values } = await readForm(event);
    const { current = '', next = '', again = '' } = values;
    const words = messagesOf(event.locals.preferences.locale);
    if (next !== again) {
      return fail<FormFailure>(400, {
        values: {},
        errors: { again: words.account.passwordsDiffer },
        message: words.errors.invalid_input,
        code: 'invalid_input',
      });
    }
    const result = await call(event, changePassword, { body: { current, next } });
    if (!result.ok) return failure(event, result);
    setFlash(event.cookies, words.account.passwordChanged);
    redirect(303, '/account');
  },
};
