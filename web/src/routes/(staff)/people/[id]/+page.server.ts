import {
  getPerson,
  listPersonEvents,
  openPersonAccount,
  resetPersonPassword,
  revealPerson,
  type FieldEvent,
} from '@xincheng/api/contract';
import { offsetIn } from '#lib/form.ts';
import { call } from '#lib/server/api.ts';
import { codeNames } from '#lib/server/imports.ts';
import { failure, load as get, readForm } from '#lib/server/respond.ts';
import type { Actions, PageServerLoad } from './$types';

/** As many as a record has fields, so that the first page holds the origin of nearly every one. */
const limit = 100;

export const load: PageServerLoad = async (event) => {
  const { id } = event.params;
  const offset = offsetIn(event.url);
  const [person, events, names] = await Promise.all([
    get(event, getPerson, { params: { id } }),
    get(event, listPersonEvents, { params: { id }, query: { limit, offset } }),
    codeNames(event),
  ]);
  const latest =
    offset === 0
      ? events
      : await get(event, listPersonEvents, {
          params: { id },
          query: { limit },
        });
  return { person, events, origins: origins(latest.items), names, limit, offset };
};

/** The newest event of each field; the list is newest first. */
const origins = (events: readonly FieldEvent[]): Record<string, FieldEvent> => {
  const byField: Record<string, FieldEvent> = {};
  for (const event of events) byField[event.field] ??= event;
  return byField;
};

/** Numbers and passwords are part of the answer itself, so that they are seen once and kept nowhere. */
export const actions: Actions = {
  reveal: async (event) => {
    const { values } = await readForm(event);
    const result = await call(event, revealPerson, {
      params: { id: event.params.id },
      body: { reason: values['reason'] ?? '' },
    });
    if (!result.ok) return failure(event, result, values);
    return { revealed: result.data };
  },

  account: async (event) => {
    await readForm(event);
    const result = await call(event, openPersonAccount, { params: { id: event.params.id } });
    if (!result.ok) return failure(event, result);
    return { opened: { ...result.data, again: false } };
  },

  reset: async (event) => {
    await readForm(event);
    const result = await call(event, resetPersonPassword, { params: { id: event.params.id } });
    if (!result.ok) return failure(event, result);
    return { opened: { ...result.data, again: true } };
  },
};
