import { changeWishes, getOwnProfile } from '@xincheng/api/contract';
import { redirect } from '@sveltejs/kit';
import { numberOrNull, splitWords, yesNoOrNull } from '#lib/form.ts';
import { messagesOf } from '#lib/messages/index.ts';
import { call } from '#lib/server/api.ts';
import { setFlash } from '#lib/server/flash.ts';
import { failure, load as get, readForm } from '#lib/server/respond.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
  profile: await get(event, getOwnProfile),
});

export const actions: Actions = {
  default: async (event) => {
    const { values } = await readForm(event);
    const result = await call(event, changeWishes, {
      body: {
        version: values['version'],
        jobs: splitWords(values['jobs']),
        salaryMin: numberOrNull(values['salaryMin']),
        maxDistanceKm: numberOrNull(values['maxDistanceKm']),
        acceptShift: yesNoOrNull(values['acceptShift']),
        acceptLodging: yesNoOrNull(values['acceptLodging']),
      },
    });
    if (!result.ok) return failure(event, result, values);
    setFlash(event.cookies, messagesOf(event.locals.preferences.locale).seeker.wishesSaved);
    redirect(303, '/me');
  },
};
