import {
  getReferenceEntry,
  previewReferenceChange,
  removeReferenceEntry,
} from '@xincheng/api/contract';
import { redirect } from '@sveltejs/kit';
import { messagesOf } from '#lib/messages/index.ts';
import { entryPath, kindPath } from '#lib/reference/paths.ts';
import { call } from '#lib/server/api.ts';
import { setFlash } from '#lib/server/flash.ts';
import { kindIn, requireEditor } from '#lib/server/reference.ts';
import { failure, load as get, readForm } from '#lib/server/respond.ts';
import type { Actions, PageServerLoad } from './$types';

/** Removing asks first: the page opens with what would change, and nothing is done by opening it. */
export const load: PageServerLoad = async (event) => {
  requireEditor(event);
  const kind = kindIn(event);
  const { key } = event.params;
  const { entry, usedBy } = await get(event, getReferenceEntry, { params: { kind, key } });
  // Another entry refers to it, or it is the one of its kind: then it has to stay.
  if (usedBy.length > 0 || kind === 'weights') redirect(303, entryPath(kind, key));
  const body = { name: entry.name, value: null };
  return {
    entry,
    preview: await get(event, previewReferenceChange, { params: { kind, key }, body }),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const kind = kindIn(event);
    const { key } = event.params;
    const { values } = await readForm(event);
    const result = await call(event, removeReferenceEntry, {
      params: { kind, key },
      body: { version: Number(values['version']), reason: values['reason'] ?? '' },
    });
    if (!result.ok) return failure(event, result, values);
    const words = messagesOf(event.locals.preferences.locale).reference;
    setFlash(event.cookies, words.removed(values['name'] ?? key));
    redirect(303, kindPath(kind));
  },
};
