import { changeRanking, changeWishes, getOwnProfile } from '@xincheng/api/contract';
import { redirect, type RequestEvent } from '@sveltejs/kit';
import { numberOrNull, splitWords, yesNoOrNull } from '#lib/form.ts';
import { messagesOf } from '#lib/messages/index.ts';
import { call } from '#lib/server/api.ts';
import { setFlash } from '#lib/server/flash.ts';
import { failure, load as get, readForm } from '#lib/server/respond.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
  profile: await get(event, getOwnProfile),
});

type Wishes = NonNullable<Parameters<typeof call<typeof changeWishes>>[2]>['body'];
type Restrictions = NonNullable<NonNullable<Wishes>['restrictions']>;

const words = (event: RequestEvent) => messagesOf(event.locals.preferences.locale).seeker;

export const actions: Actions = {
  wishes: async (event) => {
    const { values, data } = await readForm(event);
    const restrictions = data.getAll('restrictions').map(String);
    const result = await call(event, changeWishes, {
      body: {
        version: values['version'],
        jobs: splitWords(values['jobs']),
        salaryMin: numberOrNull(values['salaryMin']),
        maxDistanceKm: numberOrNull(values['maxDistanceKm']),
        acceptShift: yesNoOrNull(values['acceptShift']),
        acceptLodging: yesNoOrNull(values['acceptLodging']),
        payFirm: values['payFirm'] === 'yes',
        // Checked against the contract before it is sent.
        restrictions: restrictions as Restrictions,
      },
    });
    if (!result.ok)
      return failure(event, result, { ...values, restrictions: restrictions.join(' ') });
    setFlash(event.cookies, words(event).wishesSaved);
    redirect(303, '/me');
  },

  /** Takes a skill out of what matching counts, or puts it back. */
  skill: async (event) => {
    const { values } = await readForm(event);
    const { version, readSkills } = await get(event, getOwnProfile);
    const skill = readSkills.find((one) => one.skill === values['skill']);
    const denies = values['denied'] === 'yes';
    const deniedSkills = readSkills
      .filter((one) => (one === skill ? denies : one.denied))
      .map((one) => one.skill);
    const result = await call(event, changeRanking, { body: { version, deniedSkills } });
    if (!result.ok) return failure(event, result);
    if (skill !== undefined) {
      const { skillDenied, skillRestored } = words(event);
      setFlash(event.cookies, (denies ? skillDenied : skillRestored)(skill.name));
    }
    redirect(303, '/me/profile#skills');
  },

  ranking: async (event) => {
    const { values } = await readForm(event);
    const refusesRanking = values['refuses'] === 'yes';
    const { version } = await get(event, getOwnProfile);
    const result = await call(event, changeRanking, { body: { version, refusesRanking } });
    if (!result.ok) return failure(event, result);
    const { rankingRefused, rankingRestored } = words(event);
    setFlash(event.cookies, refusesRanking ? rankingRefused : rankingRestored);
    redirect(303, '/me');
  },
};
