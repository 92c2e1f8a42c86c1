import {
  getReferenceNames,
  previewReferenceChange,
  undoReferenceChange,
  type Response,
} from '@xincheng/api/contract';
import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { messagesOf } from '#lib/messages/index.ts';
import type { Kind, Names, Values } from '#lib/reference/types.ts';
import { faultsByField, valueOf, withoutGaps } from '#lib/reference/values.ts';
import { call, type Result } from './api.ts';
import { setFlash } from './flash.ts';
import { failure, load as get, readForm, type FormFailure } from './respond.ts';

const kinds: readonly string[] = [
  'skill',
  'speciality',
  'occupation',
  'certificate',
  'weights',
] satisfies Kind[];

/** Who edits: the bureau's staff of the whole county. The API holds to the same. */
const editors: readonly string[] = ['bureau_staff', 'administrator'];

/** The kind out of a page's address; anything else is a page that does not exist. */
export const kindIn = (event: RequestEvent): Kind => {
  const { kind = '' } = event.params as Record<string, string>;
  if (!kinds.includes(kind)) error(404, words(event).errors.not_found, { code: 'not_found' });
  return kind as Kind;
};

export const mayEdit = ({ locals: { session } }: RequestEvent): boolean =>
  session !== null &&
  editors.includes(session.appointment.role) &&
  (session.appointment.area ?? '').length <= 6;

/** For pages that only editors open. */
export const requireEditor = (event: RequestEvent): void => {
  if (!mayEdit(event)) error(403, words(event).errors.forbidden, { code: 'forbidden' });
};

export const namesFor = (event: RequestEvent): Promise<Names> => get(event, getReferenceNames);

export type Preview = Response<typeof previewReferenceChange>;

/** What an editing page gets back: what was typed, and the effects where they were asked for. */
export interface EditAnswer extends FormFailure {
  preview: Preview | null;
  /** The entry as somebody else left it meanwhile. */
  current: Values | null;
}

/** What an edit sends, read from its form. */
export interface Typed {
  values: Values;
  body: { name: string; value: Record<string, unknown>; confirmed: boolean };
}

/** Not ok where the names to read it with cannot be had; nothing that was typed is lost then. */
export const readEdit = async (
  event: RequestEvent,
  kind: Kind,
): Promise<
  { values: Values } & ({ ok: true; body: Typed['body'] } | { ok: false; failed: Failed })
> => {
  const { values: given } = await readForm(event);
  // Browsers send a line's end as two characters.
  for (const [field, text] of Object.entries(given)) given[field] = text.replaceAll('\r\n', '\n');
  const values = withoutGaps(given);
  const names = await call(event, getReferenceNames);
  if (!names.ok) return { ok: false, values, failed: names };
  const name = values['name'] ?? '';
  const confirmed = values['confirmed'] === 'yes';
  return { ok: true, values, body: { name, value: valueOf(kind, values, names.data), confirmed } };
};

type Failed = Extract<Result<unknown>, { ok: false }>;

/** The failure of an edit, its faults beside their fields. */
export const editFailure = (
  event: RequestEvent,
  result: Failed,
  values: Values,
  preview: Preview | null = null,
) => {
  const { status, data } = failure(event, result, values);
  const errors = faultsByField(
    data.errors,
    [...Object.keys(values), 'reason', 'confirmed', 'key', 'sum'],
    words(event).reference.line,
  );
  return fail<EditAnswer>(status, { ...data, errors, preview, current: null });
};

/** What the typed edit would change; the page shows it before anything is saved. */
export const previewEdit = async (
  event: RequestEvent,
  kind: Kind,
  keyOf: (values: Values) => string,
) => {
  const edit = await readEdit(event, kind);
  const { values } = edit;
  if (!edit.ok) return editFailure(event, edit.failed, values);
  const params = { kind, key: keyOf(values) };
  const result = await call(event, previewReferenceChange, { params, body: edit.body });
  if (!result.ok) return editFailure(event, result, values);
  return answered(values, result.data);
};

/** Back to the form, with everything that was typed. */
export const backToForm = async (event: RequestEvent) => {
  const { values } = await readForm(event);
  return answered(values, null);
};

const answered = (values: Values, preview: Preview | null): EditAnswer => ({
  ...{ values, preview, current: null },
  ...{ errors: {}, message: '', code: '' },
});

/**
 * The failure of a save. A fault in the reason leaves the effects on the screen, so they are asked for
 * again; a fault in the entry itself leads back to the form.
 */
export const saveFailure = async (
  event: RequestEvent,
  result: Failed,
  { kind, key, values, body }: Typed & { kind: Kind; key: string },
) => {
  const faults = Object.keys(result.error.fields ?? {});
  if (faults.length === 0 || faults.some((path) => path !== 'reason'))
    return editFailure(event, result, values);
  const preview = await call(event, previewReferenceChange, { params: { kind, key }, body });
  return editFailure(event, result, values, preview.ok ? preview.data : null);
};

/** Where to find the source and the signs of a check in an edit's form. */
export const savedWith = (values: Values) => {
  const source = (values['source'] ?? '').trim();
  return {
    reason: values['reason'] ?? '',
    ...(source === '' ? {} : { source }),
    ...(values['reviewed'] === 'yes' ? { reviewed: true } : {}),
  };
};

/** Action: takes one change back, with a reason, and shows the page again. */
export const undoChange = async (event: RequestEvent) => {
  const { values } = await readForm(event);
  const result = await call(event, undoReferenceChange, {
    params: { id: values['change'] ?? '' },
    body: { reason: values['reason'] ?? '' },
  });
  if (!result.ok) return failure(event, result, values);
  setFlash(event.cookies, words(event).reference.undone);
  redirect(303, event.url.pathname);
};

const words = (event: RequestEvent) => messagesOf(event.locals.preferences.locale);
