import { getSession, refresh, type Session } from '@xincheng/api/contract';
import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { sequence, type Handle, type HandleServerError } from '@sveltejs/kit/hooks';
import { messagesOf } from '#lib/messages/index.ts';
import { readPreferences } from '#lib/preferences.ts';
import { call } from '#lib/server/api.ts';
import { accessCookie, forgetSession, refreshCookie } from '#lib/server/cookies.ts';
import { admits, ownPasswordFirst } from '#lib/server/guards.ts';
import { signInPath } from '#lib/server/respond.ts';

const identify: Handle = async ({ event, resolve }) => {
  event.locals.preferences = readPreferences((name) => event.cookies.get(name));
  event.locals.formKey = null;
  event.locals.unavailable = false;
  event.locals.session = await currentSession(event);
  return resolve(event);
};

/** Who is signed in. The access token lives minutes: the refresh token renews it on the way. */
const currentSession = async (event: RequestEvent): Promise<Session | null> => {
  if (event.cookies.get(accessCookie)) {
    const result = await call(event, getSession);
    if (result.ok) return result.data;
    if (result.status !== 401) return unknown(event);
  }
  if (!event.cookies.get(refreshCookie)) return null;

  const renewed = await call(event, refresh);
  if (!renewed.ok) {
    if (renewed.status >= 500) return unknown(event);
    forgetSession(event);
    return null;
  }
  const result = await call(event, getSession);
  return result.ok ? result.data : unknown(event);
};

const unknown = (event: RequestEvent): null => {
  event.locals.unavailable = true;
  return null;
};

/**
 * Pages of a group are for its roles. A page says 403 itself, in its layout; a form is stopped here.
 * While the API cannot say who this is, forms go on to their action: the API refuses them there, and
 * the action hands back what was typed.
 */
const guard: Handle = ({ event, resolve }) => {
  const { session, unavailable, preferences } = event.locals;
  const verdict = unavailable ? 'yes' : admits(event.route.id, session);
  if (verdict === 'sign_in') redirect(303, signInPath(event.url));
  if (verdict === 'no' && event.request.method !== 'GET')
    error(403, messagesOf(preferences.locale).errors.forbidden, { code: 'forbidden' });
  if (ownPasswordFirst(event.route.id, session)) redirect(303, '/account');
  return resolve(event);
};

const present: Handle = async ({ event, resolve }) => {
  const { locale, theme, type } = event.locals.preferences;
  const response = await resolve(event, {
    transformPageChunk: ({ html }) =>
      html
        .replace('%lang%', locale === 'zh' ? 'zh-CN' : 'en')
        .replace('%theme%', theme)
        .replace('%type%', type),
  });
  response.headers.set('x-content-type-options', 'nosniff');
  response.headers.set('x-frame-options', 'DENY');
  response.headers.set('referrer-policy', 'same-origin');
  response.headers.set('permissions-policy', 'camera=(), microphone=(), geolocation=()');
  response.headers.set('cross-origin-opener-policy', 'same-origin');
  // Pages hold personal data: no cache on the way or on a shared computer may keep them.
  if (event.locals.session) response.headers.set('cache-control', 'private, no-store');
  return response;
};

export const handle = sequence(identify, present, guard);

/** Errors of our own code: the stack goes to the log, a calm sentence to the visitor. */
export const handleError: HandleServerError = ({ event, kind, error: cause }) => {
  const words = messagesOf(readPreferences((name) => event.cookies.get(name)).locale).errors;
  if (kind === 'app') return;
  if (kind !== 'unknown') {
    if (cause.status === 404) return { message: words.not_found };
    return { message: cause.status === 413 ? words.payload_too_large : cause.message };
  }
  const stack = cause instanceof Error ? cause.stack : String(cause);
  process.stderr.write(
    `${JSON.stringify({ level: 'error', route: event.route.id, method: event.request.method, stack })}\n`,
  );
  return { message: words.internal };
};
