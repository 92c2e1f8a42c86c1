import type { Cookies } from '@sveltejs/kit';

/** A short message shown once on the page that follows a redirect. */
export interface Flash {
  tone: 'done' | 'problem';
  text: string;
}

const cookie = 'xc_flash';
const options = { path: '/', httpOnly: true, sameSite: 'lax', secure: false } as const;

/** Keeps a message for the next page, for example "已同意". */
export const setFlash = (cookies: Cookies, text: string, tone: Flash['tone'] = 'done'): void => {
  cookies.set(cookie, `${tone}:${text.slice(0, 200)}`, { ...options, maxAge: 60 });
};

/** Takes the kept message away and returns it; null if there is none. */
export const takeFlash = (cookies: Cookies): Flash | null => {
  const value = cookies.get(cookie);
  if (value === undefined) return null;
  cookies.delete(cookie, options);
  const [tone, ...text] = value.split(':');
  return { tone: tone === 'problem' ? 'problem' : 'done', text: text.join(':') };
};
