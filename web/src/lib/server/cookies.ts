import type { RequestEvent } from '@sveltejs/kit';

export const accessCookie = 'xc_access';
export const refreshCookie = 'xc_refresh';

/** The session cookies as the API expects them; nothing else of the visitor's cookies goes there. */
export const sessionCookies = (event: RequestEvent): string =>
  [accessCookie, refreshCookie]
    .map((name) => [name, event.cookies.get(name)] as const)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `${name}=${encodeURIComponent(value ?? '')}`)
    .join('; ');

export const forgetSession = (event: RequestEvent): void => {
  for (const name of [accessCookie, refreshCookie]) event.cookies.delete(name, { path: '/' });
};

/** Hands the API's `Set-Cookie` on to the browser, marked secure where the page came by https. */
export const relayCookies = (event: RequestEvent, response: Response): void => {
  for (const line of response.headers.getSetCookie()) {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const equals = pair.indexOf('=');
    const name = pair.slice(0, equals);
    if (name !== accessCookie && name !== refreshCookie) continue;

    const given = new Map(
      attributes.map((attribute) => {
        const [key = '', value = ''] = attribute.split('=');
        return [key.toLowerCase(), value];
      }),
    );
    const maxAge = Number(given.get('max-age'));
    event.cookies.set(name, decodeURIComponent(pair.slice(equals + 1)), {
      path: given.get('path') ?? '/',
      httpOnly: true,
      sameSite: given.get('samesite')?.toLowerCase() === 'strict' ? 'strict' : 'lax',
      secure: event.url.protocol === 'https:',
      ...(given.has('max-age') && Number.isFinite(maxAge) ? { maxAge } : {}),
      ...(given.has('expires') ? { expires: new Date(given.get('expires') ?? 0) } : {}),
    });
  }
};
