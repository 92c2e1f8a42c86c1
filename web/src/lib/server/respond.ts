import {
  errorCodes,
  type Endpoint,
  type Response as Answer,
  type Sent,
} from '@xincheng/api/contract';
import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { messagesOf } from '#lib/messages/index.ts';
import { call, download, type FileEndpoint, type Result } from './api.ts';
import { setFlash } from './flash.ts';

type Failed = Extract<Result<unknown>, { ok: false }>;

/** Where a visitor without a session goes; afterwards back to where they wanted to be. */
export const signInPath = (url: URL): string =>
  `/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`;

/** A path of this site out of a `next` parameter; anything else leads to `fallback`. */
export const localPath = (next: string | null, fallback: string): string =>
  next?.startsWith('/') && !/^\/[/\\]|[\n\r\t]/.test(next) ? next : fallback;

/**
 * For `load`: the endpoint's data. Without a session it redirects to the sign-in page; every other
 * failure becomes the error page with the API's status.
 */
export const load = async <E extends Endpoint>(
  event: RequestEvent,
  endpoint: E,
  sent: Sent<E> = {},
): Promise<Answer<E>> => {
  const result = await call(event, endpoint, sent);
  return result.ok ? result.data : giveUp(event, result);
};

/** Ends a `load` with what went wrong: sign-in page or error page. */
const giveUp = (event: RequestEvent, { status, error: body }: Failed): never => {
  if (status === 401) redirect(303, signInPath(event.url));
  const { code, requestId } = body;
  // An id that is no id is, to the visitor, simply a page that does not exist.
  if (status === 400) error(404, words(event).errors.not_found, { code: 'not_found', requestId });
  error(status, words(event).errors[code], { code, requestId });
};

/** What a form's page gets back when its action failed; `values` keeps what was typed. */
export interface FormFailure {
  values: Record<string, string>;
  errors: Record<string, string>;
  message: string;
  code: string;
}

/**
 * For actions: the failure to return. Typed values are kept, field faults stand beside their fields.
 * Pass `values` without passwords. Without a session it redirects to the sign-in page.
 */
export const failure = (
  event: RequestEvent,
  result: Failed,
  values: Record<string, string> = {},
) => {
  const { code, fields = {}, message: said } = result.error;
  if (code === 'not_signed_in') redirect(303, signInPath(new URL(event.url.pathname, event.url)));
  return fail<FormFailure>(result.status, {
    values,
    errors: fields,
    // The API says more than its code where it can; it speaks Chinese only.
    message:
      isChinese(event) && said !== errorCodes[code].message ? said : words(event).errors[code],
    code,
  });
};

const isChinese = (event: RequestEvent) => event.locals.preferences.locale === 'zh';

/**
 * For a `+server.ts`: hands a file of the API on as a download. When that fails, the page's script
 * gets the words as `{ message }`; without a script the visitor goes back to `back` and reads them
 * there.
 */
export const sendFile = async <E extends FileEndpoint>(
  event: RequestEvent,
  endpoint: E,
  sent: Sent<E>,
  back: string,
): Promise<Response> => {
  const result = await download(event, endpoint, sent);
  if (result.ok) {
    const headers = new Headers({ 'cache-control': 'private, no-store' });
    for (const name of ['content-type', 'content-disposition', 'content-length']) {
      const value = result.data.headers.get(name);
      if (value !== null) headers.set(name, value);
    }
    return new Response(result.data.body, { headers });
  }
  const { code, fields = {} } = result.error;
  const message = Object.values(fields)[0] ?? words(event).errors[code];
  if (event.request.headers.get('accept') === 'application/json')
    return Response.json({ message }, { status: result.status });
  if (code === 'not_signed_in') redirect(303, signInPath(new URL(back, event.url)));
  setFlash(event.cookies, message, 'problem');
  redirect(303, back);
};

/**
 * The text fields of a posted form, trimmed at neither end. Remembers the form's key, so that the
 * calls of this action are idempotent. Files are left in `data`.
 */
export const readForm = async (
  event: RequestEvent,
): Promise<{ values: Record<string, string>; data: FormData }> => {
  const data = await event.request.formData();
  const values: Record<string, string> = {};
  for (const [name, value] of data) if (typeof value === 'string') values[name] = value;
  event.locals.formKey = values['form_key'] || null;
  delete values['form_key'];
  return { values, data };
};

const words = (event: RequestEvent) => messagesOf(event.locals.preferences.locale);
