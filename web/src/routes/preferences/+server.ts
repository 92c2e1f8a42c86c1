import { redirect } from '@sveltejs/kit';
import { preferenceCookies } from '#lib/preferences.ts';
import { localPath } from '#lib/server/respond.ts';
import type { RequestHandler } from './$types';

const oneYear = 365 * 24 * 60 * 60;

/** Keeps what was chosen for the screen and goes back; works signed out and without JavaScript. */
export const POST: RequestHandler = async ({ request, cookies, url }) => {
  const form = await request.formData();
  for (const [name, { cookie, values }] of Object.entries(preferenceCookies)) {
    const chosen = form.get(name);
    const known = values.find((value) => value === chosen);
    if (known === undefined) continue;
    cookies.set(cookie, known, {
      path: '/',
      maxAge: oneYear,
      httpOnly: true,
      sameSite: 'lax',
      secure: url.protocol === 'https:',
    });
  }
  const back = form.get('back');
  redirect(303, localPath(typeof back === 'string' ? back : null, '/'));
};
