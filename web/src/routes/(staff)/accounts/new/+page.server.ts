import { createAccount } from '@xincheng/api/contract';
import { call } from '#lib/server/api.ts';
import { postFailure, postPlaces } from '#lib/server/places.ts';
import { readForm } from '#lib/server/respond.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({ places: await postPlaces(event) });

export const actions: Actions = {
  default: async (event) => {
    const { values } = await readForm(event);
    const { name = '', displayName = '', role = '', place = '' } = values;
    const result = await call(event, createAccount, {
      // What is no role comes back as a fault of this field.
      body: { name, displayName, role: role as 'auditor', place },
    });
    if (!result.ok) return postFailure(event, result, values);
    // The password is part of the answer itself, so that it is seen once and kept nowhere.
    return { opened: { account: name.trim(), displayName, password: result.data.password } };
  },
};
