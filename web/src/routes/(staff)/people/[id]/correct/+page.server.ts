import { changePerson, getPerson, licenceClasses, listSpecialities } from '@xincheng/api/contract';
import { fail, redirect } from '@sveltejs/kit';
import { splitWords } from '#lib/form.ts';
import { messagesOf } from '#lib/messages/index.ts';
import { call } from '#lib/server/api.ts';
import { setFlash } from '#lib/server/flash.ts';
import { failure, load as get, readForm, type FormFailure } from '#lib/server/respond.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const [person, specialities] = await Promise.all([
    get(event, getPerson, { params: { id: event.params.id } }),
    get(event, listSpecialities),
  ]);
  return {
    person,
    specialities: specialities.items.map(({ name }) => name),
    licenceClasses,
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { id } = event.params;
    const { values, data } = await readForm(event);
    const licences = data.getAll('licences').map(String);
    const { mobile = '', experience = '' } = values;
    const typed = { ...values, licences: licences.join(' ') };
    const { items } = await get(event, listSpecialities);
    const wanted = (values['specialityKey'] ?? '').trim();
    const speciality = items.find(({ name }) => name === wanted);
    if (wanted !== '' && speciality === undefined) {
      const { staff, errors } = messagesOf(event.locals.preferences.locale);
      return fail<FormFailure>(400, {
        ...{ values: typed, errors: { specialityKey: staff.specialityUnknown(wanted) } },
        ...{ message: errors.invalid_input, code: 'invalid_input' },
      });
    }
    const result = await call(event, changePerson, {
      params: { id },
      body: {
        version: Number(values['version']),
        specialityKey: speciality?.key ?? null,
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
      const { status, data: failed } = failure(event, result, typed);
      if (failed.code !== 'conflict') return fail(status, failed);
      // What stands there now is shown beside what was typed; saving again is a decision then.
      const current = await get(event, getPerson, { params: { id } });
      const again = { ...failed.values, version: String(current.version) };
      return fail(status, { ...failed, values: again, current });
    }
    setFlash(event.cookies, messagesOf(event.locals.preferences.locale).staff.corrected);
    redirect(303, `/people/${id}`);
  },
};
