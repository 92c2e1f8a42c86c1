import { createReferenceEntry } from '@xincheng/api/contract';
import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { messagesOf } from '#lib/messages/index.ts';
import { entryPath } from '#lib/reference/paths.ts';
import type { Kind, Values } from '#lib/reference/types.ts';
import { call } from '#lib/server/api.ts';
import { setFlash } from '#lib/server/flash.ts';
import {
  backToForm,
  editFailure,
  kindIn,
  namesFor,
  previewEdit,
  readEdit,
  requireEditor,
  savedWith,
  saveFailure,
} from '#lib/server/reference.ts';
import type { Actions, PageServerLoad } from './$types';

/** What a new entry's form begins with. */
const blank: Record<Exclude<Kind, 'weights'>, Values> = {
  skill: { weight: '2' },
  speciality: {},
  occupation: { evidence: 'P', entry: 'none' },
  certificate: { way: 'course', kind: 'level' },
};

/** There is one entry of weights, which nobody adds. */
const kindToAdd = (event: RequestEvent): Exclude<Kind, 'weights'> => {
  const kind = kindIn(event);
  if (kind !== 'weights') return kind;
  const words = messagesOf(event.locals.preferences.locale).errors;
  error(404, words.not_found, { code: 'not_found' });
};

/** Occupations and certificates go by their names. */
const keyOf = (kind: Kind, values: Values): string =>
  (values[kind === 'skill' || kind === 'speciality' ? 'key' : 'name'] ?? '').trim();

export const load: PageServerLoad = async (event) => {
  requireEditor(event);
  const kind = kindToAdd(event);
  return { kind, names: await namesFor(event), fields: blank[kind] };
};

export const actions: Actions = {
  preview: (event) => {
    const kind = kindToAdd(event);
    return previewEdit(event, kind, (values) => keyOf(kind, values));
  },
  back: backToForm,

  save: async (event) => {
    const kind = kindToAdd(event);
    const edit = await readEdit(event, kind);
    const { values } = edit;
    if (!edit.ok) return editFailure(event, edit.failed, values);
    const { body } = edit;
    const key = keyOf(kind, values);
    const result = await call(event, createReferenceEntry, {
      params: { kind },
      body: { ...body, ...savedWith(values), key },
    });
    if (!result.ok) return saveFailure(event, result, { kind, key, values, body });
    const words = messagesOf(event.locals.preferences.locale).reference;
    setFlash(event.cookies, words.saved(result.data.name));
    redirect(303, entryPath(kind, result.data.key));
  },
};
