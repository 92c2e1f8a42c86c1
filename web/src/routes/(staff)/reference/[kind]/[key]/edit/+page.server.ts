import { changeReferenceEntry, getReferenceEntry } from '@xincheng/api/contract';
import { fail, redirect } from '@sveltejs/kit';
import { messagesOf } from '#lib/messages/index.ts';
import { entryPath } from '#lib/reference/paths.ts';
import { fieldsOf } from '#lib/reference/values.ts';
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
import { load as get } from '#lib/server/respond.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  requireEditor(event);
  const params = { kind: kindIn(event), key: event.params.key };
  const [{ entry }, names] = await Promise.all([
    get(event, getReferenceEntry, { params }),
    namesFor(event),
  ]);
  return { entry, names, fields: fieldsOf(entry, names) };
};

export const actions: Actions = {
  preview: (event) => previewEdit(event, kindIn(event), () => event.params.key),
  back: backToForm,

  save: async (event) => {
    const kind = kindIn(event);
    const { key } = event.params;
    const edit = await readEdit(event, kind);
    const { values } = edit;
    if (!edit.ok) return editFailure(event, edit.failed, values);
    const { body } = edit;
    const result = await call(event, changeReferenceEntry, {
      params: { kind, key },
      body: { ...body, ...savedWith(values), version: Number(values['version']) },
    });
    if (!result.ok) {
      const failed = await saveFailure(event, result, { kind, key, values, body });
      if (result.error.code !== 'conflict') return failed;
      // What stands there now is shown beside what was typed; saving again is a decision then.
      const [{ entry }, names] = await Promise.all([
        get(event, getReferenceEntry, { params: { kind, key } }),
        namesFor(event),
      ]);
      const typed = { ...failed.data.values, version: String(entry.version) };
      return fail(failed.status, {
        ...failed.data,
        values: typed,
        current: fieldsOf(entry, names),
      });
    }
    const words = messagesOf(event.locals.preferences.locale).reference;
    setFlash(event.cookies, words.saved(result.data.name));
    redirect(303, entryPath(kind, result.data.key));
  },
};
