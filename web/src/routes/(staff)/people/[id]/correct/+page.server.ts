import { changePerson, getPerson, licenceClasses, listSpecialities } from '@xincheng/api/contract';
import { fail, redirect } from '@sveltejs/kit';
import { splitWords } from '#lib/form.ts';
import { messagesOf } from '#lib/messages/index.ts';
import { call } from '#lib/server/api.ts';
import { setFlash } from '#lib/server/flash.ts';
import { failure, load as get, readForm } from '#lib/server/respond.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const [person, specialities] = await Promise.all([
    get(event, getPerson, { params: { id: event.params.id } }),
    get(event, listSpecialities),
  ]);
  const groups = Map.groupBy(specialities.items, ({ group }) => group);
  return {
    person,
    specialityGroups: [...groups].map(([group, items]) => ({
      group,
      options: items.map(({ key, name }) => ({ key, name })),
    })),
    licenceClasses,
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { id } = event.params;
    const { values, data } = await readForm(event);
    const licences = data.getAll('licences').map(String);
    const { mobile = '', specialityKey = '', experience = '' } = values;
    const result = await call(event, changePerson, {
      params: { id },
      body: {
        version: Number(values['version']),
        specialityKey: specialityKey === '' ? null : specialityKey,
        licences,
        certificates: splitWords(values['certificates']),
        skills: splitWords(values['skills']),
        experience: experience.trim() === '' ? null : experience,
        // The masked number cannot be sent back: an empty field leaves it as it is.
        ...(mobile.trim() === '' ? {} : { mobile: mobile.replace(/[\s-]/g, '') }),
        ...(values['clearMobile'] === 'yes' && mobile.trim() === '' ? { mobile: null } : {}),
      },
    });
    if (!result.ok) {
      const { status, data: failed } = failure(event, result, {
        ...values,
        licences: licences.join(' '),
      });
      if (failed.code !== 'conflict') return fail(status, failed);
      // What stands there now is shown beside what was typed; saving again is a decision then.
      const current = await get(event, getPerson, { params: { id } });
      const typed = { ...failed.values, version: String(current.version) };
      return fail(status, { ...failed, values: typed, current });
    }
    setFlash(event.cookies, messagesOf(event.locals.preferences.locale).staff.corrected);
    redirect(303, `/people/${id}`);
  },
};
