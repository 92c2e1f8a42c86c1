import { changeReferenceEntry, listFruitlessSearches } from '@xincheng/api/contract';
import { offsetIn } from '#lib/form.ts';
import { load as get } from '#lib/server/respond.ts';
import type { PageServerLoad } from './$types';

const limit = 50;

export const load: PageServerLoad = async (event) => {
  const offset = offsetIn(event.url);
  const role = event.locals.session?.appointment.role;
  return {
    searches: await get(event, listFruitlessSearches, { query: { limit, offset } }),
    mayEdit: changeReferenceEntry.access.some((editor) => editor === role),
    ...{ limit, offset },
  };
};
