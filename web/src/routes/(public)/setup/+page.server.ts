import { createFirstAdministrator, setupState } from '@xincheng/api/contract';
import { redirect } from '@sveltejs/kit';
import { messagesOf } from '#lib/messages/index.ts';
import { call } from '#lib/server/api.ts';
import { setFlash } from '#lib/server/flash.ts';
import { failure, load as get, readForm } from '#lib/server/respond.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  if (!(await get(event, setupState)).needsAdministrator) redirect(303, '/sign-in');
};

export const actions: Actions = {
  default: async (event) => {
    const { values } = await readForm(event);
    const { password = '', ...kept } = values;
    const field = (name: string): string => values[name] ?? '';
    const result = await call(event, createFirstAdministrator, {
      body: {
        code: field('code'),
        countyCode: field('countyCode'),
        countyName: field('countyName'),
        account: field('account'),
        displayName: field('displayName'),
        password,
      },
    });
    if (!result.ok) return failure(event, result, kept);
    setFlash(event.cookies, messagesOf(event.locals.preferences.locale).account.setupDone);
    redirect(303, '/sign-in');
  },
};
